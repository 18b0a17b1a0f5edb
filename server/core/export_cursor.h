#pragma once

#include "server/core/store.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace rancak::server {

// Where an export stands, office by office; outside the server it is an opaque word.
struct ExportCursor {
    std::map<std::string, Place> places;  // offices not named: from the beginning

    // Between two pages of one export of ratings. It began with this office at `start`, when the newest arrival was
    // `until`: what had changed by then was already told with its present state.
    struct Run {
        std::string office;
        Place start;
        std::uint64_t until = 0;
        friend bool operator==(const Run&, const Run&) = default;
    };
    std::optional<Run> run;
    friend bool operator==(const ExportCursor&, const ExportCursor&) = default;
};
[[nodiscard]] std::string encode(const ExportCursor&);  // letters, digits, - and _
[[nodiscard]] std::optional<ExportCursor> decode_cursor(std::string_view);

}  // namespace rancak::server
