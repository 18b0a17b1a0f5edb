#include "tests/support/reference_gl/picture_report.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace rancak::kiosk::test {

std::string PictureReport::summary() const {
    const double share = pixels == 0 ? 0 : 100.0 * static_cast<double>(off) / static_cast<double>(pixels);
    return std::to_string(off) + " of " + std::to_string(pixels) + " pixels (" + std::to_string(share) +
           " %) lie more than " + std::to_string(tolerance) + " of 255 apart, the worst " + std::to_string(worst);
}

namespace {

std::size_t pixels_of(const Image& picture, const Image& reference) {
    if (picture.width != reference.width || picture.height != reference.height || !picture.valid() ||
        !reference.valid() || picture.format != PixelFormat::rgba32 || reference.format != PixelFormat::rgba32) {
        throw std::invalid_argument("Only two whole RGBA pictures of one size can be compared.");
    }
    return picture.pixels.size() / 4;
}

int apart(const std::uint8_t* a, const std::uint8_t* b) {
    return std::max({std::abs(int{a[0]} - int{b[0]}), std::abs(int{a[1]} - int{b[1]}), std::abs(int{a[2]} - int{b[2]})});
}

}  // namespace

PictureReport compare_pictures(const Image& picture, const Image& reference) {
    PictureReport report;
    report.pixels = pixels_of(picture, reference);
    const std::uint8_t* a = picture.pixels.data();
    const std::uint8_t* b = reference.pixels.data();
    for (std::size_t pixel = 0; pixel < report.pixels; ++pixel, a += 4, b += 4) {
        const int worst = apart(a, b);
        report.worst = std::max(report.worst, worst);
        if (worst > PictureReport::tolerance) ++report.off;
    }
    return report;
}

Image difference_of(const Image& picture, const Image& reference) {
    Image image{picture.width, picture.height, PixelFormat::rgba32, {}};
    for (std::size_t at = 0; at < 4 * pixels_of(picture, reference); at += 4) {
        const int worst = apart(&picture.pixels[at], &reference.pixels[at]);
        const bool off = worst > PictureReport::tolerance;
        const auto shade = static_cast<std::uint8_t>(off ? 0 : 255 - 20 * worst);
        image.pixels.insert(image.pixels.end(), {off ? std::uint8_t{255} : shade, shade, shade, 255});
    }
    return image;
}

}  // namespace rancak::kiosk::test
