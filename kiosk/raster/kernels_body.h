// Compiled once for each instruction set, as the body of a namespace-less .cpp; everything has internal linkage.
// Integer arithmetic, or float without contraction, so that each set gives the same pixels.

#include "kiosk/raster/kernels.h"

#include <cstring>

namespace rancak::kiosk {
namespace {

// So many pixels are worked on at once.
constexpr int lanes = 8;
using Words = std::uint32_t __attribute__((vector_size(4 * lanes)));
using Halves = std::uint16_t __attribute__((vector_size(4 * lanes)));
using Integers = std::int32_t __attribute__((vector_size(4 * lanes)));
using Floats = float __attribute__((vector_size(4 * lanes)));
using Longs = std::uint64_t __attribute__((vector_size(4 * lanes)));
using Bytes = std::uint8_t __attribute__((vector_size(lanes)));

constexpr std::uint32_t every_other_byte = 0x00ff00ff;
constexpr std::uint32_t opaque = 0xff000000;
constexpr std::uint32_t white = 0xffffffff;

#define RANCAK_INLINE inline __attribute__((always_inline))

template <class To, class From>
RANCAK_INLINE To bits(const From& from) {
    static_assert(sizeof(To) == sizeof(From));
    To to;
    std::memcpy(&to, &from, sizeof to);
    return to;
}

template <class To>
RANCAK_INLINE To load(const void* from) {
    To to;
    std::memcpy(&to, from, sizeof to);
    return to;
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
    const Halves even = bits<Halves>(colour & every_other_byte) * pair + bits<Halves>(below & every_other_byte) * rest;
    const Halves odd =
        bits<Halves>((colour >> 8) & every_other_byte) * pair + bits<Halves>((below >> 8) & every_other_byte) * rest;
    return bits<Words>(over_255(even)) | (bits<Words>(over_255(odd)) << 8);
}

RANCAK_INLINE bool all_opaque(const Words& colours) {
    const auto pairs = bits<Longs>(colours);
    constexpr std::uint64_t both = (std::uint64_t{opaque} << 32U) | opaque;
    return (pairs[0] & pairs[1] & pairs[2] & pairs[3] & both) == both;
}

RANCAK_INLINE Words shade_words(const Words& below, const Words& colour) {
    return all_opaque(colour) ? colour : blend_words(below, colour | opaque, colour >> 24);
}

// Each channel times the other's, over 255.
RANCAK_INLINE Words multiply_words(const Words& left, const Words& right) {
    const Halves even = bits<Halves>(left & every_other_byte) * bits<Halves>(right & every_other_byte);
    const Halves odd = bits<Halves>((left >> 8) & every_other_byte) * bits<Halves>((right >> 8) & every_other_byte);
    return bits<Words>(over_255(even)) | (bits<Words>(over_255(odd)) << 8);
}

RANCAK_INLINE Words tint_words(const Words& colours, std::uint32_t tint) {
    return tint == white ? colours : multiply_words(colours, all(tint));
}

// Along a row: the value at its first pixel's centre, and what each further pixel adds.
struct Ramp {
    float start;
    float step;

    RANCAK_INLINE Ramp(const Plane& plane, int x, int y)
        : start(static_cast<float>(plane.at(x, y))), step(static_cast<float>(plane.across)) {}

    // From the pixel `index` on, as whole numbers from 0 to 255.
    [[nodiscard]] RANCAK_INLINE Words words(int index) const {
        constexpr Floats steps = {0, 1, 2, 3, 4, 5, 6, 7};
        Floats values = start + (steps + static_cast<float>(index)) * step;
        values = values < 0.0F ? Floats{} : values;
        values = values > 255.0F ? Floats{} + 255.0F : values;
        return bits<Words>(__builtin_convertvector(values + 0.5F, Integers));
    }
};

RANCAK_INLINE bool flat(const Plane& plane) { return plane.across == 0 && plane.down == 0; }

// Red, green, blue and alpha of a piece.
struct Hues {
    const Plane* rgba;
    bool one;  // only the alpha changes
    Words word{};

    RANCAK_INLINE explicit Hues(const Plane* planes)
        : rgba(planes), one(flat(planes[0]) && flat(planes[1]) && flat(planes[2])) {
        if (one) word = at(0, 0).words(0);
    }

