#pragma once

#include "kiosk/raster/kernels.h"
#include "kiosk/raster/pieces.h"

#include <span>

namespace rancak::kiosk {

// Lifecycle: one a band, on the stack. Paints pieces into one part of a canvas at a time; a pixel belongs to a piece
// when its centre lies inside, or on a left or top edge, so that neighbours never share one.
class Painter {
public:
    // Higher parts are not painted.
    static constexpr int highest = 64;

    Painter(const Canvas& canvas, const Kernels& kernels, const Pieces& pieces)
        : canvas_(canvas), kernels_(kernels), pieces_(pieces) {}

    void clear(const Rectangle& area, Colour colour);

    // Only what lies inside `area`, which lies inside the canvas.
    void paint(const Piece& piece, const Rectangle& area);

private:
    void outline(std::span<const FixedPoint> corners, const Rectangle& part);
    [[nodiscard]] Rows rows(const Rectangle& area) const;
    template <class Take>
    void edge(const FixedPoint& upper, const FixedPoint& lower, const Rectangle& part, const Take& take);

    const Canvas canvas_;
    const Kernels& kernels_;
    const Pieces& pieces_;
    Span parts_[highest];  // of the rows at hand
};

}  // namespace rancak::kiosk
