#pragma once

#include <cstddef>
#include <cstdint>

namespace rancak::kiosk {

// Colours are 0xAARRGGBB, alpha not premultiplied. Blending is OpenGL's SRC_ALPHA, ONE_MINUS_SRC_ALPHA, each channel
// rounded to the nearest of 255; what is drawn is opaque (alpha 255).

// Along a row: the value at its first pixel's centre, and what each further pixel adds; 0 to 255.
struct Ramp {
    float start = 0;
    float step = 0;
};

// Where a row reads a picture, in 1/65536 texels from the centre of the top left texel.
struct TexelPath {
    std::int64_t u = 0;  // at the first pixel's centre
    std::int64_t v = 0;
    std::int64_t u_step = 0;
    std::int64_t v_step = 0;
};

struct TexelGrid {
    const std::uint8_t* texels = nullptr;
    int width = 0;
    int height = 0;
};

// The loops over a row's pixels. Every set of them gives the same pixels; `count` is positive.
struct Kernels {
    void (*fill)(std::uint32_t* row, int count, std::uint32_t colour);
    void (*blend)(std::uint32_t* row, int count, std::uint32_t colour);
    // `colour` with an alpha of its own for each pixel.
    void (*fade)(std::uint32_t* row, int count, std::uint32_t colour, Ramp alpha);
    void (*mask)(std::uint32_t* row, int count, const std::uint8_t* coverage, std::uint32_t colour);
    void (*shade)(std::uint32_t* row, int count, const std::uint32_t* colours);
    // Colours from four ramps: red, green, blue, alpha.
    void (*ramp)(std::uint32_t* colours, int count, const Ramp* ramps);
    void (*tint)(std::uint32_t* colours, int count, std::uint32_t colour);
    void (*multiply)(std::uint32_t* colours, int count, const std::uint32_t* others);
    // Bilinear, as GL_LINEAR with GL_CLAMP_TO_EDGE: white with an alpha, or 0xAARRGGBB words.
    void (*sample_alpha)(std::uint32_t* colours, int count, const TexelGrid& grid, TexelPath path);
    void (*sample_colour)(std::uint32_t* colours, int count, const TexelGrid& grid, TexelPath path);
};

[[nodiscard]] const Kernels& portable_kernels();

// The portable ones where the processor or the compiler has no AVX2.
[[nodiscard]] const Kernels& fastest_kernels();

}  // namespace rancak::kiosk
