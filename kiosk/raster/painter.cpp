#include "kiosk/raster/painter.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace rancak::kiosk {
namespace {

constexpr int one_pixel = 256;

// A whole number over another, rounded down, and what is left: 0 or more.
struct Quotient {
    std::int64_t whole;
    std::int64_t rest;

    // `inverse`: of the divisor. To multiply is much quicker than to divide, and the quotient, less than 2^40, hardly off.
    Quotient(std::int64_t dividend, std::int64_t divisor, double inverse)
        : whole(static_cast<std::int64_t>(static_cast<double>(dividend) * inverse)), rest(dividend - whole * divisor) {
        while (rest < 0) step(-1, divisor);
        while (rest >= divisor) step(1, divisor);
    }

private:
    void step(int by, std::int64_t divisor) {
        whole += by;
        rest -= by * divisor;
    }
};

}  // namespace

void Painter::clear(const Rectangle& area, Colour colour) {
    if (area.height > highest) return;
    const std::uint32_t pixel =
        (std::uint32_t{colour.red} << 16U) | (std::uint32_t{colour.green} << 8U) | std::uint32_t{colour.blue};
    std::fill_n(parts_, area.height, Span{area.x, area.x + area.width});
    kernels_.fill(rows(area), pixel);
}

void Painter::paint(const Piece& piece, const Rectangle& area) {
    const Rectangle part = intersection(piece.bounds, area);
    if (part.empty() || part.height > highest) return;
    const bool between_sides = part.y >= piece.whole_from && part.y + part.height <= piece.whole_to;
    outline(between_sides ? std::span<const FixedPoint>{} : pieces_.corners(piece), part);
    const Rows all = rows(part);
    const Plane* planes = pieces_.planes(piece);
    switch (piece.paint) {
        case Piece::Paint::plain:
            return (piece.colour >> 24U == 255 ? kernels_.fill : kernels_.blend)(all, piece.colour);
        case Piece::Paint::fade:
            return kernels_.fade(all, piece.colour, planes[0]);
        case Piece::Paint::ramps:
            return kernels_.ramps(all, planes);
        case Piece::Paint::copy:
            return kernels_.copy(all, piece.texture->picture(), piece.copy_x, piece.copy_y, piece.colour);
        case Piece::Paint::copy_ramps:
            return kernels_.copy_ramps(all, piece.texture->picture(), piece.copy_x, piece.copy_y, planes + 2);
        case Piece::Paint::sample:
            return kernels_.sample(all, piece.texture->picture(), planes, piece.colour);
        case Piece::Paint::sample_ramps:
            return kernels_.sample_ramps(all, piece.texture->picture(), planes, planes + 2);
    }
}

Rows Painter::rows(const Rectangle& area) const {
    return {canvas_.pixels + static_cast<std::ptrdiff_t>(area.y) * canvas_.pitch, canvas_.pitch, canvas_.width, area.y,
            std::span(parts_).first(static_cast<std::size_t>(area.height))};
}

// Finds what each row of `part` shows of a polygon; of one without corners, all.
void Painter::outline(std::span<const FixedPoint> corners, const Rectangle& part) {
    const int right = part.x + part.width;
    if (corners.empty()) {
        std::fill_n(parts_, part.height, Span{part.x, right});
        return;
    }
    std::fill_n(parts_, part.height, Span{right, part.x});
    for (std::size_t corner = 0; corner < corners.size(); ++corner) {
        const FixedPoint& from = corners[corner];
        const FixedPoint& to = corners[corner + 1 == corners.size() ? 0 : corner + 1];
        // The pieces' corners go round clockwise: edges that lead down bound them on the right.
        if (to.y > from.y) edge(from, to, part, [](Span& row, int pixel) { row.to = std::max(row.to, pixel); });
        if (to.y < from.y) edge(to, from, part, [](Span& row, int pixel) { row.from = std::min(row.from, pixel); });
    }
    for (Span& row : std::span(parts_).first(static_cast<std::size_t>(part.height)))
        row = {std::max(row.from, part.x), std::min(row.to, right)};
}

// In each row that the edge crosses at the pixels' centres: takes the first pixel right of it.
template <class Take>
void Painter::edge(const FixedPoint& upper, const FixedPoint& lower, const Rectangle& part, const Take& take) {
    const int first = std::max(part.y, (upper.y + one_pixel / 2 - 1) >> 8);
    const int end = std::min(part.y + part.height, (lower.y + one_pixel / 2 - 1) >> 8);
    if (first >= end) return;
    if (upper.x == lower.x) {
        for (int y = first; y < end; ++y) take(parts_[y - part.y], (upper.x + one_pixel / 2 - 1) >> 8);
        return;
    }
    // ceil((x - 128) / 256) at the row's centre, as an exact fraction over 256 * height.
    const std::int64_t height = std::int64_t{lower.y} - upper.y;
    const std::int64_t width = std::int64_t{lower.x} - upper.x;
    const std::int64_t divisor = one_pixel * height;
    const std::int64_t centre = std::int64_t{one_pixel} * first + one_pixel / 2;
    const std::int64_t numerator =
        (std::int64_t{upper.x} - one_pixel / 2) * height + (centre - upper.y) * width + divisor - 1;
    const double inverse = 1 / static_cast<double>(divisor);
    const Quotient start(numerator, divisor, inverse);
    if (end - first == 1) return take(parts_[first - part.y], static_cast<int>(start.whole));
    const Quotient down(one_pixel * width, divisor, inverse);
    auto pixel = static_cast<int>(start.whole);
    const auto step = static_cast<int>(down.whole);
    std::int64_t rest = start.rest - divisor;  // below 0: no carry yet
    for (int y = first; y < end; ++y) {
        take(parts_[y - part.y], pixel);
        rest += down.rest;
        const bool carry = rest >= 0;
        pixel += step + static_cast<int>(carry);
        rest -= carry ? divisor : 0;
    }
}

}  // namespace rancak::kiosk
