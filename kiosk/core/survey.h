#pragma once

#include "kiosk/core/state.h"

#include <string_view>
#include <vector>

namespace rancak::kiosk {

// The survey (SKM): which service, the nine elements, then what is asked of whoever answers: one question a screen. Pure.

// This office asks the public today.
[[nodiscard]] bool survey_is_on(const State&);

// The questions that this office asks, in their order; without services none is asked for.
[[nodiscard]] std::vector<SurveyQuestion> survey_questions(const State&);

// The question of this screen; nullopt when all are answered and it is to be sent.
[[nodiscard]] std::optional<SurveyQuestion> question_of(const State&, const SurveyAsking&);

// How many answers a question has to choose from, but for the service; and which is chosen, from 0.
[[nodiscard]] int survey_choices(const SurveyQuestion&);
[[nodiscard]] std::optional<int> survey_choice(const SurveyDraft&, const SurveyQuestion&);

// requirements … facilities, service, sex, education, occupation: unique among the questions.
[[nodiscard]] std::string_view code(const SurveyQuestion&);

[[nodiscard]] bool is_answered(const SurveyDraft&, const SurveyQuestion&);

}  // namespace rancak::kiosk
