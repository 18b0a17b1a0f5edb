#include "server/adapters/png_photo.h"

#include <png.h>

namespace rancak::server {
namespace {

// libpng's simplified interface: no longjmp reaches us.
class Image {
public:
    explicit Image(std::string_view bytes) { begun_ = png_image_begin_read_from_memory(&image_, bytes.data(), bytes.size()) != 0; }
    ~Image() { png_image_free(&image_); }
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    [[nodiscard]] bool begun() const { return begun_; }
    [[nodiscard]] PhotoSize size() const { return {image_.width, image_.height}; }
    [[nodiscard]] bool finish(std::vector<std::uint8_t>& rgb) {
        constexpr png_color white{255, 255, 255};
        image_.format = PNG_FORMAT_RGB;
        rgb.resize(PNG_IMAGE_SIZE(image_));
        return png_image_finish_read(&image_, &white, rgb.data(), 0, nullptr) != 0;
    }

private:
    png_image image_{.opaque = nullptr, .version = PNG_IMAGE_VERSION, .width = 0, .height = 0, .format = 0, .flags = 0,
                     .colormap_entries = 0, .warning_or_error = 0, .message = {}};
    bool begun_ = false;
};

}  // namespace

std::optional<PhotoSize> PngReader::size_of(std::string_view bytes) const {
    if (!bytes.starts_with("\x89PNG\r\n\x1a\n")) return std::nullopt;
    const Image image(bytes);
    return image.begun() ? std::optional(image.size()) : std::nullopt;
}

std::optional<Pixels> PngReader::read(std::string_view bytes) const {
    Image image(bytes);
    if (!image.begun()) return std::nullopt;
    Pixels pixels{image.size(), {}};
    return image.finish(pixels.rgb) ? std::optional(std::move(pixels)) : std::nullopt;
}

}  // namespace rancak::server
