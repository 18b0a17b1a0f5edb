#include "kiosk/raster/kernels.h"

#ifdef __x86_64__
#include "kiosk/raster/kernels_avx2.h"
#endif

namespace rancak::kiosk {

const Kernels& fastest_kernels() {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2")) return avx2_kernels();
#endif
    return portable_kernels();
}

}  // namespace rancak::kiosk
