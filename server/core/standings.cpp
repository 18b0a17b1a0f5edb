#include "server/core/standings.h"

#include <algorithm>
#include <map>

namespace rancak::server {

std::vector<ReasonCount> by_cause(const std::vector<ReasonTally>& tallies, const Catalogue& catalogue) {
    std::map<std::pair<std::string, Cause>, std::uint64_t> times;
    for (const auto& tally : tallies) {
        auto cause = tally.cause;
        if (!cause)
            if (const auto* reason = catalogue.reason(tally.reason)) cause = reason->cause;
        if (cause) times[{tally.reason, *cause}] += tally.times;
    }
    std::vector<ReasonCount> reasons;
    for (const auto& [key, n] : times) reasons.push_back({key.first, key.second, n});
    return reasons;
}

Standing standing_of(const std::string& officer, LocalDay from, LocalDay until, OfficerCounts counts,
                     const Catalogue& catalogue) {
    auto reasons = by_cause(counts.reasons, catalogue);
    Standing standing = whole_standing(officer, from, until, std::move(counts.weeks), std::move(reasons), counts.flagged);
    std::map<std::string, std::uint64_t> flags;
    for (const auto& [flag, n] : counts.flags) flags[flag] += n;
    for (const auto& [flag, n] : flags) standing.flags.push_back({flag, n});
    std::stable_sort(standing.flags.begin(), standing.flags.end(), [](const FlagCount& a, const FlagCount& b) { return a.times > b.times; });
    return standing;
}

Period officer_period(LocalDay today) {
    const auto until = officer_sees_until(today);
    return {until - std::chrono::days{7 * officer_weeks - 1}, until};
}

Period admin_period(LocalDay today) { return {today - std::chrono::days{364}, today}; }

}  // namespace rancak::server
