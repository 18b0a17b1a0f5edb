#include "kiosk/ui/ornament.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace rancak::kiosk {
namespace {

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

// ---- Motifs, woven once for a glass

enum class Motif : std::uint8_t { shoot_up, shoot_down, lozenge };
constexpr std::array motifs{Motif::shoot_up, Motif::shoot_down, Motif::lozenge};
constexpr std::array weaves{Weave::fine, Weave::wide};

struct Stitches {
    int width, height;
};
Stitches size_of(Motif motif) {
    return motif == Motif::lozenge ? Stitches{lozenge_period, lozenge_height} : Stitches{shoot_width, shoot_height};
}

bool is_gold(Motif motif, int x, int y) {
    switch (motif) {
        case Motif::shoot_up: return shoot(x, y);
        case Motif::shoot_down: return shoot(x, shoot_height - 1 - y);
        case Motif::lozenge: break;
    }
    return lozenge(x, y);
}

// Of private use (Unicode 15, section 23.5), before those of the icons.
constexpr char16_t first_stamp = 0xE000;
char16_t character_of(Motif motif, Weave weave) {
    return static_cast<char16_t>(first_stamp + static_cast<std::size_t>(weave) * motifs.size() + static_cast<std::size_t>(motif));
}

Stamp weave_stamp(Motif motif, Weave weave, int stitch) {
    const Stitches size = size_of(motif);
    Stamp stamp{character_of(motif, weave), size.width * stitch, size.height * stitch, {}};
    stamp.alpha.reserve(static_cast<std::size_t>(stamp.width) * static_cast<std::size_t>(stamp.height));
    for (int y = 0; y < stamp.height; ++y)
        for (int x = 0; x < stamp.width; ++x) stamp.alpha.push_back(is_gold(motif, x / stitch, y / stitch) ? 255 : 0);
    return stamp;
}

// Whole motifs, centred, so that both ends are cut alike.
void draw_row(Brush& brush, Motif motif, Box row, Weave weave, float stitch, Paint paint) {
    const float period = static_cast<float>(size_of(motif).width) * stitch;
    const int count = static_cast<int>(std::ceil(row.width / period)) | 1;
    const float x = row.x + std::floor((row.width - static_cast<float>(count) * period) / 2);
    brush.stamps(character_of(motif, weave), {x, row.y}, period, count, paint);
}

}  // namespace

float stitch_of(const Glass& glass, Weave weave) {
    const Millimetres wanted = weave == Weave::fine ? (glass.small() ? 0.26_mm : 0.36_mm) : (glass.small() ? 0.42_mm : 0.85_mm);
    return std::max(1.0F, std::round(glass.pixels(wanted)));
}

std::vector<Stamp> songket_stamps(const Glass& glass) {
    std::vector<Stamp> stamps;
    for (const Weave weave : weaves)
        for (const Motif motif : motifs) stamps.push_back(weave_stamp(motif, weave, static_cast<int>(stitch_of(glass, weave))));
    return stamps;
}

float songket_band_height(float stitch) { return static_cast<float>(3 + lozenge_height + 3 + shoot_height) * stitch; }

void songket_band(Brush& brush, const Palette& paints, Box box, Tips tips, Weave weave, const Glass& glass) {
    const float stitch = stitch_of(glass, weave);
    brush.push_clip(box);
    const bool down = tips == Tips::down;
    // From the base: line, lozenges, line, shoots.
    const auto place = [&](int from_base, int height) {
        const float offset = static_cast<float>(from_base) * stitch, size = static_cast<float>(height) * stitch;
        return Box{box.x, down ? box.y + offset : box.bottom() - offset - size, box.width, size};
    };
    brush.fill(place(0, 1), paints.gold);
    draw_row(brush, Motif::lozenge, place(2, lozenge_height), weave, stitch, paints.gold);
    brush.fill(place(lozenge_height + 3, 1), paints.gold);
    draw_row(brush, down ? Motif::shoot_down : Motif::shoot_up, place(lozenge_height + 5, shoot_height), weave, stitch, paints.gold);
    brush.pop_clip();
}

float songket_edge_height(float stitch) { return static_cast<float>(shoot_height + 2) * stitch; }

void songket_edge(Brush& brush, const Palette& paints, Box box, Tips tips, Weave weave, const Glass& glass) {
    const float stitch = stitch_of(glass, weave);
    brush.push_clip(box);
    const bool down = tips == Tips::down;
    const float shoots_height = static_cast<float>(shoot_height) * stitch;
    brush.fill({box.x, down ? box.y : box.bottom() - stitch, box.width, stitch}, paints.gold);
    draw_row(brush, down ? Motif::shoot_down : Motif::shoot_up,
             {box.x, down ? box.y + 2 * stitch : box.bottom() - 2 * stitch - shoots_height, box.width, shoots_height}, weave, stitch,
             paints.gold);
    brush.pop_clip();
}

}  // namespace rancak::kiosk
