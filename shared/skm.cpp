#include "shared/skm.h"

namespace rancak {
namespace {

// a / b, a half and more up.
constexpr std::uint64_t rounded(std::uint64_t a, std::uint64_t b) { return (2 * a + b) / (2 * b); }

}  // namespace

void SkmTally::add(const SurveyAnswers& given) {
    ++n;
    for (std::size_t i = 0; i < given.size(); ++i)
        if (given[i] >= 1 && given[i] <= survey_answers) ++answers[i][given[i] - 1u];
}

std::uint64_t SkmTally::sum(SurveyElement element) const {
    const auto& of = answers[static_cast<std::size_t>(element)];
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < of.size(); ++i) sum += of[i] * (i + 1);
    return sum;
}

std::optional<int> index_of(const SkmTally& tally) {
    if (tally.n == 0) return std::nullopt;
    std::uint64_t sum = 0;
    for (const auto element : survey_elements) sum += tally.sum(element);
    return static_cast<int>(rounded(2500 * sum, survey_elements.size() * tally.n));
}

std::optional<int> index_of(const SkmTally& tally, SurveyElement element) {
    if (tally.n == 0) return std::nullopt;
    return static_cast<int>(rounded(2500 * tally.sum(element), tally.n));
}

char skm_quality(int hundredths) {
    if (hundredths >= 8831) return 'A';
    if (hundredths >= 7661) return 'B';
    return hundredths >= 6500 ? 'C' : 'D';
}

std::uint64_t sample_needed(std::uint64_t population) {
    if (population == 0) return 0;
    // chi2 N P (1 - P) / (d2 (N - 1) + chi2 P (1 - P)), above and below times 100,000: 3.841 x 0.25 = 0.96025, d2 = 0.0025.
    return rounded(96025 * population, 250 * (population - 1) + 96025);
}

}  // namespace rancak
