#include "kiosk/ui/chrome.h"
#include "kiosk/ui/deeds.h"
#include "kiosk/ui/ornament.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/screens/screens.h"

#include <array>

namespace rancak::kiosk {
namespace {

// The same for every score: nobody who looks over a shoulder can tell.
float draw_words(Page& page, Box at, const State& state, const Thanks& thanks) {
    const Palette& paints = page.paints();
    const float gap = page.px(space::small);
    float y = at.y;
    y += note(page, {at.x, y, at.width, 0}, Icon::check_circle, page.word(Word::thanks_saved), paints.ink, Type::strong) + gap;
    y += note(page, {at.x, y, at.width, 0}, Icon::bank, page.word(Word::thanks_who), paints.ink) + gap;
    y += note(page, {at.x, y, at.width, 0}, Icon::people, page.word(Word::thanks_when), paints.ink) + gap;
    const std::string left = duration(page.words(), page.language(), thanks.until - state.now);
    y += note(page, {at.x, y, at.width, 0}, Icon::clock, fill(page.word(Word::thanks_countdown), {{"time", left}}), paints.ink_soft);
    return y - at.y;
}

}  // namespace

void draw_screen(Page& page, const State& state, const Thanks& thanks) {
    const Box screen = page.whole();
    const bool small = page.small_screen();
    const float bar = bar_height(page, Leave::nothing), side = page.px(side_margin(page));
    const float stitch = stitch_of(page, small ? 0.3_mm : 0.62_mm), band = songket_band_height(stitch);
    const TextLook title{.type = Type::display, .paint = page.paints().on_cloth, .align = Align::centre, .balanced = true,
                         .role = Role::heading};
    const float title_height = page.text_height(page.word(Word::thanks_title), title, screen.width - 2 * side);
    const float pad = page.px(small ? space::small : space::large);
    const std::array deeds{Deed{"done", page.word(Word::done), Icon::check, Done{}}};
    const float least = title_height + 2 * pad + band + 2 * stitch;
    const float cloth = std::max(least, page.glass().portrait() ? (screen.height - bar) * 0.38F : least);
    if (Brush* brush = page.brush()) {
        brush->fill({0, 0, screen.width, cloth}, page.paints().cloth);
        songket_band(*brush, page.paints(), {0, cloth - band - 2 * stitch, screen.width, band}, Tips::up, stitch);
    }
    page.text({side, (cloth - band - 2 * stitch - title_height) / 2, screen.width - 2 * side, 0}, page.word(Word::thanks_title), title);
    const float margin = page.px(small ? space::small : space::medium);
    const float width = std::min(screen.width - 2 * side, page.px(size::column));
    const Box body{(screen.width - width) / 2, cloth + margin, width, screen.height - cloth - bar - 2 * margin};
    const Parted parted = part(page, body, deeds_height(page, width, deeds));
    page.scrolled("thanks", parted.above, [&](Box at) { return draw_words(page, at, state, thanks); });
    draw_deeds(page, parted.foot, deeds);
    draw_bar(page, Leave::nothing);
}

}  // namespace rancak::kiosk