    struct Row {
        Ramp red, green, blue;
        [[nodiscard]] RANCAK_INLINE Words words(int index) const {
            return (red.words(index) << 16) | (green.words(index) << 8) | blue.words(index);
        }
    };
    [[nodiscard]] RANCAK_INLINE Row at(int x, int y) const {
        return {Ramp(rgba[0], x, y), Ramp(rgba[1], x, y), Ramp(rgba[2], x, y)};
    }
    // From pixel x of the row whose part begins at `from`.
    [[nodiscard]] RANCAK_INLINE Words words(int from, int x, int y) const {
        return (one ? word : at(from, y).words(x - from)) | (Ramp(rgba[3], from, y).words(x - from) << 24);
    }
};

// Ones in the lanes before `count`, 0 to 8.
RANCAK_INLINE Words lanes_before(int count) {
    static constexpr std::uint32_t ones_and_zeros[2 * lanes] = {~0U, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U};
    return load<Words>(ones_and_zeros + lanes - count);
}

// Calls row(line, part, y) for each that has pixels.
template <class Row>
RANCAK_INLINE void for_each_row(const Rows& rows, const Row& row) {
    std::uint32_t* line = rows.pixels;
    int y = rows.top;
    for (const Span& part : rows.parts) {
        if (part.to > part.from) row(line, part, y);
        line += rows.pitch;
        ++y;
    }
}

// The pixels of `part` become change(their words, x of the first, how many of them belong to the part).
template <class Change>
RANCAK_INLINE void change_row(const Rows& rows, std::uint32_t* line, const Span& part, const Change& change) {
    int x = part.from;
    for (; x + lanes <= part.to; x += lanes) store(line + x, change(load<Words>(line + x), x, lanes));
    const int count = part.to - x;
    if (count == 0) return;
    if (x + lanes <= rows.width) {
        const auto below = load<Words>(line + x);
        const Words within = lanes_before(count);
        store(line + x, (change(below, x, count) & within) | (below & ~within));
        return;
    }
    Words below{};
    std::memcpy(&below, line + x, sizeof(std::uint32_t) * static_cast<std::size_t>(count));
    const Words changed = change(below, x, count);
    std::memcpy(line + x, &changed, sizeof(std::uint32_t) * static_cast<std::size_t>(count));
}

void fill(const Rows& rows, std::uint32_t colour) {
    const Words words = all(colour | opaque);
    for_each_row(rows, [&](std::uint32_t* line, const Span& part, int) {
        if (part.to - part.from < lanes) {
            for (int x = part.from; x < part.to; ++x) line[x] = colour | opaque;
            return;
        }
        change_row(rows, line, part, [&](const Words&, int, int) { return words; });
    });
}

void blend(const Rows& rows, std::uint32_t colour) {
    const Words words = all(colour | opaque);
    const Words alpha = all(colour >> 24U);
    for_each_row(rows, [&](std::uint32_t* line, const Span& part, int) {
        change_row(rows, line, part, [&](const Words& below, int, int) { return blend_words(below, words, alpha); });
    });
}

void fade(const Rows& rows, std::uint32_t colour, const Plane& alpha) {
    const Words words = all(colour | opaque);
    for_each_row(rows, [&](std::uint32_t* line, const Span& part, int y) {
        const Ramp ramp(alpha, part.from, y);
        change_row(rows, line, part, [&](const Words& below, int x, int) {
            return blend_words(below, words, ramp.words(x - part.from));
        });
    });
}

void ramps(const Rows& rows, const Plane* rgba) {
    const Hues hues(rgba);
    for_each_row(rows, [&](std::uint32_t* line, const Span& part, int y) {
        change_row(rows, line, part,
                   [&](const Words& below, int x, int) { return shade_words(below, hues.words(part.from, x, y)); });
    });
}

// Eight things, or the first `count` of them and zeros: none behind is read, unless it lies before `end`.
template <class Vector, class Element>
RANCAK_INLINE Vector load_some(const Element* from, int count, const Element* end) {
    if (count == lanes || end - from >= lanes) return load<Vector>(from);
    Vector some{};
    for (int lane = 0; lane < count; ++lane) some[lane] = from[lane];
    return some;
}

void copy_alpha(const Rows& rows, const Picture& picture, int across, int down, std::uint32_t tint) {
    const Words words = all(tint | opaque);
    const auto alpha = static_cast<std::uint16_t>(tint >> 24U);
    const auto* const end = picture.texels + std::ptrdiff_t{picture.width} * picture.height;
    for_each_row(rows, [&](std::uint32_t* line, const Span& part, int y) {
        const auto* const texels = picture.texels + std::ptrdiff_t{y + down} * picture.width + across;
        change_row(rows, line, part, [&](const Words& below, int x, int count) {
            const auto coverage = load_some<Bytes>(texels + x, count, end);
            if (bits<std::uint64_t>(coverage) == 0) return below;
            const auto covered = bits<Halves>(__builtin_convertvector(coverage, Words));
            return blend_words(below, words, bits<Words>(over_255(covered * alpha)));
        });
    });
}

void copy_colour(const Rows& rows, const Picture& picture, int across, int down, std::uint32_t tint) {
    const auto* const words = reinterpret_cast<const std::uint32_t*>(picture.texels);  // the allocator aligns them
    const auto* const end = words + std::ptrdiff_t{picture.width} * picture.height;
    for_each_row(rows, [&](std::uint32_t* line, const Span& part, int y) {
        const auto* const texels = words + std::ptrdiff_t{y + down} * picture.width + across;
        if (picture.opaque && tint == white) {
            std::memcpy(line + part.from, texels + part.from,
                        sizeof(std::uint32_t) * static_cast<std::size_t>(part.to - part.from));
            return;
        }
        change_row(rows, line, part, [&](const Words& below, int x, int count) {
            return shade_words(below, tint_words(load_some<Words>(texels + x, count, end), tint));
        });
    });
}

void copy(const Rows& rows, const Picture& picture, int across, int down, std::uint32_t tint) {
    (picture.alpha_only ? copy_alpha : copy_colour)(rows, picture, across, down, tint);
}

void copy_ramps(const Rows& rows, const Picture& picture, int across, int down, const Plane* rgba) {
    const Hues hues(rgba);
    const auto* const words = reinterpret_cast<const std::uint32_t*>(picture.texels);
    const auto* const end = words + std::ptrdiff_t{picture.width} * picture.height;
    for_each_row(rows, [&](std::uint32_t* line, const Span& part, int y) {
        const auto* const texels = words + std::ptrdiff_t{y + down} * picture.width + across;
        change_row(rows, line, part, [&](const Words& below, int x, int count) {
            return shade_words(below, multiply_words(load_some<Words>(texels + x, count, end), hues.words(part.from, x, y)));
        });
    });
}

RANCAK_INLINE std::int64_t clamp_to(std::int64_t value, std::int64_t last) {
    return value < 0 ? 0 : (value > last ? last : value);
}

// In 1/65536 texels, rounded. Far outside a picture every texel is its edge's; so far that no sum of steps overflows.
RANCAK_INLINE std::int64_t fixed_texels(double texels) {
    constexpr double far = 1 << 24;
    const double within = texels > far ? far : (texels > -far ? texels : -far);  // -far for NaN
    constexpr std::int64_t above_zero = std::int64_t{1} << 42U;  // where truncation rounds down
    return static_cast<std::int64_t>(within * 65536 + (static_cast<double>(above_zero) + 0.5)) - above_zero;
}

// Where a piece reads a picture.
struct TexelPath {
    const Plane* uv;
    std::int64_t u_step;
    std::int64_t v_step;

