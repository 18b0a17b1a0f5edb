#pragma once

#include "server/core/export_cursor.h"
#include "server/core/store.h"
#include "server/core/table_cells.h"
#include "server/core/text_opener.h"
#include "shared/catalogue.h"

#include <optional>
#include <string>
#include <string_view>

namespace rancak::server {

struct ExportSource {
    Reports& reports;
    CaseDesk& desk;  // tells how far a case is, and what was decided about a comment
    TextOpener opener;
    const Catalogue& catalogue;
};

inline constexpr std::size_t max_page_rows = 40'000;            // what a page costs besides its rows is nothing beside them
inline constexpr std::size_t max_page_bytes = 8 * 1024 * 1024;  // a row more at most
inline constexpr std::size_t max_page_reads = 200'000;          // rows looked at, so that a filter cannot keep a thread for long

// Which rows, and how many of them at most.
struct ExportWish {
    ExportCursor since;
    std::size_t max_rows = max_page_rows;
    std::string office;  // empty: all
    std::string seen;    // the only one that whoever asks sees; empty: all
    // Days on which it happened, in the office's own time; of raw events, on which they came in. Both included.
    Days days;

    [[nodiscard]] bool wants(std::string_view of) const { return (office.empty() || office == of) && (seen.empty() || seen == of); }
};

struct ExportPage {
    ExportCursor next;
    bool more = false;  // a page may be empty and more may follow
};

// A table's page, put into the cells under its columns.
using PageOf = Stored<ExportPage> (*)(const ExportSource&, const ExportWish&, Cells&);

// `seen`: the only office that whoever asks sees; empty: all.
// Every rating of a full export once, as it stands now. From a cursor on: what arrived since, and again those before
// it that changed since.
[[nodiscard]] Stored<ExportPage> ratings_page(const ExportSource&, const ExportWish&, Cells&);
// What citizens told of their ratings behind the mark, each rating once, without its comment's text; of those that were taken
// back what stood then. From a cursor on as the ratings.
[[nodiscard]] Stored<ExportPage> details_page(const ExportSource&, const ExportWish&, Cells&);
// Every case once, with what the citizen wrote.
[[nodiscard]] Stored<ExportPage> cases_page(const ExportSource&, const ExportWish&, Cells&);
// Every answered survey once.
[[nodiscard]] Stored<ExportPage> surveys_page(const ExportSource&, const ExportWish&, Cells&);
// Every event, each journal's in order.
[[nodiscard]] Stored<ExportPage> events_page(const ExportSource&, const ExportWish&, Cells&);
// The same as the raw lines themselves, each ended by a line feed.
[[nodiscard]] Stored<ExportPage> event_lines_page(const ExportSource&, const ExportWish&, std::string& out);

extern const Columns rating_columns, detail_columns, case_columns, survey_columns, event_columns;

// ---- Standings: one page, each officer of the offices that are wanted who is in the catalogue or was rated then ----------

extern const Columns standing_columns;
[[nodiscard]] Stored<void> standings_table(const ExportSource&, const ExportWish&, LocalDay from, LocalDay until, Cells&);

}  // namespace rancak::server
