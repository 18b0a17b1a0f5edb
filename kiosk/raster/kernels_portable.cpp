#include "kiosk/raster/kernels_body.h"

namespace rancak::kiosk {

const Kernels& portable_kernels() { return kernels; }

std::uint32_t texel_at(const Picture& picture, double u, double v) {
    return sampled(picture, fixed_texels(u), fixed_texels(v));
}

}  // namespace rancak::kiosk
