// Built with -mavx2: only run after the processor was asked.

#include "kiosk/raster/kernels_avx2.h"

#include "kiosk/raster/kernels_body.h"

namespace rancak::kiosk {

const Kernels& avx2_kernels() { return kernels; }

}  // namespace rancak::kiosk
