#include "kiosk/ui/theme.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

// How people without one kind of cone see linear RGB: Machado, Oliveira and Fernandes 2009, severity 1.
constexpr Matrix protan{{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deutan{{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritan{{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
constexpr Matrix grey{{{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}};

Triple times(const Matrix& matrix, const Triple& by) {
    Triple product{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 3; ++k) product[i] += matrix[i][k] * by[k];
    return product;
}

Triple linear(Paint paint) {
    const auto one = [](std::uint8_t value) {
        const double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return {one(paint.red), one(paint.green), one(paint.blue)};
}

// CIELAB under D65, so that equal distances look equally different.
Triple lab(const Triple& rgb) {
    constexpr Matrix to_xyz{{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}};
    constexpr Triple white{0.9505, 1, 1.089};
    Triple xyz = times(to_xyz, rgb), bent{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double share = std::max(0.0, xyz[i]) / white[i];
        bent[i] = share > 0.008856 ? std::cbrt(share) : 7.787 * share + 16.0 / 116;
    }
    return {116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])};
}

double difference(const Triple& a, const Triple& b) { return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]); }

}  // namespace

TEST_CASE("contrast is WCAG's: 21 between black and white, 1 between equals") {
    CHECK(contrast({0, 0, 0}, {255, 255, 255}) == doctest::Approx(21));
    CHECK(contrast({119, 119, 119}, {255, 255, 255}) == doctest::Approx(4.48).epsilon(0.01));
    CHECK(contrast({10, 20, 30}, {10, 20, 30}) == doctest::Approx(1));
}

TEST_CASE("text stands out at least 10 to 1, in high contrast 20 to 1") {
    for (const Theme theme : {Theme::paper, Theme::night})
        for (const Pair& pair : text_pairs(theme))
            CHECK_MESSAGE(contrast(pair.front, pair.ground) >= 10, pair.name, " is ", contrast(pair.front, pair.ground));
    for (const Pair& pair : text_pairs(Theme::high_contrast))
        CHECK_MESSAGE(contrast(pair.front, pair.ground) >= 20, pair.name, " is ", contrast(pair.front, pair.ground));
}

TEST_CASE("graphics stand out at least 3 to 1") {
    for (const Theme theme : {Theme::paper, Theme::high_contrast, Theme::night})
        for (const Pair& pair : graphic_pairs(theme))
            CHECK_MESSAGE(contrast(pair.front, pair.ground) >= 3, pair.name, " is ", contrast(pair.front, pair.ground));
}

TEST_CASE("the five faces grow lighter from the worst to the best, so grey tells them too") {
    for (const Theme theme : {Theme::paper, Theme::high_contrast, Theme::night})
        for (std::size_t i = 0; i + 1 < 5; ++i)
            CHECK(luminance(palette(theme).faces[i]) * 1.15 < luminance(palette(theme).faces[i + 1]));
}

// Shape and word tell them apart, too; 2.3 is the least difference that is noticed at all.
TEST_CASE("who sees colours otherwise, or none, still sees five colours of faces") {
    double least = 1000;
    for (const Theme theme : {Theme::paper, Theme::high_contrast, Theme::night})
        for (const Matrix* eyes : {&protan, &deutan, &tritan, &grey})
            for (std::size_t i = 0; i < 5; ++i)
                for (std::size_t k = 0; k < i; ++k)
                    least = std::min(least, difference(lab(times(*eyes, linear(palette(theme).faces[i]))),
                                                       lab(times(*eyes, linear(palette(theme).faces[k])))));
    MESSAGE("the faces' colours differ by at least ", least, " (CIELAB) for protan, deutan and tritan eyes and in grey");
    CHECK(least >= 4);
}

TEST_CASE("capital letters have the four heights, and titles are larger than text") {
    CHECK(capital_height(TextSize::small, Type::body) == 4.2_mm);
    CHECK(capital_height(TextSize::normal, Type::body) == 5_mm);
    CHECK(capital_height(TextSize::large, Type::strong) == 6.5_mm);
    CHECK(capital_height(TextSize::largest, Type::body) == 8.5_mm);
    CHECK(capital_height(TextSize::small, Type::body, true) == 4.2_mm);
    CHECK(capital_height(TextSize::largest, Type::body, true) == 6_mm);
    for (const TextSize size : {TextSize::small, TextSize::normal, TextSize::large, TextSize::largest}) {
        CHECK(capital_height(size, Type::body) < capital_height(size, Type::title));
        CHECK(capital_height(size, Type::title) < capital_height(size, Type::display));
        CHECK(capital_height(size, Type::caption) == 4.2_mm);
    }
}

}  // namespace rancak::kiosk
