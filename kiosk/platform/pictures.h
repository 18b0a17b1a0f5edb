#pragma once

#include "kiosk/raster/image.h"
#include "shared/result.h"

#include <filesystem>

namespace rancak::kiosk {

// Replaces `file`. The image is rgba32.
[[nodiscard]] Result<void> write_png(const std::filesystem::path& file, const Image& image);

}  // namespace rancak::kiosk
