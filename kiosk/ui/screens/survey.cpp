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

Box column_of(const Page& page, Box body) {
    const float width = std::min(body.width, page.px(size::column));
    return {body.x + std::floor((body.width - width) / 2), body.y, width, body.height};
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

// One below the other, or in two columns where they would not fit. Every answer is as large as the others: none is preferred.
float draw_answers(Page& page, Box at, const SurveyAsking& asking, const SurveyQuestion& question) {
    const int count = survey_choices(question);
    const auto label = [&](int i) -> const std::string& { return page.word(after(first_answer_of(question), i)); };
    const float gap = page.px(space::gap);
    const Type type = page.small_screen() ? Type::strong : Type::title;
    const auto height_in = [&](float width) {
        float height = 0;
        for (int i = 0; i < count; ++i) height = std::max(height, button_height(page, label(i), false, width, type));
        return height;
    };
    int columns = 1;
    float width = at.width, height = height_in(width);
    const auto total = [&] {
        const auto rows = static_cast<float>((count + columns - 1) / columns);
        return rows * (height + gap) - gap;
    };
    if (total() > at.height) {
        columns = 2;
        width = std::floor((at.width - gap) / 2);
        height = height_in(width);
    }
    const auto rows = static_cast<float>((count + columns - 1) / columns);
    height = std::max(height, std::min(std::floor((at.height - gap * (rows - 1)) / rows), page.px(tallest_answer)));
    for (int i = 0; i < count; ++i) {
        const auto column = static_cast<float>(i % columns), row = static_cast<float>(i / columns);
        const Box box{at.x + column * (width + gap), at.y + row * (height + gap), width, height};
        if (button(page, box, {.id = "answer/" + std::to_string(i + 1), .label = label(i),
                               .type = type, .selected = survey_choice(asking.draft, question) == i}))
            page.act(AnswerSurvey{i});
    }
    return rows * (height + gap) - gap;
}

// Whoever does not find theirs has the last tile.
float draw_services(Page& page, Box at, const State& state) {
    const auto services = services_to_name(state);
    std::vector<TileLook> tiles;
    for (const Service* service : services)
        tiles.push_back({.id = "service/" + service->id, .title = page.local(service->name), .subtitle = {}, .plain = true});
    const float gap = page.px(space::gap);
    const float list = tile_grid(page, at, tiles, [&](std::size_t i) { page.act(PickSurveyService{services[i]->id}); }, Fill::no, Names::of_services);
    const TileLook other{.id = "other", .title = page.word(Word::survey_service_other),
                         .subtitle = page.word(Word::survey_service_other_hint), .icon = Icon::help};
    const float height = tile_height(page, other, at.width);
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

}  // namespace

void draw_screen(Page& page, const State& state, const SurveyAsking& asking) {
    const Box body = draw_header(page, state);
    const std::size_t all = survey_questions(state).size();
    const auto question = question_of(state, asking);
    const bool is_list = question && question->kind == Kind::service;
    Box rest = draw_progress(page, is_list ? body : column_of(page, body), question ? asking.place + 1 : all, all);
    const bool answered = question && is_answered(asking.draft, *question);
    std::vector<Deed> deeds{{"stop", page.word(Word::survey_stop), Icon::close, LeaveSurvey{}}};
    if (!question) {
        deeds.push_back({"send", page.word(Word::survey_send), Icon::check, SendSurvey{}});
        draw_end(page, rest, deeds);
    } else {
        deeds.push_back({"next", page.word(Word::survey_next), Icon::forward, NextQuestion{}, !answered});
        rest = draw_question(page, rest, page.word(word_of(*question)));
        // On a small screen the answers need the foot's room: Back leads out there, too.
        const bool foot = answered || !page.small_screen();
        const Parted parted = part(page, rest, foot ? deeds_height(page, rest.width, deeds) : 0);
        page.scrolled("answers", foot ? parted.above : rest, [&](Box at) {
            return is_list ? draw_services(page, at, state) : draw_answers(page, at, asking, *question);
        }, is_list ? 0 : 0.3F);
        if (foot) draw_deeds(page, parted.foot, deeds);
    }
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
