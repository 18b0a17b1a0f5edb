#include "kiosk/ui/chrome.h"

#include "kiosk/ui/ornament.h"
#include "kiosk/ui/phrases.h"

#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr float out_of_reach = 0.4F;  // of the height of a portrait glass

// What is out of reach: the cloth with the office's name and the hour, at rest.
void draw_high_cloth(Page& page, const State& state, float height) {
    const float stitch = stitch_of(page.glass(), Weave::wide), band = songket_band_height(stitch), edge = 2 * stitch;
    const float side = page.px(side_margin(page)), width = page.whole().width;
    if (Brush* brush = page.brush()) {
        brush->fill({0, 0, width, height}, page.paints().cloth);
        songket_band(*brush, page.paints(), {0, edge, width, band}, Tips::down, Weave::wide, page.glass());
        songket_band(*brush, page.paints(), {0, height - band - edge, width, band}, Tips::up, Weave::wide, page.glass());
    }
    const TextLook name{.type = Type::title, .paint = page.paints().on_cloth, .align = Align::centre, .balanced = true};
    const TextLook hour{.type = Type::strong, .paint = page.paints().on_cloth, .align = Align::centre};
    const std::string office = office_name(state, page.language());
    const std::string now = clock_time(page.words(), page.language(), state.wall, offset_of(state));
    const Box line{side, 0, width - 2 * side, 0};
    const float first = page.text_height(office, name, line.width), gap = page.px(space::small);
    const float top = std::floor((height - first - gap - page.line(Type::strong)) / 2);
    page.text({line.x, top, line.width, 0}, office, name);
    page.text({line.x, top + first + gap, line.width, 0}, now, hour);
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
    if (page.small_screen()) return 5_mm;
    return page.glass().millimetres(page.whole().width) < 200_mm ? 6_mm : space::large;
}

std::string office_name(const State& state, Language language) {
    const Office* office = office_of(state);
    return office == nullptr ? std::string() : office->name.in(language);
}

bool low_reach_helps(const Glass& glass) { return glass.portrait() && !glass.small(); }

float reach_top(const Page& page) {
    if (!page.preferences().low_reach || !low_reach_helps(page.glass())) return 0;
    return std::ceil(page.whole().height * out_of_reach);
}

Box column_of(const Page& page, Box body, Millimetres most) {
    const float width = std::min(body.width, page.px(most));
    return {body.x + std::floor((body.width - width) / 2), body.y, width, body.height};
}

Box draw_header(Page& page, const State& state) {
    const Box screen = page.whole();
    const auto below = [&](float foot) {
        const float side = page.px(side_margin(page)), pad = page.px(page.small_screen() ? space::gap : space::medium);
        return Box{side, foot + pad, screen.width - 2 * side, screen.height - foot - bar_height(page) - 2 * pad};
    };
    if (const float high = reach_top(page); high > 0) {
        draw_high_cloth(page, state, high);
        return below(high);
    }
    const float stitch = stitch_of(page.glass(), Weave::fine);
    const float text = header_text_height(page, state), edge = songket_edge_height(stitch);
    const Box cloth{0, 0, screen.width, text + edge + 2 * stitch};
    if (Brush* brush = page.brush()) {
        brush->fill(cloth, page.paints().cloth);
        songket_edge(*brush, page.paints(), {0, cloth.bottom() - edge - stitch, screen.width, edge}, Tips::down, Weave::fine, page.glass());
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
    return below(cloth.bottom());
}

}  // namespace rancak::kiosk
