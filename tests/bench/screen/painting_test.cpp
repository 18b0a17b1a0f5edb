#include "tests/bench/screen/painting.h"

#include <doctest/doctest.h>

#include <vector>

namespace rancak::bench {

namespace {

Painting painting(int milliseconds, std::uint64_t picture) {
    return {Instant{std::chrono::milliseconds{milliseconds}}, picture};
}

int milliseconds_of(Instant instant) {
    return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(instant.time_since_epoch()).count());
}

}  // namespace

TEST_CASE("a picture is painted when it last became another") {
    const std::vector<Painting> paintings{painting(5, 2), painting(20, 3), painting(40, 4)};
    const auto change = change_of(1, paintings);
    REQUIRE(change);
    CHECK(milliseconds_of(change->first) == 5);
    CHECK(milliseconds_of(change->last) == 40);
}

TEST_CASE("painting the same again counts neither before nor after the change") {
    const std::vector<Painting> paintings{painting(5, 1), painting(20, 2), painting(40, 2), painting(60, 2)};
    const auto change = change_of(1, paintings);
    REQUIRE(change);
    CHECK(milliseconds_of(change->first) == 20);
    CHECK(milliseconds_of(change->last) == 20);
}

TEST_CASE("a picture that comes back to what it was has changed until then") {
    const std::vector<Painting> paintings{painting(5, 2), painting(20, 1)};
    const auto change = change_of(1, paintings);
    REQUIRE(change);
    CHECK(milliseconds_of(change->last) == 20);
}

TEST_CASE("no pixel changed, nothing was painted") {
    CHECK_FALSE(change_of(1, {}).has_value());
    CHECK_FALSE(change_of(1, std::vector<Painting>{painting(5, 1)}).has_value());
}

}  // namespace rancak::bench
