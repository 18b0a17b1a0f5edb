#pragma once

#include <cstdint>

namespace rancak::kiosk {

// Both factors reach every bit of the result: the halves of the 128-bit product, folded.
inline std::uint64_t fold(std::uint64_t left, std::uint64_t right) {
    const unsigned __int128 product = static_cast<unsigned __int128>(left) * right;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

// Depends on the order of mixing: mix(mix(h, a), b) differs from mix(mix(h, b), a).
inline std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    return fold(hash ^ 0x9e3779b97f4a7c15U, value ^ 0xd1b54a32d192ed03U);
}

}  // namespace rancak::kiosk
