#pragma once

#include "server/adapters/postgres_connection.h"
#include "server/core/store.h"

#include <optional>
#include <utility>
#include <vector>

namespace rancak::server {

// Where a run stands among those of its office.
struct PlaceOfRun {
    std::int64_t month = 0, arrival = 0;
};

// Stores the new ratings of runs; `places` are those of the runs.
void copy_ratings(postgres::Connection&, const Changes&, const std::vector<PlaceOfRun>& places);
// Stores what else the events of runs brought and changed, behind their ratings; the rows of the runs, as their journals'
// months, are sent before.
void put_projections(postgres::Pipeline&, const Changes&, const std::vector<PlaceOfRun>& places);

// As asked; nullopt: there is no such rating.
[[nodiscard]] std::vector<std::optional<Rating>> read_ratings(postgres::Connection&,
                                                              const std::vector<std::pair<JournalId, std::uint64_t>>&);

}  // namespace rancak::server
