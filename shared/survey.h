#pragma once

#include "shared/language.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rancak {

// The public satisfaction survey (SKM) of PermenPANRB 14/2017: nine elements, each answered 1 to 4. Data name an element
// by its code and never by its place: sources swap the eighth and the ninth.
enum class SurveyElement { requirements, procedure, time, cost, product, competence, conduct, complaints, facilities };
inline constexpr std::array survey_elements{
    SurveyElement::requirements, SurveyElement::procedure, SurveyElement::time,       SurveyElement::cost,      SurveyElement::product,
    SurveyElement::competence,   SurveyElement::conduct,   SurveyElement::complaints, SurveyElement::facilities};
inline constexpr int survey_answers = 4;  // 1, the worst, to 4

// What the survey asks of the one who answers.
enum class Sex { male, female };
inline constexpr std::array sexes{Sex::male, Sex::female};
enum class Education { sd, smp, sma, s1, s2, s3 };  // the highest finished
inline constexpr std::array educations{Education::sd, Education::smp, Education::sma, Education::s1, Education::s2, Education::s3};
enum class Occupation { civil_servant, army, police, employee, self_employed, other };  // PNS, TNI, POLRI, swasta, wirausaha, lainnya
inline constexpr std::array occupations{Occupation::civil_servant, Occupation::army,          Occupation::police,
                                        Occupation::employee,      Occupation::self_employed, Occupation::other};

// As events, exports and files carry them: the names above.
[[nodiscard]] std::string_view code(SurveyElement);
[[nodiscard]] std::string_view code(Sex);
[[nodiscard]] std::string_view code(Education);
[[nodiscard]] std::string_view code(Occupation);
[[nodiscard]] std::optional<Sex> parse_sex(std::string_view);
[[nodiscard]] std::optional<Education> parse_education(std::string_view);
[[nodiscard]] std::optional<Occupation> parse_occupation(std::string_view);

// By the element's place in survey_elements.
using SurveyAnswers = std::array<std::uint8_t, survey_elements.size()>;

// A survey answered whole. It names no visit: what somebody answered is not tied to how they rated.
struct SurveyBody {
    std::string office;
    std::string service;  // that they used; empty: none named
    Sex sex = Sex::male;
    Education education = Education::sd;
    Occupation occupation = Occupation::other;
    Language language = Language::indonesian;  // of the screen it was answered at
    SurveyAnswers answers{};
    [[nodiscard]] int answer(SurveyElement element) const { return answers[static_cast<std::size_t>(element)]; }
    friend bool operator==(const SurveyBody&, const SurveyBody&) = default;
};

}  // namespace rancak
