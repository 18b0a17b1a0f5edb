#pragma once

#include "kiosk/raster/image.h"
#include "shared/result.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace rancak::kiosk {

// Foreign bytes: PNG or JPEG, at most 2 MiB and 16 million pixels, refused before anything is decoded. Cut to the
// shape of width x height around its middle and scaled down to that size; a smaller picture stays smaller.
[[nodiscard]] Result<Image> decode_photo(std::span<const std::byte> bytes, int width, int height);

// Replaces `file`. The image is rgba32.
[[nodiscard]] Result<void> write_png(const std::filesystem::path& file, const Image& image);

}  // namespace rancak::kiosk
