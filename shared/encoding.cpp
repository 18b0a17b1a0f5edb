#include "shared/encoding.h"

#include <array>
#include <sodium.h>

namespace rancak {
namespace {

struct CodePoint {
    char32_t value;
    std::size_t length;  // 0: not UTF-8
};

// RFC 3629, table 3-7 of the Unicode standard: the second byte's range excludes overlong forms and surrogates.
CodePoint code_point_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const auto continues = [&](std::size_t i) { return at + i < text.size() && (byte(i) & 0xC0) == 0x80; };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1};
    if (first >= 0xC2 && first <= 0xDF && continues(1))
        return {(char32_t{first} & 0x1F) << 6 | (byte(1) & 0x3F), 2};
    if ((first & 0xF0) == 0xE0 && continues(1) && continues(2)) {
        const char32_t value = (char32_t{first} & 0x0F) << 12 | char32_t(byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
        if (value >= 0x800 && (value < 0xD800 || value > 0xDFFF)) return {value, 3};
    }
    if (first >= 0xF0 && first <= 0xF4 && continues(1) && continues(2) && continues(3)) {
        const char32_t value = (char32_t{first} & 0x07) << 18 | char32_t(byte(1) & 0x3F) << 12 |
                               char32_t(byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
        if (value >= 0x10000 && value <= 0x10FFFF) return {value, 4};
    }
    return {0, 0};
}

bool is_hidden_control(char32_t c) {
    if (c == '\n') return false;
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x00AD || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

template <class Check>
bool every_code_point(std::string_view text, Check check) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = code_point_at(text, at);
        if (point.length == 0 || !check(point.value)) return false;
        at += point.length;
    }
    return true;
}

// The blocks of combining diacritical marks (Unicode 15, section 7.9).
bool is_combining_mark(char32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
           (c >= 0xFE20 && c <= 0xFE2F);
}
constexpr int most_marks = 2;  // on one letter: languages of Latin letters need no more

}  // namespace

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

bool from_hex(std::string_view hex, std::span<std::uint8_t> out) {
    if (hex.size() != out.size() * 2) return false;
    // A server reads 64 digits an event: by table, and judged once at the end.
    static constexpr auto digits = [] {
        std::array<std::uint8_t, 256> values{};
        values.fill(0xff);
        for (std::uint8_t value = 0; value < 16; ++value) values[static_cast<std::uint8_t>("0123456789abcdef"[value])] = value;
        return values;
    }();
    std::uint8_t wrong = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto high = digits[static_cast<std::uint8_t>(hex[2 * i])], low = digits[static_cast<std::uint8_t>(hex[2 * i + 1])];
        wrong = static_cast<std::uint8_t>(wrong | high | low);
        out[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return wrong < 16;
}

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t length = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
                          nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.resize(length);
    return bytes;
}

std::string to_base32(std::span<const std::uint8_t> bytes) {
    static constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    std::string text;
    unsigned pending = 0;
    int bits = 0;
    for (std::uint8_t byte : bytes) {
        pending = (pending << 8 | byte) & 0xFFF;
        for (bits += 8; bits >= 5; bits -= 5) text += alphabet[pending >> (bits - 5) & 31];
    }
    if (bits > 0) text += alphabet[pending << (5 - bits) & 31];
    return text;
}

bool is_utf8(std::string_view text) {
    return every_code_point(text, [](char32_t) { return true; });
}

bool is_plain_text(std::string_view text) {
    int marks = 0;
    return every_code_point(text, [&](char32_t c) {
        marks = is_combining_mark(c) ? marks + 1 : 0;
        return !is_hidden_control(c) && marks <= most_marks;
    });
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string json_string(std::string_view text) {
    std::string json;
    append_json_string(json, text);
    return json;
}

void append_json_string(std::string& json, std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    json += '"';
    for (char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00";
            json += hex[c >> 4];
            json += hex[c & 15];
        } else {
            json += c;
        }
    }
    json += '"';
}

bool equal_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace rancak
