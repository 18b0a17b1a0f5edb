#include "kiosk/ui/chrome.h"

#include "kiosk/ui/ornament.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/widgets.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr Millimetres header_stitch = 0.36_mm;
constexpr Millimetres small_header_stitch = 0.26_mm;

// How much is said on the bar's buttons: as much as fits in one row. On narrow screens what is at the left has only its
// picture, on the narrowest one button goes on to the next language.
enum class Wording { full, short_settings, codes, pictures, next_language };

struct BarItem {
    std::string id;
    std::string label;
    Icon icon;
    bool icon_only, selected;
    std::string value;
    Action action;
    float width;
};

struct BarLayout {
    std::vector<BarItem> leave, settings;
};

// ---- The text size: a small and a large A, and a dot for each step.

constexpr int size_steps = 4;

float letters_width(const Page& page) {
    return text_width(page.fonts(), Type::strong, "A") + text_width(page.fonts(), Type::title, "A") + page.px(1.5_mm);
}

void draw_size_letters(Page& page, Box box, Paint paint) {
    Brush* brush = page.brush();
    if (brush == nullptr) return;
    const float dot = page.px(0.75_mm), gap = page.px(0.9_mm);
    const float capital = baseline(page.fonts(), Type::title) - capital_top(page.fonts(), Type::title);
    const float top = box.y + (box.height - capital - 4 * dot - gap) / 2;
    const float foot = top + capital;
    float x = box.x + (box.width - letters_width(page)) / 2;
    for (const Type type : {Type::strong, Type::title}) {
        const float lead = line_height(page.fonts(), type) * (1 - 1 / 1.06F) / 2;
        brush->text(type, {x, foot - baseline(page.fonts(), type) + lead}, paint, "A");
        x += text_width(page.fonts(), type, "A") + page.px(1.5_mm);
    }
    const float step = 2 * dot + gap;
    for (int i = 0; i < size_steps; ++i) {
        const Point at{box.centre().x + (static_cast<float>(i) - (size_steps - 1) / 2.0F) * step, foot + gap + 3 * dot};
        if (i <= static_cast<int>(page.preferences().text_size)) brush->disc(at, dot, paint);
        else brush->ring(at, dot, page.glass().stroke(stroke::hair), paint);
    }
}

TextSize next_size(TextSize size) {
    return size == TextSize::largest ? TextSize::small : static_cast<TextSize>(static_cast<int>(size) + 1);
}

bool size_button(Page& page, Box box, const BarItem& item) {
    const float radius = page.px(radius::button);
    const Palette& paints = page.paints();
    return page
        .target({.id = item.id, .label = item.label, .box = box, .value = item.value, .radius = radius},
                [&](const Press& now) {
                    raised(page, box, now.held ? paints.pressed : paints.card, Edge::firm, radius, now.held);
                    const Paint ink = now.held ? paints.on_pressed : paints.ink;
                    Box letters = box;
                    if (!item.icon_only) {
                        const float pad = page.px(space::small);
                        letters = {box.x + pad, box.y, letters_width(page), box.height};
                        page.label({letters.right() + pad, box.y, box.right() - letters.right() - 1.5F * pad, box.height},
                                   item.label, {.type = Type::strong, .paint = ink});
                    }
                    draw_size_letters(page, letters, ink);
                })
        .done;
}

// ---- What the bar holds

std::vector<BarItem> settings_of(const Page& page, Wording wording) {
    std::vector<BarItem> items;
    const auto next = static_cast<Language>((static_cast<std::size_t>(page.language()) + 1) % languages.size());
    for (const Language language : languages) {
        if (wording == Wording::next_language && language != next) continue;
        const bool name = wording == Wording::full || wording == Wording::short_settings;
        const std::string& shown = page.words().in(language, name ? Word::language_name : Word::language_short);
        items.push_back({"language/" + std::string(code(language)), shown, Icon::none, false, language == page.language(),
                         {}, ChooseLanguage{language}, button_width(page, shown, false)});
    }
    const bool full = wording == Wording::full;
    const TextSize size = page.preferences().text_size;
    const std::string& size_label = page.word(Word::text_size);
    const float letters = letters_width(page) + 2 * page.px(space::small);
    items.push_back({"text-size", size_label, Icon::none, !full, false,
                     page.word(after(Word::text_size_small, static_cast<int>(size))), ChooseTextSize{next_size(size)},
                     full ? letters + text_width(page.fonts(), Type::strong, size_label) + 1.5F * page.px(space::small)
                          : std::max(letters, page.px(size::touch))});
    const std::string& contrast_label = page.word(Word::contrast);
    items.push_back({"contrast", contrast_label, Icon::contrast, !full, page.high_contrast(), {},
                     ChooseTheme{page.high_contrast() ? Theme::paper : Theme::high_contrast},
                     full ? button_width(page, contrast_label, true)
                          : std::max(page.px(size::touch), page.line(Type::title) + page.px(space::small))});
    return items;
}

