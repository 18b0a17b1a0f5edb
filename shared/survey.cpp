#include "shared/survey.h"

namespace rancak {
namespace {

constexpr std::array<std::string_view, survey_elements.size()> element_codes{
    "requirements", "procedure", "time", "cost", "product", "competence", "conduct", "complaints", "facilities"};
constexpr std::array<std::string_view, sexes.size()> sex_codes{"male", "female"};
constexpr std::array<std::string_view, educations.size()> education_codes{"sd", "smp", "sma", "s1", "s2", "s3"};
constexpr std::array<std::string_view, occupations.size()> occupation_codes{"civil_servant", "army",          "police",
                                                                            "employee",      "self_employed", "other"};

template <class T, std::size_t N>
std::optional<T> parse(const std::array<std::string_view, N>& codes, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i)
        if (codes[i] == text) return static_cast<T>(i);
    return std::nullopt;
}

}  // namespace

std::string_view code(SurveyElement element) { return element_codes[static_cast<std::size_t>(element)]; }
std::string_view code(Sex sex) { return sex_codes[static_cast<std::size_t>(sex)]; }
std::string_view code(Education education) { return education_codes[static_cast<std::size_t>(education)]; }
std::string_view code(Occupation occupation) { return occupation_codes[static_cast<std::size_t>(occupation)]; }

std::optional<Sex> parse_sex(std::string_view text) { return parse<Sex>(sex_codes, text); }
std::optional<Education> parse_education(std::string_view text) { return parse<Education>(education_codes, text); }
std::optional<Occupation> parse_occupation(std::string_view text) { return parse<Occupation>(occupation_codes, text); }

}  // namespace rancak
