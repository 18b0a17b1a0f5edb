#include "tests/support/reference_gl/picture_report.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace rancak::kiosk::test {

std::string PictureReport::summary() const {
    const double share = pixels == 0 ? 0 : 100.0 * static_cast<double>(off) / static_cast<double>(pixels);
    return std::to_string(off) + " of " + std::to_string(pixels) + " pixels (" + std::to_string(share) +
           " %) lie more than " + std::to_string(tolerance) + " of 255 apart, the worst " + std::to_string(worst);
}

PictureReport compare_pictures(const Image& picture, const Image& reference) {
    if (picture.width != reference.width || picture.height != reference.height || !picture.valid() ||
        !reference.valid() || picture.format != PixelFormat::rgba32 || reference.format != PixelFormat::rgba32) {
        throw std::invalid_argument("Only two whole RGBA pictures of one size can be compared.");
    }
    PictureReport report;
    report.pixels = picture.pixels.size() / 4;
    report.difference = {picture.width, picture.height, PixelFormat::rgba32, {}};
    report.difference.pixels.reserve(picture.pixels.size());
    for (std::size_t pixel = 0; pixel < picture.pixels.size(); pixel += 4) {
        int worst = 0;
        for (std::size_t channel = pixel; channel < pixel + 3; ++channel) {
            worst = std::max(worst, std::abs(int{picture.pixels[channel]} - int{reference.pixels[channel]}));
        }
        const bool off = worst > PictureReport::tolerance;
        report.worst = std::max(report.worst, worst);
        if (off) ++report.off;
        const auto shade = static_cast<std::uint8_t>(off ? 0 : 255 - 20 * worst);
        const std::array<std::uint8_t, 4> colour{off ? std::uint8_t{255} : shade, shade, shade, 255};
        report.difference.pixels.insert(report.difference.pixels.end(), colour.begin(), colour.end());
    }
    return report;
}

}  // namespace rancak::kiosk::test
