#pragma once

#include "server/core/store.h"
#include "shared/catalogue.h"
#include "shared/standing.h"

#include <optional>
#include <string>
#include <vector>

namespace rancak::server {

// An officer's figures from the daily counts, whole.
[[nodiscard]] Standing standing_of(const std::string& officer, LocalDay from, LocalDay until, OfficerCounts,
                                   const Catalogue&);

// How often each reason was named, under the cause that the citizen named, else the catalogue's; one that the catalogue no
// longer has and nobody gave a cause is left out.
[[nodiscard]] std::vector<ReasonCount> by_cause(const std::vector<ReasonTally>&, const Catalogue&);

struct Period {
    LocalDay from, until;  // both included
};
// What the officer may see at `today`: whole weeks to officer_sees_until().
inline constexpr int officer_weeks = 26;
[[nodiscard]] Period officer_period(LocalDay today);
// What an admin sees when nothing else is asked: a year to today.
[[nodiscard]] Period admin_period(LocalDay today);

}  // namespace rancak::server