    RANCAK_INLINE explicit TexelPath(const Plane* planes)
        : uv(planes), u_step(fixed_texels(planes[0].across)), v_step(fixed_texels(planes[1].across)) {}
};

// The four texels around a point and how far it lies from the first of them, in 1/256.
struct Neighbours {
    std::size_t top_left;
    std::size_t top_right;
    std::size_t bottom_left;
    std::size_t bottom_right;
    std::uint32_t across;
    std::uint32_t down;

    RANCAK_INLINE Neighbours(const Picture& picture, std::int64_t u_fixed, std::int64_t v_fixed) {
        // A texel ends half a texel right of its centre; weights are rounded to 1/256, as llvmpipe does.
        const std::int64_t u = (u_fixed + 128) >> 8;
        const std::int64_t v = (v_fixed + 128) >> 8;
        const auto width = static_cast<std::size_t>(picture.width);
        const auto left = static_cast<std::size_t>(clamp_to(u >> 8, picture.width - 1));
        const auto right = static_cast<std::size_t>(clamp_to((u >> 8) + 1, picture.width - 1));
        const auto top = static_cast<std::size_t>(clamp_to(v >> 8, picture.height - 1)) * width;
        const auto bottom = static_cast<std::size_t>(clamp_to((v >> 8) + 1, picture.height - 1)) * width;
        top_left = top + left;
        top_right = top + right;
        bottom_left = bottom + left;
        bottom_right = bottom + right;
        across = static_cast<std::uint32_t>(u & 255);
        down = static_cast<std::uint32_t>(v & 255);
    }
};

// Two channels of a word at a time: left + (right - left) * weight / 256.
RANCAK_INLINE std::uint32_t mix_texels(std::uint32_t left, std::uint32_t right, std::uint32_t weight) {
    const std::uint32_t rest = 256 - weight;
    constexpr std::uint32_t half = 0x00800080;
    const std::uint32_t even = (left & every_other_byte) * rest + (right & every_other_byte) * weight + half;
    const std::uint32_t odd =
        ((left >> 8U) & every_other_byte) * rest + ((right >> 8U) & every_other_byte) * weight + half;
    return ((even >> 8U) & every_other_byte) | (odd & ~every_other_byte);
}

RANCAK_INLINE std::uint32_t sampled(const Picture& picture, std::int64_t u, std::int64_t v) {
    const Neighbours at(picture, u, v);
    if (picture.alpha_only) {
        const auto* const texels = picture.texels;
        const std::uint32_t top = texels[at.top_left] * (256 - at.across) + texels[at.top_right] * at.across;
        const std::uint32_t bottom = texels[at.bottom_left] * (256 - at.across) + texels[at.bottom_right] * at.across;
        const std::uint32_t alpha = (top * (256 - at.down) + bottom * at.down + 0x8000) >> 16U;
        return (alpha << 24U) | 0x00ffffff;
    }
    const auto word = [&](std::size_t texel) { return load<std::uint32_t>(picture.texels + 4 * texel); };
    return mix_texels(mix_texels(word(at.top_left), word(at.top_right), at.across),
                      mix_texels(word(at.bottom_left), word(at.bottom_right), at.across), at.down);
}

// From pixel x of the row whose part begins at `from`.
RANCAK_INLINE Words sampled_words(const Picture& picture, const TexelPath& path, int from, int x, int y, int count) {
    std::int64_t u = fixed_texels(path.uv[0].at(from, y)) + (x - from) * path.u_step;
    std::int64_t v = fixed_texels(path.uv[1].at(from, y)) + (x - from) * path.v_step;
    std::uint32_t words[lanes] = {};
    for (int lane = 0; lane < count; ++lane, u += path.u_step, v += path.v_step) words[lane] = sampled(picture, u, v);
    return load<Words>(words);
}

void sample(const Rows& rows, const Picture& picture, const Plane* uv, std::uint32_t tint) {
    const TexelPath path(uv);
    for_each_row(rows, [&](std::uint32_t* line, const Span& part, int y) {
        change_row(rows, line, part, [&](const Words& below, int x, int count) {
            return shade_words(below, tint_words(sampled_words(picture, path, part.from, x, y, count), tint));
        });
    });
}

void sample_ramps(const Rows& rows, const Picture& picture, const Plane* uv, const Plane* rgba) {
    const TexelPath path(uv);
    const Hues hues(rgba);
    for_each_row(rows, [&](std::uint32_t* line, const Span& part, int y) {
        change_row(rows, line, part, [&](const Words& below, int x, int count) {
            return shade_words(below, multiply_words(sampled_words(picture, path, part.from, x, y, count),
                                                     hues.words(part.from, x, y)));
        });
    });
}

constexpr Kernels kernels{.fill = fill,
                          .blend = blend,
                          .fade = fade,
                          .ramps = ramps,
                          .copy = copy,
                          .copy_ramps = copy_ramps,
                          .sample = sample,
                          .sample_ramps = sample_ramps};

}  // namespace
}  // namespace rancak::kiosk
