#include "kiosk/core/roster.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/ornament.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/screens/rating.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr Millimetres panel_stitch = 0.62_mm;

// ---- Lobby: the cloth with the house's name and the hour, and the invitation.

float draw_cloth_text(Page& page, Box at, const State& state) {
    const Palette& paints = page.paints();
    const auto offset = offset_of(state);
    const LocalDay today = local_day(state.wall, offset);
    float y = at.y;
    y += page.text({at.x, y, at.width, 0}, office_name(state, page.language()),
                   {.type = Type::title, .paint = paints.on_cloth, .align = Align::centre, .balanced = true, .role = Role::heading});
    y += page.px(space::large);
    y += page.text({at.x, y, at.width, 0}, clock_time(page.words(), page.language(), state.wall, offset),
                   {.type = Type::display, .paint = paints.on_cloth, .align = Align::centre});
    y += page.text({at.x, y, at.width, 0}, long_date(page.words(), page.language(), today),
                   {.paint = paints.on_cloth, .align = Align::centre, .balanced = true});
    return y - at.y;
}

void draw_cloth(Page& page, Box cloth, const State& state) {
    const float stitch = stitch_of(page, page.small_screen() ? panel_stitch * 0.6F : panel_stitch);
    const float band = songket_band_height(stitch), edge = 2 * stitch;
    const float margin = page.px(page.small_screen() ? space::small : space::medium);
    const float text = page.measure([&] { return draw_cloth_text(page, cloth.inset(margin), state); });
    const bool both = cloth.height >= text + 2 * (band + edge + margin);
    const Box middle = both ? cloth.inset(margin, band + edge) : Box{cloth.x + margin, cloth.y, cloth.width - 2 * margin,
                                                                     cloth.height - band - edge};
    if (Brush* brush = page.brush()) {
        brush->fill(cloth, page.paints().cloth);
        if (cloth.height >= text + band + edge) {
            const Box low{cloth.x, cloth.bottom() - edge - band, cloth.width, band};
            songket_band(*brush, page.paints(), low, Tips::up, stitch);
        }
        if (both) songket_band(*brush, page.paints(), {cloth.x, cloth.y + edge, cloth.width, band}, Tips::down, stitch);
    }
    page.scrolled("cloth", middle, [&](Box at) { return draw_cloth_text(page, at, state); });
}

float draw_invitation(Page& page, Box at, float button_height) {
    const Palette& paints = page.paints();
    float y = at.y;
    const auto line = [&](Language language, Type type, Paint paint, float gap) {
        y += page.text({at.x, y, at.width, 0}, page.words().in(language, Word::attract_question),
                       {.type = type, .paint = paint, .align = Align::centre, .balanced = true, .role = Role::heading});
        y += gap;
    };
    // The language in use stands first and large; Indonesian is that unless somebody chose another.
    line(page.language(), Type::display, paints.ink, page.px(space::medium));
    for (const Language language : languages)
        if (language != page.language()) line(language, Type::title, paints.ink_soft, page.px(space::gap));
    y += page.px(space::large);
    const std::string& start = page.word(Word::attract_start);
    const float room = std::min(at.width, page.px(180_mm));
    if (Brush* brush = page.brush()) {
        const Box box{at.x + (at.width - room) / 2, y, room, button_height};
        brush->fill(box, paints.accent, page.px(radius::card));
        const float icon = page.line(Type::title), gap = page.px(space::small);
        const BrokenText lines = break_lines(page.fonts(), Type::title, start, room - icon - 3 * gap);
        const float left = box.x + (room - icon - gap - lines.widest) / 2;
        page.icon(Icon::touch, Type::title, {left + icon / 2, box.centre().y}, paints.on_accent);
        page.text({left + icon + gap, box.y + (box.height - lines.height()) / 2, lines.widest + 1, 0}, start,
                  {.type = Type::title, .paint = paints.on_accent});
    }
    return y + button_height - at.y;
}

void draw_lobby(Page& page, const State& state) {
    const Box screen = page.whole();
    const float bar = bar_height(page, Leave::staff);
    const Box above{0, 0, screen.width, screen.height - bar};
    const bool portrait = page.glass().portrait();
    const float share = portrait ? 0.40F : 0.38F;
    const Box cloth = portrait ? Box{0, 0, screen.width, std::floor(above.height * share)}
                               : Box{0, 0, std::floor(screen.width * share), above.height};
    const Box paper = portrait ? Box{0, cloth.height, screen.width, above.height - cloth.height}
                               : Box{cloth.width, 0, screen.width - cloth.width, above.height};
    const Box inside = paper.inset(page.px(side_margin(page)), page.px(space::medium));
    const float icon = page.line(Type::title) + 3 * page.px(space::small);
    const float button = std::max(page.px(size::face), page.text_height(page.word(Word::attract_start),
                                                                        {.type = Type::title, .paint = {}},
                                                                        std::min(inside.width, page.px(180_mm)) - icon) +
                                                           page.px(space::medium));
    draw_cloth(page, cloth, state);
    const Press press = page.target({.id = "begin", .label = page.word(Word::attract_start), .box = paper}, [&](const Press& now) {
        if (Brush* brush = page.brush(); brush != nullptr && now.held) brush->fill(paper, page.paints().track);
        page.scrolled("invitation", inside, [&](Box at) { return draw_invitation(page, at, button); });
    });
    if (press.done) page.act(Begin{});
    draw_bar(page, Leave::staff);
}

// ---- Counter: the faces at once, with whoever is on duty.

void draw_counter(Page& page, const State& state) {
    const Box body = draw_header(page, state, Leave::staff);
    const Subject subject = subject_at_counter(state);
    draw_rating(page, body, [&](Box at) {
        float y = at.y + draw_question(page, at, state, subject);
        y += page.px(page.small_screen() ? space::gap : space::small);
        for (const Language language : languages) {
            if (page.small_screen() && language != page.language()) continue;
            y += page.text({at.x, y, at.width, 0}, page.words().in(language, Word::attract_face), {.paint = page.paints().ink_soft});
        }
        y += page.px(page.small_screen() ? space::gap : space::small);
        y += draw_promise(page, {at.x, y, at.width, 0});
        return y - at.y;
    });
    draw_bar(page, Leave::staff);
}

}  // namespace

void draw_screen(Page& page, const State& state, const Attract&) {
    if (state.setup.placement == Placement::counter) draw_counter(page, state);
    else draw_lobby(page, state);
}

}  // namespace rancak::kiosk
