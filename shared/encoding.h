#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rancak {

[[nodiscard]] std::string to_hex(std::span<const std::uint8_t>);  // lower case
[[nodiscard]] bool from_hex(std::string_view, std::span<std::uint8_t> out);  // exact length, lower case only

// RFC 4648 with padding, as structured fields (RFC 8941) carry bytes.
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view);

// Crockford's base 32, lower case, for ids: no i, l, o, u. 5 bits a character, the last padded with zeros.
[[nodiscard]] std::string to_base32(std::span<const std::uint8_t>);

// Valid UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view);
// UTF-8 that may be shown: also no control characters (line feed allowed), no bidirectional controls, which can make a line
// read as something else, nothing invisible (Unicode UTR 36), and no towers of marks, which would lie over other lines.
[[nodiscard]] bool is_plain_text(std::string_view);
[[nodiscard]] std::size_t code_points(std::string_view utf8);

// JSON string literal with the quotes; the text must be UTF-8.
[[nodiscard]] std::string json_string(std::string_view);
void append_json_string(std::string& json, std::string_view);  // the same behind what is there

// Constant time in the content, for secrets.
[[nodiscard]] bool equal_secret(std::string_view, std::string_view);

}  // namespace rancak
