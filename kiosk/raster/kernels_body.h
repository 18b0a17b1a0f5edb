// Compiled once for each instruction set, as the body of a namespace-less .cpp; everything has internal linkage.
// Integer arithmetic, or float without contraction, so that each set gives the same pixels.

#include "kiosk/raster/kernels.h"

#include <cstring>

namespace rancak::kiosk {
namespace {

constexpr int lanes = 8;
using Words = std::uint32_t __attribute__((vector_size(lanes * 4)));
using Halves = std::uint16_t __attribute__((vector_size(lanes * 4)));
using Integers = std::int32_t __attribute__((vector_size(lanes * 4)));
using Floats = float __attribute__((vector_size(lanes * 4)));
using Bytes = std::uint8_t __attribute__((vector_size(lanes)));

constexpr std::uint32_t every_other_byte = 0x00ff00ff;
constexpr std::uint32_t opaque = 0xff000000;

#define RANCAK_INLINE inline __attribute__((always_inline))

template <class To, class From>
RANCAK_INLINE To bits(const From& from) {
    static_assert(sizeof(To) == sizeof(From));
    To to;
    std::memcpy(&to, &from, sizeof to);
    return to;
}

RANCAK_INLINE Words load(const std::uint32_t* from) {
    Words words;
    std::memcpy(&words, from, sizeof words);
    return words;
}

RANCAK_INLINE void store(std::uint32_t* to, const Words& words) { std::memcpy(to, &words, sizeof words); }

RANCAK_INLINE Words all(std::uint32_t word) { return Words{} + word; }

// x / 255, rounded, for x up to 255 * 255.
RANCAK_INLINE Halves over_255(const Halves& x) {
    const Halves shifted = x + std::uint16_t{128};
    return (shifted + (shifted >> 8)) >> 8;
}

// `alpha`: 0 to 255 in each word.
RANCAK_INLINE Words blend_words(const Words& below, const Words& colour, const Words& alpha) {
    const auto pair = bits<Halves>(alpha | (alpha << 16));
    const Halves rest = std::uint16_t{255} - pair;
    const auto even = bits<Halves>(colour & every_other_byte) * pair + bits<Halves>(below & every_other_byte) * rest;
    const auto odd =
        bits<Halves>((colour >> 8) & every_other_byte) * pair + bits<Halves>((below >> 8) & every_other_byte) * rest;
    return bits<Words>(over_255(even)) | (bits<Words>(over_255(odd)) << 8);
}

// Each channel times the other's, over 255.
RANCAK_INLINE Words multiply_words(const Words& left, const Words& right) {
    const auto even = bits<Halves>(left & every_other_byte) * bits<Halves>(right & every_other_byte);
    const auto odd = bits<Halves>((left >> 8) & every_other_byte) * bits<Halves>((right >> 8) & every_other_byte);
    return bits<Words>(over_255(even)) | (bits<Words>(over_255(odd)) << 8);
}

// Runs `step(row, index)` over whole groups of lanes, the last on a copy that is as long.
template <class Step>
RANCAK_INLINE void for_each_group(std::uint32_t* row, int count, const Step& step) {
    int index = 0;
    for (; index + lanes <= count; index += lanes) step(row + index, index);
    if (index == count) return;
    std::uint32_t rest[lanes] = {};
    const auto left = static_cast<std::size_t>(count - index) * sizeof(std::uint32_t);
    std::memcpy(rest, row + index, left);
    step(rest, index);
    std::memcpy(row + index, rest, left);
}

// The group of `from` that begins at `index`, zeros behind its end.
RANCAK_INLINE Words load_up_to(const std::uint32_t* from, int index, int count) {
    if (index + lanes <= count) return load(from + index);
    std::uint32_t rest[lanes] = {};
    std::memcpy(rest, from + index, static_cast<std::size_t>(count - index) * sizeof(std::uint32_t));
    return load(rest);
}

RANCAK_INLINE Words ramp_words(const Ramp& ramp, int index) {
    const Floats steps = {0, 1, 2, 3, 4, 5, 6, 7};
    Floats values = ramp.start + (steps + static_cast<float>(index)) * ramp.step;
    values = values < 0.0F ? Floats{} : values;
    values = values > 255.0F ? Floats{} + 255.0F : values;
    return bits<Words>(__builtin_convertvector(values + 0.5F, Integers));
}

void fill(std::uint32_t* row, int count, std::uint32_t colour) {
    const std::uint32_t pixel = colour | opaque;
    for (int index = 0; index < count; ++index) row[index] = pixel;
}

void blend(std::uint32_t* row, int count, std::uint32_t colour) {
    const Words alpha = all(colour >> 24U);
    const Words words = all(colour | opaque);
    for_each_group(row, count, [&](std::uint32_t* at, int) { store(at, blend_words(load(at), words, alpha)); });
}

void fade(std::uint32_t* row, int count, std::uint32_t colour, Ramp alpha) {
    const Words words = all(colour | opaque);
    for_each_group(row, count, [&](std::uint32_t* at, int index) {
        store(at, blend_words(load(at), words, ramp_words(alpha, index)));
    });
}

void mask(std::uint32_t* row, int count, const std::uint8_t* coverage, std::uint32_t colour) {
    const Words words = all(colour | opaque);
    const auto alpha = static_cast<std::uint16_t>(colour >> 24U);
    for_each_group(row, count, [&](std::uint32_t* at, int index) {
        const int left = count - index;
        std::uint64_t eight = 0;
        std::memcpy(&eight, coverage + index, static_cast<std::size_t>(left < lanes ? left : lanes));
        if (eight == 0) return;
        if (eight == ~std::uint64_t{0} && alpha == 255) {
            store(at, words);
            return;
        }
        const Words covered = __builtin_convertvector(bits<Bytes>(eight), Words);
        const Words alphas = bits<Words>(over_255(bits<Halves>(covered) * alpha));
        store(at, blend_words(load(at), words, alphas));
    });
}

void shade(std::uint32_t* row, int count, const std::uint32_t* colours) {
    for_each_group(row, count, [&](std::uint32_t* at, int index) {
        const Words colour = load_up_to(colours, index, count);
        store(at, blend_words(load(at), colour | opaque, colour >> 24));
    });
}

void ramp(std::uint32_t* colours, int count, const Ramp* ramps) {
    for_each_group(colours, count, [&](std::uint32_t* at, int index) {
        store(at, (ramp_words(ramps[0], index) << 16) | (ramp_words(ramps[1], index) << 8) |
                      ramp_words(ramps[2], index) | (ramp_words(ramps[3], index) << 24));
    });
}

void tint(std::uint32_t* colours, int count, std::uint32_t colour) {
    const Words words = all(colour);
    for_each_group(colours, count, [&](std::uint32_t* at, int) { store(at, multiply_words(load(at), words)); });
}

void multiply(std::uint32_t* colours, int count, const std::uint32_t* others) {
    for_each_group(colours, count, [&](std::uint32_t* at, int index) {
        store(at, multiply_words(load(at), load_up_to(others, index, count)));
    });
}

RANCAK_INLINE std::int64_t clamp_to(std::int64_t value, std::int64_t last) {
    return value < 0 ? 0 : (value > last ? last : value);
}

// The four texels around a point and how far it lies from the first of them, in 1/256.
struct Neighbours {
    std::size_t top_left;
    std::size_t top_right;
    std::size_t bottom_left;
    std::size_t bottom_right;
    std::uint32_t across;
    std::uint32_t down;
};

RANCAK_INLINE Neighbours neighbours(const TexelGrid& grid, const TexelPath& path) {
    // A texel ends half a texel right of its centre; weights are rounded to 1/256, as llvmpipe does.
    const std::int64_t u = (path.u + 128) >> 8;
    const std::int64_t v = (path.v + 128) >> 8;
    const auto left = static_cast<std::size_t>(clamp_to(u >> 8, grid.width - 1));
    const auto right = static_cast<std::size_t>(clamp_to((u >> 8) + 1, grid.width - 1));
    const auto top = static_cast<std::size_t>(clamp_to(v >> 8, grid.height - 1)) * static_cast<std::size_t>(grid.width);
    const auto bottom =
        static_cast<std::size_t>(clamp_to((v >> 8) + 1, grid.height - 1)) * static_cast<std::size_t>(grid.width);
    return {top + left,
            top + right,
            bottom + left,
            bottom + right,
            static_cast<std::uint32_t>(u & 255),
            static_cast<std::uint32_t>(v & 255)};
}

RANCAK_INLINE void advance(TexelPath& path) {
    path.u += path.u_step;
    path.v += path.v_step;
}

// Two channels of a word at a time: left + (right - left) * weight / 256.
RANCAK_INLINE std::uint32_t mix_texels(std::uint32_t left, std::uint32_t right, std::uint32_t weight) {
    const std::uint32_t rest = 256 - weight;
    constexpr std::uint32_t half = 0x00800080;
    const std::uint32_t even = (left & every_other_byte) * rest + (right & every_other_byte) * weight + half;
    const std::uint32_t odd =
        ((left >> 8U) & every_other_byte) * rest + ((right >> 8U) & every_other_byte) * weight + half;
    return ((even >> 8U) & every_other_byte) | (odd & ~every_other_byte);
}

void sample_alpha(std::uint32_t* colours, int count, const TexelGrid& grid, TexelPath path) {
    for (int index = 0; index < count; ++index, advance(path)) {
        const Neighbours at = neighbours(grid, path);
        const std::uint32_t top = grid.texels[at.top_left] * (256 - at.across) + grid.texels[at.top_right] * at.across;
        const std::uint32_t bottom =
            grid.texels[at.bottom_left] * (256 - at.across) + grid.texels[at.bottom_right] * at.across;
        const std::uint32_t alpha = (top * (256 - at.down) + bottom * at.down + 0x8000) >> 16U;
        colours[index] = (alpha << 24U) | 0x00ffffff;
    }
}

RANCAK_INLINE std::uint32_t word_at(const TexelGrid& grid, std::size_t texel) {
    std::uint32_t word = 0;
    std::memcpy(&word, grid.texels + 4 * texel, sizeof word);
    return word;
}

void sample_colour(std::uint32_t* colours, int count, const TexelGrid& grid, TexelPath path) {
    for (int index = 0; index < count; ++index, advance(path)) {
        const Neighbours at = neighbours(grid, path);
        colours[index] =
            mix_texels(mix_texels(word_at(grid, at.top_left), word_at(grid, at.top_right), at.across),
                       mix_texels(word_at(grid, at.bottom_left), word_at(grid, at.bottom_right), at.across), at.down);
    }
}

constexpr Kernels kernels{.fill = fill,
                          .blend = blend,
                          .fade = fade,
                          .mask = mask,
                          .shade = shade,
                          .ramp = ramp,
                          .tint = tint,
                          .multiply = multiply,
                          .sample_alpha = sample_alpha,
                          .sample_colour = sample_colour};

}  // namespace
}  // namespace rancak::kiosk
