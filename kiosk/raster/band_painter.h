#pragma once

#include "kiosk/raster/damage.h"
#include "kiosk/raster/kernels.h"
#include "kiosk/raster/pieces.h"
#include "kiosk/raster/shapes.h"

#include <cstdint>
#include <vector>

namespace rancak::kiosk {

// Runs of one frame's damage that are painted together: first to end (exclusive).
struct Band {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
};

// Lifecycle: paints one band after the other, and keeps its buffers from frame to frame.
class BandPainter {
public:
    void paint(const Band& band, const Shapes& shapes, const Damage& damage, const Kernels& kernels,
               const Canvas& canvas, Colour clear);

private:
    void sort_into_runs(const Band& band, const Shapes& shapes, const Damage& damage);
    void append(std::uint32_t run, std::uint32_t piece);

    static constexpr std::uint32_t none = 0xffffffff;
    struct Entry {
        std::uint32_t piece;
        std::uint32_t next;
    };
    struct Chain {
        std::uint32_t first;
        std::uint32_t last;
    };

    Pieces pieces_;
    std::vector<Entry> entries_;
    std::vector<Chain> chains_;  // by run of the band
};

}  // namespace rancak::kiosk
