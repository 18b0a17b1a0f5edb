#include "kiosk/core/services.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/deeds.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/qr_code.h"
#include "kiosk/ui/screens/case_parts.h"
#include "kiosk/ui/screens/screens.h"
#include "shared/public_address.h"
#include "shared/tracking_code.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

float draw_told(Page& page, Box at, const State& state, const CaseDraft& draft) {
    const Palette& paints = page.paints();
    const bool anonymous = draft.privacy == CasePrivacy::anonymous;
    const float gap = page.px(space::small);
    return card(page, at, [&](Box inside) {
        float y = inside.y + note(page, inside, look_of(draft.kind).icon, summary_of(page, state, draft), paints.ink, Type::strong) + gap;
        page.personal([&] { y += page.text({inside.x, y, inside.width, 0}, draft.text, {.paint = paints.ink}) + gap; });
        if (Brush* brush = page.brush())
            brush->fill({inside.x, y, inside.width, page.glass().stroke(stroke::hair)}, paints.divider);
        y += gap;
        if (anonymous) return y + note(page, {inside.x, y, inside.width, 0}, Icon::incognito, page.word(Word::case_anonymous), paints.ink) - inside.y;
        y += note(page, {inside.x, y, inside.width, 0}, Icon::lock, page.word(Word::case_confidential), paints.ink);
        page.personal([&] { y += page.text({inside.x, y + gap * 0.5F, inside.width, 0}, draft.contact, {.type = Type::strong, .paint = paints.ink}) + gap * 0.5F; });
        return y - inside.y;
    });
}

constexpr Millimetres code_square = 62_mm;

// The code as large as the width allows: in one line, else a group a line.
float draw_code(Page& page, Box at, const std::string& code) {
    const std::string grouped = grouped_tracking_code(code);
    const TextLook look{.type = Type::display, .paint = page.paints().ink, .align = Align::centre, .role = Role::status};
    const float line = page.line(Type::display);
    const bool whole = text_width(page.fonts(), Type::display, grouped) <= at.width;
    const float height = whole ? line : 3 * line;
    page.group("code", Role::status, grouped, {at.x, at.y, at.width, height}, [&] {
        if (whole) page.text(at, grouped, look);
        for (std::size_t group = 0; group < 3 && !whole; ++group)
            page.text({at.x, at.y + static_cast<float>(group) * line, at.width, 0}, grouped.substr(group * 5, 4), look);
    });
    return height;
}

// What the square is for: it opens the case's page where the centre has a public address, else it holds the code alone. What to
// type leads to the page that asks for the code: a code with an address before it is too long to be typed.
struct Square {
    std::string holds, said;
};
Square square_of(const Page& page, const State& state, const std::string& grouped) {
    const Office* office = office_of(state);
    if (office == nullptr || office->public_address.empty()) return {grouped, page.word(Word::case_sent_square)};
    const std::string typed = page_of_cases(office->public_address);
    return {page_of_case(office->public_address, grouped), fill(page.word(Word::case_sent_open), {{"link", std::string(as_typed(typed))}})};
}

float draw_words(Page& page, Box at, const Square& square) {
    const Palette& paints = page.paints();
    const float gap = page.px(space::small);
    float y = at.y;
    y += note(page, {at.x, y, at.width, 0}, Icon::search, page.word(Word::case_sent_use), paints.ink) + gap;
    y += note(page, {at.x, y, at.width, 0}, Icon::eye_off, page.word(Word::case_sent_once), paints.ink) + gap;
    y += note(page, {at.x, y, at.width, 0}, Icon::grid, square.said, paints.ink);
    return y - at.y;
}

float draw_sent(Page& page, Box at, const State& state, const std::string& code) {
    const float gap = page.px(page.small_screen() ? space::small : space::medium);
    const std::string grouped = grouped_tracking_code(code);
    const Square square = square_of(page, state, grouped);
    float y = at.y;
    y += note(page, {at.x, y, at.width, 0}, Icon::check_circle, page.word(Word::case_sent_title), page.paints().ink, Type::title) + gap;
    y += card(page, {at.x, y, at.width, 0}, [&](Box inside) { return draw_code(page, inside, code); }) + gap;
    const float side = std::min(page.px(code_square), at.width);
    const bool beside = at.width - side - gap >= page.line(Type::body) * 11;
    if (beside) {
        const float words = page.measure([&] { return draw_words(page, {at.x, y, at.width - side - gap, 0}, square); });
        draw_words(page, {at.x, y + std::max(0.0F, (side - words) / 2), at.width - side - gap, 0}, square);
        qr_code(page, {at.right() - side, y}, side, square.holds, square.said);
        return y + std::max(side, words) - at.y;
    }
    y += draw_words(page, {at.x, y, at.width, 0}, square) + gap;
    return y + qr_code(page, {at.x + std::floor((at.width - side) / 2), y}, side, square.holds, square.said) - at.y;
}

}  // namespace

void draw_screen(Page& page, const State& state, const CaseCheck& check) {
    const Box rest = draw_question(page, draw_header(page, state), page.word(Word::case_check_title), page.word(Word::case_check_hint));
    const std::array deeds{Deed{"cancel", page.word(Word::case_cancel), Icon::close, CancelCase{}},
                           Deed{"send", page.word(Word::case_send), Icon::check, SendCase{}}};
    const Parted parted = part(page, rest, deeds_height(page, rest.width, deeds));
    page.scrolled("told", parted.above, [&](Box at) { return draw_told(page, {at.x, at.y, at.width, 0}, state, check.draft); }, 0.2F);
    draw_deeds(page, parted.foot, deeds);
    draw_bar(page, Leave::back);
}

void draw_screen(Page& page, const State& state, const CaseSent& sent) {
    const Box body = column_of(page, draw_header(page, state), 260_mm);
    const std::array deeds{Deed{"done", page.word(Word::done), Icon::check, Done{}}};
    const Parted parted = part(page, body, deeds_height(page, body.width, deeds));
    page.scrolled("sent", parted.above, [&](Box at) { return draw_sent(page, at, state, sent.code); }, 0.3F);
    draw_deeds(page, parted.foot, deeds);
    draw_bar(page, Leave::nothing);
}

}  // namespace rancak::kiosk
