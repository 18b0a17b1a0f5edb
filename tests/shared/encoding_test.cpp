#include "shared/encoding.h"
#include "shared/hash.h"
#include "shared/random.h"

#include <doctest/doctest.h>
#include <set>

using namespace rancak;

TEST_CASE("the hash is what b2sum -l 256 prints") {
    // printf abc | b2sum -l 256
    CHECK(to_hex(blake2b("abc")) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(parse_hash(to_hex(blake2b("abc"))) == blake2b("abc"));
    CHECK_FALSE(parse_hash("BDDD813C634239723171EF3FEE98579B94964E3BB1CB3E427262C8C068D52319"));
    CHECK_FALSE(parse_hash("bddd"));
}

TEST_CASE("base64 goes there and back and refuses what is not") {
    for (const std::string& text : std::initializer_list<std::string>{"", "a", "ab", "abc", {"\0\xff\x7f", 3}})
        CHECK(from_base64(to_base64(text)) == text);
    CHECK(to_base64("Sawah") == "U2F3YWg=");
    CHECK_FALSE(from_base64("U2F3YWg"));
    CHECK_FALSE(from_base64("U2F3 YWg="));
}

TEST_CASE("ids are long, unlike each other and without letters that are mistaken") {
    SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string id = random_id(random);
        CHECK(id.size() == 26);
        CHECK(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == id.npos);
        CHECK(seen.insert(id).second);
    }
}

TEST_CASE("base 32 packs five bits a character") {
    CHECK(to_base32(std::array<std::uint8_t, 1>{0xFF}) == "zw");
    CHECK(to_base32(std::array<std::uint8_t, 5>{0, 0, 0, 0, 1}) == "00000001");
    CHECK(to_base32(std::array<std::uint8_t, 5>{0xFF, 0xFF, 0xFF, 0xFF, 0xFF}) == "zzzzzzzz");
}

TEST_CASE("a uniform share lies in 0 to below 1") {
    SystemRandom random;
    double sum = 0;
    for (int i = 0; i < 4000; ++i) {
        const double share = uniform(random);
        CHECK(share >= 0);
        CHECK(share < 1);
        sum += share;
    }
    CHECK(sum / 4000 == doctest::Approx(0.5).epsilon(0.1));
}

TEST_CASE("what is not UTF-8 is not taken for text") {
    for (std::string_view text : {"abc", "Sawahlunto \xE2\x80\x93 kota", "\xF0\x9F\x98\x80", ""}) CHECK(is_utf8(text));
    for (std::string_view text : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x80", "\x80", "\xF8\x88\x80\x80\x80", "a\xFF"})
        CHECK_FALSE(is_utf8(text));
}

TEST_CASE("text that could hide or turn what it says is not plain") {
    CHECK(is_plain_text("dua\nbaris"));
    for (std::string_view text : {"\xE2\x80\xAE" "abc", "a\x07", "\xC2\x9B", "\xE2\x81\xA6x", "\xEF\xBB\xBF", "a\r"})
        CHECK_FALSE(is_plain_text(text));
    const std::string tower = "Z\xCC\x80\xCC\x81\xCC\x82";  // three marks on one letter
    CHECK(is_plain_text(tower.substr(0, 5)));
    CHECK_FALSE(is_plain_text(tower));
    CHECK(is_plain_text("a\xCC\x80\xCC\x81" "b\xCC\x80\xCC\x81"));
    for (std::string_view invisible : {"a\xE2\x80\x8B", "a\xE2\x81\xA0"}) CHECK_FALSE(is_plain_text(invisible));
    CHECK(code_points("caf\xC3\xA9") == 4);
}

TEST_CASE("a JSON string escapes what JSON demands") {
    CHECK(json_string("a\"b\\c\n\x01") == R"("a\"b\\c\u000a\u0001")");
}
