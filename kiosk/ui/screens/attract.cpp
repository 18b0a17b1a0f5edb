#include "kiosk/core/attract.h"
#include "kiosk/core/roster.h"
#include "kiosk/core/services.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/ornament.h"
#include "kiosk/ui/screens/attract_cards.h"
#include "kiosk/ui/screens/rating.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {


// ---- Lobby: the cloth with the house's name and the hour, or a card, and the invitation.

// Where the seam between cloth and paper lies moves from place to place, the woven bands move along themselves and off
// their edge: nothing but the bar stays where it was, and it never looks as if it moved.
constexpr float seam_step = 0.045F;  // of the screen's length
constexpr float band_step = 7;       // stitches along, of a motif's 10 or 20

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

// Between the bands; a long card takes the room of the bands before its words are cut short. nullopt: not even so.
std::optional<CardLetters> card_that_fits(Page& page, float height, float bands, Call<float(const CardLetters&)> draw) {
    height -= 2 * page.px(space::gap);
    bands -= 2 * page.px(space::gap);
    for (const CardLetters& tried : card_letters) {
        const bool whole = tried.lines == CardLetters{}.lines;
        if (page.measure([&] { return draw(tried); }) <= height - (whole ? bands : 0)) return tried;
        if (tried.large == Type::strong && whole && page.measure([&] { return draw(tried); }) <= height) return tried;
    }
    return std::nullopt;
}

// Bands of songket above and below the text, where it leaves them room.
void draw_cloth(Page& page, Box cloth, const State& state, bool beside) {
    const float stitch = stitch_of(page.glass(), Weave::wide);
    const auto place = static_cast<float>(attract_place(state));
    const float band = songket_band_height(stitch), edge = (2 + 2 * place) * stitch;
    const float margin = page.px(page.small_screen() ? space::small : space::medium);
    const Box text = cloth.inset(margin, 0);
    AttractCard card = attract_card(state);
    const auto draw = [&](const CardLetters& tried) { return draw_attract_card(page, text, state, card, tried); };
    const float bands = 2 * (band + edge) + margin;
    auto fitting = card_that_fits(page, cloth.height, bands, draw);
    if (!fitting) {
        // Only with large letters on the smallest glass, which nobody chooses without being there.
        card = WelcomeCard{};
        fitting = card_that_fits(page, cloth.height, bands, draw);
    }
    const CardLetters chosen = fitting.value_or(card_letters.back());
    const float height = page.measure([&] { return draw(chosen); });
    const bool below = cloth.height >= height + bands / 2, above = cloth.height >= height + bands;
    if (Brush* brush = page.brush()) {
        brush->fill(cloth, page.paints().cloth);
        const float woven = cloth.width - (beside ? 5 * stitch : 0);  // up to the selvage
        const float along = place * band_step * stitch;
        brush->push_clip({cloth.x, cloth.y, woven, cloth.height});
        if (below) songket_band(*brush, page.paints(), {cloth.x - 2 * along, cloth.bottom() - edge - band, woven + 2 * along, band}, Tips::up, Weave::wide, page.glass());
        if (above) songket_band(*brush, page.paints(), {cloth.x - 2 * along, cloth.y + edge, woven + 2 * along, band}, Tips::down, Weave::wide, page.glass());
        brush->pop_clip();
        // The selvage: two threads where the cloth ends.
        for (const float in : {stitch, 3 * stitch}) {
            if (beside) brush->fill({cloth.right() - in - stitch, cloth.y, stitch, cloth.height}, page.paints().gold);
        }
    }
    const float room = cloth.height - (below ? band + edge : 0) - (above ? band + edge : 0);
    const float top = cloth.y + (above ? band + edge : 0) + std::floor((room - height) / 2);
    draw_attract_card(page, {text.x, top, text.width, 0}, state, card, chosen);
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
    const float share = (portrait ? 0.42F : 0.38F) + seam_step * static_cast<float>(attract_place(state) - 1);
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
    draw_bar(page, Leave::staff);
}

// ---- Counter: the faces at once, with whoever is on duty.

void draw_counter(Page& page, const State& state) {
    const Box body = draw_header(page, state);
    const Subject subject = subject_at_counter(state);
    draw_rating(page, body, [&](Box at, Room room) {
        const float gap = page.px(room == Room::tight ? space::gap * 0.5F : space::small);
        float y = at.y + draw_question(page, at, state, subject, room) + gap;
        if (is_resting(state)) {
            y += page.text({at.x, y, at.width, 0}, page.word(Word::attract_shut) + ". " + opens_again(page, state) + ".", {.paint = page.paints().ink_soft}) + gap;
        } else if (room == Room::wide) {
            const auto invite = [&](Language language) {
                y += page.text({at.x, y, at.width, 0}, page.words().in(language, Word::attract_face), {.paint = page.paints().ink_soft});
            };
            invite(page.language());
            for (const Language language : languages)
                if (language != page.language()) invite(language);
            y += gap;
        }
        y += draw_promise(page, {at.x, y, at.width, 0}, room);
        return y - at.y;
    });
    draw_bar(page, has_home(state) ? Leave::staff_and_home : Leave::staff);
}

}  // namespace

void draw_screen(Page& page, const State& state, const Attract&) {
    if (state.setup.placement == Placement::counter) draw_counter(page, state);
    else draw_lobby(page, state);
}

}  // namespace rancak::kiosk
