#include "kiosk/raster/painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace rancak::kiosk {
namespace {

constexpr int one_pixel = 256;

std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor) {
    const std::int64_t quotient = dividend / divisor;
    return quotient - ((dividend % divisor) < 0 ? 1 : 0);
}

Ramp ramp_of(const Plane& plane, int x, int y) {
    return {static_cast<float>(plane.at(x, y)), static_cast<float>(plane.across)};
}

// Far outside the picture every texel is its edge's; so far that no sum of steps overflows.
std::int64_t fixed_texels(double texels) {
    constexpr double far = 1 << 24;
    return std::llround(std::clamp(texels, -far, far) * 65536);
}

TexelPath path_of(const Plane* uv, int x, int y) {
    return {fixed_texels(uv[0].at(x, y)), fixed_texels(uv[1].at(x, y)), fixed_texels(uv[0].across),
            fixed_texels(uv[1].across)};
}

}  // namespace

void Painter::clear(const Rectangle& area, Colour colour) {
    const std::uint32_t pixel =
        (std::uint32_t{colour.red} << 16U) | (std::uint32_t{colour.green} << 8U) | std::uint32_t{colour.blue};
    for (int y = area.y; y < area.y + area.height; ++y) {
        kernels_.fill(canvas_.pixels + static_cast<std::ptrdiff_t>(y) * canvas_.pitch + area.x, area.width, pixel);
    }
}

void Painter::paint(const Piece& piece, const Rectangle& area) {
    const Rectangle& all = piece.bounds;
    Rectangle part;
    part.x = std::max(all.x, area.x);
    part.y = std::max(all.y, area.y);
    part.width = std::min(all.x + all.width, area.x + area.width) - part.x;
    part.height = std::min(all.y + all.height, area.y + area.height) - part.y;
    if (part.width <= 0 || part.height <= 0 || part.width > widest || part.height > highest) return;
    outline(piece, part);
    paint_rows(piece, part);
}

void Painter::outline(const Piece& piece, const Rectangle& part) {
    const auto corners = pieces_.corners(piece);
    const Span whole{part.x, part.x + part.width};
    std::fill_n(rows_, part.height, corners.empty() ? whole : Span{});
    for (std::size_t corner = 0; corner < corners.size(); ++corner) {
        const FixedPoint& from = corners[corner];
        const FixedPoint& to = corners[corner + 1 == corners.size() ? 0 : corner + 1];
        // The pieces' corners go round clockwise: edges that lead down bound them on the right.
        if (to.y > from.y) edge(from, to, part, &Span::to);
        if (to.y < from.y) edge(to, from, part, &Span::from);
    }
}

// In each row that the edge crosses at the pixels' centres: the first pixel right of it.
void Painter::edge(const FixedPoint& upper, const FixedPoint& lower, const Rectangle& part, int Span::*side) {
    const int first = std::max(part.y, (upper.y + one_pixel / 2 - 1) >> 8);
    const int end = std::min(part.y + part.height, (lower.y + one_pixel / 2 - 1) >> 8);
    if (first >= end) return;
    // ceil((x - 128) / 256) at the row's centre, as an exact fraction over 256 * height.
    const std::int64_t height = std::int64_t{lower.y} - upper.y;
    const std::int64_t width = std::int64_t{lower.x} - upper.x;
    const std::int64_t divisor = one_pixel * height;
    const std::int64_t centre = std::int64_t{one_pixel} * first + one_pixel / 2;
    const std::int64_t numerator =
        (std::int64_t{upper.x} - one_pixel / 2) * height + (centre - upper.y) * width + divisor - 1;
    std::int64_t pixel = floor_divide(numerator, divisor);
    std::int64_t rest = numerator - pixel * divisor;
    const std::int64_t step = floor_divide(one_pixel * width, divisor);
    const std::int64_t step_rest = one_pixel * width - step * divisor;
    const std::int64_t left = part.x;
    const std::int64_t right = std::int64_t{part.x} + part.width;
    for (int y = first; y < end; ++y) {
        rows_[y - part.y].*side = static_cast<int>(std::clamp(pixel, left, right));
        pixel += step;
        rest += step_rest;
        if (rest >= divisor) {
            rest -= divisor;
            ++pixel;
        }
    }
}

void Painter::paint_rows(const Piece& piece, const Rectangle& part) {
    for (int row = 0; row < part.height; ++row) {
        if (rows_[row].to > rows_[row].from) paint_row(piece, part.y + row, rows_[row]);
    }
}

void Painter::paint_row(const Piece& piece, int y, Span span) {
    std::uint32_t* row = canvas_.pixels + static_cast<std::ptrdiff_t>(y) * canvas_.pitch + span.from;
    const int count = span.to - span.from;
    const Plane* planes = pieces_.planes(piece);
    std::array<std::uint32_t, widest> colours;
    const auto ramps = [&](const Plane* of, std::uint32_t* into) {
        const std::array four{ramp_of(of[0], span.from, y), ramp_of(of[1], span.from, y), ramp_of(of[2], span.from, y),
                              ramp_of(of[3], span.from, y)};
        kernels_.ramp(into, count, four.data());
    };
    switch (piece.paint) {
        case Piece::Paint::plain:
            (piece.colour >> 24U == 255 ? kernels_.fill : kernels_.blend)(row, count, piece.colour);
            return;
        case Piece::Paint::fade:
            kernels_.fade(row, count, piece.colour, ramp_of(planes[0], span.from, y));
            return;
        case Piece::Paint::ramps:
            ramps(planes, colours.data());
            kernels_.shade(row, count, colours.data());
            return;
        case Piece::Paint::copy:
        case Piece::Paint::sample:
            break;
        case Piece::Paint::sample_ramps: {
            std::array<std::uint32_t, widest> texels;
            sample_row(piece, y, span, texels.data());
            ramps(planes + 2, colours.data());
            kernels_.multiply(colours.data(), count, texels.data());
            kernels_.shade(row, count, colours.data());
            return;
        }
    }
    const Image& image = piece.texture->image;
    const auto first_texel = static_cast<std::ptrdiff_t>(y + piece.copy_y) * image.width + span.from + piece.copy_x;
    const bool copies = piece.paint == Piece::Paint::copy;
    if (copies && image.format == PixelFormat::alpha8) {
        kernels_.mask(row, count, image.pixels.data() + first_texel, piece.colour);
        return;
    }
    if (copies) {
        std::memcpy(colours.data(), image.pixels.data() + 4 * first_texel, 4 * static_cast<std::size_t>(count));
    } else {
        sample_row(piece, y, span, colours.data());
    }
    if (piece.colour != 0xffffffff) kernels_.tint(colours.data(), count, piece.colour);
    kernels_.shade(row, count, colours.data());
}

void Painter::sample_row(const Piece& piece, int y, Span span, std::uint32_t* colours) {
    const Image& image = piece.texture->image;
    const TexelGrid grid{image.pixels.data(), image.width, image.height};
    const TexelPath path = path_of(pieces_.planes(piece), span.from, y);
    const auto sample = image.format == PixelFormat::alpha8 ? kernels_.sample_alpha : kernels_.sample_colour;
    sample(colours, span.to - span.from, grid, path);
}

}  // namespace rancak::kiosk
