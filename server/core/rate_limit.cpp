#include "server/core/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace rancak::server {
namespace {

double refilled(const Bucket& bucket, const Rate& rate, Monotonic now) {
    const double seconds = static_cast<double>((now - bucket.filled).count()) / 1000;
    return std::min(rate.burst, bucket.tokens + seconds * rate.per_second);
}

// More keys than kiosks: those that are full again are as good as new ones.
constexpr std::size_t max_buckets = 10'000;

}  // namespace

Taken take(std::optional<Bucket> bucket, const Rate& rate, Monotonic now) {
    const double tokens = bucket ? refilled(*bucket, rate, now) : rate.burst;
    if (tokens >= 1) return {{tokens - 1, now}, std::nullopt};
    const double wait = std::ceil((1 - tokens) / rate.per_second * 1000);
    return {{tokens, now}, Milliseconds{static_cast<Milliseconds::rep>(wait)}};
}

std::optional<Milliseconds> RateLimiter::refuse(std::string_view key, Monotonic now) {
    const std::lock_guard lock(mutex_);
    if (buckets_.size() > max_buckets)
        std::erase_if(buckets_, [&](const auto& entry) { return refilled(entry.second, rate_, now) >= rate_.burst; });
    const auto at = buckets_.find(key);
    auto taken = take(at == buckets_.end() ? std::nullopt : std::optional(at->second), rate_, now);
    if (at == buckets_.end()) buckets_.emplace(std::string(key), taken.bucket);
    else at->second = taken.bucket;
    return taken.wait;
}

}  // namespace rancak::server
