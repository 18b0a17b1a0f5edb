#include "kiosk/raster/damage.h"
#include "kiosk/raster/hash.h"

#include <algorithm>

namespace rancak::kiosk {

void Damage::resize(int width, int height) {
    width_ = width;
    height_ = height;
    columns_ = (width + tile_width - 1) / tile_width;
    rows_ = (height + tile_height - 1) / tile_height;
    const auto tiles = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
    now_.assign(tiles, 0);
    covered_by_.assign(tiles, -1);
    run_of_.assign(tiles, -1);
    before_.assign(tiles, 0);  // no tile of a drawn frame has the hash 0: see begin
}

void Damage::begin(Colour clear) {
    const std::uint64_t packed = (std::uint64_t{clear.red} << 16U) | (std::uint64_t{clear.green} << 8U) | clear.blue;
    background_ = mix(1, packed) | 1U;
    std::ranges::fill(now_, background_);
    std::ranges::fill(covered_by_, -1);
}

void Damage::add(std::uint32_t number, std::uint64_t hash, const Rectangle& bounds,
                 const std::optional<Rectangle>& covered) {
    const int right = (bounds.x + bounds.width - 1) / tile_width;
    const int bottom = (bounds.y + bounds.height - 1) / tile_height;
    for (int row = bounds.y / tile_height; row <= bottom; ++row) {
        for (int column = bounds.x / tile_width; column <= right; ++column) {
            const auto tile = static_cast<std::size_t>(row * columns_ + column);
            if (covered && lies_inside(column, row, *covered)) {
                covered_by_[tile] = static_cast<std::int32_t>(number);
                now_[tile] = 1;
            }
            now_[tile] = mix(now_[tile], hash) | 1U;
        }
    }
}

Rectangle Damage::tile_area(int column, int row) const {
    const int x = column * tile_width;
    const int y = row * tile_height;
    return {x, y, std::min(tile_width, width_ - x), std::min(tile_height, height_ - y)};
}

bool Damage::lies_inside(int column, int row, const Rectangle& area) const {
    const Rectangle tile = tile_area(column, row);
    return tile.x >= area.x && tile.y >= area.y && tile.x + tile.width <= area.x + area.width &&
           tile.y + tile.height <= area.y + area.height;
}

// The tile joins the last run when that ends beside it.
void Damage::extend_run(int column, int row) {
    const auto tile = static_cast<std::size_t>(row * columns_ + column);
    const Rectangle area = tile_area(column, row);
    const bool covered = covered_by_[tile] >= 0;
    const auto seen_from = static_cast<std::uint32_t>(covered ? covered_by_[tile] : 0);
    if (runs_.empty() || runs_.back().area.y != area.y || runs_.back().area.x + runs_.back().area.width != area.x ||
        runs_.back().area.width >= most_tiles_in_run * tile_width) {
        runs_.push_back({{area.x, area.y, 0, area.height}, seen_from, static_cast<std::uint32_t>(bare_.size()), 0});
    }
    Run& run = runs_.back();
    run_of_[tile] = static_cast<std::int32_t>(runs_.size() - 1);
    run.seen_from = std::min(run.seen_from, seen_from);
    run.area.width += area.width;
    if (covered) return;
    if (run.bare_parts > 0 && bare_.back().x + bare_.back().width == area.x) {
        bare_.back().width += area.width;
    } else {
        bare_.push_back(area);
        ++run.bare_parts;
    }
}

void Damage::find_runs() {
    runs_.clear();
    bare_.clear();
    for (int row = 0; row < rows_; ++row) {
        for (int column = 0; column < columns_; ++column) {
            const auto tile = static_cast<std::size_t>(row * columns_ + column);
            run_of_[tile] = -1;
            if (now_[tile] != before_[tile]) extend_run(column, row);
        }
    }
}

void Damage::join(const Rectangle& strip, std::size_t first_of_row) {
    for (std::size_t above = 0; above < first_of_row; ++above) {
        Rectangle& upper = rectangles_[above];
        if (upper.x == strip.x && upper.width == strip.width && upper.y + upper.height == strip.y) {
            upper.height += strip.height;
            return;
        }
    }
    rectangles_.push_back(strip);
}

// `across_gaps`: one strip for each row of tiles, with what did not change between.
void Damage::find_rectangles(bool across_gaps) {
    rectangles_.clear();
    std::size_t first_of_row = 0;
    for (std::size_t run = 0; run < runs_.size();) {
        Rectangle strip = runs_[run].area;
        if (run > 0 && runs_[run - 1].area.y != strip.y) first_of_row = rectangles_.size();
        for (++run; run < runs_.size() && runs_[run].area.y == strip.y; ++run) {
            const Rectangle& next = runs_[run].area;
            if (!across_gaps && next.x != strip.x + strip.width) break;
            strip.width = next.x + next.width - strip.x;
        }
        join(strip, first_of_row);
    }
}

std::span<const Rectangle> Damage::finish() {
    find_runs();
    find_rectangles(false);
    if (rectangles_.size() > most_rectangles) find_rectangles(true);
    std::swap(now_, before_);
    return rectangles_;
}

}  // namespace rancak::kiosk
