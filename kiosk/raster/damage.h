#pragma once

#include "kiosk/raster/raster.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rancak::kiosk {

// Lifecycle: resize, then for each frame begin, add every shape in drawing order, finish.
// Finds what changed since the frame before. The canvas is cut into tiles, and each keeps a hash of the shapes that
// touch it, in order: equal hashes, equal pixels. Nothing else of a frame is kept.
class Damage {
public:
    static constexpr int tile_width = 64;
    static constexpr int tile_height = 32;

    // Everything counts as changed in the next frame.
    void resize(int width, int height);

    void begin(Colour clear);

    // A shape that touches only pixels inside `bounds`; these lie inside the canvas.
    void add(const Rectangle& bounds, std::uint64_t hash);

    // The shape of this number touches only pixels inside `area` and covers them all with one opaque colour: in tiles
    // that lie wholly inside, what was added before no longer counts.
    void cover(const Rectangle& area, std::uint64_t hash, std::uint32_t number);

    // The changed tiles, joined into few rectangles that do not overlap. Valid until the next call.
    [[nodiscard]] std::span<const Rectangle> finish();

    struct Tile {
        Rectangle area;
        // Shapes with smaller numbers cannot be seen here; none: the background can be.
        std::optional<std::uint32_t> covered_by;
    };
    // After finish: those that have to be drawn.
    [[nodiscard]] std::span<const Tile> tiles() const { return tiles_; }

    // After finish: calls `visit` with the index in `tiles` of each that meets `bounds`, which lies inside the canvas.
    template <class Visit>
    void for_each_tile(const Rectangle& bounds, const Visit& visit) const {
        const int right = (bounds.x + bounds.width - 1) / tile_width;
        const int bottom = (bounds.y + bounds.height - 1) / tile_height;
        for (int row = bounds.y / tile_height; row <= bottom; ++row) {
            for (int column = bounds.x / tile_width; column <= right; ++column) {
                const std::int32_t tile = index_[static_cast<std::size_t>(row * columns_ + column)];
                if (tile >= 0) visit(static_cast<std::size_t>(tile));
            }
        }
    }

private:
    void list_changed_tiles();
    [[nodiscard]] bool changed(int column, int row) const;
    void join(const Rectangle& run, std::size_t first_of_row);

    int width_ = 0;
    int height_ = 0;
    int columns_ = 0;
    int rows_ = 0;
    std::uint64_t background_ = 0;
    std::vector<std::uint64_t> now_;
    std::vector<std::uint64_t> before_;
    std::vector<std::int32_t> covered_by_;  // number of the shape, -1: the background can be seen
    std::vector<std::int32_t> index_;       // in tiles_, -1: did not change
    std::vector<Tile> tiles_;
    std::vector<Rectangle> rectangles_;
};

}  // namespace rancak::kiosk
