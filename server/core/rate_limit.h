#pragma once

#include "shared/time.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace rancak::server {

// A token bucket: holds `burst` requests at most and gets `per_second` back. Starts full.
struct Rate {
    double per_second = 1;
    double burst = 1;
};
struct Bucket {
    double tokens = 0;
    Monotonic filled{};
};

struct Taken {
    Bucket bucket;                           // as it stands afterwards
    std::optional<Milliseconds> wait;        // refused: come back after this; nothing was taken
};
// Pure. `bucket` none: the first request.
[[nodiscard]] Taken take(std::optional<Bucket> bucket, const Rate&, Monotonic now);

// One bucket a key. Callable from any thread.
class RateLimiter {
public:
    explicit RateLimiter(Rate rate) : rate_(rate) {}

    // nullopt: go on; else how long to wait.
    [[nodiscard]] std::optional<Milliseconds> refuse(std::string_view key, Monotonic now);

private:
    const Rate rate_;
    std::mutex mutex_;
    std::map<std::string, Bucket, std::less<>> buckets_;  // guarded by mutex_
};

}  // namespace rancak::server
