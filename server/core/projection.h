#pragma once

#include "server/core/batch.h"
#include "server/core/catalogue_facts.h"
#include "server/core/store.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace rancak::server {

// An office's day is at most so far from the day in UTC, whatever its clock.
inline constexpr std::chrono::days widest_offset{1};

// One event about to be projected.
struct Projected {
    const Event& event;  // understood: not parked
    const Batch& batch;
    std::uint64_t seq = 0;
    std::size_t run = 0;  // place in Changes::runs, where it is already
    const CatalogueFacts& facts;
};

// What the events of one journal mean, collected into a group's changes.
// Ratings known before -> know() each; events in order -> apply() each; then finish() once.
class JournalProjection {
public:
    // `changes` outlives it.
    JournalProjection(const JournalId&, std::vector<RecentRating> recent, Changes& changes);

    // A stored rating that an event of the group names.
    void know(const Rating&);
    // Why the event cannot be projected and is to be parked; empty when it was.
    [[nodiscard]] std::string apply(const Projected&);
    // Hands over the stored ratings that changed, and the journal's newest as they are now, oldest first.
    [[nodiscard]] std::vector<RecentRating> finish();

private:
    struct Known {
        Rating rating;
        bool changed = false;
    };

    void add_rating(const Projected&, const RatingBody&);
    [[nodiscard]] std::string add_detail(const Projected&, const RatingDetailBody&);
    [[nodiscard]] std::string withdraw(const Projected&, const WithdrawalBody&);
    // The rating that an event names, to be changed by it; nullptr when there is none.
    [[nodiscard]] Rating* change(std::uint64_t rating, const Projected& by);
    // The event's run has rows of these days too.
    void spread(const Projected&, LocalDay first, LocalDay last);
    template <class Body>
    [[nodiscard]] Told<Body> told(const Projected&, const Body&);

    // The last `recent_ratings` of those known and new.
    [[nodiscard]] std::span<const RecentRating> newest() const {
        return std::span(recent_).last(std::min(recent_.size(), recent_ratings));
    }

    JournalId id_;
    std::vector<RecentRating> recent_;           // oldest first; grows, the newest() count
    Changes* changes_;
    std::map<std::uint64_t, Known> known_;       // stored before, by seq
    std::vector<std::pair<std::uint64_t, std::size_t>> fresh_;  // seq -> place in new_ratings, ascending
};

}  // namespace rancak::server
