#include "kiosk/core/survey.h"

#include "kiosk/core/cases.h"
#include "kiosk/core/turn.h"

#include <algorithm>

namespace rancak::kiosk {
namespace {

using Kind = SurveyQuestion::Kind;

bool is_complete(const State& state, const SurveyDraft& draft) {
    const auto questions = survey_questions(state);
    return std::all_of(questions.begin(), questions.end(), [&](const SurveyQuestion& one) { return is_answered(draft, one); });
}

}  // namespace

bool survey_is_on(const State& state) {
    const Office* office = office_of(state);
    if (!office || !office->survey) return false;
    const LocalDay today = local_day(state.wall, office->utc_offset);
    return office->survey->from <= today && today <= office->survey->until;
}

std::vector<SurveyQuestion> survey_questions(const State& state) {
    std::vector<SurveyQuestion> questions;
    if (!services_to_name(state).empty()) questions.push_back({Kind::service});
    for (const SurveyElement element : survey_elements) questions.push_back({Kind::element, element});
    for (const Kind kind : {Kind::sex, Kind::education, Kind::occupation}) questions.push_back({kind});
    return questions;
}

std::optional<SurveyQuestion> question_of(const State& state, const SurveyAsking& asking) {
    const auto questions = survey_questions(state);
    if (asking.place >= questions.size()) return std::nullopt;
    return questions[asking.place];
}

int survey_choices(const SurveyQuestion& question) {
    switch (question.kind) {
        case Kind::service: return 0;
        case Kind::element: return survey_answers;
        case Kind::sex: return static_cast<int>(sexes.size());
        case Kind::education: return static_cast<int>(educations.size());
        case Kind::occupation: break;
    }
    return static_cast<int>(occupations.size());
}

std::optional<int> survey_choice(const SurveyDraft& draft, const SurveyQuestion& question) {
    const auto place = [](const auto& chosen) -> std::optional<int> {
        return chosen ? std::optional(static_cast<int>(*chosen)) : std::nullopt;
    };
    switch (question.kind) {
        case Kind::service: return std::nullopt;
        case Kind::element: {
            const int answer = draft.answers[static_cast<std::size_t>(question.element)];
            return answer == 0 ? std::nullopt : std::optional(answer - 1);
        }
        case Kind::sex: return place(draft.sex);
        case Kind::education: return place(draft.education);
        case Kind::occupation: break;
    }
    return place(draft.occupation);
}

std::string_view code(const SurveyQuestion& question) {
    switch (question.kind) {
        case Kind::service: return "service";
        case Kind::element: return code(question.element);
        case Kind::sex: return "sex";
        case Kind::education: return "education";
        case Kind::occupation: break;
    }
    return "occupation";
}

bool is_answered(const SurveyDraft& draft, const SurveyQuestion& question) {
    return question.kind == Kind::service ? draft.service.has_value() : survey_choice(draft, question).has_value();
}

// ---- What a citizen does ---------------------------------------------------------------------------------------------

void open_survey(Turn& turn) {
    if (turn.on<Home>() && survey_is_on(turn.state)) turn.show(SurveyAsking{});
}

void pick_survey_service(Turn& turn, const std::string& service) {
    auto* asking = turn.on<SurveyAsking>();
    const auto question = asking ? question_of(turn.state, *asking) : std::nullopt;
    if (!question || question->kind != Kind::service) return;
    const auto offered = services_to_name(turn.state);
    const bool known = service.empty() || std::any_of(offered.begin(), offered.end(), [&](const Service* one) { return one->id == service; });
    if (!known) return;
    asking->draft.service = service;
    ++asking->place;
}

void answer_survey(Turn& turn, int choice) {
    auto* asking = turn.on<SurveyAsking>();
    const auto question = asking ? question_of(turn.state, *asking) : std::nullopt;
    if (!question || choice < 0 || choice >= survey_choices(*question)) return;
    SurveyDraft& draft = asking->draft;
    switch (question->kind) {
        case Kind::service: return;
        case Kind::element: draft.answers[static_cast<std::size_t>(question->element)] = static_cast<std::uint8_t>(choice + 1); break;
        case Kind::sex: draft.sex = sexes[static_cast<std::size_t>(choice)]; break;
        case Kind::education: draft.education = educations[static_cast<std::size_t>(choice)]; break;
        case Kind::occupation: draft.occupation = occupations[static_cast<std::size_t>(choice)]; break;
    }
    ++asking->place;
}

void next_survey_question(Turn& turn) {
    auto* asking = turn.on<SurveyAsking>();
    const auto question = asking ? question_of(turn.state, *asking) : std::nullopt;
    if (question && is_answered(asking->draft, *question)) ++asking->place;
}

void send_survey(Turn& turn) {
    const auto* asking = turn.on<SurveyAsking>();
    if (!asking || question_of(turn.state, *asking) || !is_complete(turn.state, asking->draft)) return;
    const SurveyDraft& draft = asking->draft;
    SurveyBody body;
    body.office = turn.state.setup.office;
    body.service = draft.service.value_or(std::string{});
    body.sex = *draft.sex;
    body.education = *draft.education;
    body.occupation = *draft.occupation;
    body.language = turn.state.preferences.language;
    body.answers = draft.answers;
    turn.append({std::move(body)}, PendingSurvey{});
}

void survey_stored(Turn& turn) {
    if (turn.state.visit) turn.thank(ThanksFor::survey);
}

void leave_survey(Turn& turn) {
    const auto* asking = turn.on<SurveyAsking>();
    if (!asking) return;
    if (asking->draft == SurveyDraft{}) turn.show(Home{});
    else turn.tell_nothing_stored(Left::What::survey);
}

bool back_in_survey(Turn& turn) {
    auto* asking = turn.on<SurveyAsking>();
    if (!asking) return false;
    if (asking->place > 0) --asking->place;
    else leave_survey(turn);
    return true;
}

void survey_changed(Turn& turn) {
    auto* asking = turn.on<SurveyAsking>();
    if (!asking) return;
    const auto offered = services_to_name(turn.state);
    const auto& chosen = asking->draft.service;
    const bool gone = chosen && !chosen->empty() &&
                      std::none_of(offered.begin(), offered.end(), [&](const Service* one) { return one->id == *chosen; });
    // The first question may have come or gone with the services: to the first that has no answer.
    if (gone) asking->draft.service.reset();
    const auto questions = survey_questions(turn.state);
    asking->place = std::min(asking->place, questions.size());
    for (std::size_t i = 0; i < asking->place; ++i)
        if (!is_answered(asking->draft, questions[i])) asking->place = i;
}

}  // namespace rancak::kiosk
