#include "server/core/ingest.h"

#include "server/core/projection.h"

#include <algorithm>
#include <utility>

namespace rancak::server {
namespace {

// One journal while the group is decided.
struct Work {
    Head found, head;
    std::uint64_t stored_first = 0;
    const std::vector<StoredEvent>* stored = nullptr;
    std::vector<const Event*> taken;  // new in this group, from found.seq + 1
    std::map<std::uint64_t, std::string> parked;  // of those taken
    JournalProjection projection;

    // `state` outlives it; its recent ratings are taken.
    Work(const JournalId& id, Found::OfJournal& state, std::uint64_t first, Changes& changes)
        : found(state.head), head(state.head), stored_first(first), stored(&state.events),
          projection(id, std::move(state.recent), changes) {}

    [[nodiscard]] bool is_same(std::uint64_t seq, const Event& event) const {
        if (seq > found.seq) return taken[seq - found.seq - 1]->hash == event.hash;
        return (*stored)[seq - stored_first].line == event.line;
    }
    [[nodiscard]] const std::string& parked_why(std::uint64_t seq) const {
        static const std::string none;
        if (seq <= found.seq) return (*stored)[seq - stored_first].parked;
        const auto at = parked.find(seq);
        return at == parked.end() ? none : at->second;
    }
};

Outcome keep_fork(const Batch& batch, std::size_t from, Changes& changes) {
    for (std::size_t i = from; i < batch.events.size(); ++i)
        changes.forked.push_back({batch.id, batch.first + i, batch.events[i].hash, batch.received, batch.events[i].line});
    const auto seq = batch.first + from;
    changes.alarms.push_back({batch.id, "fork", batch.received,
                              "From seq " + std::to_string(seq) + " on this journal has two histories; both are kept. "
                              "A copy of the kiosk's disk may be in use, or an old one was put back."});
    return Fork{seq};
}

void take(const Batch& batch, std::size_t from, Work& work, Changes& changes, const CatalogueFacts& facts) {
    const auto* begin = batch.events[from].line.data();
    const auto* end = batch.events.back().line.data() + batch.events.back().line.size() + 1;  // with the line feed
    const auto run = changes.runs.size();
    const auto came = local_day(batch.received, std::chrono::minutes{0});
    changes.runs.push_back({batch.id, batch.first + from, batch.last(), batch.received, {begin, static_cast<std::size_t>(end - begin)},
                            came - widest_offset, came + widest_offset});
    for (std::size_t i = from; i < batch.events.size(); ++i) {
        const auto& event = batch.events[i];
        work.taken.push_back(&event);
        auto why = event.parked;
        if (why.empty()) why = work.projection.apply({event, batch, batch.first + i, run, facts});
        if (why.empty()) continue;
        changes.parked.push_back({batch.id, {batch.first + i, why}});
        work.parked.emplace(batch.first + i, std::move(why));
    }
    work.head = {batch.last(), batch.events.back().hash};
}

Outcome judge(const Batch& batch, Work& work, Changes& changes, const CatalogueFacts& facts) {
    const auto expected = work.head.seq + 1;
    if (batch.first > expected) return Gap{expected};
    const auto overlap = std::min<std::size_t>(expected - batch.first, batch.events.size());
    for (std::size_t i = 0; i < overlap; ++i)
        if (!work.is_same(batch.first + i, batch.events[i])) return keep_fork(batch, i, changes);
    if (overlap < batch.events.size()) {
        const auto& prev = batch.events[overlap].prev;
        if (prev && *prev != work.head.hash) return keep_fork(batch, overlap, changes);
        take(batch, overlap, work, changes, facts);
    }
    Receipt receipt{batch.id.journal, work.head, {}, {}};
    for (auto seq = batch.first; seq <= batch.last(); ++seq)
        if (const auto& why = work.parked_why(seq); !why.empty()) receipt.parked.push_back({seq, why});
    return receipt;
}

std::optional<std::uint64_t> rating_named(const Event& event) {
    if (const auto* detail = std::get_if<RatingDetailBody>(&event.body)) return detail->rating;
    if (const auto* withdrawal = std::get_if<WithdrawalBody>(&event.body)) return withdrawal->rating;
    return std::nullopt;
}

}  // namespace

Needs needs_of(Group group) {
    Needs needs;
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> places;
    for (const auto* batch : group) {
        const auto [at, fresh] = places.try_emplace({batch->id.office, batch->id.journal}, needs.journals.size());
        if (fresh) needs.journals.push_back({batch->id, batch->first, batch->last()});
        auto& journal = needs.journals[at->second];
        journal.first = std::min(journal.first, batch->first);
        journal.last = std::max(journal.last, batch->last());
        for (const auto& event : batch->events)
            if (const auto rating = rating_named(event); rating && *rating < batch->first)
                needs.ratings.emplace_back(batch->id, *rating);
    }
    std::sort(needs.ratings.begin(), needs.ratings.end());
    needs.ratings.erase(std::unique(needs.ratings.begin(), needs.ratings.end()), needs.ratings.end());
    return needs;
}

Decision decide(Group group, const Needs& needs, Found found, const CatalogueFacts& facts) {
    Decision decision;
    auto& changes = decision.changes;
    std::size_t events = 0;
    for (const auto* batch : group) events += batch->events.size();
    changes.new_ratings.reserve(events);
    std::map<std::pair<std::string_view, std::string_view>, Work> works;
    for (std::size_t i = 0; i < needs.journals.size(); ++i) {
        const auto& need = needs.journals[i];
        works.emplace(std::piecewise_construct, std::forward_as_tuple(need.id.office, need.id.journal),
                      std::forward_as_tuple(need.id, found.journals[i], need.first, changes));
    }
    for (std::size_t i = 0; i < needs.ratings.size(); ++i)
        if (const auto& rating = found.ratings[i]) {
            const auto& id = needs.ratings[i].first;
            works.at({id.office, id.journal}).projection.know(*rating);
        }
    for (const auto* batch : group)
        decision.outcomes.push_back(judge(*batch, works.at({batch->id.office, batch->id.journal}), changes, facts));
    for (std::size_t i = 0; i < needs.journals.size(); ++i) {
        const auto& id = needs.journals[i].id;
        auto& work = works.at({id.office, id.journal});
        if (work.head != work.found) changes.heads.push_back({id, work.found, work.head});
        decision.after.push_back({work.head, {}, work.projection.finish()});
    }
    return decision;
}

}  // namespace rancak::server
