#include "server/core/rebuild.h"

#include "server/core/ingest.h"
#include "shared/catalogue.h"

#include <algorithm>

namespace rancak::server {

Replayer::Replayer(Store& store) : store_(store) {}

Result<void> Replayer::begin() {
    journals_.clear();
    enrolled_.clear();
    edition_ = 0;
    facts_ = {};
    const auto devices = store_.devices();
    if (!devices) return fail(devices.error().message);
    for (const auto& state : *devices) enrolled_.emplace(state.device.id, state.device.enrolled);
    auto editions = store_.catalogue_times();
    if (!editions) return fail(editions.error().message);
    editions_ = std::move(*editions);
    return {};
}

Result<void> Replayer::use_catalogue_of(Timestamp received) {
    const auto edition = static_cast<std::size_t>(std::upper_bound(editions_.begin(), editions_.end(), received) - editions_.begin());
    if (edition == edition_) return {};
    edition_ = edition;
    facts_ = {};
    if (edition == 0) return {};
    const auto stored = store_.catalogue_at(editions_[edition - 1]);
    if (!stored) return fail(stored.error().message);
    // One that is no longer valid was in force all the same; what it said cannot be known.
    if (const auto catalogue = *stored ? decode_catalogue((*stored)->json) : fail("")) facts_ = CatalogueFacts(*catalogue);
    return {};
}

Result<void> Replayer::project(std::span<const StoredRun> runs, const RatingsOf& ratings_of, const Put& put) {
    // A run alone, so that each is judged by its catalogue and finds the ratings of the one before it stored.
    for (const auto& run : runs) {
        if (const auto used = use_catalogue_of(run.received); !used) return used;
        const auto began = enrolled_.find(run.id);
        const auto batch = read_batch(run.id, began == enrolled_.end() ? Timestamp{} : began->second, run.received, run.first, run.lines);
        const auto broken = [&] { return fail("The run of journal " + run.id.journal + " from seq " + std::to_string(run.first) + " on is not as it came in."); };
        if (!batch) return broken();
        const Batch* const group[] = {batch->get()};
        const auto needs = needs_of(group);
        Found found;
        found.journals.push_back(journals_[run.id]);
        found.ratings = ratings_of(needs.ratings);
        auto decision = decide(group, needs, std::move(found), facts_);
        if (decision.changes.runs.size() != 1 || decision.changes.runs[0].lines.size() != run.lines.size()) return broken();
        put(decision.changes);
        journals_[run.id] = std::move(decision.after[0]);
    }
    return {};
}

Stored<Rebuilt> rebuild(Store& store, const std::string& office) {
    Replayer replayer(store);
    return store.rebuild(office, replayer);
}

}  // namespace rancak::server
