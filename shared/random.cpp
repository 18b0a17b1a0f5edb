#include "shared/random.h"

#include "shared/encoding.h"

#include <array>
#include <cstdlib>
#include <sodium.h>

namespace rancak {

// Without a working generator nothing here is safe to run, and libsodium itself aborts in that case.
SystemRandom::SystemRandom() {
    if (sodium_init() < 0) std::abort();
}

void SystemRandom::fill(std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); }

double uniform(Random& random) {
    std::array<std::uint8_t, 8> bytes;
    random.fill(bytes);
    std::uint64_t value = 0;
    for (std::uint8_t byte : bytes) value = value << 8 | byte;
    return static_cast<double>(value >> 11) * 0x1p-53;
}

std::string random_id(Random& random) {
    std::array<std::uint8_t, 17> bytes;
    random.fill(bytes);
    return to_base32(bytes).substr(0, 26);
}

}  // namespace rancak
