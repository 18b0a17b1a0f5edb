#include "kiosk/ui/screens/rating.h"

#include "kiosk/ui/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr Millimetres comfortable_row = 52_mm;  // of a face in a list

float column_width(const Page& page, float width) { return (width - 4 * page.px(space::gap)) / 5; }

// In a row every word must stand whole under its face.
bool row_possible(const Page& page, float width) {
    const float column = column_width(page, width);
    if (column < page.px(size::face)) return false;
    for (int score = 1; score <= 5; ++score)
        if (widest_word(page.fonts(), Type::strong, page.word(after(Word::score_1, score - 1))) > column - page.px(space::small))
            return false;
    return true;
}

float row_text_height(const Page& page, float width) {
    float highest = 0;
    for (int score = 1; score <= 5; ++score)
        highest = std::max(highest, page.text_height(page.word(after(Word::score_1, score - 1)),
                                                     {.type = Type::strong, .paint = {}, .balanced = true},
                                                     column_width(page, width) - page.px(space::small)));
    return highest;
}

struct Heights {
    float least, comfortable;
};

Heights row_heights(const Page& page, float width) {
    const float around = row_text_height(page, width) + page.px(space::small) * 2.75F;
    const float widest = std::min(column_width(page, width) - 2 * page.px(space::small), page.px(size::face_comfort));
    const float least = page.px(size::face) * 0.86F + around;
    return {std::max(least, page.px(size::face)), std::max(least, widest + around)};
}

Heights list_heights(const Page& page) {
    const float gaps = 4 * page.px(space::gap);
    return {5 * page.px(size::face) + gaps, 5 * page.px(comfortable_row) + gaps};
}

void draw_row(Page& page, Box box) {
    const float width = column_width(page, box.width);
    for (int score = 1; score <= 5; ++score) {
        const float left = box.x + static_cast<float>(score - 1) * (width + page.px(space::gap));
        if (face_button(page, {left, box.y, width, box.height}, score, Type::strong)) page.act(Rate{score});
    }
}

// The best on top, as on a thermometer.
void draw_list(Page& page, Box box) {
    const float height = (box.height - 4 * page.px(space::gap)) / 5;
    for (int score = 5; score >= 1; --score) {
        const float top = box.y + static_cast<float>(5 - score) * (height + page.px(space::gap));
        if (face_button(page, {box.x, top, box.width, height}, score, Type::strong)) page.act(Rate{score});
    }
}

// What is said before, above the faces; never in their place: with too little room it scrolls, the five stay whole.
void stacked(Page& page, Box body, Call<float(Box)> before, bool list, float said, float gap) {
    const Heights heights = list ? list_heights(page) : row_heights(page, body.width);
    const float room = body.height - said - gap;
    const float faces = std::clamp(room, heights.least, heights.comfortable);
    const float spare = std::max(0.0F, room - faces);
    const Box above{body.x, body.y + spare * 0.4F, body.width, body.height - spare - gap - faces};
    page.scrolled("before", above, before, 0);
    const Box box{body.x, above.bottom() + gap, body.width, faces};
    list ? draw_list(page, box) : draw_row(page, box);
}

void side_by_side(Page& page, Box body, Call<float(Box)> before, float gap) {
    const Heights heights = list_heights(page);
    const float left = std::floor((body.width - gap) * 0.48F);
    page.scrolled("before", {body.x, body.y, left, body.height}, before, 0.35F);
    const float faces = std::min(body.height, heights.comfortable);
    draw_list(page, {body.x + left + gap, body.y + (body.height - faces) / 2, body.width - left - gap, faces});
}

}  // namespace

