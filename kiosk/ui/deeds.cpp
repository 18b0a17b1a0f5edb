#include "kiosk/ui/deeds.h"

namespace rancak::kiosk {
namespace {

// The main deed is broader than its label needs: it is to be found without reading.
float wished_width(const Page& page, const Deed& deed, bool main) {
    const float width = button_width(page, deed.label, deed.icon != Icon::none);
    return main ? std::max(width * 1.2F, page.px(60_mm)) : width;
}

void draw_deed(Page& page, Box box, const Deed& deed, bool main) {
    if (button(page, box, {.id = deed.id, .label = deed.label, .icon = deed.icon,
                           .kind = main ? ButtonKind::primary : ButtonKind::secondary, .disabled = deed.disabled}))
        page.act(deed.action);
}

// The main one above in the whole width, the others below: beside each other where they fit, else one by one.
float place_apart(const Page& page, Box box, std::span<const Deed> deeds, Call<void(Box, const Deed&)> place) {
    const float gap = page.px(space::gap);
    const auto full = [&](float y, const Deed& deed) {
        const float height = button_height(page, deed.label, deed.icon != Icon::none, box.width);
        place({box.x, y, box.width, height}, deed);
        return y + height;
    };
    float y = full(box.y, deeds.back());
    const auto others = deeds.first(deeds.size() - 1);
    float wished = 0;
    for (const Deed& deed : others) wished += button_width(page, deed.label, deed.icon != Icon::none) + gap;
    if (others.empty()) return y - box.y;
    if (wished - gap > box.width) {
        for (const Deed& deed : others) y = full(y + gap, deed);
        return y - box.y;
    }
    const float more = (box.width - wished + gap) / static_cast<float>(others.size());
    float x = box.x;
    for (const Deed& deed : others) {
        const float width = button_width(page, deed.label, deed.icon != Icon::none) + more;
        place({x, y + gap, width, page.px(size::touch)}, deed);
        x += width + gap;
    }
    return y + gap + page.px(size::touch) - box.y;
}

}  // namespace

float deeds_width(const Page& page, std::span<const Deed> deeds) {
    float width = -page.px(space::gap);
    for (const Deed& deed : deeds) width += wished_width(page, deed, &deed == &deeds.back()) + page.px(space::gap);
    return width;
}

float deeds_height(const Page& page, float width, std::span<const Deed> deeds) {
    if (deeds_width(page, deeds) <= width) return page.px(size::touch);
    return place_apart(page, {0, 0, width, 0}, deeds, [](Box, const Deed&) {});
}

void draw_deeds(Page& page, Box box, std::span<const Deed> deeds, MainDeed main_deed) {
    if (deeds_width(page, deeds) > box.width) {
        place_apart(page, box, deeds, [&](Box at, const Deed& deed) { draw_deed(page, at, deed, &deed == &deeds.back()); });
        return;
    }
    const float gap = page.px(space::gap), wished = wished_width(page, deeds.back(), true);
    const float others = deeds_width(page, deeds) - wished;
    const float main = main_deed == MainDeed::fills ? box.width - others : wished;
    const bool mirrored = page.preferences().mirrored;
    const auto draw_main = [&] {
        draw_deed(page, {mirrored ? box.x : box.right() - main, box.y, main, page.px(size::touch)}, deeds.back(), true);
    };
    if (mirrored) draw_main();
    float left = mirrored ? box.right() - others + gap : box.x;
    for (const Deed& deed : deeds.first(deeds.size() - 1)) {
        const float width = wished_width(page, deed, false);
        draw_deed(page, {left, box.y, width, page.px(size::touch)}, deed, false);
        left += width + gap;
    }
    if (!mirrored) draw_main();
}

Parted part(const Page& page, Box body, float foot_height) {
    const float gap = page.px(page.small_screen() ? space::small : space::medium);
    const Box above{body.x, body.y, body.width, body.height - foot_height - gap};
    return {above, {body.x, above.bottom() + gap, body.width, foot_height}};
}

}  // namespace rancak::kiosk
