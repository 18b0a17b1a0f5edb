#include "kiosk/platform/picture_header.h"

#include <algorithm>
#include <array>

namespace rancak::kiosk {
namespace {

using Bytes = std::span<const std::byte>;

// Big-endian; the caller has checked that `at + count` lies inside.
std::size_t number(Bytes bytes, std::size_t at, std::size_t count) {
    std::size_t value = 0;
    for (const std::byte byte : bytes.subspan(at, count)) value = (value << 8U) | std::to_integer<std::size_t>(byte);
    return value;
}

std::optional<PictureHeader> read_png(Bytes bytes) {
    constexpr std::array<unsigned char, 8> signature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    constexpr std::size_t header_end = 24;
    constexpr std::size_t ihdr = 0x49484452;
    if (bytes.size() < header_end ||
        !std::ranges::equal(bytes.first(signature.size()), std::as_bytes(std::span(signature)))) {
        return std::nullopt;
    }
    if (number(bytes, 12, 4) != ihdr) return std::nullopt;
    return PictureHeader{PictureHeader::Format::png, number(bytes, 16, 4), number(bytes, 20, 4)};
}

bool is_frame_marker(std::size_t marker) {
    // SOF0 to SOF15, without DHT, JPG and DAC, which lie between them.
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

std::optional<PictureHeader> read_jpeg(Bytes bytes) {
    if (bytes.size() < 4 || number(bytes, 0, 2) != 0xffd8) return std::nullopt;
    std::size_t at = 2;
    while (at + 9 <= bytes.size()) {
        if (number(bytes, at, 1) != 0xff) return std::nullopt;
        const std::size_t marker = number(bytes, at + 1, 1);
        if (marker == 0xff) {  // fill byte
            ++at;
            continue;
        }
        if (is_frame_marker(marker)) {
            return PictureHeader{PictureHeader::Format::jpeg, number(bytes, at + 7, 2), number(bytes, at + 5, 2)};
        }
        const std::size_t length = number(bytes, at + 2, 2);
        if (length < 2) return std::nullopt;
        at += 2 + length;
    }
    return std::nullopt;
}

}  // namespace

std::optional<PictureHeader> read_picture_header(std::span<const std::byte> bytes) {
    auto header = read_png(bytes);
    return header ? header : read_jpeg(bytes);
}

}  // namespace rancak::kiosk
