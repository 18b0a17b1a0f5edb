#include "kiosk/ui/theme.h"

#include <doctest/doctest.h>

namespace rancak::kiosk {

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
    }
}

}  // namespace rancak::kiosk
