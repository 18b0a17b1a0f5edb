#include "kiosk/core/roster.h"
#include "kiosk/core/services.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/ornament.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/screens/rating.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr Millimetres panel_stitch = 0.85_mm;

// ---- Lobby: the cloth with the house's name and the hour, and the invitation.

// How large the words of a panel may be; the first that fits is taken.
struct Letters {
    Type first, second;
};
constexpr std::array letter_steps{Letters{Type::display, Type::title}, Letters{Type::title, Type::strong},
                             Letters{Type::strong, Type::strong}, Letters{Type::strong, Type::body}};

Letters letters_that_fit(Page& page, float height, Call<float(Letters)> draw) {
    for (const Letters& tried : letter_steps)
        if (page.measure([&] { return draw(tried); }) <= height) return tried;
    return letter_steps.back();
}

float draw_cloth_text(Page& page, Box at, const State& state, Letters letters) {
    const Palette& paints = page.paints();
    const auto offset = offset_of(state);
    const LocalDay today = local_day(state.wall, offset);
    float y = at.y;
    y += page.text({at.x, y, at.width, 0}, office_name(state, page.language()),
                   {.type = letters.second, .paint = paints.on_cloth, .align = Align::centre, .balanced = true, .role = Role::heading});
    y += page.px(page.small_screen() ? space::small : space::large);
    y += page.text({at.x, y, at.width, 0}, clock_time(page.words(), page.language(), state.wall, offset),
                   {.type = letters.first, .paint = paints.on_cloth, .align = Align::centre});
    y += page.text({at.x, y, at.width, 0}, long_date(page.words(), page.language(), today),
                   {.paint = paints.on_cloth, .align = Align::centre, .balanced = true});
    return y - at.y;
}

// Bands of songket above and below the text, where it leaves them room.
void draw_cloth(Page& page, Box cloth, const State& state, bool beside) {
    const float stitch = stitch_of(page, page.small_screen() ? panel_stitch * 0.5F : panel_stitch);
    const float band = songket_band_height(stitch), edge = 2 * stitch;
    const float margin = page.px(page.small_screen() ? space::small : space::medium);
    const Box text = cloth.inset(margin, 0);
    const auto draw = [&](Letters tried) { return draw_cloth_text(page, text, state, tried); };
    const float bands = 2 * (band + edge) + margin;
    const Letters chosen = letters_that_fit(page, cloth.height - bands, draw);
    const float height = page.measure([&] { return draw(chosen); });
    const bool below = cloth.height >= height + bands / 2, above = cloth.height >= height + bands;
    if (Brush* brush = page.brush()) {
        brush->fill(cloth, page.paints().cloth);
        const float woven = cloth.width - (beside ? 5 * stitch : 0);  // up to the selvage
        if (below) songket_band(*brush, page.paints(), {cloth.x, cloth.bottom() - edge - band, woven, band}, Tips::up, stitch);
        if (above) songket_band(*brush, page.paints(), {cloth.x, cloth.y + edge, woven, band}, Tips::down, stitch);
        // The selvage: two threads where the cloth ends.
        for (const float in : {stitch, 3 * stitch}) {
            if (beside) brush->fill({cloth.right() - in - stitch, cloth.y, stitch, cloth.height}, page.paints().gold);
        }
    }
    const float room = cloth.height - (below ? band + edge : 0) - (above ? band + edge : 0);
    const float top = cloth.y + (above ? band + edge : 0) + std::floor((room - height) / 2);
    draw_cloth_text(page, {text.x, top, text.width, 0}, state, chosen);
}

constexpr Millimetres widest_start = 190_mm;

float start_height(const Page& page, float width, Type type) {
    const float icon = page.line(Type::title) + 3 * page.px(space::small);
    return std::max(page.px(size::face), page.text_height(page.word(Word::attract_start), {.type = type, .paint = {}}, width - icon) +
                                             page.px(space::medium));
}

// Looks like a button, though the whole paper around it can be touched.
void draw_start(Page& page, Box box, Type type, bool held) {
    Brush* brush = page.brush();
    if (brush == nullptr) return;
    const Palette& paints = page.paints();
    const std::string& start = page.word(Word::attract_start);
    brush->fill(box, held ? paints.accent_pressed : paints.accent, page.px(radius::card));
    if (held) brush->outline(box, paints.gold, page.glass().stroke(stroke::focus), page.px(radius::card));
    const float icon = page.line(Type::title), gap = page.px(space::small);
    const BrokenText lines = break_lines(page.fonts(), type, start, box.width - icon - 3 * gap);
    const float left = box.x + (box.width - icon - gap - lines.widest) / 2;
    page.icon(Icon::touch, Type::title, {left + icon / 2, box.centre().y}, paints.on_accent);
    const TextLook look{.type = type, .paint = paints.on_accent};
    const Box text{left + icon + gap, box.y + (box.height - lines.height()) / 2, lines.widest + 1, lines.height()};
    if (lines.lines.size() == 1) page.label({text.x, box.y, text.width, box.height}, start, look);
    else page.text(text, start, look);
}

