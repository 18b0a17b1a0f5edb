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
    // From and to (exclusive), in pixels.
    struct Span {
        int from = 0;
        int to = 0;
    };
    void outline(const Piece& piece, const Rectangle& part);
    template <class Take>
    void edge(const FixedPoint& upper, const FixedPoint& lower, const Rectangle& part, const Take& take);
    template <class Row>
    void for_each_row(const Rectangle& part, const Row& row);
    void copy_texels(const Piece& piece, const Rectangle& part);
    template <class Fill>
    void shade_rows(const Rectangle& part, const Fill& fill);
    void sample(const Piece& piece, int x, int y, int count, std::uint32_t* colours) const;
    void ramps(const Plane* planes, int x, int y, int count, std::uint32_t* colours) const;

    const Canvas canvas_;
    const Kernels& kernels_;
    const Pieces& pieces_;
    Span rows_[highest];
};

}  // namespace rancak::kiosk
