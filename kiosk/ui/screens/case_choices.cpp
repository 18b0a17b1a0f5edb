#include "kiosk/core/cases.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/deeds.h"
#include "kiosk/ui/screens/case_parts.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/tile_grid.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

TileLook tile_of(const Page& page, const char* prefix, std::string_view id, const CaseLook& look) {
    return {.id = std::string(prefix) + std::string(id), .title = page.word(look.name), .subtitle = page.word(look.hint), .icon = look.icon};
}

constexpr std::array kinds{CaseKind::complaint, CaseKind::suggestion, CaseKind::question};
constexpr std::array abouts{CaseAbout::service, CaseAbout::officer, CaseAbout::place, CaseAbout::illegal_fee, CaseAbout::other};

// The consent that UU 27/2022 asks for: what for, who, how long, which rights.
float draw_consent(Page& page, Box at, const State& state) {
    const Office* office = office_of(state);
    const auto days = office ? office->contact_kept : Office{}.contact_kept;
    const std::string kept = fill(page.word(Word::case_consent_kept), {{"days", std::to_string(days.count())}});
    const float gap = page.px(space::gap) * 0.6F;
    float y = at.y;
    for (const std::string_view line : {std::string_view(page.word(Word::case_consent_purpose)), std::string_view(page.word(Word::case_consent_who)),
                                        std::string_view(kept), std::string_view(page.word(Word::case_consent_rights))})
        y += note(page, {at.x, y, at.width, 0}, Icon::check, line, page.paints().ink) + gap;
    return y - gap - at.y;
}

struct PrivacyLook {
    const char* id;
    CasePrivacy privacy;
    Word name, hint, go;
    Icon icon;
};
constexpr std::array privacies{
    PrivacyLook{"anonymous", CasePrivacy::anonymous, Word::case_anonymous, Word::case_anonymous_hint, Word::case_anonymous_go, Icon::incognito},
    PrivacyLook{"confidential", CasePrivacy::confidential, Word::case_confidential, Word::case_confidential_hint, Word::case_agree, Icon::lock}};

float draw_privacy(Page& page, Box at, const State& state, const PrivacyLook& look, float height) {
    return card(page, {at.x, at.y, at.width, height}, [&](Box inside) {
        const float gap = page.px(space::small);
        float y = inside.y + note(page, inside, look.icon, page.word(look.name), page.paints().ink, Type::title) + gap;
        y += page.text({inside.x, y, inside.width, 0}, page.word(look.hint), {.paint = page.paints().ink}) + gap;
        if (look.privacy == CasePrivacy::confidential) y += draw_consent(page, {inside.x, y, inside.width, 0}, state) + gap;
        const std::string& label = page.word(look.go);
        const float deed = button_height(page, label, true, inside.width);
        const float foot = std::max(y, inside.y + height - 2 * card_padding(page) - deed);
        if (button(page, {inside.x, foot, inside.width, deed},
                   {.id = std::string("privacy/") + look.id, .label = label, .icon = Icon::forward, .kind = ButtonKind::primary}))
            page.act(PickCasePrivacy{look.privacy});
        return foot + deed - inside.y;
    });
}

// Beside each other where both have room for their sentences. Where one must scroll for the longer, the shorter's button stays
// with its own sentence: nobody should have to look for the way without a name.
float draw_privacies(Page& page, Box at, const State& state, float in_view) {
    const float gap = page.px(space::small);
    const bool beside = !page.glass().portrait() && at.width >= page.line(Type::body) * 26;
    const auto anonymous = [&](Box box, float height) { return draw_privacy(page, box, state, privacies[0], height); };
    const auto confidential = [&](Box box, float height) { return draw_privacy(page, box, state, privacies[1], height); };
    if (!beside) {
        const float first = anonymous({at.x, at.y, at.width, 0}, 0) + gap;
        return first + confidential({at.x, at.y + first, at.width, 0}, 0);
    }
    const float left = std::floor((at.width - gap) * 0.42F), right = at.width - gap - left;
    const float height = page.measure([&] {
        return std::max(anonymous({at.x, at.y, left, 0}, 0), confidential({at.right() - right, at.y, right, 0}, 0));
    });
    anonymous({at.x, at.y, left, 0}, height <= in_view ? height : 0);
    confidential({at.right() - right, at.y, right, 0}, height);
    return height;
}

}  // namespace

void draw_screen(Page& page, const State& state, const CaseKinds&) {
    const Box rest = draw_question(page, draw_header(page, state), page.word(Word::case_kinds_title));
    std::array<TileLook, kinds.size()> tiles;
    for (std::size_t i = 0; i < kinds.size(); ++i) tiles[i] = tile_of(page, "kind/", code(kinds[i]), look_of(kinds[i]));
    page.scrolled("kinds", rest, [&](Box at) {
        return stacked_tiles(page, at, tiles, [&](std::size_t i) { page.act(PickCaseKind{kinds[i]}); });
    }, 0.3F);
    draw_bar(page, Leave::back);
}

void draw_screen(Page& page, const State& state, const CaseAbouts&) {
    const Box rest = draw_question(page, draw_header(page, state), page.word(Word::why_about));
    std::array<TileLook, abouts.size()> tiles;
    for (std::size_t i = 0; i < abouts.size(); ++i) tiles[i] = tile_of(page, "about/", code(abouts[i]), look_of(abouts[i]));
    page.scrolled("abouts", rest, [&](Box at) {
        return stacked_tiles(page, at, tiles, [&](std::size_t i) { page.act(PickCaseAbout{abouts[i]}); });
    }, 0.3F);
    draw_bar(page, Leave::back);
}

void draw_screen(Page& page, const State& state, const CaseNames& names) {
    const bool officers = names.draft.about == CaseAbout::officer;
    const Box rest = draw_question(page, draw_header(page, state), page.word(officers ? Word::case_which_officer : Word::case_which_service));
    std::vector<TileLook> tiles;
    std::vector<std::string> ids;
    if (officers) {
        for (const Seat& one : officers_by_counter(state)) {
            tiles.push_back(officer_tile(page, "name/", one));
            ids.push_back(one.officer->id);
        }
    } else {
        for (const Service* service : services_to_name(state)) {
            tiles.push_back({.id = "name/" + service->id, .title = page.local(service->name), .subtitle = {}, .plain = true});
            ids.push_back(service->id);
        }
    }
    const TileLook none{.id = "none", .title = page.word(Word::case_none), .subtitle = page.word(Word::case_none_hint), .icon = Icon::help};
    const Parted parted = part(page, rest, tile_height(page, none, rest.width));
    page.scrolled("names", parted.above, [&](Box at) {
        return tile_grid(page, at, tiles, [&](std::size_t i) { page.act(PickCaseName{ids[i]}); }, Fill::yes,
                         officers ? Names::of_people : Names::of_services);
    }, 0);
    if (tile(page, parted.foot, none)) page.act(PickCaseName{});
    draw_bar(page, Leave::back);
}

void draw_screen(Page& page, const State& state, const CasePrivacyChoice&) {
    const Box rest = draw_question(page, draw_header(page, state), page.word(Word::case_privacy_title));
    page.scrolled("privacy", rest, [&](Box at) { return draw_privacies(page, at, state, rest.height); }, 0.3F);
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
