#include "kiosk/ui/screens/case_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace rancak::kiosk {
namespace {

constexpr Millimetres tallest_tile = 44_mm;

float highest_of(const Page& page, std::span<const TileLook> tiles, float width) {
    float height = 0;
    for (const TileLook& look : tiles) height = std::max(height, tile_height(page, look, width));
    return height;
}

}  // namespace

Box draw_question(Page& page, Box body, std::string_view question, std::string_view help) {
    const Palette& paints = page.paints();
    float y = body.y + page.text(body, question, {.type = Type::title, .paint = paints.ink, .balanced = true, .role = Role::heading});
    if (!help.empty()) y += page.text({body.x, y, body.width, 0}, help, {.paint = paints.ink_soft});
    y += page.px(page.small_screen() ? space::gap : space::small);
    return {body.x, y, body.width, body.bottom() - y};
}

float stacked_tiles(Page& page, Box at, std::span<const TileLook> tiles, Call<void(std::size_t)> picked) {
    const float gap = page.px(space::gap), count = static_cast<float>(tiles.size());
    float height = highest_of(page, tiles, at.width);
    if (count * (height + gap) - gap > at.height) {
        std::vector<TileLook> short_ones(tiles.begin(), tiles.end());
        for (TileLook& look : short_ones) look.subtitle = {};
        if (count * (highest_of(page, short_ones, at.width) + gap) - gap <= at.height) return stacked_tiles(page, at, short_ones, picked);
    }
    const float room = std::floor((at.height - gap * (count - 1)) / count);
    height = std::max(height, std::min(room, page.px(tallest_tile)));
    for (std::size_t i = 0; i < tiles.size(); ++i)
        if (tile(page, {at.x, at.y + static_cast<float>(i) * (height + gap), at.width, height}, tiles[i])) picked(i);
    return count * (height + gap) - gap;
}

CaseLook look_of(CaseKind kind) {
    constexpr std::array looks{CaseLook{Word::case_complaint, Word::case_complaint_hint, Icon::alert},
                               CaseLook{Word::case_suggestion, Word::case_suggestion_hint, Icon::bulb},
                               CaseLook{Word::case_question, Word::case_question_hint, Icon::help}};
    return looks[static_cast<std::size_t>(kind)];
}

CaseLook look_of(CaseAbout about) {
    constexpr std::array looks{CaseLook{Word::case_service, Word::case_service_hint, Icon::file},
                               CaseLook{Word::case_officer, Word::case_officer_hint, Icon::person},
                               CaseLook{Word::case_place, Word::case_place_hint, Icon::home},
                               CaseLook{Word::case_fee, Word::case_fee_hint, Icon::cash},
                               CaseLook{Word::case_other, Word::case_other_hint, Icon::dots}};
    return looks[static_cast<std::size_t>(about)];
}

std::string summary_of(const Page& page, const State& state, const CaseDraft& draft) {
    std::string name;
    if (const Officer* officer = draft.officer.empty() ? nullptr : state.catalogue->officer(draft.officer)) name = officer->name;
    for (const Service& service : state.catalogue->services)
        if (!draft.service.empty() && service.id == draft.service) name = page.local(service.name);
    const std::string about = page.word(look_of(draft.about).name);
    return page.word(look_of(draft.kind).name) + " · " + about + (name.empty() ? "" : " · " + name);
}

}  // namespace rancak::kiosk
