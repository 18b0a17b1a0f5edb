#pragma once

#include "kiosk/raster/kernels.h"

namespace rancak::kiosk {

// Exists on x86-64 alone.
[[nodiscard]] const Kernels& avx2_kernels();

}  // namespace rancak::kiosk
