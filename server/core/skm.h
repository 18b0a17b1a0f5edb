#pragma once

#include "server/core/standings.h"
#include "shared/skm.h"
#include "shared/survey.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// What an office's surveys of a period come to (SKM): surveys -> add() each. A quick rating is no part of it.
struct SkmFigures {
    std::string office;
    std::string service;  // empty: all that was answered at the office
    Period period{};
    std::optional<std::uint64_t> population{};  // how many were served, as the office says; none: not told

    SkmTally tally{};
    std::array<std::uint64_t, sexes.size()> of_sex{};
    std::array<std::uint64_t, educations.size()> of_education{};
    std::array<std::uint64_t, occupations.size()> of_occupation{};
    std::map<std::string, std::uint64_t> of_service{};  // empty id: named none

    void add(const SurveyBody&);  // one of another service is left out
    [[nodiscard]] std::optional<std::uint64_t> needed() const;
};

// The three elements with the lowest NRR, the lowest first; none without an answer.
[[nodiscard]] std::vector<SurveyElement> lowest(const SkmTally&);

// As the regulation calls them, in Indonesian.
[[nodiscard]] std::string_view name_of(SurveyElement);
[[nodiscard]] std::string_view name_of(Sex);
[[nodiscard]] std::string_view name_of(Education);
[[nodiscard]] std::string_view name_of(Occupation);
[[nodiscard]] std::string_view answer_of(SurveyElement, int answer);  // 1 to 4
[[nodiscard]] std::string_view performance_of(char quality);          // "Sangat baik" of A

// 8611 is "86.11".
[[nodiscard]] std::string index_text(int hundredths, char decimal_point);

[[nodiscard]] std::string encode(const SkmFigures&);

}  // namespace rancak::server
