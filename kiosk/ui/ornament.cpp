#include "kiosk/ui/ornament.h"

#include <cmath>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace rancak::kiosk {
namespace {

// A motif as rectangles of stitches, joined so that few are drawn.
struct Stitches {
    int x, y, width, height;
};
struct Motif {
    int width, height;
    std::vector<Stitches> parts;
};

template <class Filled>
Motif weave(int width, int height, Filled filled) {
    std::vector<bool> done(static_cast<std::size_t>(width * height));
    const auto at = [&](int x, int y) { return static_cast<std::size_t>(y * width + x); };
    const auto open = [&](int x, int y) { return filled(x, y) && !done[at(x, y)]; };
    Motif motif{width, height, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            if (!open(x, y)) continue;
            int right = x;
            while (right < width && open(right, y)) ++right;
            int bottom = y + 1;
            const auto row_open = [&] {
                for (int i = x; i < right; ++i)
                    if (!open(i, bottom)) return false;
                return true;
            };
            while (bottom < height && row_open()) ++bottom;
            for (int row = y; row < bottom; ++row)
                for (int i = x; i < right; ++i) done[at(i, row)] = true;
            motif.parts.push_back({x, y, right - x, bottom - y});
        }
    }
    return motif;
}

// The shoot: a hollow triangle, a full one in it with a lozenge left out, and a bud on the tip. Tip upwards, 2 stitches
// up for one aside.
constexpr int shoot_half = 9;
constexpr int shoot_width = 2 * shoot_half + 2;  // one period
constexpr int shoot_height = 20;

bool shoot(int x, int y) {
    const int aside = std::abs(x - shoot_half);
    if (x >= 2 * shoot_half + 1) return false;
    const int from_tip = y - 2;
    if (y < 2) return aside == 0;
    const int edge = from_tip / 2;
    if (aside == edge) return true;
    const int inner = edge - 3;
    if (aside > inner || inner < 0) return false;
    const int lozenge = aside + std::abs(y - 15);
    return lozenge > 2 || lozenge == 0;
}

// Lozenges in a row, each with a heart.
constexpr int lozenge_period = 10;
constexpr int lozenge_height = 7;
bool lozenge(int x, int y) {
    const int aside = std::abs(x - 4) + std::abs(y - 3);
    const bool between = x == 9 && y == 3;
    return between || aside == 3 || aside <= 1;
}

const Motif& shoots() {
    static const Motif motif = weave(shoot_width, shoot_height, shoot);
    return motif;
}
const Motif& lozenges() {
    static const Motif motif = weave(lozenge_period, lozenge_height, lozenge);
    return motif;
}
void draw(Brush& brush, const Motif& motif, Point at, float stitch, bool upside_down, Paint paint) {
    for (const Stitches& part : motif.parts) {
        const int y = upside_down ? motif.height - part.y - part.height : part.y;
        brush.fill({at.x + static_cast<float>(part.x) * stitch, at.y + static_cast<float>(y) * stitch,
                    static_cast<float>(part.width) * stitch, static_cast<float>(part.height) * stitch},
                   paint);
    }
}

// Whole motifs, centred, so that both ends are cut alike.
void draw_row(Brush& brush, const Motif& motif, Box row, float stitch, bool upside_down, Paint paint) {
    const float period = static_cast<float>(motif.width) * stitch;
    const int count = static_cast<int>(std::ceil(row.width / period)) | 1;
    float x = row.x + std::floor((row.width - static_cast<float>(count) * period) / 2);
    for (int i = 0; i < count; ++i, x += period) draw(brush, motif, {x, row.y}, stitch, upside_down, paint);
}

}  // namespace

float songket_band_height(float stitch) { return static_cast<float>(3 + lozenge_height + 3 + shoot_height) * stitch; }

void songket_band(Brush& brush, const Palette& paints, Box box, Tips tips, float stitch) {
    brush.push_clip(box);
    const bool down = tips == Tips::down;
    // From the base: line, lozenges, line, shoots.
    const auto place = [&](int from_base, int height) {
        const float offset = static_cast<float>(from_base) * stitch, size = static_cast<float>(height) * stitch;
        return Box{box.x, down ? box.y + offset : box.bottom() - offset - size, box.width, size};
    };
    brush.fill(place(0, 1), paints.gold);
    draw_row(brush, lozenges(), place(2, lozenge_height), stitch, down, paints.gold);
    brush.fill(place(lozenge_height + 3, 1), paints.gold);
    draw_row(brush, shoots(), place(lozenge_height + 5, shoot_height), stitch, down, paints.gold);
    brush.pop_clip();
}

float songket_edge_height(float stitch) { return static_cast<float>(shoot_height + 2) * stitch; }

void songket_edge(Brush& brush, const Palette& paints, Box box, Tips tips, float stitch) {
    brush.push_clip(box);
    const bool down = tips == Tips::down;
    const float shoots_height = static_cast<float>(shoot_height) * stitch;
    brush.fill({box.x, down ? box.y : box.bottom() - stitch, box.width, stitch}, paints.gold);
    draw_row(brush, shoots(), {box.x, down ? box.y + 2 * stitch : box.bottom() - 2 * stitch - shoots_height, box.width, shoots_height},
             stitch, down, paints.gold);
    brush.pop_clip();
}

}  // namespace rancak::kiosk
