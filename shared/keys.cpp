#include "shared/keys.h"

#include "shared/encoding.h"

#include <algorithm>
#include <cstring>
#include <sodium.h>

namespace rancak {
namespace {

const unsigned char* data(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string key_text(const std::array<std::uint8_t, 32>& bytes) {
    return to_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::optional<std::array<std::uint8_t, 32>> key_bytes(std::string_view text) {
    const auto bytes = from_base64(text);
    if (!bytes || bytes->size() != 32) return std::nullopt;
    std::array<std::uint8_t, 32> key;
    std::copy(bytes->begin(), bytes->end(), key.begin());
    return key;
}

}  // namespace

SigningKey SigningKey::generate(Random& random) {
    std::array<std::uint8_t, 32> seed;
    random.fill(seed);
    SigningKey key = from_seed(seed);
    sodium_memzero(seed.data(), seed.size());
    return key;
}

SigningKey SigningKey::from_seed(const std::array<std::uint8_t, 32>& seed) {
    SigningKey key;
    crypto_sign_seed_keypair(key.verify_.bytes.data(), key.secret_.data(), seed.data());
    return key;
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

std::array<std::uint8_t, 32> SigningKey::seed() const {
    std::array<std::uint8_t, 32> seed;
    crypto_sign_ed25519_sk_to_seed(seed.data(), secret_.data());
    return seed;
}

Signature SigningKey::sign(std::string_view message) const {
    Signature signature;
    crypto_sign_detached(signature.data(), nullptr, data(message), message.size(), secret_.data());
    return signature;
}

bool verify(const VerifyKey& key, std::string_view message, const Signature& signature) {
    return crypto_sign_verify_detached(signature.data(), data(message), message.size(), key.bytes.data()) == 0;
}

std::string to_text(const VerifyKey& key) { return key_text(key.bytes); }

std::optional<VerifyKey> parse_verify_key(std::string_view text) {
    const auto bytes = key_bytes(text);
    if (!bytes) return std::nullopt;
    return VerifyKey{*bytes};
}

OpenKey open_key_from_seed(const std::array<std::uint8_t, 32>& seed) {
    OpenKey key;
    crypto_box_seed_keypair(key.seal.bytes.data(), key.secret.data(), seed.data());
    return key;
}

std::string seal(const SealKey& key, std::string_view plain) {
    std::string sealed(plain.size() + crypto_box_SEALBYTES, '\0');
    crypto_box_seal(reinterpret_cast<unsigned char*>(sealed.data()), data(plain), plain.size(), key.bytes.data());
    return sealed;
}

std::optional<std::string> open(const OpenKey& key, std::string_view sealed) {
    if (sealed.size() < crypto_box_SEALBYTES) return std::nullopt;
    std::string plain(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), data(sealed), sealed.size(),
                             key.seal.bytes.data(), key.secret.data()) != 0)
        return std::nullopt;
    return plain;
}

std::string to_text(const SealKey& key) { return key_text(key.bytes); }

std::optional<SealKey> parse_seal_key(std::string_view text) {
    const auto bytes = key_bytes(text);
    if (!bytes) return std::nullopt;
    return SealKey{*bytes};
}

std::array<std::uint8_t, 32> hmac_sha256(std::string_view key, std::string_view message) {
    std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> mac;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, data(key), key.size());
    crypto_auth_hmacsha256_update(&state, data(message), message.size());
    crypto_auth_hmacsha256_final(&state, mac.data());
    return mac;
}

Result<std::string> hash_password(std::string_view password) {
    constexpr unsigned long long passes = 2;
    constexpr std::size_t memory = 19 * 1024 * 1024;
    std::array<char, crypto_pwhash_STRBYTES> hash;
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail("There is not enough memory (19 MiB) to protect the PIN; close other programs and try again.");
    return std::string{hash.data()};
}

bool is_pin(std::string_view text) {
    return text.size() >= 6 && text.size() <= 12 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool password_matches(std::string_view password, const std::string& hash) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace rancak
