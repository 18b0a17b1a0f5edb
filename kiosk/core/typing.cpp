#include "kiosk/core/typing.h"

#include "shared/encoding.h"

#include <algorithm>

namespace rancak::kiosk {
namespace {

std::string utf8_of(char32_t c) {
    const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0U | c >> 6U), byte(0x80U | (c & 0x3FU))};
    if (c < 0x10000) return {byte(0xE0U | c >> 12U), byte(0x80U | (c >> 6U & 0x3FU)), byte(0x80U | (c & 0x3FU))};
    return {byte(0xF0U | c >> 18U), byte(0x80U | (c >> 12U & 0x3FU)), byte(0x80U | (c >> 6U & 0x3FU)), byte(0x80U | (c & 0x3FU))};
}

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::size_t character_length(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && continues(text[end])) ++end;
    return end;
}

// Of one whole character.
char32_t character_of(std::string_view utf8) {
    const auto first = static_cast<unsigned char>(utf8.front());
    if (utf8.size() == 1) return first;
    char32_t c = first & (0x7FU >> utf8.size());
    for (const char byte : utf8.substr(1)) c = c << 6U | (static_cast<unsigned char>(byte) & 0x3FU);
    return c;
}

std::size_t last_character(std::string_view text) {
    std::size_t at = text.size() - 1;
    while (at > 0 && continues(text[at])) --at;
    return at;
}

// Combining Diacritical Marks, U+0300 to U+036F (Unicode 15, section 7.9).
bool is_mark(std::string_view character) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(character[at]); };
    return character.size() == 2 && (byte(0) == 0xCC || (byte(0) == 0xCD && byte(1) <= 0xAF));
}

// A sentence begins with a capital.
KeyLayer layer_after(const Typing& typing) {
    std::string_view text = typing.text.utf8();
    if (text.empty()) return KeyLayer::capitals;
    if (text.back() != ' ') return KeyLayer::letters;
    const std::size_t last = text.find_last_not_of(' ');
    if (last == std::string_view::npos) return KeyLayer::capitals;
    return std::string_view(".?!").find(text[last]) == std::string_view::npos ? KeyLayer::letters : KeyLayer::capitals;
}

}  // namespace

bool TypedText::type(char32_t c) {
    if (length_ >= limit_ || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return false;
    const std::string character = utf8_of(c);
    if (!is_plain_text(utf8_ + character)) return false;
    utf8_ += character;
    ++length_;
    return true;
}

void TypedText::erase() {
    for (bool mark = true; mark && !utf8_.empty(); --length_) {
        const std::size_t at = last_character(utf8_);
        mark = is_mark(std::string_view(utf8_).substr(at));
        utf8_.erase(at);
    }
}

void TypedText::clear() {
    utf8_.clear();
    length_ = 0;
}

bool TypedText::says_something() const { return utf8_.find_first_not_of(' ') != std::string::npos; }

Typing typing_at_most(std::size_t code_points) { return {TypedText(code_points), KeyLayer::capitals}; }

void type(Typing& typing, char32_t c) {
    if (!typing.text.type(c)) return;
    // Signs and figures often follow each other; a space leads back to the letters.
    if (typing.layer != KeyLayer::symbols || c == U' ') typing.layer = layer_after(typing);
}

void type(Typing& typing, std::string_view utf8) {
    while (!utf8.empty()) {
        const std::size_t end = std::min(utf8.size(), character_length(utf8));
        type(typing, character_of(utf8.substr(0, end)));
        utf8.remove_prefix(end);
    }
}

void erase(Typing& typing) {
    typing.text.erase();
    if (typing.layer != KeyLayer::symbols) typing.layer = layer_after(typing);
}

void clear(Typing& typing) {
    typing.text.clear();
    typing.layer = KeyLayer::capitals;
}

}  // namespace rancak::kiosk
