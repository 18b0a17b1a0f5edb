#include "kiosk/ui/keyboard.h"

#include "kiosk/ui/phrases.h"
#include "kiosk/ui/widgets.h"

#include <array>
#include <cmath>
#include <span>

namespace rancak::kiosk {
namespace {

// A key that writes no character stands in the rows as one of these; side by side they are one wide key.
constexpr char32_t erase_key = U'\x01', clear_key = U'\x02', capitals_key = U'\x03', symbols_key = U'\x04', done_key = U'\x05',
                   no_key = U'\x06';

using Rows = std::span<const std::u32string_view>;

// As Indonesian keyboards have them, figures always in reach.
constexpr std::array<std::u32string_view, 5> wide_letters{U"1234567890", U"qwertyuiop", U"asdfghjkl\x01", U"\x03zxcvbnm,.",
                                                          U"\x04\x04\x02\x02   \x05\x05\x05"};
constexpr std::array<std::u32string_view, 5> wide_symbols{U"1234567890", U"?!:;()/-'\"", U"@&+%=#*_…\x01", U"\x03[]–·,.\x06\x06\x06",
                                                          U"\x04\x04\x02\x02   \x05\x05\x05"};
// Where ten keys side by side would be too small for a finger: seven, in the order of the alphabet.
constexpr std::array<std::u32string_view, 7> narrow_letters{U"1234567", U"890,.?\x01", U"abcdefg", U"hijklmn", U"opqrstu",
                                                            U"vwxyz\x03\x02", U"\x04\x04   \x05\x05"};
constexpr std::array<std::u32string_view, 7> narrow_symbols{U"1234567", U"890,.?\x01", U"!:;()/-", U"'\"@&+%=", U"#*_…[]–",
                                                            U"·\x06\x06\x06\x06\x03\x02", U"\x04\x04   \x05\x05"};

// A finger needs this at the very least (design: "never under 12.7 mm"); on a usual screen the keys are larger.
constexpr Millimetres least_key = 12.7_mm;
constexpr Millimetres largest_key = 27_mm;

struct Keys {
    Rows letters, symbols;
    float side = 0, height = 0, gap = 0;  // of one key
    [[nodiscard]] float columns() const { return static_cast<float>(letters[0].size()); }
    [[nodiscard]] float width() const { return columns() * side + (columns() - 1) * gap; }
    [[nodiscard]] float total_height() const {
        const auto rows = static_cast<float>(letters.size());
        return rows * height + (rows - 1) * gap;
    }
};

Keys keys_in(const Page& page, float width) {
    Keys keys{wide_letters, wide_symbols, 0, 0, page.px(size::touch_gap)};
    const auto side = [&] { return std::floor((width - (keys.columns() - 1) * keys.gap) / keys.columns()); };
    if (side() < page.px(least_key)) {
        keys.letters = narrow_letters;
        keys.symbols = narrow_symbols;
    }
    keys.side = std::min(side(), page.px(largest_key));
    const float comfortable = std::ceil(page.px(page.small_screen() ? least_key : size::touch));
    keys.height = page.small_screen() ? comfortable : std::min(std::max(keys.side * 0.8F, comfortable), comfortable * 1.15F);
    return keys;
}

std::string utf8(char32_t c) {
    TypedText one(1);
    one.type(c);
    return one.utf8();
}

char32_t capital(char32_t c) { return c >= U'a' && c <= U'z' ? c - U'a' + U'A' : c; }

struct KeyLook {
    std::string id;
    std::string label;
    Icon icon = Icon::none;
    bool selected = false;
    bool disabled = false;
    ButtonKind kind = ButtonKind::secondary;
    Type type = Type::title;
};

KeyLook look_of(const Page& page, char32_t key, const Typing& typing, const KeyboardDone& done) {
    const bool symbols = typing.layer == KeyLayer::symbols;
    switch (key) {
        case erase_key:
            return {"key/erase", page.word(Word::key_erase), Icon::erase, false, typing.text.empty()};
        case clear_key:
            return {"key/clear", page.word(Word::key_clear), Icon::trash, false, typing.text.empty()};
        case capitals_key:
            return {"key/capitals", page.word(Word::key_capitals), Icon::capitals, typing.layer == KeyLayer::capitals, symbols};
        case symbols_key:
            return {"key/symbols", page.word(symbols ? Word::key_letters : Word::key_symbols), Icon::none, false, false,
                    ButtonKind::secondary, Type::strong};
        case done_key:
            return {"key/done", std::string(done.label), Icon::check, false, done.disabled, ButtonKind::primary, Type::strong};
        case U' ':
            return {"key/space", page.word(Word::key_space), Icon::none, false, false, ButtonKind::secondary, Type::strong};
        default:
            break;
    }
    const std::string character = utf8(typing.layer == KeyLayer::capitals ? capital(key) : key);
    return {"key/" + utf8(key), character};
}

Action action_of(char32_t key, const Typing& typing, const KeyboardDone& done) {
    const bool symbols = typing.layer == KeyLayer::symbols, capitals = typing.layer == KeyLayer::capitals;
    switch (key) {
        case erase_key: return EraseCharacter{};
        case clear_key: return ClearText{};
        case capitals_key: return SwitchKeys{capitals ? KeyLayer::letters : KeyLayer::capitals};
        case symbols_key: return SwitchKeys{symbols ? KeyLayer::letters : KeyLayer::symbols};
        case done_key: return done.action;
        default: return TypeCharacter{capitals ? capital(key) : key};
    }
}

}  // namespace

float keyboard_height(const Page& page, float width) { return keys_in(page, width).total_height(); }

float keyboard(Page& page, Box at, const Typing& typing, const KeyboardDone& done) {
    const Keys keys = keys_in(page, at.width);
    const float left = at.x + std::floor((at.width - keys.width()) / 2);
    const auto draw_key = [&](Box box, char32_t key) {
        const KeyLook look = look_of(page, key, typing, done);
        const bool with_icon = look.icon != Icon::none;
        const bool fits = button_width(page, look.label, with_icon) <= box.width;
        if (button(page, box, {.id = look.id, .label = look.label, .icon = look.icon, .kind = look.kind,
                               .icon_only = with_icon && (!fits || look.type == Type::title), .type = look.type,
                               .selected = look.selected, .disabled = look.disabled, .repeats = key == erase_key,
                               .role = Role::key}))
            page.act(action_of(key, typing, done));
    };
    float y = at.y;
    for (const std::u32string_view row : typing.layer == KeyLayer::symbols ? keys.symbols : keys.letters) {
        for (std::size_t column = 0, end = 0; column < row.size(); column = end) {
            const char32_t key = row[column];
            while (end < row.size() && row[end] == key) ++end;
            const auto first = static_cast<float>(column), count = static_cast<float>(end - column);
            const Box box{left + first * (keys.side + keys.gap), y, count * (keys.side + keys.gap) - keys.gap, keys.height};
            if (key != no_key) draw_key(box, key);
        }
        y += keys.height + keys.gap;
    }
    return keys.total_height();
}

float typed_field_height(const Page& page, int lines) {
    return static_cast<float>(lines) * page.line(Type::body) + page.line(Type::body) + 2 * page.px(space::small);
}

void typed_field(Page& page, Box box, const Typing& typing, std::string_view hint) {
    const Palette& paints = page.paints();
    const float line = page.line(Type::body);
    const float pad = page.px(page.small_screen() ? space::small * 0.5F : space::small);
    if (Brush* brush = page.brush()) brush->framed(box, paints.card, paints.outline, page.glass().stroke(stroke::bold), page.px(radius::card));
    const TypedText& text = typing.text;
    const std::string left = fill(page.word(Word::typed_left), {{"count", std::to_string(text.limit() - text.length())}});
    const auto draw = [&] {
        const Box inner{box.x + pad, box.y + pad, box.width - 2 * pad, box.height - 2 * pad};
        const bool told = inner.height >= 2 * line;  // else the text needs the room
        const float whole_lines = std::max(1.0F, std::floor(inner.height / line)) * line;
        const float lead = told ? 0 : std::max(0.0F, std::floor((inner.height - whole_lines) / 2));
        const Box above{inner.x, inner.y + lead, inner.width, inner.height - lead - (told ? line : 0)};
        if (text.empty()) {
            page.clipped(above, [&] { page.text(above, hint, {.paint = paints.ink_soft}); });
        } else {
            const BrokenText lines = break_lines(page.fonts(), Type::body, text.utf8(), above.width - page.px(1_mm));
            const auto shown = std::max<std::size_t>(1, static_cast<std::size_t>(above.height / line));
            const std::size_t first = lines.lines.size() - std::min(shown, lines.lines.size());
            float y = above.y;
            for (std::size_t i = first; i < lines.lines.size(); ++i, y += line)
                page.label({above.x, y, above.width, line}, lines.lines[i], {.paint = paints.ink});
            if (Brush* brush = page.brush()) {
                const float end = above.x + text_width(page.fonts(), Type::body, lines.lines.back()) + page.px(0.6_mm);
                brush->fill({end, y - line * 0.9F, page.glass().stroke(stroke::bold), line * 0.8F}, paints.accent);
            }
        }
        if (told)
            page.label({inner.x, inner.bottom() - line, inner.width, line}, left,
                       {.paint = paints.ink_soft, .align = Align::right});
    };
    const auto field = [&] { page.group("typed", Role::status, text.empty() ? std::string(hint) : text.utf8(), box, draw); };
    if (text.empty()) field();
    else page.personal(field);
}

}  // namespace rancak::kiosk
