#include "kiosk/ui/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

namespace rancak::kiosk {
namespace {

// A screen that only tells something: why nobody can rate now, and for whom the details are.
void draw_message(Page& page, const State& state, Icon icon, Word title, Word text, std::string_view why, Leave leave) {
    const Palette& paints = page.paints();
    const Box column = column_of(page, draw_header(page, state));
    page.scrolled("message", column, [&](Box at) {
        float y = at.y;
        const float disc = page.px(size::face) / 2;
        if (Brush* brush = page.brush()) {
            const Point centre{at.x + at.width / 2, y + disc};
            brush->framed_disc(centre, disc, paints.cloth, paints.gold, page.glass().stroke(stroke::bold));
            page.icon(icon, Type::title, centre, paints.on_cloth);
        }
        y += 2 * disc + page.px(space::medium);
        y += page.text({at.x, y, at.width, 0}, page.word(title),
                       {.type = Type::title, .paint = paints.ink, .align = Align::centre, .balanced = true, .role = Role::heading});
        y += page.px(space::small);
        y += page.text({at.x, y, at.width, 0}, page.word(text),
                       {.paint = paints.ink, .align = Align::centre, .balanced = true});
        if (why.empty()) return y - at.y;
        y += page.px(space::large);
        y += card(page, {at.x, y, at.width, 0}, [&](Box inside) {
            return page.text(inside, fill(page.word(Word::for_caretaker), {{"why", why}}),
                             {.paint = paints.ink_soft, .align = Align::centre, .balanced = true});
        });
        return y - at.y;
    });
    draw_bar(page, leave);
}

}  // namespace

void draw_screen(Page& page, const State& state, const OutOfService& broken) {
    draw_message(page, state, Icon::alert, Word::broken_title, Word::broken_text, broken.why, Leave::staff);
}

void draw_screen(Page& page, const State& state, const Left& left) {
    draw_message(page, state, Icon::trash, Word::case_left_title,
                 left.what == Left::What::survey ? Word::survey_left_text : Word::case_left_text, {}, Leave::done);
}

void draw_screen(Page& page, const State& state, const NotReady& missing) {
    draw_message(page, state, Icon::unplugged, Word::not_ready_title, Word::not_ready_text, missing.why, Leave::nothing);
}

}  // namespace rancak::kiosk
