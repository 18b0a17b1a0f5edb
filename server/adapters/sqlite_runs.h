#pragma once

#include "server/adapters/sqlite_connections.h"
#include "server/core/told.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// A run as sqlite_schema.h keeps it, without its lines.
struct RunRow {
    std::int64_t number = 0;  // 0: there is none
    std::uint64_t first = 0, last = 0;

    [[nodiscard]] bool holds(std::uint64_t seq) const { return number != 0 && first <= seq && seq <= last; }
    // The key of what one of its events brought.
    [[nodiscard]] std::int64_t event_id(std::uint64_t seq) const { return number * ids_a_run + static_cast<std::int64_t>(seq - first); }

    static constexpr std::int64_t ids_a_run = 512;
};
static_assert(max_batch_events <= RunRow::ids_a_run);

// A journal's row.
struct ChainRow {
    std::int64_t number = 0;  // 0: not begun
    Head head;
    std::int64_t runs = 0;
    std::int64_t newest_run = 0, newest_rating = 0;  // 0: none
};
[[nodiscard]] ChainRow read_chain(SqliteSession&, const JournalId&);

// The runs that hold a chain's events from `first` to `last`, in order.
[[nodiscard]] std::vector<RunRow> runs_between(SqliteSession&, const ChainRow&, std::uint64_t first, std::uint64_t last);
// number 0: the chain has no such event.
[[nodiscard]] RunRow run_of(SqliteSession&, const ChainRow&, std::uint64_t seq);

// A run's events in order, each with why it is parked, empty when it is not; until `tell` answers false: then false.
bool for_each_event(SqliteSession&, const RunRow&,
                    const std::function<bool(std::uint64_t seq, std::string_view line, std::string_view parked)>& tell);

// From all columns of `rating`; the arrival is its run's and left 0.
[[nodiscard]] Rating read_rating(const sqlite::Statement&, int first_column);
void read_rating(const sqlite::Statement&, int first_column, Rating&);  // into the room that its texts have; leaves the arrival

// A hash in a column that may be null.
[[nodiscard]] std::optional<Hash> read_hash(const sqlite::Statement&, int column);

// From all columns of `citizen_case`; arrival and office are its run's and left empty.
[[nodiscard]] Case read_case(const sqlite::Statement&, int first_column);
// The same from all columns of `survey`.
[[nodiscard]] Survey read_survey(const sqlite::Statement&, int first_column);

}  // namespace rancak::server
