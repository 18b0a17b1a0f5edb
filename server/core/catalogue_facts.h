#pragma once

#include "shared/catalogue.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace rancak::server {

// What ingest asks of a catalogue, found quickly. Keeps its own copies; read by any thread.
class CatalogueFacts {
public:
    CatalogueFacts() = default;
    explicit CatalogueFacts(const Catalogue&);

    [[nodiscard]] const Office* office(const std::string& id) const;  // nullptr: unknown
    // The only service that the counter offers; empty when there is none or more than one.
    [[nodiscard]] const std::string& service_at(const std::string& counter) const;

private:
    std::unordered_map<std::string, Office> offices_;
    std::unordered_map<std::string, std::string> services_;  // by counter
};

}  // namespace rancak::server
