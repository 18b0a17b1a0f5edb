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
    static constexpr int most_tiles_in_run = 8;  // what is drawn at a time stays in the processor's cache

    static constexpr std::size_t most_rectangles = 24;  // to present one more costs a request to the screen

    // Everything counts as changed in the next frame.
    void resize(int width, int height);

    void begin(Colour clear);

    // The next shape, by its number in drawing order. It touches only pixels inside `bounds`, which lie inside the
    // canvas. What it covers with one opaque colour hides what was added before: that no longer counts there.
    void add(std::uint32_t number, std::uint64_t hash, const Rectangle& bounds,
             const std::optional<Rectangle>& covered = std::nullopt);

    // The changed tiles, joined into rectangles that do not overlap: at most `most_rectangles`, or else one for each
    // row of tiles, which then hold some that did not change. Valid until the next call.
    [[nodiscard]] std::span<const Rectangle> finish();

    // Changed tiles side by side, to be drawn together.
    struct Run {
        Rectangle area;
        std::uint32_t seen_from = 0;   // shapes with smaller numbers are hidden in all of it
        std::uint32_t first_bare = 0;  // in bare(): its parts where the background can be seen
        std::uint32_t bare_parts = 0;
    };
    // After finish.
    [[nodiscard]] std::span<const Run> runs() const { return runs_; }
    [[nodiscard]] std::span<const Rectangle> bare(const Run& run) const {
        return std::span(bare_).subspan(run.first_bare, run.bare_parts);
    }

    // After finish: calls `visit` with the index of each run that meets `bounds`, which lies inside the canvas.
    template <class Visit>
    void for_each_run(const Rectangle& bounds, const Visit& visit) const {
        const int right = (bounds.x + bounds.width - 1) / tile_width;
        const int bottom = (bounds.y + bounds.height - 1) / tile_height;
        for (int row = bounds.y / tile_height; row <= bottom; ++row) {
            std::int32_t last = -1;
            for (int column = bounds.x / tile_width; column <= right; ++column) {
                const std::int32_t run = run_of_[static_cast<std::size_t>(row * columns_ + column)];
                if (run >= 0 && run != last) visit(static_cast<std::uint32_t>(run));
                last = run;
            }
        }
    }

private:
    [[nodiscard]] bool lies_inside(int column, int row, const Rectangle& area) const;
    [[nodiscard]] Rectangle tile_area(int column, int row) const;
    void find_runs();
    void extend_run(int column, int row);
    void find_rectangles(bool across_gaps);
    void join(const Rectangle& strip, std::size_t first_of_row);

    int width_ = 0;
    int height_ = 0;
    int columns_ = 0;
    int rows_ = 0;
    std::uint64_t background_ = 0;
    std::vector<std::uint64_t> now_;
    std::vector<std::uint64_t> before_;
    std::vector<std::int32_t> covered_by_;  // number of the shape, -1: the background can be seen
    std::vector<std::int32_t> run_of_;      // -1: the tile did not change
    std::vector<Run> runs_;
    std::vector<Rectangle> bare_;
    std::vector<Rectangle> rectangles_;
};

}  // namespace rancak::kiosk
