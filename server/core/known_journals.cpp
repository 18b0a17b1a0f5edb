#include "server/core/known_journals.h"

#include <utility>

namespace rancak::server {
namespace {

// Far more than a city has kiosks; each takes about a kilobyte.
constexpr std::size_t most_known = 20'000;

}  // namespace

Stored<Found> KnownJournals::look_up(IngestStore& store, const Needs& needs) {
    Needs unknown;
    unknown.ratings = needs.ratings;
    Found all;
    std::vector<std::size_t> places;  // in `all`, of what is asked
    for (const auto& need : needs.journals) {
        const auto at = known_.find(need.id);
        auto known = at == known_.end() ? std::nullopt : std::exchange(at->second, std::nullopt);
        if (!known || need.first != known->head.seq + 1) {
            known.emplace();
            places.push_back(all.journals.size());
            unknown.journals.push_back(need);
        }
        all.journals.push_back(std::move(*known));
    }
    if (unknown.journals.empty() && unknown.ratings.empty()) return all;
    auto found = store.look_up(unknown);
    if (!found) return found;
    for (std::size_t i = 0; i < places.size(); ++i) all.journals[places[i]] = std::move(found->journals[i]);
    all.ratings = std::move(found->ratings);
    return all;
}

void KnownJournals::remember(const Needs& needs, std::vector<Found::OfJournal> after) {
    if (known_.size() + after.size() > most_known) known_.clear();
    for (std::size_t i = 0; i < after.size(); ++i) known_.insert_or_assign(needs.journals[i].id, std::move(after[i]));
}

}  // namespace rancak::server
