#include "shared/statistics.h"

#include <doctest/doctest.h>

using namespace rancak;

namespace {
Distribution scores(std::initializer_list<int> list) {
    Distribution distribution;
    for (int score : list) distribution.add(score);
    return distribution;
}
}  // namespace

TEST_CASE("no ratings have no mean") { CHECK_FALSE(mean(Distribution{})); }

TEST_CASE("the mean is the plain mean") {
    CHECK(mean(scores({1, 2, 3, 4, 5}))->value == doctest::Approx(3));
    CHECK(mean(scores({5, 4, 4}))->value == doctest::Approx(13.0 / 3));
}

TEST_CASE("a score outside 1 to 5 is not counted") { CHECK(scores({0, 6, -1, 3}).total() == 1); }

TEST_CASE("five people who all press 5 do not make a certainty") {
    const Mean five = mean(scores({5, 5, 5, 5, 5})).value();
    CHECK(five.value == 5);
    CHECK(five.interval.high == 5);
    // Wilson's interval of 5 out of 5 begins at 5 / (5 + z^2) = 0.5655
    CHECK(five.interval.low == doctest::Approx(1 + 4 * 0.56551).epsilon(0.0001));
}

TEST_CASE("only ones and fives give Wilson's interval of a share") {
    Distribution distribution;
    distribution.add(5, 90);
    distribution.add(1, 10);
    const Mean result = mean(distribution).value();
    // 90 of 100: 0.8256 to 0.9448 (Wilson 1927)
    CHECK(result.interval.low == doctest::Approx(1 + 4 * 0.82563).epsilon(0.0001));
    CHECK(result.interval.high == doctest::Approx(1 + 4 * 0.94477).epsilon(0.0001));
}

TEST_CASE("the interval holds the mean, stays within 1 to 5 and narrows with more ratings") {
    for (int score = 1; score <= 5; ++score) {
        double width = 5;
        for (std::uint64_t n : {1u, 5u, 20u, 100u, 10000u}) {
            Distribution distribution;
            distribution.add(score, n);
            distribution.add(3, n);
            const Mean result = mean(distribution).value();
            CHECK(result.interval.low >= 1);
            CHECK(result.interval.low <= result.value);
            CHECK(result.value <= result.interval.high);
            CHECK(result.interval.high <= 5);
            CHECK(result.interval.high - result.interval.low < width);
            width = result.interval.high - result.interval.low;
        }
    }
}
