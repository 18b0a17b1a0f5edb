#include "shared/hash.h"

#include "shared/encoding.h"

#include <sodium.h>

namespace rancak {

Hash blake2b(std::string_view bytes) {
    Hash hash;
    crypto_generichash(hash.bytes.data(), hash.bytes.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size(), nullptr, 0);
    return hash;
}

std::string to_hex(const Hash& hash) { return to_hex(std::span{hash.bytes}); }

std::optional<Hash> parse_hash(std::string_view hex) {
    Hash hash;
    if (!from_hex(hex, hash.bytes)) return std::nullopt;
    return hash;
}

}  // namespace rancak