std::vector<BarItem> leave_of(const Page& page, Leave leave, Wording wording) {
    const auto item = [&](const char* id, Word word, Icon icon, Action action) {
        const std::string& label = page.word(word);
        const bool picture = wording >= Wording::pictures;
        const float width = picture ? page.px(size::touch) : button_width(page, label, true);
        return BarItem{id, label, icon, picture, false, {}, std::move(action), width};
    };
    switch (leave) {
        case Leave::back: return {item("back", Word::back, Icon::back, Back{})};
        case Leave::staff: return {item("staff", Word::staff_entry, Icon::key, OpenSignIn{})};
        case Leave::staff_and_home:
            return {item("home", Word::home_open, Icon::grid, OpenHome{}), item("staff", Word::staff_entry, Icon::key, OpenSignIn{})};
        case Leave::done: return {item("done", Word::done, Icon::check, Done{})};
        case Leave::nothing: break;
    }
    return {};
}

float row_width(const Page& page, const std::vector<BarItem>& items) {
    float width = 0;
    for (const BarItem& item : items) width += item.width + page.px(space::gap);
    return items.empty() ? 0 : width - page.px(space::gap);
}

Millimetres bar_padding(const Page& page) { return page.small_screen() ? 2.5_mm : space::small; }

BarLayout bar_layout(const Page& page, Leave leave) {
    const float width = page.whole().width - 2 * page.px(side_margin(page));
    BarLayout layout;
    for (const Wording wording : {Wording::full, Wording::short_settings, Wording::codes, Wording::pictures, Wording::next_language}) {
        layout = {leave_of(page, leave, wording), settings_of(page, wording)};
        const float beside = layout.leave.empty() ? 0 : row_width(page, layout.leave) + page.px(space::small);
        if (row_width(page, layout.settings) + beside <= width) break;
    }
    return layout;
}

void draw_items(Page& page, const std::vector<BarItem>& items, float left, float top) {
    for (const BarItem& item : items) {
        const Box box{left, top, item.width, page.px(size::touch)};
        const bool pressed =
            item.id == "text-size"
                ? size_button(page, box, item)
                : button(page, box, {.id = item.id, .label = item.label, .icon = item.icon, .icon_only = item.icon_only,
                                     .selected = item.selected});
        if (pressed) page.act(item.action);
        left += item.width + page.px(space::gap);
    }
}

float header_text_height(const Page& page, const State& state) {
    // It gives way where it would take the room of what the person came for.
    if (page.small_screen()) return 0;
    const float clock = text_width(page.fonts(), Type::strong, "00.00 ") + page.px(space::medium);
    const float room = page.whole().width - 2 * page.px(side_margin(page)) - clock;
    if (text_width(page.fonts(), Type::strong, office_name(state, page.language())) > room) return 0;
    return page.line(Type::strong) + 2 * page.px(3.2_mm);
}

}  // namespace

Millimetres side_margin(const Page& page) {
    return page.small_screen() || page.glass().millimetres(page.whole().width) < 200_mm ? 6_mm : space::large;
}

const Office* office_of(const State& state) { return state.catalogue->office(state.setup.office); }

std::chrono::minutes offset_of(const State& state) {
    const Office* office = office_of(state);
    return office == nullptr ? Office{}.utc_offset : office->utc_offset;
}

std::string office_name(const State& state, Language language) {
    const Office* office = office_of(state);
    return office == nullptr ? std::string() : office->name.in(language);
}

float stitch_of(const Page& page, Millimetres wanted) { return std::max(1.0F, std::round(page.px(wanted))); }

Box draw_header(Page& page, const State& state) {
    const Box screen = page.whole();
    const float stitch = stitch_of(page, page.small_screen() ? small_header_stitch : header_stitch);
    const float text = header_text_height(page, state), edge = songket_edge_height(stitch);
    const Box cloth{0, 0, screen.width, text + edge + 2 * stitch};
    if (Brush* brush = page.brush()) {
        brush->fill(cloth, page.paints().cloth);
        songket_edge(*brush, page.paints(), {0, cloth.bottom() - edge - stitch, screen.width, edge}, Tips::down, stitch);
    }
    if (text > 0) {
        const float side = page.px(side_margin(page)), pad = page.px(3.2_mm);
        const std::string hour = clock_time(page.words(), page.language(), state.wall, offset_of(state));
        const float clock = text_width(page.fonts(), Type::strong, "00.00 ") + page.px(space::medium);
        const Box line{side, pad, screen.width - 2 * side, text - 2 * pad};
        page.text({line.x, line.y, line.width - clock, line.height}, office_name(state, page.language()),
                  {.type = Type::strong, .paint = page.paints().on_cloth});
        page.text({line.right() - clock, line.y, clock, line.height}, hour,
                  {.type = Type::strong, .paint = page.paints().on_cloth, .align = Align::right});
    }
    const float bar = bar_height(page), side = page.px(side_margin(page));
    const float pad = page.px(page.small_screen() ? space::gap : space::medium);
    return {side, cloth.bottom() + pad, screen.width - 2 * side, screen.height - cloth.bottom() - bar - 2 * pad};
}

float bar_height(const Page& page) { return page.px(size::touch) + 2 * page.px(bar_padding(page)); }

void draw_bar(Page& page, Leave leave) {
    const Box screen = page.whole();
    const BarLayout layout = bar_layout(page, leave);
    const float side = page.px(side_margin(page)), top = screen.height - bar_height(page);
    if (Brush* brush = page.brush())
        brush->fill({0, top, screen.width, page.glass().stroke(stroke::hair)}, page.paints().divider);
    const float first = top + page.px(bar_padding(page));
    draw_items(page, layout.leave, side, first);
    draw_items(page, layout.settings, screen.width - side - row_width(page, layout.settings), first);
}

}  // namespace rancak::kiosk
