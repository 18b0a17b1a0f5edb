#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rancak {

// BLAKE2b-256, what `b2sum -l 256` prints.
struct Hash {
    std::array<std::uint8_t, 32> bytes{};
    friend auto operator<=>(const Hash&, const Hash&) = default;
};

[[nodiscard]] Hash blake2b(std::string_view bytes);

// The 32 bytes as databases keep them.
[[nodiscard]] inline std::string_view as_bytes(const Hash& hash) {
    return {reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()};
}
[[nodiscard]] inline std::optional<Hash> hash_from_bytes(std::string_view bytes) {
    Hash hash;
    if (bytes.size() != hash.bytes.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), hash.bytes.begin());
    return hash;
}

[[nodiscard]] std::string to_hex(const Hash&);                        // 64 lower-case digits
[[nodiscard]] std::optional<Hash> parse_hash(std::string_view hex);   // only lower case

}  // namespace rancak
