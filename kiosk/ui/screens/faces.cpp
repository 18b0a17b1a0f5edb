#include "kiosk/ui/screens/rating.h"

#include "kiosk/ui/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr Millimetres comfortable_row = 56_mm;  // of a face in a list

float column_width(const Page& page, float width) { return (width - 4 * page.px(space::gap)) / 5; }

const std::string& score_word(const Page& page, int score) { return page.word(after(Word::score_1, score - 1)); }

// In a row every word must stand whole under its face.
bool row_possible(const Page& page, float width, Type type) {
    const float column = column_width(page, width);
    if (column < page.px(size::face)) return false;
    for (int score = 1; score <= 5; ++score)
        if (widest_word(page.fonts(), type, score_word(page, score)) > face_word_width(page, type, column)) return false;
    return true;
}

struct Row {
    Type word;
    float text;                // height of the longest word
    float least, comfortable;  // of the whole row
};

Row row_of(const Page& page, float width, Type type) {
    Row row{type, 0, 0, 0};
    const float column = column_width(page, width);
    for (int score = 1; score <= 5; ++score)
        row.text = std::max(row.text, page.text_height(score_word(page, score), {.type = type, .paint = {}, .balanced = true},
                                                       face_word_width(page, type, column)));
    const float around = row.text + page.px(space::small) * 2.75F;
    const float widest = std::min(column - 2 * page.px(space::small), page.px(size::face_comfort));
    row.least = std::max(page.px(size::face), page.px(size::face) * 0.86F + around);
    row.comfortable = std::max(row.least, widest + around);
    return row;
}

float list_least(const Page& page) { return 5 * page.px(size::face) + 4 * page.px(space::gap); }

void draw_row(Page& page, Box box, const Row& row) {
    const float width = column_width(page, box.width), pad = page.px(space::small);
    const float disc = std::min(box.height - row.text - 2.75F * pad, width - 2 * pad);
    for (int score = 1; score <= 5; ++score) {
        const float left = box.x + static_cast<float>(score - 1) * (width + page.px(space::gap));
        if (face_button(page, {left, box.y, width, box.height}, score, {row.word, disc})) page.act(Rate{score});
    }
}

// The best on top, as on a thermometer.
void draw_list(Page& page, Box box) {
    const float height = (box.height - 4 * page.px(space::gap)) / 5;
    const float disc = height - 1.6F * page.px(space::small);
    const float room = box.width - height - 2.5F * page.px(space::small);
    Type type = Type::title;
    for (int score = 1; score <= 5; ++score)
        if (text_width(page.fonts(), Type::title, score_word(page, score)) > room) type = Type::strong;
    for (int score = 5; score >= 1; --score) {
        const float top = box.y + static_cast<float>(5 - score) * (height + page.px(space::gap));
        if (face_button(page, {box.x, top, box.width, height}, score, {type, disc})) page.act(Rate{score});
    }
}

// Three above two, where a row is too wide and a list too high.
Row grid_row(const Page& page, float width) {
    const float column = (width - 2 * page.px(space::gap)) / 3;
    Row row = row_of(page, 5 * column + 4 * page.px(space::gap), Type::strong);
    // On the glass where this is needed, a smaller disc leaves room for what is said before.
    row.least = std::max(page.px(size::face), row.least - page.px(size::face) * 0.24F);
    return row;
}

void draw_grid(Page& page, Box box, const Row& row) {
    const float gap = page.px(space::gap), width = (box.width - 2 * gap) / 3, height = (box.height - gap) / 2;
    const float disc = std::min(height - row.text - 2.75F * page.px(space::small), width - 2 * page.px(space::small));
    for (int score = 1; score <= 5; ++score) {
        const bool first = score <= 3;
        const float left = first ? box.x : box.x + (width + gap) / 2;
        const Box at{left + static_cast<float>(first ? score - 1 : score - 4) * (width + gap), first ? box.y : box.y + height + gap, width, height};
        if (face_button(page, at, score, {row.word, disc})) page.act(Rate{score});
    }
}

// What is said stands above the faces, never in their place: with too little room it scrolls, the five stay whole.
struct Stack {
    float gap, said;
    float least, comfortable;  // of the faces
};

void stacked(Page& page, Box body, Call<float(Box)> before, const Stack& stack, Call<void(Box)> faces) {
    const float room = body.height - stack.said - stack.gap;
    const float height = std::clamp(room, stack.least, stack.comfortable);
    // The question stands where every screen has its heading; air above and below the faces in the same measure.
    const float air = std::floor(std::max(0.0F, room - height) / 2);
    const float above = std::min(stack.said, body.height - stack.gap - height);
    page.scrolled("before", {body.x, body.y, body.width, above}, before, 0);
    faces({body.x, body.y + air + above + stack.gap, body.width, height});
}

