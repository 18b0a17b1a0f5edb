#pragma once

#include "kiosk/raster/raster.h"

#include <cstdint>
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

    // A shape that covers every pixel of `area` with one opaque colour: what lies below no longer counts.
    void cover(const Rectangle& area, std::uint64_t hash);

    // The changed tiles, joined into few rectangles that do not overlap. Valid until the next call.
    [[nodiscard]] std::span<const Rectangle> finish();

 private:
    [[nodiscard]] bool changed(int column, int row) const;
    void join(const Rectangle& run, std::size_t first_of_row);

    int width_ = 0;
    int height_ = 0;
    int columns_ = 0;
    int rows_ = 0;
    std::uint64_t background_ = 0;
    std::vector<std::uint64_t> now_;
    std::vector<std::uint64_t> before_;
    std::vector<Rectangle> rectangles_;
};

}  // namespace rancak::kiosk
