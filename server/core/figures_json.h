#pragma once

#include "server/core/figures_store.h"
#include "server/core/standings.h"
#include "shared/language.h"

#include <string>
#include <string_view>

namespace rancak::server {

// How the answers about figures write what they share.

[[nodiscard]] std::string period_json(const Period&);  // two members, without braces
[[nodiscard]] std::string text_json(const LocalText&);
// The member `visits` of one office; null: no kiosk counted.
[[nodiscard]] std::string visits_json(const Visits&);
[[nodiscard]] Visits visits_of(const VisitsByOffice&, std::string_view office);

// Members of a list, each an object, with the commas between. `json` outlives it.
class JsonList {
public:
    explicit JsonList(std::string& json) : json_(json) { json_ += '['; }
    std::string& next() {
        if (json_.back() != '[') json_ += ',';
        return json_;
    }
    void end() { json_ += ']'; }

private:
    std::string& json_;
};

}  // namespace rancak::server
