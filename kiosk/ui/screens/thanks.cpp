#include "kiosk/core/roster.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/deeds.h"
#include "kiosk/ui/ornament.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets.h"

#include <cmath>

namespace rancak::kiosk {
namespace {

struct ThanksWords {
    Word saved, who, when;
};

// The same for every score and answer: nobody who looks over a shoulder can tell.
constexpr ThanksWords words_of(ThanksFor what) {
    if (what == ThanksFor::survey) return {Word::thanks_survey_saved, Word::thanks_survey_who, Word::thanks_survey_when};
    return {Word::thanks_saved, Word::thanks_who, Word::thanks_when};
}

float draw_words(Page& page, Box at, const State& state, const Thanks& thanks) {
    const Palette& paints = page.paints();
    const float gap = page.px(space::small);
    const ThanksWords said = words_of(thanks.what);
    float y = at.y;
    y += note(page, {at.x, y, at.width, 0}, Icon::check_circle, page.word(said.saved), paints.ink, Type::title) + gap;
    y += note(page, {at.x, y, at.width, 0}, Icon::bank, page.word(said.who), paints.ink) + gap;
    y += note(page, {at.x, y, at.width, 0}, Icon::people, page.word(said.when), paints.ink) + gap;
    const std::string left = duration(page.words(), page.language(), thanks.until - state.now);
    y += note(page, {at.x, y, at.width, 0}, Icon::clock, fill(page.word(Word::thanks_countdown), {{"time", left}}), paints.ink_soft);
    return y - at.y;
}

// As wide as its longest line: the words stand as one block in the middle.
float words_width(Page& page, const Thanks& thanks, float most) {
    const ThanksWords said = words_of(thanks.what);
    float widest = text_width(page.fonts(), Type::title, page.word(said.saved)) + page.line(Type::title);
    for (const Word word : {said.who, said.when, Word::thanks_countdown})
        widest = std::max(widest, text_width(page.fonts(), Type::body, page.word(word)) + page.line(Type::strong));
    return std::min(most, widest + page.px(space::gap) + page.px(space::small));
}

// The cloth with the thanks on it, across the screen.
void draw_thanks(Page& page, float height) {
    const Box screen = page.whole();
    const float stitch = stitch_of(page.glass(), Weave::wide), band = songket_band_height(stitch), edge = 2 * stitch;
    const float side = page.px(side_margin(page)), pad = page.px(space::small);
    const TextLook title{.type = Type::display, .paint = page.paints().on_cloth, .align = Align::centre, .balanced = true,
                         .role = Role::heading};
    const float text = page.text_height(page.word(Word::thanks_title), title, screen.width - 2 * side);
    const bool below = height >= text + band + edge + 2 * pad, above = height >= text + 2 * (band + edge) + 2 * pad;
    if (Brush* brush = page.brush()) {
        brush->fill({0, 0, screen.width, height}, page.paints().cloth);
        if (below) songket_band(*brush, page.paints(), {0, height - band - edge, screen.width, band}, Tips::up, Weave::wide, page.glass());
        else brush->fill({0, height - edge, screen.width, stitch}, page.paints().gold);
        if (above) songket_band(*brush, page.paints(), {0, edge, screen.width, band}, Tips::down, Weave::wide, page.glass());
    }
    const float top = above ? band + edge : 0, bottom = below ? band + edge : edge;
    page.text({side, top + std::floor((height - top - bottom - text) / 2), screen.width - 2 * side, 0}, page.word(Word::thanks_title), title);
}

}  // namespace

void draw_screen(Page& page, const State& state, const Thanks& thanks) {
    const Box screen = page.whole();
    const float available = screen.height - bar_height(page), side = page.px(side_margin(page));
    const float margin = page.px(page.small_screen() ? space::small : space::medium);
    std::vector<Deed> deeds;
    if (may_rate_another(state)) deeds.push_back({"another", page.word(Word::thanks_another), Icon::people, Begin{}});
    deeds.push_back({"done", page.word(Word::done), Icon::check, Done{}});
    const float widest = screen.width - 2 * side;
    const float width = std::min(std::max(words_width(page, thanks, widest), deeds_width(page, deeds)), widest);
    const float foot = deeds_height(page, width, deeds);
    const auto words = [&](Box at) { return draw_words(page, at, state, thanks); };
    const float text = page.measure([&] { return words({0, 0, width, 0}); });
    const float title = page.line(Type::display) + 2 * page.px(space::small);
    const float wished = std::clamp(available - text - foot - 3 * margin, title, available * (page.glass().portrait() ? 0.42F : 0.46F));
    const float cloth = std::max(std::floor(wished), reach_top(page));
    draw_thanks(page, cloth);
    const Box body{std::floor((screen.width - width) / 2), cloth + margin, width, available - cloth - 2 * margin};
    const float room = std::min(text, body.height - margin - foot);
    const float spare = std::floor(body.height - room - margin - foot);
    page.scrolled("thanks", {body.x, body.y + spare * 0.3F, width, room}, words, 0);
    draw_deeds(page, {body.x, body.y + spare * 0.6F + room + margin, width, foot}, deeds, MainDeed::fills);
    draw_bar(page, Leave::nothing);
}

}  // namespace rancak::kiosk
