#include "kiosk/ui/chrome.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

#include <cmath>

namespace rancak::kiosk {
namespace {

float draw_promises(Page& page, Box at, const State& state, const Pledge& pledge) {
    const Palette& paints = page.paints();
    const float gap = page.px(page.small_screen() ? space::small : space::medium);
    float y = at.y;
    y += page.text(at, page.word(Word::door_pledge),
                   {.type = Type::title, .paint = paints.ink, .align = Align::centre, .balanced = true, .role = Role::heading});
    y += page.px(space::small);
    y += page.text({at.x, y, at.width, 0}, fill(page.word(Word::pledge_lead), {{"office", office_name(state, page.language())}}),
                   {.paint = paints.ink_soft, .align = Align::centre, .balanced = true});
    y += gap;
    for (const LocalText& promise : pledge.promises) {
        if (Brush* brush = page.brush())
            brush->fill({at.x + at.width / 2 - page.px(8_mm), y, page.px(16_mm), page.glass().stroke(stroke::bold)}, paints.gold_deep);
        y += gap * 0.7F;
        y += page.text({at.x, y, at.width, 0}, page.local(promise),
                       {.type = Type::strong, .paint = paints.ink, .align = Align::centre, .balanced = true});
        y += gap * 0.7F;
    }
    if (pledge.sample) {
        y += page.px(space::gap);
        y += note(page, {at.x, y, at.width, 0}, Icon::information, page.word(Word::pledge_sample), paints.ink_soft);
    }
    return y - at.y;
}

}  // namespace

void draw_screen(Page& page, const State& state, const PledgePage&) {
    const Box body = column_of(page, draw_header(page, state));
    const Office* office = office_of(state);
    page.scrolled("pledge", body, [&](Box at) {
        if (office == nullptr) return 0.0F;
        return card(page, {at.x, at.y, at.width, 0}, [&](Box inside) { return draw_promises(page, inside, state, office->pledge); });
    }, 0.4F);
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
