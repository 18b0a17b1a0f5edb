#include "server/core/photo.h"

#include "shared/protocol.h"

#include <algorithm>

namespace rancak::server {
namespace {

// ---- EXIF --------------------------------------------------------------------------------------------------------------

// A TIFF structure (EXIF 2.32, 4.6): numbers in one of two orders, at places that are counted from its beginning.
class Tiff {
public:
    explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}
    [[nodiscard]] std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
        if (at > bytes_.size() || size > bytes_.size() - at) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const auto byte = static_cast<std::uint8_t>(bytes_[at + (little_ ? size - 1 - i : i)]);
            value = value << 8 | byte;
        }
        return value;
    }

private:
    std::string_view bytes_;
    bool little_;
};

int orientation_in(std::string_view bytes) {
    constexpr std::uint32_t orientation_tag = 0x0112;
    constexpr std::size_t entry_bytes = 12, value_at = 8;
    if (!bytes.starts_with("II") && !bytes.starts_with("MM")) return 1;
    const Tiff tiff(bytes);
    const auto directory = tiff.number(4, 4);
    const auto entries = directory ? tiff.number(*directory, 2) : std::nullopt;
    for (std::size_t i = 0; i < entries.value_or(0); ++i) {
        const auto at = *directory + 2 + i * entry_bytes;
        const auto tag = tiff.number(at, 2);
        if (!tag) return 1;
        if (*tag != orientation_tag) continue;
        const auto value = tiff.number(at + value_at, 2).value_or(1);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

}  // namespace

int exif_orientation(std::string_view jpeg) {
    constexpr std::string_view begin = "\xff\xd8", exif("Exif\0\0", 6);
    if (!jpeg.starts_with(begin)) return 1;
    // Segments: ff, kind, length with itself. The picture begins behind ff da.
    for (std::size_t at = 2; at + 4 <= jpeg.size();) {
        const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(jpeg[at + i]); };
        const std::size_t length = static_cast<std::size_t>(byte(2)) << 8 | byte(3);
        if (byte(0) != 0xff || byte(1) == 0xda || length < 2) return 1;
        const auto segment = jpeg.substr(at + 4, length - 2);
        if (byte(1) == 0xe1 && segment.starts_with(exif)) return orientation_in(segment.substr(exif.size()));
        at += 2 + length;
    }
    return 1;
}

// ---- Pixels ------------------------------------------------------------------------------------------------------------

Pixels upright(Pixels pixels, int orientation) {
    if (orientation <= 1 || orientation > 8) return pixels;
    const auto [width, height] = pixels.size;
    const bool lies = orientation >= 5;  // rows become columns
    Pixels turned{lies ? PhotoSize{height, width} : pixels.size, std::vector<std::uint8_t>(pixels.rgb.size())};
    const bool mirror_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool mirror_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    for (std::size_t y = 0; y < turned.size.height; ++y)
        for (std::size_t x = 0; x < turned.size.width; ++x) {
            std::size_t from_x = lies ? y : x, from_y = lies ? x : y;
            if (mirror_x) from_x = width - 1 - from_x;
            if (mirror_y) from_y = height - 1 - from_y;
            std::copy_n(&pixels.rgb[(from_y * width + from_x) * 3], 3, &turned.rgb[(y * turned.size.width + x) * 3]);
        }
    return turned;
}

Pixels at_most(Pixels pixels, std::uint32_t longer_side) {
    const auto [width, height] = pixels.size;
    const auto longer = std::max(width, height);
    if (longer <= longer_side) return pixels;
    const auto scaled = [&](std::uint32_t side) {
        return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::uint64_t{side} * longer_side / longer));
    };
    Pixels small{{scaled(width), scaled(height)}, {}};
    small.rgb.reserve(std::size_t{small.size.width} * small.size.height * 3);
    for (std::size_t y = 0; y < small.size.height; ++y) {
        const auto top = y * height / small.size.height, bottom = std::max(top + 1, (y + 1) * height / small.size.height);
        for (std::size_t x = 0; x < small.size.width; ++x) {
            const auto left = x * width / small.size.width, right = std::max(left + 1, (x + 1) * width / small.size.width);
            std::uint64_t sums[3] = {};
            for (auto row = top; row < bottom; ++row)
                for (auto column = left; column < right; ++column)
                    for (std::size_t i = 0; i < 3; ++i) sums[i] += pixels.rgb[(row * width + column) * 3 + i];
            const auto n = (bottom - top) * (right - left);
            for (const auto sum : sums) small.rgb.push_back(static_cast<std::uint8_t>((sum + n / 2) / n));
        }
    }
    return small;
}

Result<Photo> make_photo(const PhotoTools& tools, std::string_view bytes) {
    if (bytes.size() > max_media_bytes) return fail("A picture may have at most 2 MiB; save it smaller and try again.");
    for (const auto* reader : tools.readers) {
        const auto size = reader->size_of(bytes);
        if (!size) continue;
        // Before anything is unpacked: a small file may say that it is a huge picture.
        if (size->width == 0 || size->height == 0 || std::uint64_t{size->width} * size->height > max_photo_pixels)
            return fail("A picture may have at most 16 million pixels; make it smaller and try again.");
        auto pixels = reader->read(bytes);
        if (!pixels) return fail("The picture is damaged; save it again and try once more.");
        // Made small first: there is less to turn.
        const auto kept = upright(at_most(std::move(*pixels), photo_side), exif_orientation(bytes));
        auto written = tools.writer->write(kept);
        if (!written) return fail("The picture could not be written; try again.");
        return Photo{std::move(*written), kept.size};
    }
    return fail("A picture must be a PNG or a JPEG file.");
}

}  // namespace rancak::server
