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

// Stores what the events of runs brought and changed; `places` are those of the runs, whose rows, as their journals' months,
// are sent before.
void put_projections(postgres::Pipeline&, const Changes&, const std::vector<PlaceOfRun>& places);

// As asked; nullopt: there is no such rating.
[[nodiscard]] std::vector<std::optional<Rating>> read_ratings(postgres::Connection&,
                                                              const std::vector<std::pair<JournalId, std::uint64_t>>&);

}  // namespace rancak::server
