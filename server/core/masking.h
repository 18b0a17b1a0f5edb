#pragma once

#include <string>
#include <string_view>

namespace rancak::server {

// The text with each number that may lead to a person hidden, digit by digit: nine digits or more in one row, blanks, points
// and hyphens between them left out of account (NIK 16, NIP 18, telephones 9 to 14), and the part of an address of e-mail
// before its @. A sum of money behind "Rp" stays.
[[nodiscard]] std::string masked(std::string_view utf8);

}  // namespace rancak::server
