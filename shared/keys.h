#pragma once

#include "shared/hash.h"
#include "shared/random.h"
#include "shared/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rancak {

// Ed25519 (RFC 8032): a device's identity. The seed is the secret; it is wiped when the object ends.
struct VerifyKey {
    std::array<std::uint8_t, 32> bytes{};
    friend bool operator==(const VerifyKey&, const VerifyKey&) = default;
};
using Signature = std::array<std::uint8_t, 64>;

class SigningKey {
public:
    [[nodiscard]] static SigningKey generate(Random&);
    [[nodiscard]] static SigningKey from_seed(const std::array<std::uint8_t, 32>&);
    ~SigningKey();
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = default;

    [[nodiscard]] const VerifyKey& verify_key() const { return verify_; }
    [[nodiscard]] std::array<std::uint8_t, 32> seed() const;
    [[nodiscard]] Signature sign(std::string_view message) const;

private:
    SigningKey() = default;
    std::array<std::uint8_t, 64> secret_{};
    VerifyKey verify_;
};

[[nodiscard]] bool verify(const VerifyKey&, std::string_view message, const Signature&);

[[nodiscard]] std::string to_text(const VerifyKey&);  // base64
[[nodiscard]] std::optional<VerifyKey> parse_verify_key(std::string_view);

// X25519 sealed box (libsodium crypto_box_seal): anyone can seal, only the server opens. For attachments.
struct SealKey {
    std::array<std::uint8_t, 32> bytes{};
    friend bool operator==(const SealKey&, const SealKey&) = default;
};
struct OpenKey {
    SealKey seal;
    std::array<std::uint8_t, 32> secret{};
};
[[nodiscard]] OpenKey open_key_from_seed(const std::array<std::uint8_t, 32>&);
[[nodiscard]] std::string seal(const SealKey&, std::string_view plain);
[[nodiscard]] std::optional<std::string> open(const OpenKey&, std::string_view sealed);
[[nodiscard]] std::string to_text(const SealKey&);  // base64
[[nodiscard]] std::optional<SealKey> parse_seal_key(std::string_view);

// RFC 2104 with SHA-256 (libsodium crypto_auth_hmacsha256): what both sides sign who share a secret.
[[nodiscard]] std::array<std::uint8_t, 32> hmac_sha256(std::string_view key, std::string_view message);

// PINs and passwords: Argon2id, 19 MiB, 2 passes (OWASP Password Storage Cheat Sheet), libsodium's string form.
[[nodiscard]] Result<std::string> hash_password(std::string_view);  // fails only without memory
[[nodiscard]] bool is_pin(std::string_view);  // as the kiosk's keypad can type it
inline constexpr const char* pin_expected = "6 to 12 digits";
[[nodiscard]] bool password_matches(std::string_view password, const std::string& hash);

}  // namespace rancak