void side_by_side(Page& page, Box body, Call<float(Box)> before, float gap) {
    const float left = std::floor((body.width - gap) * 0.48F);
    const float most = 5 * page.px(comfortable_row) + 4 * page.px(space::gap);
    const float height = std::min(body.height, most), list = body.width - left - gap;
    const bool mirrored = page.preferences().mirrored;
    page.scrolled("before", {mirrored ? body.x + list + gap : body.x, body.y, left, body.height}, before, 0.35F);
    draw_list(page, {mirrored ? body.x : body.x + left + gap, body.y + (body.height - height) / 2, list, height});
}

}  // namespace

void draw_rating(Page& page, Box body, Call<float(Box, Room)> before) {
    const float gap = page.px(page.small_screen() ? space::small : space::medium);
    const auto wide = [&](Box at) { return before(at, Room::wide); };
    const auto tight = [&](Box at) { return before(at, Room::tight); };
    const float said = page.measure([&] { return wide(body); });
    const float list = list_least(page);
    if (page.glass().portrait() && body.height - said - gap >= list) {
        const Stack stack{gap, said, list, 5 * page.px(comfortable_row) + 4 * page.px(space::gap)};
        return stacked(page, body, wide, stack, [&](Box box) { draw_list(page, box); });
    }
    // The largest words first, then smaller ones, then fewer words before them.
    for (const Type type : {Type::title, Type::strong}) {
        if (!row_possible(page, body.width, type)) continue;
        const Row row = row_of(page, body.width, type);
        if (body.height - said - gap < row.least + (type == Type::title ? page.px(space::huge) : 0)) continue;
        return stacked(page, body, wide, {gap, said, row.least, row.comfortable}, [&](Box box) { draw_row(page, box, row); });
    }
    if (!row_possible(page, body.width, Type::strong) && list <= body.height && !page.glass().portrait())
        return side_by_side(page, body, tight, gap);
    const float briefly = page.measure([&] { return tight(body); });
    if (!row_possible(page, body.width, Type::strong) && list + gap + page.px(size::touch) > body.height) {
        const Row row = grid_row(page, body.width);
        const float least = 2 * row.least + page.px(space::gap);
        return stacked(page, body, tight, {gap, briefly, least, least}, [&](Box box) { draw_grid(page, box, row); });
    }
    if (page.glass().portrait() && (body.height - briefly - gap >= list || !row_possible(page, body.width, Type::strong)))
        return stacked(page, body, tight, {gap, briefly, list, list}, [&](Box box) { draw_list(page, box); });
    const Row row = row_of(page, body.width, Type::strong);
    stacked(page, body, tight, {gap, briefly, row.least, row.comfortable}, [&](Box box) { draw_row(page, box, row); });
}

namespace {

// Without a card and its icons: the same words in less room.
float draw_brief_promise(Page& page, Box at) {
    const std::string all = page.word(Word::promise_now) + " " + page.word(Word::promise_who) + " " + page.word(Word::promise_when);
    return page.text(at, all, {.paint = page.paints().ink});
}

}  // namespace

float draw_promise(Page& page, Box at, Room room) {
    if (room == Room::tight) return draw_brief_promise(page, at);
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

float draw_question(Page& page, Box at, const State& state, const Subject& subject, Room room) {
    const Officer* officer = state.catalogue->officer(subject.officer);
    const Counter* counter = state.catalogue->counter(subject.counter);
    const TextLook title{.type = Type::title, .paint = page.paints().ink, .role = Role::heading};
    const TextLook below{.paint = page.paints().ink_soft};
    const std::string question = subject_question(page, state, subject);
    if (room == Room::tight) return page.text(at, question, {.type = Type::strong, .paint = page.paints().ink, .role = Role::heading});
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
    const Box body = draw_header(page, state);
    draw_rating(page, body, [&](Box at, Room room) {
        const float gap = page.px(room == Room::tight ? space::gap * 0.5F : space::medium);
        float y = at.y;
        if (faces.withdrawn)
            y += note(page, at, Icon::undo, page.word(Word::faces_withdrawn), page.paints().ink, Type::strong) + gap;
        y += draw_question(page, {at.x, y, at.width, 0}, state, faces.subject, room) + gap;
        y += draw_promise(page, {at.x, y, at.width, 0}, room);
        return y - at.y;
    });
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
