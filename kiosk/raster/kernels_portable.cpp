#include "kiosk/raster/kernels_body.h"

namespace rancak::kiosk {

const Kernels& portable_kernels() { return kernels; }

}  // namespace rancak::kiosk
