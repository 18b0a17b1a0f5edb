// Compiled once for each instruction set, as the body of a namespace-less .cpp; everything has internal linkage.
// Integer arithmetic, or float without contraction, so that each set gives the same pixels.

#include "kiosk/raster/kernels.h"

#include <cstring>

namespace rancak::kiosk {
namespace {

// Vectors of so many pixels.
template <int lanes>
struct Group;

template <>
struct Group<8> {
    using Words = std::uint32_t __attribute__((vector_size(32)));
    using Halves = std::uint16_t __attribute__((vector_size(32)));
    using Integers = std::int32_t __attribute__((vector_size(32)));
    using Floats = float __attribute__((vector_size(32)));
    using Bytes = std::uint8_t __attribute__((vector_size(8)));
    static constexpr Floats steps = {0, 1, 2, 3, 4, 5, 6, 7};
};

template <>
struct Group<4> {
    using Words = std::uint32_t __attribute__((vector_size(16)));
    using Halves = std::uint16_t __attribute__((vector_size(16)));
    using Integers = std::int32_t __attribute__((vector_size(16)));
    using Floats = float __attribute__((vector_size(16)));
    using Bytes = std::uint8_t __attribute__((vector_size(4)));
    static constexpr Floats steps = {0, 1, 2, 3};
};

constexpr int wide = 8;
constexpr int narrow = 4;
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

template <int lanes>
RANCAK_INLINE auto load(const std::uint32_t* from) {
    typename Group<lanes>::Words words;
    std::memcpy(&words, from, sizeof words);
    return words;
}

template <class Words>
RANCAK_INLINE void store(std::uint32_t* to, const Words& words) {
    std::memcpy(to, &words, sizeof words);
}

template <int lanes>
RANCAK_INLINE auto all(std::uint32_t word) {
    return typename Group<lanes>::Words{} + word;
}

// x / 255, rounded, for x up to 255 * 255.
template <class Halves>
RANCAK_INLINE Halves over_255(const Halves& x) {
    const Halves shifted = x + std::uint16_t{128};
    return (shifted + (shifted >> 8)) >> 8;
}

// `alpha`: 0 to 255 in each word.
template <int lanes, class Words>
RANCAK_INLINE Words blend_words(const Words& below, const Words& colour, const Words& alpha) {
    using Halves = typename Group<lanes>::Halves;
    const auto pair = bits<Halves>(alpha | (alpha << 16));
    const Halves rest = std::uint16_t{255} - pair;
    const Halves even = bits<Halves>(colour & every_other_byte) * pair + bits<Halves>(below & every_other_byte) * rest;
    const Halves odd =
        bits<Halves>((colour >> 8) & every_other_byte) * pair + bits<Halves>((below >> 8) & every_other_byte) * rest;
    return bits<Words>(over_255(even)) | (bits<Words>(over_255(odd)) << 8);
}

// Each channel times the other's, over 255.
template <int lanes, class Words>
RANCAK_INLINE Words multiply_words(const Words& left, const Words& right) {
    using Halves = typename Group<lanes>::Halves;
    const Halves even = bits<Halves>(left & every_other_byte) * bits<Halves>(right & every_other_byte);
    const Halves odd = bits<Halves>((left >> 8) & every_other_byte) * bits<Halves>((right >> 8) & every_other_byte);
    return bits<Words>(over_255(even)) | (bits<Words>(over_255(odd)) << 8);
}

template <int lanes>
RANCAK_INLINE auto ramp_words(const Ramp& ramp, int index) {
    using Floats = typename Group<lanes>::Floats;
    Floats values = ramp.start + (Group<lanes>::steps + static_cast<float>(index)) * ramp.step;
    values = values < 0.0F ? Floats{} : values;
    values = values > 255.0F ? Floats{} + 255.0F : values;
    return bits<typename Group<lanes>::Words>(__builtin_convertvector(values + 0.5F, typename Group<lanes>::Integers));
}

template <int lanes>
struct Width {
    static constexpr int value = lanes;
};

// Up to three pixels as a group of four, the rest zeros.
RANCAK_INLINE Group<narrow>::Words load_few(const std::uint32_t* from, int count) {
    return Group<narrow>::Words{from[0], count > 1 ? from[1] : 0, count > 2 ? from[2] : 0, 0};
}

RANCAK_INLINE void store_few(std::uint32_t* to, const Group<narrow>::Words& words, int count) {
    to[0] = words[0];
    if (count > 1) to[1] = words[1];
    if (count > 2) to[2] = words[2];
}

// row[i] becomes change(row[i]), several at a time: change(width, group, index of its first, how many of it exist).
template <class Change>
RANCAK_INLINE void for_each_group(std::uint32_t* row, int count, const Change& change) {
    int index = 0;
    for (; index + wide <= count; index += wide) {
        store(row + index, change(Width<wide>{}, load<wide>(row + index), index, wide));
    }
    if (index + narrow <= count) {
        store(row + index, change(Width<narrow>{}, load<narrow>(row + index), index, narrow));
        index += narrow;
    }
    const int left = count - index;
    if (left == 0) return;
    store_few(row + index, change(Width<narrow>{}, load_few(row + index, left), index, left), left);
}

// A group that lies beside the row; `count`: how many of it exist.
template <int lanes>
RANCAK_INLINE auto load_beside(const std::uint32_t* from, int count) {
    if constexpr (lanes == narrow) {
        if (count < narrow) return load_few(from, count);
    }
    return load<lanes>(from);
}

void fill(std::uint32_t* row, int count, std::uint32_t colour) {
    const auto words = all<wide>(colour | opaque);
    int index = 0;
    for (; index + 4 * wide <= count; index += 4 * wide) {
        for (int part = 0; part < 4; ++part) store(row + index + part * wide, words);
    }
    for (; index + wide <= count; index += wide) store(row + index, words);
    for (; index < count; ++index) row[index] = words[0];
}

void blend(std::uint32_t* row, int count, std::uint32_t colour) {
    for_each_group(row, count, [&](auto width, const auto& below, int, int) {
        constexpr int lanes = decltype(width)::value;
        return blend_words<lanes>(below, all<lanes>(colour | opaque), all<lanes>(colour >> 24U));
    });
}

void fade(std::uint32_t* row, int count, std::uint32_t colour, Ramp alpha) {
    for_each_group(row, count, [&](auto width, const auto& below, int index, int) {
        constexpr int lanes = decltype(width)::value;
        return blend_words<lanes>(below, all<lanes>(colour | opaque), ramp_words<lanes>(alpha, index));
    });
}

// A group of coverages; none read behind `count`.
template <int lanes>
RANCAK_INLINE auto load_coverage(const std::uint8_t* from, int count) {
    using Bytes = typename Group<lanes>::Bytes;
    Bytes bytes{};
    if (lanes == wide || count == narrow) {
        std::memcpy(&bytes, from, lanes);
    } else {
        for (int index = 0; index < count; ++index) bytes[index] = from[index];
    }
    return __builtin_convertvector(bytes, typename Group<lanes>::Words);
}

RANCAK_INLINE std::uint64_t eight_bytes(const std::uint8_t* from) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

void mask(std::uint32_t* row, int count, const std::uint8_t* coverage, std::uint32_t colour) {
    const auto alpha = static_cast<std::uint16_t>(colour >> 24U);
    for_each_group(row, count, [&](auto width, const auto& below, int index, int left) {
        constexpr int lanes = decltype(width)::value;
        using Words = typename Group<lanes>::Words;
        if constexpr (lanes == wide) {
            if (eight_bytes(coverage + index) == 0) return below;
        }
        const auto covered = bits<typename Group<lanes>::Halves>(load_coverage<lanes>(coverage + index, left));
        return blend_words<lanes, Words>(below, all<lanes>(colour | opaque), bits<Words>(over_255(covered * alpha)));
    });
}

RANCAK_INLINE bool all_opaque(const Group<wide>::Words& colours) {
    const auto pairs =
        bits<Group<narrow>::Integers>(Group<narrow>::Words{colours[0], colours[1], colours[2], colours[3]} &
                                      Group<narrow>::Words{colours[4], colours[5], colours[6], colours[7]});
    const auto one = static_cast<std::uint32_t>(pairs[0] & pairs[1] & pairs[2] & pairs[3]);
    return (one & opaque) == opaque;
}

void shade(std::uint32_t* row, int count, const std::uint32_t* colours) {
    for_each_group(row, count, [&](auto width, const auto& below, int index, int left) {
        constexpr int lanes = decltype(width)::value;
        const auto colour = load_beside<lanes>(colours + index, left);
        if constexpr (lanes == wide) {
            if (all_opaque(colour)) return colour;
        }
        return blend_words<lanes>(below, colour | opaque, colour >> 24);
    });
}

void ramp(std::uint32_t* colours, int count, const Ramp* ramps) {
    for_each_group(colours, count, [&](auto width, const auto&, int index, int) {
        constexpr int lanes = decltype(width)::value;
        return (ramp_words<lanes>(ramps[0], index) << 16) | (ramp_words<lanes>(ramps[1], index) << 8) |
               ramp_words<lanes>(ramps[2], index) | (ramp_words<lanes>(ramps[3], index) << 24);
    });
}

void tint(std::uint32_t* colours, int count, std::uint32_t colour) {
    for_each_group(colours, count, [&](auto width, const auto& below, int, int) {
        constexpr int lanes = decltype(width)::value;
        return multiply_words<lanes>(below, all<lanes>(colour));
    });
}

void multiply(std::uint32_t* colours, int count, const std::uint32_t* others) {
    for_each_group(colours, count, [&](auto width, const auto& below, int index, int left) {
        constexpr int lanes = decltype(width)::value;
        return multiply_words<lanes>(below, load_beside<lanes>(others + index, left));
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
