#include "shared/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rancak {

void Distribution::add(int score, std::uint64_t times) {
    if (score >= 1 && score <= 5) counts[static_cast<std::size_t>(score - 1)] += times;
}

void Distribution::add(const Distribution& other) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
}

std::uint64_t Distribution::total() const { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); }

std::optional<Mean> mean(const Distribution& distribution) {
    const double n = static_cast<double>(distribution.total());
    if (n == 0) return std::nullopt;
    double sum = 0;
    for (std::size_t i = 0; i < distribution.counts.size(); ++i)
        sum += static_cast<double>(distribution.counts[i]) * static_cast<double>(i + 1);
    const double value = sum / n;

    constexpr double z = 1.959963984540054;
    const double p = (value - 1) / 4;
    const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    const auto scale = [](double share) { return std::clamp(1 + 4 * share, 1.0, 5.0); };
    return Mean{value, {scale(centre - half), scale(centre + half)}};
}

}  // namespace rancak
