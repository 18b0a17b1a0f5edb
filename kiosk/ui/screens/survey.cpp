#include "kiosk/core/survey.h"

#include "kiosk/core/cases.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/deeds.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/screens/case_parts.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/tile_grid.h"

#include <cmath>

namespace rancak::kiosk {
namespace {

using Kind = SurveyQuestion::Kind;

constexpr Millimetres progress_height = 3_mm;
constexpr Millimetres tallest_answer = 40_mm;

Word word_of(const SurveyQuestion& question) {
    switch (question.kind) {
        case Kind::service: return Word::survey_service;
        case Kind::element: return after(Word::survey_ask_requirements, static_cast<int>(question.element));
        case Kind::sex: return Word::survey_sex;
        case Kind::education: return Word::survey_education;
        case Kind::occupation: break;
    }
    return Word::survey_occupation;
}

Word first_answer_of(const SurveyQuestion& question) {
    switch (question.kind) {
        case Kind::element: return after(Word::survey_requirements_1, survey_answers * static_cast<int>(question.element));
        case Kind::sex: return Word::sex_male;
        case Kind::education: return Word::education_sd;
        case Kind::service:
        case Kind::occupation: break;
    }
    return Word::occupation_civil_servant;
}

// How far one is; returns what is left below. On a small screen without the bar: all answers must be in view.
Box draw_progress(Page& page, Box at, std::size_t place, std::size_t all) {
    const std::string said = fill(page.word(Word::survey_progress), {{"at", std::to_string(place)}, {"all", std::to_string(all)}});
    const float bar = page.px(progress_height), gap = page.px(space::gap);
    float y = at.y + page.text(at, said, {.paint = page.paints().ink_soft}) + gap * 0.6F;
    if (!page.small_screen()) {
        progress_bar(page, {at.x, y, at.width, bar}, said, static_cast<double>(place) / static_cast<double>(all));
        y += bar + page.px(space::small);
    }
    return {at.x, y, at.width, at.bottom() - y};
}

// One below the other, or in two columns. Every answer is as large as the others: none is preferred.
struct AnswersLook {
    Type type = Type::title;
    int columns = 1;
    float height = 0;  // of one
    int rows = 0;
};

const std::string& answer_to(const Page& page, const SurveyQuestion& question, int choice) {
    return page.word(after(first_answer_of(question), choice));
}

float column_width(const Page& page, float width, int columns) {
    return std::floor((width - page.px(space::gap) * static_cast<float>(columns - 1)) / static_cast<float>(columns));
}

float height_of(const Page& page, const AnswersLook& look) {
    return static_cast<float>(look.rows) * (look.height + page.px(space::gap)) - page.px(space::gap);
}

AnswersLook answers_look(const Page& page, float width, const SurveyQuestion& question, Type type, int columns) {
    const int count = survey_choices(question);
    AnswersLook look{type, columns, 0, (count + columns - 1) / columns};
    for (int i = 0; i < count; ++i)
        look.height = std::max(look.height, button_height(page, answer_to(page, question, i), false, column_width(page, width, columns), type));
    return look;
}

// In letters of this size so that all are in view together; nullopt: they cannot be.
std::optional<AnswersLook> in_view(const Page& page, const Box& at, const SurveyQuestion& question, Type type) {
    for (const int columns : {1, 2}) {
        AnswersLook look = answers_look(page, at.width, question, type, columns);
        if (height_of(page, look) > at.height) continue;
        const auto rows = static_cast<float>(look.rows);
        const float room = std::floor((at.height - page.px(space::gap) * (rows - 1)) / rows);
        look.height = std::max(look.height, std::min(room, page.px(tallest_answer)));
        return look;
    }
    return std::nullopt;
}

// Each answer has the name of its question in its id: what was touched or has the focus on one question is nothing on the next.
float draw_answers(Page& page, Box at, const SurveyAsking& asking, const SurveyQuestion& question, const AnswersLook& look) {
    const float gap = page.px(space::gap), width = column_width(page, at.width, look.columns);
    for (int i = 0; i < survey_choices(question); ++i) {
        const auto column = static_cast<float>(i % look.columns), row = static_cast<float>(i / look.columns);
        const Box box{at.x + column * (width + gap), at.y + row * (look.height + gap), width, look.height};
        if (button(page, box, {.id = std::string(code(question)) + "/" + std::to_string(i + 1), .label = answer_to(page, question, i),
                               .type = look.type, .selected = survey_choice(asking.draft, question) == i}))
            page.act(AnswerSurvey{i});
    }
    return height_of(page, look);
}

// Whoever does not find theirs has the last tile.
float draw_services(Page& page, Box at, const State& state) {
    const auto services = services_to_name(state);
    std::vector<TileLook> tiles;
    for (const Service* service : services)
        tiles.push_back({.id = "service/" + service->id, .title = page.local(service->name), .subtitle = {}, .plain = true});
    const float gap = page.px(space::gap);
    const TileLook other{.id = "other", .title = page.word(Word::survey_service_other),
                         .subtitle = page.word(Word::survey_service_other_hint), .icon = Icon::help};
    const float height = tile_height(page, other, at.width);
    const float list = tile_grid(page, {at.x, at.y, at.width, at.height - gap - height}, tiles,
                                 [&](std::size_t i) { page.act(PickSurveyService{services[i]->id}); }, Fill::yes, Names::of_services);
    if (tile(page, {at.x, at.y + list + gap, at.width, height}, other)) page.act(PickSurveyService{});
    return list + gap + height;
}

void draw_end(Page& page, Box rest, std::span<const Deed> deeds) {
    const Parted parted = part(page, rest, deeds_height(page, rest.width, deeds));
    page.scrolled("end", parted.above, [&](Box at) {
        const float gap = page.px(space::small);
        float y = at.y + note(page, at, Icon::check_circle, page.word(Word::survey_end_title), page.paints().ink, Type::title) + gap;
        return y + page.text({at.x, y, at.width, 0}, page.word(Word::survey_end_text), {.paint = page.paints().ink}) - at.y;
    }, 0.3F);
    draw_deeds(page, parted.foot, deeds);
}

void draw_service(Page& page, Box rest, const State& state, std::span<const Deed> deeds) {
    const Parted parted = part(page, rest, deeds_height(page, rest.width, deeds));
    page.scrolled("services", parted.above, [&](Box at) { return draw_services(page, at, state); }, 0);
    draw_deeds(page, parted.foot, deeds);
}

// Nobody should have to look for an answer: where all have room only without the foot it is left out (Back leads out there,
// too, and touching the chosen one again leads on), and then the letters are smaller.
void draw_choice(Page& page, Box rest, const SurveyAsking& asking, const SurveyQuestion& question, std::span<const Deed> deeds) {
    const Parted parted = part(page, rest, deeds_height(page, rest.width, deeds));
    Box view = parted.above;
    std::optional<AnswersLook> look;
    for (const Type type : {Type::title, Type::strong, Type::body}) {
        for (const Box& room : {parted.above, rest})
            if (!look) look = in_view(page, view = room, question, type);
    }
    page.scrolled(code(question), view, [&](Box at) {
        return draw_answers(page, at, asking, question, look ? *look : answers_look(page, at.width, question, Type::body, 1));
    }, 0.3F);
    if (view == parted.above) draw_deeds(page, parted.foot, deeds);
}

}  // namespace

void draw_screen(Page& page, const State& state, const SurveyAsking& asking) {
    const Box body = draw_header(page, state);
    const std::size_t all = survey_questions(state).size();
    const auto question = question_of(state, asking);
    const bool is_list = question && question->kind == Kind::service;
    Box rest = draw_progress(page, body, question ? asking.place + 1 : all, all);
    std::vector<Deed> deeds{{"stop", page.word(Word::survey_stop), Icon::close, LeaveSurvey{}}};
    if (!question) {
        deeds.push_back({"send", page.word(Word::survey_send), Icon::check, SendSurvey{}});
        draw_end(page, rest, deeds);
    } else {
        deeds.push_back({"next", page.word(Word::survey_next), Icon::forward, NextQuestion{}, !is_answered(asking.draft, *question)});
        rest = draw_question(page, rest, page.word(word_of(*question)));
        is_list ? draw_service(page, rest, state, deeds) : draw_choice(page, rest, asking, *question, deeds);
    }
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
