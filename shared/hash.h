#pragma once

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

[[nodiscard]] std::string to_hex(const Hash&);                        // 64 lower-case digits
[[nodiscard]] std::optional<Hash> parse_hash(std::string_view hex);   // only lower case

}  // namespace rancak
