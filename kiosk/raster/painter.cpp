#include "kiosk/raster/painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace rancak::kiosk {
namespace {

constexpr int one_pixel = 256;
constexpr int chunk = 128;  // pixels whose colours are made before they are blended
constexpr std::uint32_t white = 0xffffffff;

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
    if (part.width <= 0 || part.height <= 0 || part.height > highest) return;
    outline(piece, part);
    const Plane* planes = pieces_.planes(piece);
    switch (piece.paint) {
        case Piece::Paint::plain: {
            const auto kernel = piece.colour >> 24U == 255 ? kernels_.fill : kernels_.blend;
            for_each_row(part, [&](std::uint32_t* row, int, int, int count) { kernel(row, count, piece.colour); });
            return;
        }
        case Piece::Paint::fade:
            for_each_row(part, [&](std::uint32_t* row, int x, int y, int count) {
                kernels_.fade(row, count, piece.colour, ramp_of(planes[0], x, y));
            });
            return;
        case Piece::Paint::ramps:
            shade_rows(part,
                       [&](int x, int y, int count, std::uint32_t* colours) { ramps(planes, x, y, count, colours); });
            return;
        case Piece::Paint::copy:
            copy_texels(piece, part);
            return;
        case Piece::Paint::sample:
            shade_rows(part, [&](int x, int y, int count, std::uint32_t* colours) {
                sample(piece, x, y, count, colours);
                if (piece.colour != white) kernels_.tint(colours, count, piece.colour);
            });
            return;
        case Piece::Paint::sample_ramps:
            shade_rows(part, [&](int x, int y, int count, std::uint32_t* colours) {
                std::array<std::uint32_t, chunk> texels;
                sample(piece, x, y, count, texels.data());
                ramps(planes + 2, x, y, count, colours);
                kernels_.multiply(colours, count, texels.data());
            });
            return;
    }
}

void Painter::outline(const Piece& piece, const Rectangle& part) {
    const auto corners = pieces_.corners(piece);
    const Span whole{part.x, part.x + part.width};
    const Span none{part.x + part.width, part.x};
    std::fill_n(rows_, part.height, corners.empty() ? whole : none);
    for (std::size_t corner = 0; corner < corners.size(); ++corner) {
        const FixedPoint& from = corners[corner];
        const FixedPoint& to = corners[corner + 1 == corners.size() ? 0 : corner + 1];
        // The pieces' corners go round clockwise: edges that lead down bound them on the right.
        if (to.y > from.y) edge(from, to, part, [](Span& row, int pixel) { row.to = std::max(row.to, pixel); });
        if (to.y < from.y) edge(to, from, part, [](Span& row, int pixel) { row.from = std::min(row.from, pixel); });
    }
}

// In each row that the edge crosses at the pixels' centres: takes the first pixel right of it.
template <class Take>
void Painter::edge(const FixedPoint& upper, const FixedPoint& lower, const Rectangle& part, const Take& take) {
    const int first = std::max(part.y, (upper.y + one_pixel / 2 - 1) >> 8);
    const int end = std::min(part.y + part.height, (lower.y + one_pixel / 2 - 1) >> 8);
    if (first >= end) return;
    if (upper.x == lower.x) {
        for (int y = first; y < end; ++y) take(rows_[y - part.y], (upper.x + one_pixel / 2 - 1) >> 8);
        return;
    }
    // ceil((x - 128) / 256) at the row's centre, as an exact fraction over 256 * height.
    const std::int64_t height = std::int64_t{lower.y} - upper.y;
    const std::int64_t width = std::int64_t{lower.x} - upper.x;
    const std::int64_t divisor = one_pixel * height;
    const std::int64_t centre = std::int64_t{one_pixel} * first + one_pixel / 2;
    const std::int64_t numerator =
        (std::int64_t{upper.x} - one_pixel / 2) * height + (centre - upper.y) * width + divisor - 1;
    const std::int64_t quotient = floor_divide(numerator, divisor);
    const std::int64_t quotient_step = floor_divide(one_pixel * width, divisor);
    auto pixel = static_cast<int>(quotient);
    const auto step = static_cast<int>(quotient_step);
    std::int64_t rest = numerator - quotient * divisor - divisor;  // below 0: no carry yet
    const std::int64_t step_rest = one_pixel * width - quotient_step * divisor;
    for (int y = first; y < end; ++y) {
        take(rows_[y - part.y], pixel);
        rest += step_rest;
        const bool carry = rest >= 0;
        pixel += step + static_cast<int>(carry);
        rest -= carry ? divisor : 0;
    }
}

template <class Row>
void Painter::for_each_row(const Rectangle& part, const Row& row) {
    std::uint32_t* line = canvas_.pixels + static_cast<std::ptrdiff_t>(part.y) * canvas_.pitch;
    for (int index = 0; index < part.height; ++index, line += canvas_.pitch) {
        const int from = std::max(rows_[index].from, part.x);
        const int to = std::min(rows_[index].to, part.x + part.width);
        if (to > from) row(line + from, from, part.y + index, to - from);
    }
}

// `fill` makes the colours of a part of a row, which are then blended.
template <class Fill>
void Painter::shade_rows(const Rectangle& part, const Fill& fill) {
    std::array<std::uint32_t, chunk> colours;
    for_each_row(part, [&](std::uint32_t* row, int x, int y, int count) {
        for (int done = 0; done < count; done += chunk) {
            const int now = std::min(chunk, count - done);
            fill(x + done, y, now, colours.data());
            kernels_.shade(row + done, now, colours.data());
        }
    });
}

void Painter::copy_texels(const Piece& piece, const Rectangle& part) {
    const Image& image = piece.texture->image;
    const auto texel = [&](int x, int y) {
        return static_cast<std::ptrdiff_t>(y + piece.copy_y) * image.width + x + piece.copy_x;
    };
    if (image.format == PixelFormat::alpha8) {
        for_each_row(part, [&](std::uint32_t* row, int x, int y, int count) {
            kernels_.mask(row, count, image.pixels.data() + texel(x, y), piece.colour);
        });
        return;
    }
    if (piece.colour == white) {
        const auto* words = reinterpret_cast<const std::uint32_t*>(image.pixels.data());  // the allocator aligns them
        for_each_row(part, [&](std::uint32_t* row, int x, int y, int count) {
            kernels_.shade(row, count, words + texel(x, y));
        });
        return;
    }
    shade_rows(part, [&](int x, int y, int count, std::uint32_t* colours) {
        std::memcpy(colours, image.pixels.data() + 4 * texel(x, y),
                    sizeof(std::uint32_t) * static_cast<std::size_t>(count));
        kernels_.tint(colours, count, piece.colour);
    });
}

void Painter::sample(const Piece& piece, int x, int y, int count, std::uint32_t* colours) const {
    const Image& image = piece.texture->image;
    const TexelGrid grid{image.pixels.data(), image.width, image.height};
    const auto kernel = image.format == PixelFormat::alpha8 ? kernels_.sample_alpha : kernels_.sample_colour;
    kernel(colours, count, grid, path_of(pieces_.planes(piece), x, y));
}

void Painter::ramps(const Plane* planes, int x, int y, int count, std::uint32_t* colours) const {
    const std::array four{ramp_of(planes[0], x, y), ramp_of(planes[1], x, y), ramp_of(planes[2], x, y),
                          ramp_of(planes[3], x, y)};
    kernels_.ramp(colours, count, four.data());
}

}  // namespace rancak::kiosk
