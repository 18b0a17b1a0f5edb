#include "kiosk/ui/tile_grid.h"

#include <algorithm>
#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr Millimetres narrowest_tile = 92_mm;  // at the normal text size

int columns_for(const Page& page, float width) {
    const float text = page.line(Type::strong) * 5.5F + page.px(size::portrait) + 3 * page.px(space::small);
    const float narrowest = std::max(page.px(narrowest_tile), text);
    return std::max(1, static_cast<int>((width + page.px(space::gap)) / (narrowest + page.px(space::gap))));
}

}  // namespace

float tile_grid(Page& page, Box at, std::span<const TileLook> tiles, Call<void(std::size_t)> picked) {
    if (tiles.empty()) return 0;
    const int columns = std::min(columns_for(page, at.width), 4);
    const float gap = page.px(space::gap);
    const float width = std::floor((at.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    float y = at.y;
    for (std::size_t first = 0; first < tiles.size(); first += static_cast<std::size_t>(columns)) {
        const std::size_t last = std::min(tiles.size(), first + static_cast<std::size_t>(columns));
        float height = 0;
        for (std::size_t i = first; i < last; ++i) height = std::max(height, tile_height(page, tiles[i], width));
        for (std::size_t i = first; i < last; ++i) {
            const float x = at.x + static_cast<float>(i - first) * (width + gap);
            if (tile(page, {x, y, width, height}, tiles[i])) picked(i);
        }
        y += height + gap;
    }
    return y - gap - at.y;
}

float flow(Page& page, Box at, std::span<const Point> sizes, Call<void(std::size_t, Box)> place) {
    const float gap = page.px(space::gap);
    float x = at.x, y = at.y, row = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (x > at.x && x + sizes[i].x > at.right() + 0.5F) {
            x = at.x;
            y += row + gap;
            row = 0;
        }
        place(i, {x, y, sizes[i].x, sizes[i].y});
        x += sizes[i].x + gap;
        row = std::max(row, sizes[i].y);
    }
    return y + row - at.y;
}

}  // namespace rancak::kiosk
