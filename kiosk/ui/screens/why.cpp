#include "kiosk/core/roster.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/deeds.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/tile_grid.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

// That it is stored, and what was chosen: the face again, so that a slip of the finger is seen.
float draw_saved(Page& page, Box at, const Why& why) {
    const std::string& word = page.word(after(Word::score_1, why.rating.score - 1));
    const float disc = page.px(11_mm), indent = 2 * disc + page.px(space::small);
    const TextLook chosen{.type = Type::title, .paint = page.paints().ink, .role = Role::heading};
    const TextLook saved{.paint = page.paints().ink};
    const Box text{at.x + indent, at.y, at.width - indent, 0};
    const float first = page.text_height(word, chosen, text.width);
    const float second = page.text_height(page.word(Word::why_saved), saved, text.width);
    const float height = std::max(2 * disc, first + second);
    if (Brush* brush = page.brush())
        draw_face(*brush, page.paints(), why.rating.score, {at.x + disc, at.y + height / 2}, disc);
    const float top = at.y + (height - first - second) / 2;
    page.quiet([&] { page.text({text.x, top, text.width, 0}, word, chosen); });
    page.text({text.x, top + first, text.width, 0}, page.word(Word::why_saved), saved);
    return height;
}

float section_title(Page& page, Box at, Word title, std::string_view hint) {
    float y = at.y + page.text(at, page.word(title), {.type = Type::strong, .paint = page.paints().ink, .role = Role::heading});
    if (!hint.empty()) y += page.text({at.x, y, at.width, 0}, hint, {.paint = page.paints().ink_soft});
    return y + page.px(space::gap) - at.y;
}

float draw_reasons(Page& page, Box at, const State& state, const Why& why) {
    const std::vector<const Reason*> reasons = reasons_for(*state.catalogue, why.rating.score);
    if (reasons.empty()) return 0;
    const float top = section_title(page, at, Word::why_title, page.word(Word::why_hint));
    std::vector<Point> sizes;
    sizes.reserve(reasons.size());
    for (const Reason* reason : reasons) sizes.push_back(chip_size(page, page.local(reason->text), at.width));
    return top + flow(page, {at.x, at.y + top, at.width, 0}, sizes, [&](std::size_t i, Box box) {
        const Reason& reason = *reasons[i];
        if (chip(page, box, {.id = "reason/" + reason.id, .label = page.local(reason.text),
                             .selected = why.reasons.contains(reason.id)}))
            page.act(ToggleReason{reason.id});
    });
}

struct CauseLook {
    Cause cause;
    Word word;
    Icon icon;
};
constexpr std::array cause_looks{
    CauseLook{Cause::officer, Word::cause_officer, Icon::person}, CauseLook{Cause::rule, Word::cause_rule, Icon::file},
    CauseLook{Cause::queue, Word::cause_queue, Icon::people}, CauseLook{Cause::place, Word::cause_place, Icon::home}};

float draw_causes(Page& page, Box at, const Why& why, int most_columns) {
    const float top = section_title(page, at, Word::why_about, {});
    const float gap = page.px(space::gap);
    float widest = 0, height = 0;
    for (const CauseLook& look : cause_looks)
        widest = std::max(widest, text_width(page.fonts(), Type::strong, page.word(look.word)) + 2 * page.px(space::small));
    const int columns = most_columns == 4 && at.width >= 4 * widest + 3 * gap ? 4 : at.width >= 2 * widest + gap ? 2 : 1;
    const float width = std::min((at.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns), page.px(90_mm));
    for (const CauseLook& look : cause_looks) height = std::max(height, choice_height(page, page.word(look.word), width));
    if (!page.small_screen()) height = std::max(height, page.px(size::face) * 1.1F);
    for (std::size_t i = 0; i < cause_looks.size(); ++i) {
        const CauseLook& look = cause_looks[i];
        const auto column = static_cast<float>(static_cast<int>(i) % columns), row = static_cast<float>(static_cast<int>(i) / columns);
        const Box box{at.x + column * (width + gap), at.y + top + row * (height + gap), width, height};
        if (choice(page, box, {.id = "cause/" + std::string(code(look.cause)), .label = page.word(look.word), .icon = look.icon,
                               .selected = why.cause == look.cause}))
            page.act(ToggleCause{look.cause});
    }
    const auto rows = static_cast<float>((4 + columns - 1) / columns);
    return top + rows * height + (rows - 1) * gap;
}

