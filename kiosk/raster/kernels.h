#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace rancak::kiosk {

// Colours are 0xAARRGGBB, alpha not premultiplied. Blending is OpenGL's SRC_ALPHA, ONE_MINUS_SRC_ALPHA, each channel
// rounded to the nearest of 255; what is drawn is opaque (alpha 255).

// A value that changes evenly over the canvas: at the centre of pixel (x, y) it is base + x * across + y * down.
struct Plane {
    double base = 0;
    double across = 0;
    double down = 0;

    [[nodiscard]] double at(int x, int y) const { return base + x * across + y * down; }
};

// Pixels of a row; none when `to`, which is exclusive, is not behind `from`.
struct Span {
    int from = 0;
    int to = 0;
};

// A part of each of some rows of a canvas, one under the other. Pixels beside the parts may be written, with what
// they held.
struct Rows {
    std::uint32_t* pixels = nullptr;  // the first row's, from the left edge of the canvas
    std::ptrdiff_t pitch = 0;         // pixels from one row to the next
    int width = 0;                    // of the canvas: every part lies inside
    int top = 0;                      // y of the first row
    std::span<const Span> parts;
};

// Not owned. Rows of texels from the top: a byte each, white with this alpha, or 0xAARRGGBB words.
struct Picture {
    const std::uint8_t* texels = nullptr;
    int width = 0;
    int height = 0;
    bool alpha_only = false;
    bool opaque = false;  // every texel is
};

// The loops over pixels. Every set of them gives the same ones. `uv`: two planes, in texels from the centre of the top
// left one; pictures are sampled bilinearly, as GL_LINEAR with GL_CLAMP_TO_EDGE. `rgba`: four planes, 0 to 255.
struct Kernels {
    void (*fill)(const Rows&, std::uint32_t colour);
    void (*blend)(const Rows&, std::uint32_t colour);
    // `colour` with an alpha of its own for each pixel.
    void (*fade)(const Rows&, std::uint32_t colour, const Plane& alpha);
    void (*ramps)(const Rows&, const Plane* rgba);
    // Pixel (x, y) shows texel (x + across, y + down), which exists, tinted.
    void (*copy)(const Rows&, const Picture&, int across, int down, std::uint32_t tint);
    // The same of a picture of words, tinted by `rgba`.
    void (*copy_ramps)(const Rows&, const Picture&, int across, int down, const Plane* rgba);
    void (*sample)(const Rows&, const Picture&, const Plane* uv, std::uint32_t tint);
    void (*sample_ramps)(const Rows&, const Picture&, const Plane* uv, const Plane* rgba);
};

[[nodiscard]] const Kernels& portable_kernels();

// The portable ones where the processor or the compiler has no AVX2.
[[nodiscard]] const Kernels& fastest_kernels();

// What a picture shows at one point, in texels from the centre of the top left one.
[[nodiscard]] std::uint32_t texel_at(const Picture& picture, double u, double v);

}  // namespace rancak::kiosk
