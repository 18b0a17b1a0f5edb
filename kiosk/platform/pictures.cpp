#include "kiosk/platform/pictures.h"

#include "kiosk/platform/picture_header.h"

#include <SDL_image.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace rancak::kiosk {
namespace {

constexpr std::size_t most_bytes = 2U << 20U;
constexpr std::size_t most_pixels = 16'000'000;
constexpr std::size_t longest_side = 16'384;

struct FreeSurface {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Surface = std::unique_ptr<SDL_Surface, FreeSurface>;

Result<Surface> decode(std::span<const std::byte> bytes, PictureHeader::Format format) {
    SDL_RWops* reader = SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size()));
    const Surface raw(IMG_LoadTyped_RW(reader, 1, format == PictureHeader::Format::png ? "PNG" : "JPG"));
    if (!raw) return fail(std::string("The picture is damaged: ") + IMG_GetError() + ".");
    Surface rgba(SDL_ConvertSurfaceFormat(raw.get(), SDL_PIXELFORMAT_RGBA32, 0));
    if (!rgba) return fail("There is not enough memory for the picture.");
    return rgba;
}

// A share of the source's pixels along one axis: those from `begin` to `end`, both may cut a pixel.
struct Part {
    double begin;
    double end;
};

// Mean of the source pixels under one target pixel, each weighted with its area and, for colour, its alpha.
std::array<std::uint8_t, 4> mean(const SDL_Surface& source, Part across, Part down) {
    double weights = 0;
    double alphas = 0;
    std::array<double, 3> colours{};
    const auto* bytes = static_cast<const std::uint8_t*>(source.pixels);
    for (int y = static_cast<int>(down.begin); y < std::min(source.h, static_cast<int>(std::ceil(down.end))); ++y) {
        const double height = std::min(down.end, y + 1.0) - std::max(down.begin, static_cast<double>(y));
        const std::uint8_t* row = bytes + static_cast<std::ptrdiff_t>(y) * source.pitch;
        for (int x = static_cast<int>(across.begin); x < std::min(source.w, static_cast<int>(std::ceil(across.end)));
             ++x) {
            const double weight =
                height * (std::min(across.end, x + 1.0) - std::max(across.begin, static_cast<double>(x)));
            const std::uint8_t* pixel = row + std::ptrdiff_t{4} * x;
            weights += weight;
            alphas += weight * pixel[3];
            for (std::size_t channel = 0; channel < 3; ++channel)
                colours[channel] += weight * pixel[3] * pixel[channel];
        }
    }
    std::array<std::uint8_t, 4> result{};
    if (alphas <= 0) return result;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        result[channel] = static_cast<std::uint8_t>(std::lround(colours[channel] / alphas));
    }
    result[3] = static_cast<std::uint8_t>(std::lround(alphas / weights));
    return result;
}

Image scale_down(const SDL_Surface& source, int width, int height) {
    const double step = std::min(static_cast<double>(source.w) / width, static_cast<double>(source.h) / height);
    const double scale = std::max(step, 1.0);
    const int columns = std::max(1, static_cast<int>(std::lround(width * step / scale)));
    const int rows = std::max(1, static_cast<int>(std::lround(height * step / scale)));
    const double left = std::max(0.0, (source.w - columns * scale) / 2);
    const double top = std::max(0.0, (source.h - rows * scale) / 2);
    Image image{columns, rows, PixelFormat::rgba32, {}};
    image.pixels.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) * 4);
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const auto pixel =
                mean(source, {left + x * scale, left + (x + 1) * scale}, {top + y * scale, top + (y + 1) * scale});
            image.pixels.insert(image.pixels.end(), pixel.begin(), pixel.end());
        }
    }
    return image;
}

}  // namespace

Result<Image> decode_photo(std::span<const std::byte> bytes, int width, int height) {
    if (width <= 0 || height <= 0) return fail("A photo needs a size to be shown in.");
    if (bytes.size() > most_bytes) return fail("The picture is larger than 2 MiB; save it smaller.");
    const auto header = read_picture_header(bytes);
    if (!header) return fail("The picture is neither PNG nor JPEG.");
    if (header->width == 0 || header->height == 0 || header->width > longest_side || header->height > longest_side ||
        header->width * header->height > most_pixels) {
        return fail("The picture has more than 16 million pixels, or none; save it smaller.");
    }
    const auto surface = decode(bytes, header->format);
    if (!surface) return tl::unexpected(surface.error());
    return scale_down(**surface, width, height);
}

Result<void> write_png(const std::filesystem::path& file, const Image& image) {
    if (!image.valid() || image.format != PixelFormat::rgba32) {
        return fail("Only a whole RGBA picture can be written as PNG.");
    }
    // SDL's surface is only read from here.
    auto* pixels = const_cast<std::uint8_t*>(image.pixels.data());
    const Surface surface(SDL_CreateRGBSurfaceWithFormatFrom(pixels, image.width, image.height, 32, 4 * image.width,
                                                             SDL_PIXELFORMAT_RGBA32));
    if (!surface || IMG_SavePNG(surface.get(), file.c_str()) != 0) {
        return fail("The picture " + file.string() + " could not be written: " + SDL_GetError() + ".");
    }
    return {};
}

}  // namespace rancak::kiosk
