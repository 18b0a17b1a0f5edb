#include "kiosk/ui/widgets.h"

#include <cmath>

namespace rancak::kiosk {
namespace {

struct Skin {
    Paint ground, text, edge;
    bool edged, raised;
};

Skin skin_of(const Palette& p, ButtonKind kind, bool selected, bool held, bool disabled) {
    if (disabled) return {p.paper, p.ink_soft, p.track, true, false};
    if (kind == ButtonKind::primary || selected) return {held ? p.accent_pressed : p.accent, p.on_accent, p.accent, false, false};
    if (held) return {p.pressed, p.on_pressed, p.outline, true, true};
    return {p.card, p.ink, p.outline, true, true};
}

void draw_skin(Page& page, Box box, const Skin& skin, float radius, bool held) {
    Brush* brush = page.brush();
    if (brush == nullptr) return;
    if (skin.edged && skin.raised) return raised(page, box, skin.ground, Edge::firm, radius, held);
    if (skin.edged) brush->framed(box, skin.ground, skin.edge, page.glass().stroke(stroke::line), radius);
    else brush->fill(box, skin.ground, radius);
}

float icon_room(const Page& page, bool with_icon) {
    return with_icon ? page.line(Type::strong) + page.px(space::gap) * 0.6F : 0.0F;
}

constexpr Millimetres padding = 5_mm;

}  // namespace

float button_icon_room(const Page& page) { return icon_room(page, true); }

float button_width(const Page& page, std::string_view label, bool with_icon) {
    const float text = label.empty() ? 0 : std::ceil(text_width(page.fonts(), Type::strong, label));
    return std::max(page.px(size::touch), text + icon_room(page, with_icon) + 2 * page.px(padding) + 1);
}

float button_height(const Page& page, std::string_view label, bool with_icon, float width, Type type) {
    const float room = width - 2 * page.px(padding) - icon_room(page, with_icon);
    const TextLook look{.type = type, .paint = {}};
    return std::max(page.px(size::touch), page.text_height(label, look, room) + page.px(padding));
}

bool button(Page& page, Box box, const ButtonLook& look) {
    const float radius = page.px(radius::button);
    const Press press = page.target(
        {.id = look.id, .role = look.role, .label = std::string(look.label), .box = box, .selected = look.selected,
         .disabled = look.disabled, .value = look.value, .radius = radius, .repeats = look.repeats},
        [&](const Press& now) {
            const Skin skin = skin_of(page.paints(), look.kind, look.selected, now.held, look.disabled);
            draw_skin(page, box, skin, radius, now.held);
            if (look.icon_only) {
                const Paint paint = look.disabled ? page.paints().outline : skin.text;
                page.icon(look.icon, Type::title, box.centre(), paint);
                return;
            }
            const bool with_icon = look.icon != Icon::none;
            const float room = box.width - 2 * page.px(look.padding) - icon_room(page, with_icon);
            const TextLook text{.type = look.type, .paint = skin.text, .align = with_icon ? Align::left : Align::centre};
            const BrokenText lines = break_lines(page.fonts(), look.type, look.label, room);
            const float used = lines.widest + icon_room(page, with_icon);
            float left = box.x + (box.width - used) / 2;
            if (with_icon) {
                page.icon(look.icon, Type::strong, {left + page.line(Type::strong) / 2, box.centre().y}, skin.text);
                left += icon_room(page, true);
            }
            const Box at{left, box.y + (box.height - lines.height()) / 2, lines.widest + 1, lines.height()};
            if (lines.lines.size() == 1) page.label({at.x, box.y, at.width, box.height}, look.label, text);
            else page.text(at, look.label, text);
        });
    return press.done;
}

Point chip_size(const Page& page, std::string_view label, float widest) {
    const float mark = icon_room(page, true);
    const float width = std::min(widest, text_width(page.fonts(), Type::strong, label) + 2 * page.px(padding) + mark + 1);
    return {std::ceil(width), button_height(page, label, true, width)};
}

bool chip(Page& page, Box box, const ChipLook& look) {
    const float radius = std::min(box.height / 2, page.px(size::touch) / 2);
    const Press press = page.target(
        {.id = look.id, .role = Role::chip, .label = std::string(look.label), .box = box, .selected = look.selected,
         .radius = radius},
        [&](const Press& now) {
            const Skin skin = skin_of(page.paints(), ButtonKind::secondary, look.selected, now.held, false);
            draw_skin(page, box, skin, radius, now.held);
            const float mark = page.line(Type::strong);
            const Point at{box.x + page.px(padding) + mark / 2, box.centre().y};
            if (look.selected) {
                page.icon(Icon::check, Type::strong, at, skin.text);
            } else if (Brush* brush = page.brush()) {
                brush->ring(at, mark * 0.28F, page.glass().stroke(stroke::line),
                            now.held ? skin.text : page.paints().outline);
            }
            const float left = page.px(padding) + icon_room(page, true);
            const Box text{box.x + left, box.y, box.width - left - page.px(padding) + 1, box.height};
            const TextLook words{.type = Type::strong, .paint = skin.text};
            const float height = page.text_height(look.label, words, text.width);
            if (height <= page.line(Type::strong)) page.label(text, look.label, words);
            else page.text({text.x, box.y + (box.height - height) / 2, text.width, height}, look.label, words);
        });
    return press.done;
}

float choice_height(const Page& page, std::string_view label, float width) {
    const TextLook look{.type = Type::strong, .paint = {}, .align = Align::centre};
    const float text = page.text_height(label, look, width - page.px(space::small));
    return std::max(page.px(size::touch), text + page.line(Type::title) + page.px(space::small) * 2.25F);
}

bool choice(Page& page, Box box, const ChoiceLook& look) {
    const float radius = page.px(radius::button);
    const Press press = page.target(
        {.id = look.id, .role = Role::chip, .label = std::string(look.label), .box = box, .selected = look.selected,
         .radius = radius},
        [&](const Press& now) {
            const Skin skin = skin_of(page.paints(), ButtonKind::secondary, look.selected, now.held, false);
            draw_skin(page, box, skin, radius, now.held);
            const TextLook words{.type = Type::strong, .paint = skin.text, .align = Align::centre};
            const Box inner = box.inset(page.px(space::small) / 2, 0);
            const float icon = page.line(Type::title), gap = page.px(space::small) / 4;
            const float text = page.text_height(look.label, words, inner.width);
            const float top = box.y + (box.height - icon - gap - text) / 2;
            const Paint paint = look.selected || now.held ? skin.text : page.paints().gold_deep;
            page.icon(look.icon, Type::title, {box.centre().x, top + icon / 2}, paint);
            page.text({inner.x, top + icon + gap, inner.width, text}, look.label, words);
        });
    return press.done;
}

}  // namespace rancak::kiosk
