#include "server/core/rate_limit.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

constexpr Monotonic start{Milliseconds{1000}};
constexpr Rate two_a_second_three_at_once{2, 3};

}  // namespace

TEST_CASE("a full bucket gives its burst, then tells how long to wait") {
    std::optional<Bucket> bucket;
    for (int i = 0; i < 3; ++i) {
        const auto taken = take(bucket, two_a_second_three_at_once, start);
        CHECK(!taken.wait);
        bucket = taken.bucket;
    }
    const auto refused = take(bucket, two_a_second_three_at_once, start);
    CHECK(refused.wait == 500ms);
    CHECK(!take(refused.bucket, two_a_second_three_at_once, start + 500ms).wait);
}

TEST_CASE("waiting fills the bucket to its burst and no further") {
    const auto taken = take(Bucket{0, start}, two_a_second_three_at_once, start + 1h);
    CHECK(taken.bucket.tokens == 2);
}

TEST_CASE("each key has a bucket of its own") {
    RateLimiter limiter({1, 1});
    CHECK(!limiter.refuse("a", start));
    CHECK(limiter.refuse("a", start) == 1s);
    CHECK(!limiter.refuse("b", start));
    CHECK(!limiter.refuse("a", start + 1s));
}

}  // namespace rancak::server