// For whoever has more to say than the chips do, and for whom somebody told what to press.
float draw_more_to_say(Page& page, Box at, const Why& why) {
    const std::array looks{
        ButtonLook{.id = "comment", .label = page.word(why.comment.empty() ? Word::why_comment : Word::why_comment_change),
                   .icon = Icon::pencil, .selected = !why.comment.empty()},
        ButtonLook{.id = "pressed", .label = page.word(Word::why_pressed), .icon = Icon::person_alert, .selected = why.pressed}};
    const std::array<Action, 2> actions{OpenComment{}, TogglePressed{}};
    std::array<Point, 2> sizes{};
    for (std::size_t i = 0; i < looks.size(); ++i) {
        const float width = std::min(at.width, button_width(page, looks[i].label, true));
        sizes[i] = {width, button_height(page, looks[i].label, true, width)};
    }
    return flow(page, at, sizes, [&](std::size_t i, Box box) {
        if (button(page, box, looks[i])) page.act(actions[i]);
    });
}

float gap_between(const Page& page) { return page.px(page.small_screen() ? space::gap : space::small); }

float draw_questions(Page& page, Box at, const State& state, const Why& why) {
    const float gap = gap_between(page);
    const auto reasons = [&](Box box) { return draw_reasons(page, box, state, why); };
    const bool any = !reasons_for(*state.catalogue, why.rating.score).empty();
    float y = at.y;
    const bool beside = any && !page.glass().portrait() && at.width >= page.line(Type::body) * 29;
    const auto causes = [&](Box box) { return draw_causes(page, box, why, beside ? 2 : 4); };
    if (beside) {
        const float left = std::floor((at.width - gap) * 0.6F), right = at.width - left - gap;
        const float height = page.measure([&] {
            return std::max(card(page, {at.x, y, left, 0}, reasons), card(page, {at.x, y, right, 0}, causes));
        });
        card(page, {at.x, y, left, height}, reasons);
        card(page, {at.right() - right, y, right, height}, causes);
        y += height + gap;
        return y + draw_more_to_say(page, {at.x, y, at.width, 0}, why) - at.y;
    }
    if (any) y += card(page, {at.x, y, at.width, 0}, reasons) + gap;
    y += card(page, {at.x, y, at.width, 0}, causes) + gap;
    return y + draw_more_to_say(page, {at.x, y, at.width, 0}, why) - at.y;
}

// What is stored stands where every screen has its heading, the questions in the middle of what is left; with too little room
// all of it scrolls.
void draw_between(Page& page, Box at, const State& state, const Why& why) {
    const float said = page.measure([&] { return draw_saved(page, at, why); }) + gap_between(page);
    const Box below{at.x, at.y + said, at.width, at.height - said};
    const float asked = page.measure([&] { return draw_questions(page, below, state, why); });
    if (asked <= below.height) {
        draw_saved(page, at, why);
        draw_questions(page, {below.x, below.y + std::floor((below.height - asked) / 2), below.width, asked}, state, why);
        return;
    }
    page.scrolled("why", at, [&](Box inside) {
        const float top = draw_saved(page, inside, why) + gap_between(page);
        return top + draw_questions(page, {inside.x, inside.y + top, inside.width, 0}, state, why);
    }, 0);
}

}  // namespace

void draw_screen(Page& page, const State& state, const Why& why) {
    const Box body = draw_header(page, state);
    std::vector<Deed> deeds{{"undo", page.word(Word::why_undo), Icon::undo, Undo{}}};
    if (state.setup.placement == Placement::lobby && !why.rating.subject.officer.empty())
        deeds.push_back({"wrong-officer", page.word(Word::why_wrong_officer), Icon::swap, WrongOfficer{}});
    deeds.push_back({"done", page.word(Word::done), Icon::check, Done{}});
    const Parted parted = part(page, body, deeds_height(page, body.width, deeds));
    draw_between(page, parted.above, state, why);
    draw_deeds(page, parted.foot, deeds);
    draw_bar(page, Leave::nothing);
}

}  // namespace rancak::kiosk
