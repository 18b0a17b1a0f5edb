#include "shared/encoding.h"
#include "shared/keys.h"

#include <doctest/doctest.h>

using namespace rancak;

TEST_CASE("a signature holds for the message and the key that made it, for no other") {
    SystemRandom random;
    const SigningKey key = SigningKey::generate(random), other = SigningKey::generate(random);
    Signature signature = key.sign("tiga puluh");
    CHECK(verify(key.verify_key(), "tiga puluh", signature));
    CHECK_FALSE(verify(key.verify_key(), "tiga puluH", signature));
    CHECK_FALSE(verify(other.verify_key(), "tiga puluh", signature));
    signature[0] ^= 1;
    CHECK_FALSE(verify(key.verify_key(), "tiga puluh", signature));
}

TEST_CASE("Ed25519 is the one of RFC 8032") {
    // RFC 8032 section 7.1, test 1: the empty message
    std::array<std::uint8_t, 32> seed;
    REQUIRE(from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", seed));
    const SigningKey key = SigningKey::from_seed(seed);
    CHECK(to_hex(std::span<const std::uint8_t>{key.verify_key().bytes}) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const Signature signature = key.sign("");
    CHECK(to_hex(std::span<const std::uint8_t>{signature}).starts_with("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"));
    CHECK(key.seed() == seed);
    CHECK(parse_verify_key(to_text(key.verify_key())) == key.verify_key());
    CHECK_FALSE(parse_verify_key("AAAA"));
}

TEST_CASE("what is sealed opens with the server's key alone") {
    SystemRandom random;
    std::array<std::uint8_t, 32> seed, other;
    random.fill(seed);
    random.fill(other);
    const OpenKey key = open_key_from_seed(seed);
    const std::string sealed = seal(key.seal, "rahasia");
    CHECK(sealed.find("rahasia") == sealed.npos);
    CHECK(open(key, sealed) == "rahasia");
    CHECK_FALSE(open(open_key_from_seed(other), sealed));
    CHECK_FALSE(open(key, sealed.substr(1)));
    CHECK_FALSE(open(key, ""));
    CHECK(parse_seal_key(to_text(key.seal)) == key.seal);
}

TEST_CASE("a PIN matches its own Argon2id hash") {
    const auto hash = hash_password("482913");
    REQUIRE(hash);
    CHECK(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(password_matches("482913", *hash));
    CHECK_FALSE(password_matches("482914", *hash));
    CHECK_FALSE(password_matches("482913", "not a hash"));
}
