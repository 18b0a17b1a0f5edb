#pragma once

#include "shared/time.h"

#include <optional>

namespace rancak::kiosk {

// When to try again after `failures` tries in a row have failed (1 or more).
//
// Full jitter: a uniform share of an exponentially growing ceiling, so that a thousand kiosks that lost the same server
// do not come back together (Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015). Ceiling 1 s
// doubling to 5 min. A Retry-After is honoured as the least wait, capped at 1 h, with the jitter on top.
// `share` is uniform in [0, 1).
[[nodiscard]] Milliseconds retry_delay(int failures, std::optional<Milliseconds> retry_after, double share);

// The longest that retry_delay() answers.
inline constexpr Milliseconds longest_wait = std::chrono::hours(1) + std::chrono::minutes(5);

// Retry-After as RFC 9110 10.2.3 writes it: seconds, or an HTTP date (all three forms) against `now`. Negative, past
// or absurd values are brought into 0 to 1 h; what is neither is nullopt.
[[nodiscard]] std::optional<Milliseconds> parse_retry_after(std::string_view, Timestamp now);

}  // namespace rancak::kiosk
