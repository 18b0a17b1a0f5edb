#pragma once

#include "server/core/rating.h"
#include "shared/catalogue.h"

#include <chrono>
#include <cstdint>
#include <span>

namespace rancak::server {

// Rules that mark a rating as suspect. Each looks only at the rating, at those before it in the same journal and at
// the office's hours, so that the same journal gets the same flags whenever it is read again. A flag says "look at
// this", never "this is false": the rating counts, and figures are shown with and without flagged ones.

// burst: with this one, more than `burst_ratings` ratings in `burst_span` at one kiosk. A visit takes at least a few
// seconds, so a queue that rates one after the other stays below.
inline constexpr std::size_t burst_ratings = 5;
inline constexpr std::chrono::seconds burst_span{60};

// rhythm: the last `rhythm_gaps` gaps between ratings are all shorter than `rhythm_longest` and differ by less than
// `rhythm_spread`: people do not come like a clock.
inline constexpr std::size_t rhythm_gaps = 8;
inline constexpr std::chrono::seconds rhythm_longest{120};
inline constexpr std::chrono::seconds rhythm_spread{1};

// shut: more than this before the office opens or after it closes. An office without any hours has none to hold it to.
inline constexpr std::chrono::minutes shut_grace{60};

// clock: the time it names is after it was received, or before its journal began, by more than this.
inline constexpr std::chrono::seconds clock_grace{300};

// same_visit: in the same visit somebody already rated the same officer, or the same counter when no officer is
// named, and that rating stands. A kiosk that replaces a rating withdraws the old one first.

struct FlagInput {
    const Rating& rating;
    std::span<const RecentRating> recent;  // oldest first, at most `recent_ratings`
    const Office* office;                  // nullptr: not in the catalogue, its hours are unknown
    Timestamp enrolled, received;
};

[[nodiscard]] std::uint8_t flags_of(const FlagInput&);

}  // namespace rancak::server