void draw_rating(Page& page, Box body, Call<float(Box)> before) {
    const float gap = page.px(page.small_screen() ? space::small : space::medium);
    const float said = page.measure([&] { return before(body); });
    const bool row = row_possible(page, body.width);
    const float list_room = body.height - said - gap - list_heights(page).least;
    const float row_room = body.height - said - gap - row_heights(page, body.width).least;
    const bool list_stands = list_heights(page).least <= body.height;
    if (page.glass().portrait() && list_room >= 0) return stacked(page, body, before, true, said, gap);
    if (row && (row_room >= 0 || !list_stands)) return stacked(page, body, before, false, said, gap);
    if (!page.glass().portrait() && list_stands) return side_by_side(page, body, before, gap);
    stacked(page, body, before, !row, said, gap);
}

float draw_promise(Page& page, Box at) {
    struct Part {
        Icon icon;
        Word word;
    };
    static constexpr std::array parts{Part{Icon::eye_off, Word::promise_now}, Part{Icon::bank, Word::promise_who},
                                      Part{Icon::people, Word::promise_when}};
    return card(page, at, [&](Box inside) {
        const float gap = page.px(space::medium);
        const float column = (inside.width - 2 * gap) / 3;
        const bool columns = column > page.line(Type::body) * 8;
        float height = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const Box place = columns ? Box{inside.x + static_cast<float>(i) * (column + gap), inside.y, column, 0}
                                      : Box{inside.x, inside.y + height, inside.width, 0};
            const float used = note(page, place, parts[i].icon, page.word(parts[i].word), page.paints().ink);
            height = columns ? std::max(height, used) : height + used + page.px(space::gap) * 0.7F;
        }
        return columns ? height : height - page.px(space::gap) * 0.7F;
    });
}

std::string subject_name(const Page& page, const State& state, const Subject& subject) {
    if (const Officer* officer = state.catalogue->officer(subject.officer)) return officer->name;
    if (const Counter* counter = state.catalogue->counter(subject.counter)) return page.local(counter->name);
    return office_name(state, page.language());
}

std::string subject_question(const Page& page, const State& state, const Subject& subject) {
    const Word question = state.catalogue->officer(subject.officer) != nullptr    ? Word::faces_officer
                          : state.catalogue->counter(subject.counter) != nullptr ? Word::faces_counter
                                                                                   : Word::faces_office;
    return fill(page.word(question), {{"name", subject_name(page, state, subject)}});
}

float draw_question(Page& page, Box at, const State& state, const Subject& subject) {
    const Officer* officer = state.catalogue->officer(subject.officer);
    const Counter* counter = state.catalogue->counter(subject.counter);
    const TextLook title{.type = Type::title, .paint = page.paints().ink, .role = Role::heading};
    const TextLook below{.paint = page.paints().ink_soft};
    const std::string question = subject_question(page, state, subject);
    if (officer == nullptr) return page.text(at, question, title);
    const float disc = page.px(size::portrait) / 2, indent = 2 * disc + page.px(space::small) * 1.25F;
    const Box text{at.x + indent, at.y, at.width - indent, 0};
    const float first = page.text_height(question, title, text.width);
    const float second = counter == nullptr ? 0 : page.text_height(page.local(counter->name), below, text.width);
    const float height = std::max(2 * disc, first + second);
    portrait(page, {at.x + disc, at.y + height / 2}, disc, officer->name, officer->photo);
    const float top = at.y + (height - first - second) / 2;
    page.text({text.x, top, text.width, 0}, question, title);
    if (counter != nullptr) page.text({text.x, top + first, text.width, 0}, page.local(counter->name), below);
    return height;
}

void draw_screen(Page& page, const State& state, const Faces& faces) {
    const Box body = draw_header(page, state, Leave::back);
    draw_rating(page, body, [&](Box at) {
        float y = at.y;
        if (faces.withdrawn) {
            y += note(page, at, Icon::undo, page.word(Word::faces_withdrawn), page.paints().ink, Type::strong);
            y += page.px(space::gap);
        }
        y += draw_question(page, {at.x, y, at.width, 0}, state, faces.subject);
        y += page.px(page.small_screen() ? space::gap : space::medium);
        y += draw_promise(page, {at.x, y, at.width, 0});
        return y - at.y;
    });
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
