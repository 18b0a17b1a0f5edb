#include "kiosk/ui/deeds.h"

namespace rancak::kiosk {
namespace {

// The main deed is broader than its label needs: it is to be found without reading.
float wished_width(const Page& page, const Deed& deed, bool main) {
    const float width = button_width(page, deed.label, deed.icon != Icon::none);
    return main ? std::max(width * 1.2F, page.px(60_mm)) : width;
}

float row_width(const Page& page, std::span<const Deed> deeds) {
    float width = 0;
    for (const Deed& deed : deeds) width += wished_width(page, deed, &deed == &deeds.back()) + page.px(space::gap);
    return width;
}

void draw_deed(Page& page, Box box, const Deed& deed, bool main) {
    if (button(page, box, {.id = deed.id, .label = deed.label, .icon = deed.icon,
                           .kind = main ? ButtonKind::primary : ButtonKind::secondary, .disabled = deed.disabled}))
        page.act(deed.action);
}

}  // namespace

float deeds_height(const Page& page, float width, std::span<const Deed> deeds) {
    if (row_width(page, deeds) <= width) return page.px(size::touch);
    float height = 0;
    for (const Deed& deed : deeds)
        height += button_height(page, deed.label, deed.icon != Icon::none, width) + page.px(space::gap);
    return height - page.px(space::gap);
}

void draw_deeds(Page& page, Box box, std::span<const Deed> deeds) {
    if (row_width(page, deeds) <= box.width) {
        float left = box.x;
        for (const Deed& deed : deeds) {
            const bool main = &deed == &deeds.back();
            const float width = wished_width(page, deed, main);
            draw_deed(page, {main ? box.right() - width : left, box.y, width, page.px(size::touch)}, deed, main);
            left += width + page.px(space::gap);
        }
        return;
    }
    float top = box.y;
    for (std::size_t i = deeds.size(); i-- > 0;) {
        const Deed& deed = deeds[i];
        const float height = button_height(page, deed.label, deed.icon != Icon::none, box.width);
        draw_deed(page, {box.x, top, box.width, height}, deed, i + 1 == deeds.size());
        top += height + page.px(space::gap);
    }
}

Parted part(const Page& page, Box body, float foot_height) {
    const float gap = page.px(page.small_screen() ? space::small : space::medium);
    const Box above{body.x, body.y, body.width, body.height - foot_height - gap};
    return {above, {body.x, above.bottom() + gap, body.width, foot_height}};
}

}  // namespace rancak::kiosk
