#include "kiosk/platform/pictures.h"

#include <SDL_image.h>

#include <memory>

namespace rancak::kiosk {
namespace {

struct FreeSurface {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Surface = std::unique_ptr<SDL_Surface, FreeSurface>;

}  // namespace

Result<void> write_png(const std::filesystem::path& file, const Image& image) {
    if (!image.valid() || image.format != PixelFormat::rgba32)
        return fail("Only a whole RGBA picture can be written as PNG.");
    // SDL's surface is only read from here.
    auto* pixels = const_cast<std::uint8_t*>(image.pixels.data());
    const Surface surface(SDL_CreateRGBSurfaceWithFormatFrom(pixels, image.width, image.height, 32, 4 * image.width,
                                                             SDL_PIXELFORMAT_RGBA32));
    if (!surface || IMG_SavePNG(surface.get(), file.c_str()) != 0) {
        return fail("The picture " + file.string() + " could not be written: " + SDL_GetError());
    }
    return {};
}

}  // namespace rancak::kiosk
