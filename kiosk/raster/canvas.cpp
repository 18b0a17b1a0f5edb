#include "kiosk/raster/raster.h"

namespace rancak::kiosk {

Image picture_of(const Canvas& canvas) {
    Image image{canvas.width, canvas.height, PixelFormat::rgba32, {}};
    image.pixels.resize(static_cast<std::size_t>(canvas.width) * static_cast<std::size_t>(canvas.height) * 4);
    std::uint8_t* next = image.pixels.data();
    for (int y = 0; y < canvas.height; ++y) {
        const std::uint32_t* row = canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.pitch;
        for (int x = 0; x < canvas.width; ++x) {
            for (const unsigned shift : {16U, 8U, 0U}) *next++ = static_cast<std::uint8_t>(row[x] >> shift);
            *next++ = 255;
        }
    }
    return image;
}

}  // namespace rancak::kiosk
