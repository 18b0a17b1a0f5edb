#pragma once

#include "kiosk/raster/image.h"

#include <string>

namespace rancak::kiosk::test {

// How far two pictures of the same size lie apart, alpha aside.
struct PictureReport {
    static constexpr int tolerance = 8;  // of 255, in each channel

    std::size_t pixels = 0;
    std::size_t off = 0;  // pixels with a channel beyond the tolerance
    int worst = 0;        // largest difference of a channel

    // The share of pixels within the tolerance is at least 99.9 %.
    [[nodiscard]] bool same_picture() const { return off * 1000 <= pixels; }
    [[nodiscard]] std::string summary() const;
};

// Both rgba32.
[[nodiscard]] PictureReport compare_pictures(const Image& picture, const Image& reference);
// White where equal, darker with the difference, red where beyond the tolerance.
[[nodiscard]] Image difference_of(const Image& picture, const Image& reference);

}  // namespace rancak::kiosk::test
