#include "kiosk/core/roster.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/tile_grid.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

// ---- Who

void draw_people(Page& page, const State& state, Box body) {
    std::vector<TileLook> officers, caretakers;
    for (const Seat& one : officers_by_counter(state))
        if (!one.officer->pin_hash.empty()) officers.push_back(officer_tile(page, "staff/", one));
    for (const Caretaker& caretaker : state.catalogue->caretakers)
        if (caretaker.office == state.setup.office && !caretaker.pin_hash.empty())
            caretakers.push_back({.id = "staff/" + caretaker.id, .title = caretaker.name, .subtitle = {}});
    const TextLook heading{.type = Type::strong, .paint = page.paints().ink, .role = Role::heading};
    const auto section = [&](Box at, Word title, const std::vector<TileLook>& tiles) {
        if (tiles.empty()) return 0.0F;
        const float top = page.text(at, page.word(title), heading) + page.px(space::gap);
        return top + tile_grid(page, {at.x, at.y + top, at.width, 0}, tiles, [&](std::size_t i) {
                   page.act(PickStaff{tiles[i].id.substr(std::string_view("staff/").size())});
               });
    };
    const float top = page.text(body, page.word(Word::sign_in_title),
                                {.type = Type::title, .paint = page.paints().ink, .role = Role::heading}) +
                      page.px(space::small);
    page.scrolled("staff-list", {body.x, body.y + top, body.width, body.height - top}, [&](Box at) {
        if (officers.empty() && caretakers.empty())
            return page.text(at, page.word(Word::sign_in_nobody), {.paint = page.paints().ink});
        float y = at.y + section(at, Word::sign_in_officers, officers);
        if (!officers.empty() && !caretakers.empty()) y += page.px(space::medium);
        return y + section({at.x, y, at.width, 0}, Word::sign_in_caretakers, caretakers) - at.y;
    }, 0);
}

// ---- The PIN

std::string name_of(const State& state, std::string_view who) {
    if (const Officer* officer = state.catalogue->officer(who)) return officer->name;
    for (const Caretaker& caretaker : state.catalogue->caretakers)
        if (caretaker.id == who) return caretaker.name;
    return {};
}

// A dot for each digit typed, a ring for each that is still needed.
float draw_dots(Page& page, Box at, std::size_t typed) {
    const float radius = page.px(2.2_mm), step = page.px(8_mm);
    const std::size_t shown = std::max(pin_min_digits, typed);
    const std::string said = fill(page.word(Word::pin_typed), {{"count", std::to_string(typed)}});
    const Box box{at.x, at.y, std::min(at.width, static_cast<float>(shown) * step), 4 * radius};
    page.group("pin", Role::status, said, box, [&] {
        Brush* brush = page.brush();
        if (brush == nullptr) return;
        for (std::size_t i = 0; i < shown; ++i) {
            const Point centre{at.x + radius + static_cast<float>(i) * step, at.y + 2 * radius};
            if (i < typed) brush->disc(centre, radius, page.paints().ink);
            else brush->ring(centre, radius, page.glass().stroke(stroke::line), page.paints().outline);
        }
    });
    return box.height;
}

float draw_pin_text(Page& page, Box at, const State& state, const SignIn& sign_in, bool locked) {
    const Palette& paints = page.paints();
    const float gap = page.px(space::small);
    float y = at.y;
    y += page.text({at.x, y, at.width, 0}, fill(page.word(Word::pin_title), {{"name", name_of(state, sign_in.who)}}),
                   {.type = Type::title, .paint = paints.ink, .role = Role::heading}) + gap;
    y += draw_dots(page, {at.x, y, at.width, 0}, sign_in.digits.size()) + gap;
    const Box line{at.x, y, at.width, 0};
    if (locked) {
        const std::string left = duration(page.words(), page.language(), *sign_in.locked_until - state.now);
        y += note(page, line, Icon::alert, fill(page.word(Word::pin_locked), {{"time", left}}), paints.ink, Type::strong);
    } else if (sign_in.checking) {
        y += page.text(line, page.word(Word::pin_checking), {.paint = paints.ink});
    } else if (sign_in.wrong) {
        y += note(page, line, Icon::alert, page.word(Word::pin_wrong), paints.ink, Type::strong);
    } else {
        y += page.text(line, fill(page.word(Word::pin_hint), {{"count", std::to_string(pin_min_digits)}}), {.paint = paints.ink_soft});
    }
    return y - at.y;
}

void draw_pin(Page& page, const State& state, const SignIn& sign_in, Box body) {
    const bool locked = sign_in.locked_until && *sign_in.locked_until > state.now;
    const bool open = !locked && !sign_in.checking;
    const bool enough = open && sign_in.digits.size() >= pin_min_digits;
    const float gap = page.px(page.small_screen() ? space::small : space::large);
    const auto said = [&](Box at) { return draw_pin_text(page, at, state, sign_in, locked); };
    const auto keys = [&](Box at) { return keypad(page, at, open, enough); };
    if (!page.glass().portrait()) {
        const float least = 3 * page.px(size::touch) + 2 * page.px(space::gap);
        const float width = std::clamp(body.width * 0.4F, least, page.px(145_mm));
        const float text = std::min(body.width - width - gap, page.line(Type::body) * 19);
        const float left = body.x + std::floor((body.width - width - gap - text) / 2);
        page.scrolled("pin-text", {left, body.y, text, body.height}, said);
        const float height = page.measure([&] { return keys({0, 0, width, body.height}); });
        keys({left + text + gap, body.y + std::floor((body.height - height) / 2), width, body.height});
        return;
    }
    const float width = std::min(body.width, page.px(170_mm));
    const float height = page.measure([&] { return keys({0, 0, width, body.height * 0.6F}); });
    const float text = std::min(page.measure([&] { return said(body); }), body.height - height - gap);
    const float spare = body.height - text - gap - height;
    page.scrolled("pin-text", {body.x, body.y + std::floor(spare * 0.4F), body.width, text}, said, 0);
    keys({body.x + std::floor((body.width - width) / 2), body.y + std::floor(spare * 0.4F) + text + gap, width, body.height * 0.6F});
}

}  // namespace

void draw_screen(Page& page, const State& state, const SignIn& sign_in) {
    const Box body = draw_header(page, state);
    if (sign_in.who.empty()) draw_people(page, state, body);
    else draw_pin(page, state, sign_in, body);
    draw_bar(page, Leave::back);
}

}  // namespace rancak::kiosk
