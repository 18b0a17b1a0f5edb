#pragma once

#include <array>
#include <cstdint>
#include <optional>

namespace rancak {

// How often each score was given; counts[0] is score 1.
struct Distribution {
    std::array<std::uint64_t, 5> counts{};

    void add(int score, std::uint64_t times = 1);  // score 1 to 5, else ignored
    void add(const Distribution&);
    [[nodiscard]] std::uint64_t total() const;
    friend bool operator==(const Distribution&, const Distribution&) = default;
};

struct Interval {
    double low, high;
};

// Mean score with a 95 % interval. nullopt without ratings.
//
// The interval is Wilson's score interval (Wilson, JASA 22, 1927) of p = (mean - 1) / 4 with n ratings. A score is
// not a yes or no, but no distribution on [1, 5] with this mean has a larger variance than the one with only ones and
// fives (Bhatia and Davis, American Mathematical Monthly 107, 2000), so it covers at least 95 %: it is never
// narrower than the data allow, never leaves 1 to 5, and does not shrink to a point when five people all press 5.
struct Mean {
    double value;
    Interval interval;
};
[[nodiscard]] std::optional<Mean> mean(const Distribution&);

}  // namespace rancak
