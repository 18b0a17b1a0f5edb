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
    index_.assign(tiles, -1);
    before_.assign(tiles, 0);  // no tile of a drawn frame has the hash 0: see begin
}

void Damage::begin(Colour clear) {
    const std::uint64_t packed = (std::uint64_t{clear.red} << 16U) | (std::uint64_t{clear.green} << 8U) | clear.blue;
    background_ = mix(1, packed) | 1U;
    std::ranges::fill(now_, background_);
    std::ranges::fill(covered_by_, -1);
}

void Damage::add(const Rectangle& bounds, std::uint64_t hash) {
    const int right = (bounds.x + bounds.width - 1) / tile_width;
    const int bottom = (bounds.y + bounds.height - 1) / tile_height;
    for (int row = bounds.y / tile_height; row <= bottom; ++row) {
        for (int column = bounds.x / tile_width; column <= right; ++column) {
            std::uint64_t& tile = now_[static_cast<std::size_t>(row * columns_ + column)];
            tile = mix(tile, hash) | 1U;
        }
    }
}

void Damage::cover(const Rectangle& area, std::uint64_t hash, std::uint32_t number) {
    constexpr std::uint64_t covered = 1;
    const int right = area.x + area.width;
    const int bottom = area.y + area.height;
    for (int row = area.y / tile_height; row * tile_height < bottom; ++row) {
        const int last_pixel = std::min((row + 1) * tile_height, height_);
        const bool inside = row * tile_height >= area.y && last_pixel <= bottom;
        for (int column = area.x / tile_width; column * tile_width < right; ++column) {
            const auto tile = static_cast<std::size_t>(row * columns_ + column);
            const bool whole =
                inside && column * tile_width >= area.x && std::min((column + 1) * tile_width, width_) <= right;
            if (whole) covered_by_[tile] = static_cast<std::int32_t>(number);
            now_[tile] = mix(whole ? covered : now_[tile], hash) | 1U;
        }
    }
}

void Damage::list_changed_tiles() {
    tiles_.clear();
    for (int row = 0; row < rows_; ++row) {
        for (int column = 0; column < columns_; ++column) {
            const auto tile = static_cast<std::size_t>(row * columns_ + column);
            index_[tile] = -1;
            if (now_[tile] == before_[tile]) continue;
            index_[tile] = static_cast<std::int32_t>(tiles_.size());
            const int x = column * tile_width;
            const int y = row * tile_height;
            Tile changed{{x, y, std::min(tile_width, width_ - x), std::min(tile_height, height_ - y)}, std::nullopt};
            if (covered_by_[tile] >= 0) changed.covered_by = static_cast<std::uint32_t>(covered_by_[tile]);
            tiles_.push_back(changed);
        }
    }
}

bool Damage::changed(int column, int row) const {
    return index_[static_cast<std::size_t>(row * columns_ + column)] >= 0;
}

void Damage::join(const Rectangle& run, std::size_t first_of_row) {
    for (std::size_t above = 0; above < first_of_row; ++above) {
        Rectangle& upper = rectangles_[above];
        if (upper.x == run.x && upper.width == run.width && upper.y + upper.height == run.y) {
            upper.height += run.height;
            return;
        }
    }
    rectangles_.push_back(run);
}

std::span<const Rectangle> Damage::finish() {
    list_changed_tiles();
    rectangles_.clear();
    for (int row = 0; row < rows_; ++row) {
        const std::size_t first_of_row = rectangles_.size();
        for (int column = 0; column < columns_; ++column) {
            if (!changed(column, row)) continue;
            int end = column + 1;
            while (end < columns_ && changed(end, row)) ++end;
            const int x = column * tile_width;
            const int y = row * tile_height;
            join({x, y, std::min(end * tile_width, width_) - x, std::min(y + tile_height, height_) - y}, first_of_row);
            column = end;
        }
    }
    std::swap(now_, before_);
    return rectangles_;
}

}  // namespace rancak::kiosk
