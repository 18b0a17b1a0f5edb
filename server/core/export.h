#pragma once

#include "server/core/store.h"
#include "server/core/text_opener.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace rancak::server {

enum class ExportFormat { csv, jsonl };

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

struct ExportPage {
    std::string body;  // csv: the first line names the columns
    ExportCursor next;
    bool more = false;
};

inline constexpr std::size_t max_page_rows = 10'000;
inline constexpr std::size_t max_page_bytes = 8 * 1024 * 1024;  // a row more at most

// `seen`: the only office that whoever asks sees; empty: all.
// Every rating of a full export once, as it stands now. From a cursor on: what arrived since, and again those before
// it that changed since.
[[nodiscard]] Stored<ExportPage> ratings_page(Reports&, const TextOpener&, ExportFormat, const ExportCursor&, std::size_t max_rows, std::string_view seen);
// Every case once, with what the citizen wrote.
[[nodiscard]] Stored<ExportPage> cases_page(Reports&, const TextOpener&, ExportFormat, const ExportCursor&,
                                            std::size_t max_rows, std::string_view seen);
// Every answered survey once.
[[nodiscard]] Stored<ExportPage> surveys_page(Reports&, ExportFormat, const ExportCursor&, std::size_t max_rows, std::string_view seen);
// Every event, each journal's in order. jsonl: the raw lines themselves.
[[nodiscard]] Stored<ExportPage> events_page(Reports&, ExportFormat, const ExportCursor&, std::size_t max_rows, std::string_view seen);

}  // namespace rancak::server
