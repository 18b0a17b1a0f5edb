#include "kiosk/ui/tile_grid.h"

#include "kiosk/ui/text.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace rancak::kiosk {
namespace {

constexpr int most_columns = 4;
constexpr float most_stretch = 1.5F;

int columns_for(const Page& page, std::span<const TileLook> tiles, float width, Names names) {
    const float picture = tiles.front().plain ? 0 : page.px(size::portrait) + page.px(space::small);
    float narrowest = page.line(Type::strong) * (names == Names::of_services ? 9.5F : 5.5F);
    if (names == Names::of_counters)
        for (const TileLook& look : tiles) narrowest = std::max(narrowest, std::ceil(text_width(page.fonts(), Type::strong, look.title)) + 1);
    narrowest += picture + 2 * page.px(space::small);
    const float gap = page.px(space::gap);
    return std::clamp(static_cast<int>((width + gap) / (narrowest + gap)), 1, most_columns);
}

struct Grid {
    int columns = 1;
    float width = 0;
    std::vector<float> rows;  // heights
    float height = 0;         // with the gaps
};

Grid grid_of(const Page& page, std::span<const TileLook> tiles, float width, int columns) {
    const float gap = page.px(space::gap);
    Grid grid;
    grid.columns = columns;
    grid.width = std::floor((width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        if (i % static_cast<std::size_t>(columns) == 0) grid.rows.push_back(0);
        grid.rows.back() = std::max(grid.rows.back(), tile_height(page, tiles[i], grid.width));
    }
    for (const float row : grid.rows) grid.height += row + gap;
    grid.height -= gap;
    return grid;
}

Grid grid_that_fills(const Page& page, std::span<const TileLook> tiles, Box at, Names names) {
    int columns = columns_for(page, tiles, at.width, names);
    Grid grid = grid_of(page, tiles, at.width, columns);
    while (columns > 2 && tiles.size() > 1) {
        Grid fewer = grid_of(page, tiles, at.width, columns - 1);
        if (fewer.height > at.height) break;
        grid = std::move(fewer);
        --columns;
    }
    const float gaps = page.px(space::gap) * static_cast<float>(grid.rows.size() - 1);
    const float stretch = std::clamp((at.height - gaps) / (grid.height - gaps), 1.0F, most_stretch);
    grid.height = gaps;
    for (float& row : grid.rows) {
        row = std::floor(row * stretch);
        grid.height += row;
    }
    return grid;
}

}  // namespace

float tile_grid(Page& page, Box at, std::span<const TileLook> tiles, Call<void(std::size_t)> picked, Fill fill, Names names) {
    if (tiles.empty()) return 0;
    const Grid grid = fill == Fill::yes ? grid_that_fills(page, tiles, at, names)
                                        : grid_of(page, tiles, at.width, columns_for(page, tiles, at.width, names));
    const float gap = page.px(space::gap);
    const auto columns = static_cast<std::size_t>(grid.columns);
    float y = at.y;
    for (std::size_t row = 0; row < grid.rows.size(); ++row) {
        for (std::size_t i = row * columns; i < std::min(tiles.size(), (row + 1) * columns); ++i) {
            const float x = at.x + static_cast<float>(i % columns) * (grid.width + gap);
            if (tile(page, {x, y, grid.width, grid.rows[row]}, tiles[i])) picked(i);
        }
        y += grid.rows[row] + gap;
    }
    return grid.height;
}

TileLook officer_tile(const Page& page, std::string_view prefix, const Seat& one) {
    return {.id = std::string(prefix) + one.officer->id,
            .title = one.officer->name,
            .subtitle = one.counter == nullptr ? std::string_view() : page.local(one.counter->name),
            .photo = one.officer->photo};
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
