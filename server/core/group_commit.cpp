#include "server/core/group_commit.h"

#include <algorithm>

namespace rancak::server {
namespace {

// A group that is written in about 100 ms, so that nobody waits long behind a flood.
constexpr std::size_t max_group_events = 16384;
// Another server beside the same store moved a head between look-up and append; that many times in a row is no chance.
constexpr int max_conflicts = 16;

}  // namespace

GroupCommit::GroupCommit(IngestStore& store, CatalogueBook& catalogue, FailureLog& failures, Metrics& metrics)
    : store_(store), catalogue_(catalogue), failures_(failures), metrics_(metrics), thread_([this] { run(); }) {}

void GroupCommit::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void GroupCommit::submit(std::unique_ptr<const Batch> batch, Done done) {
    std::unique_lock lock(mutex_);
    if (stopping_) {
        lock.unlock();
        done(tl::unexpected<StoreFailure>({StoreFailure::Kind::unavailable, "the server is stopping"}));
        return;
    }
    waiting_.push_back({std::move(batch), std::move(done)});
    lock.unlock();
    arrived_.notify_one();
}

std::vector<GroupCommit::Waiting> GroupCommit::take_group() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    std::size_t events = 0;
    auto end = waiting_.begin();
    while (end != waiting_.end() && events < max_group_events) events += (end++)->batch->events.size();
    std::vector<Waiting> group(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
    return group;
}

Stored<std::vector<Outcome>> GroupCommit::commit(Group group) {
    const auto needs = needs_of(group);
    for (int conflicts = 0; conflicts < max_conflicts; ++conflicts) {
        auto found = known_.look_up(store_, needs);
        if (!found) return tl::unexpected<StoreFailure>(found.error());
        const auto edition = catalogue_.current();
        auto decision = decide(group, needs, std::move(*found), edition->facts);
        if (!decision.changes.empty()) {
            const auto appended = store_.append(decision.changes);
            if (!appended) return tl::unexpected<StoreFailure>(appended.error());
            if (*appended == Appended::conflict) continue;
            failures_.stored();
        }
        count(decision.changes, decision.outcomes);
        known_.remember(needs, std::move(decision.after));
        for (std::size_t i = 0; i < group.size(); ++i)
            if (auto* receipt = std::get_if<Receipt>(&decision.outcomes[i]))
                receipt->catalogue = edition->etag(group[i]->id.office);
        return std::move(decision.outcomes);
    }
    return tl::unexpected<StoreFailure>({StoreFailure::Kind::unavailable, "another server kept moving the same journals"});
}

void GroupCommit::count(const Changes& changes, const std::vector<Outcome>& outcomes) {
    if (!changes.empty()) metrics_.group_batches.add(outcomes.size());
    for (const auto& head : changes.heads) metrics_.events.add(head.to.seq - head.from.seq);
    metrics_.parked.add(changes.parked.size());
    for (const auto& outcome : outcomes) {
        if (std::holds_alternative<Receipt>(outcome)) metrics_.batches.add();
        else if (std::holds_alternative<Fork>(outcome)) metrics_.forks.add();
        else metrics_.gaps.add();
    }
}

void GroupCommit::run() {
    for (;;) {
        auto group = take_group();
        if (group.empty()) return;
        std::vector<const Batch*> batches;
        batches.reserve(group.size());
        for (const auto& waiting : group) batches.push_back(waiting.batch.get());
        auto outcomes = commit(batches);
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (outcomes) group[i].done(std::move((*outcomes)[i]));
            else group[i].done(tl::unexpected<StoreFailure>(outcomes.error()));
        }
        store_.tidy();
    }
}

}  // namespace rancak::server
