#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace rancak::bench {

// What a figure must keep. A ratio is ours / beside: of two times, 0.1 is ten times as fast.
struct Goal {
    std::optional<double> at_most, at_least;
    std::optional<double> ratio_at_most, ratio_at_least;
};

// One row of the table. Each run gives one value; the table shows the median of the runs.
struct Figure {
    std::string name;  // "finger up to painted, median"
    std::string unit;  // "ms", "MB", "ratings/s"
    std::vector<double> runs{};
    std::string beside{};  // what it is compared to; empty: nothing
    std::vector<double> beside_runs{};
    Goal goal{};
    std::string missing{};  // why ours or the other could not be measured, in one sentence; empty: both were
};

// Writes the figure to standard output, as one line of JSON, at once. Nothing else may be written there.
void print(const Figure&);

struct Options {
    bool quick = false;  // fewer and shorter runs: shows that the bench works, not how fast the program is
};
// Answers --help and refuses what it does not know by ending the process.
[[nodiscard]] Options read_options(int argc, char** argv);

// The value in the middle, or between the two in the middle; the values must not be empty.
[[nodiscard]] double median(std::vector<double> values);
// The smallest value that at least `share` (0 to 1] of the values do not exceed (nearest rank).
[[nodiscard]] double quantile(std::vector<double> values, double share);

// Ours, the other, ours, the other …: what disturbs the machine for a while disturbs both.
void interleave(int rounds, const std::function<void(int round)>& ours, const std::function<void(int round)>& other);

}  // namespace rancak::bench
