#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rancak::kiosk {

enum class PixelFormat : std::uint8_t {
    alpha8,  // one byte: white with this alpha; a font atlas
    rgba32,  // bytes red, green, blue, alpha; alpha not premultiplied
};

constexpr std::size_t bytes_per_pixel(PixelFormat format) { return format == PixelFormat::alpha8 ? 1 : 4; }

// A picture that owns its pixels: rows from the top, tightly packed.
struct Image {
    int width = 0;
    int height = 0;
    PixelFormat format = PixelFormat::rgba32;
    std::vector<std::uint8_t> pixels;

    // Its sides are 1 to 16384 pixels and `pixels` holds exactly that many.
    [[nodiscard]] bool valid() const {
        constexpr int longest = 16384;
        return width > 0 && height > 0 && width <= longest && height <= longest &&
               pixels.size() ==
                   static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * bytes_per_pixel(format);
    }
};

}  // namespace rancak::kiosk
