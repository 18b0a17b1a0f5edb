#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace rancak::kiosk {

struct PictureHeader {
    enum class Format { png, jpeg };
    Format format;
    std::size_t width;
    std::size_t height;
};

// What a PNG's or JPEG's header claims, read without decoding; none for anything else or a broken header.
// Sources: PNG (ISO/IEC 15948) 11.2.2 IHDR; JPEG (ITU-T T.81) B.2.2 frame header.
[[nodiscard]] std::optional<PictureHeader> read_picture_header(std::span<const std::byte> bytes);

}  // namespace rancak::kiosk