// What it is about, for those who do not read.
float draw_five(Page& page, Box at) {
    const float step = std::min(at.width / 5, page.px(page.small_screen() ? 20_mm : 34_mm)), radius = step * 0.4F;
    if (Brush* brush = page.brush())
        for (int score = 1; score <= 5; ++score)
            draw_face(*brush, page.paints(), score, {at.x + at.width / 2 + static_cast<float>(score - 3) * step, at.y + radius}, radius);
    return 2 * radius;
}

// The language in use stands first and large; Indonesian is that unless somebody chose another.
float draw_invitation(Page& page, Box at, Letters letters, bool held) {
    const Palette& paints = page.paints();
    const bool small = page.small_screen();
    float y = at.y;
    const auto line = [&](Language language, Type type, Paint paint) {
        y += page.text({at.x, y, at.width, 0}, page.words().in(language, Word::attract_question),
                       {.type = type, .paint = paint, .align = Align::centre, .balanced = true, .role = Role::heading});
    };
    line(page.language(), letters.first, paints.ink);
    y += page.px(small ? space::gap : space::medium);
    for (const Language language : languages) {
        if (language == page.language()) continue;
        line(language, letters.second, paints.ink_soft);
        y += page.px(space::gap) * 0.5F;
    }
    y += page.px(small ? space::small : space::medium);
    if (letters.first == Type::display) {
        y += draw_five(page, {at.x, y, at.width, 0});
        y += page.px(small ? space::small : space::large);
    }
    const float width = std::min(at.width, page.px(widest_start));
    const Type type = letters.first == Type::display ? Type::title : letters.first;
    const float height = start_height(page, width, type);
    draw_start(page, {at.x + (at.width - width) / 2, y, width, height}, type, held);
    return y + height - at.y;
}

Leave leave_of(const State& state) { return has_home(state) ? Leave::staff_and_home : Leave::staff; }

float home_height(const Page& page, const State& state, float width) {
    if (!has_home(state)) return 0;
    return page.px(space::small) + button_height(page, page.word(Word::home_open), true, width);
}

// Beneath what is touched to begin, for who did not come to rate.
void draw_home_button(Page& page, Box box) {
    if (button(page, box, {.id = "home/start", .label = page.word(Word::home_open), .icon = Icon::grid})) page.act(OpenHome{});
}

void draw_lobby(Page& page, const State& state) {
    const Box screen = page.whole();
    const Box above{0, 0, screen.width, screen.height - bar_height(page)};
    const bool portrait = page.glass().portrait();
    const float share = portrait ? 0.42F : 0.38F;
    const Box cloth = portrait ? Box{0, 0, screen.width, std::max(std::floor(above.height * share), reach_top(page))}
                               : Box{0, 0, std::floor(screen.width * share), above.height};
    const Box paper = portrait ? Box{0, cloth.height, screen.width, above.height - cloth.height}
                               : Box{cloth.width, 0, screen.width - cloth.width, above.height};
    draw_cloth(page, cloth, state, !portrait);
    const Box inside = paper.inset(page.px(side_margin(page)), page.px(space::small));
    const float width = std::min(inside.width, page.px(widest_start)), home = home_height(page, state, width);
    const auto measured = [&](Letters tried) { return draw_invitation(page, inside, tried, false); };
    const Letters chosen = letters_that_fit(page, inside.height - home, measured);
    const float height = page.measure([&] { return measured(chosen); });
    const Box middle{inside.x, inside.y + std::floor((inside.height - height - home) / 2), inside.width, height};
    // The whole paper down to the invitation's foot; all of it where there is nothing else to press.
    const float end = home > 0 ? middle.bottom() + page.px(size::touch_gap) / 2 : paper.bottom();
    const Press press = page.target({.id = "begin", .label = page.word(Word::attract_start), .box = {paper.x, paper.y, paper.width, end - paper.y}},
                                    [&](const Press& now) { draw_invitation(page, middle, chosen, now.held); });
    if (home > 0) {
        const float top = middle.bottom() + page.px(space::small);
        draw_home_button(page, {inside.x + std::floor((inside.width - width) / 2), top, width, middle.bottom() + home - top});
    }
    if (press.done) page.act(Begin{});
    draw_bar(page, leave_of(state));
}

// ---- Counter: the faces at once, with whoever is on duty.

void draw_counter(Page& page, const State& state) {
    const Box body = draw_header(page, state);
    const Subject subject = subject_at_counter(state);
    draw_rating(page, body, [&](Box at, Room room) {
        const float gap = page.px(room == Room::tight ? space::gap * 0.5F : space::small);
        float y = at.y + draw_question(page, at, state, subject, room) + gap;
        if (room == Room::wide) {
            for (const Language language : languages)
                y += page.text({at.x, y, at.width, 0}, page.words().in(language, Word::attract_face), {.paint = page.paints().ink_soft});
            y += gap;
        }
        y += draw_promise(page, {at.x, y, at.width, 0}, room);
        return y - at.y;
    });
    draw_bar(page, leave_of(state));
}

}  // namespace

void draw_screen(Page& page, const State& state, const Attract&) {
    if (state.setup.placement == Placement::counter) draw_counter(page, state);
    else draw_lobby(page, state);
}

}  // namespace rancak::kiosk
