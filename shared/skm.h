#pragma once

#include "shared/survey.h"

#include <array>
#include <cstdint>
#include <optional>

namespace rancak {

// The arithmetic of the public satisfaction survey (SKM, PermenPANRB 14/2017), in whole numbers: what is rounded is rounded once,
// at the end, half up. Nine perfect answers give 100.00.

// Answered questionnaires, each of which answers all nine elements.
struct SkmTally {
    std::array<std::array<std::uint64_t, survey_answers>, survey_elements.size()> answers{};  // [element][answer - 1]
    std::uint64_t n = 0;

    void add(const SurveyAnswers&);
    [[nodiscard]] std::uint64_t sum(SurveyElement) const;  // of the answers 1 to 4
    friend bool operator==(const SkmTally&, const SkmTally&) = default;
};

// The IKM in hundredths, 2500 to 10000: the mean of the nine NRR times 25. Nothing without an answer.
[[nodiscard]] std::optional<int> index_of(const SkmTally&);
// The same of one element alone: its NRR (sum of its answers / questionnaires) times 25.
[[nodiscard]] std::optional<int> index_of(const SkmTally&, SurveyElement);

// A to D by the law's bands: A from 88.31, B from 76.61, C from 65.00.
[[nodiscard]] char skm_quality(int hundredths);

// How many of a population must be asked (Krejcie and Morgan: chi2 = 3.841, P = 0.5, d = 0.05), rounded half up. Populations up to
// max_population.
inline constexpr std::uint64_t max_population = 1'000'000'000;
[[nodiscard]] std::uint64_t sample_needed(std::uint64_t population);

}  // namespace rancak
