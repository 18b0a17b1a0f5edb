#include "server/core/masking.h"

#include <cctype>
#include <cstddef>

namespace rancak::server {
namespace {

constexpr std::size_t fewest_digits = 9;  // a date has eight
constexpr std::string_view hidden = "\xe2\x80\xa2";  // a bullet

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_separator(char c) { return c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')'; }
bool is_of_address(char c) { return is_digit(c) || std::isalpha(static_cast<unsigned char>(c)) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%'; }

// The end of the row of digits that begins at `at`, behind its last digit.
std::size_t end_of_row(std::string_view text, std::size_t at, std::size_t& digits) {
    std::size_t end = at;
    std::size_t separators = 0;
    for (std::size_t i = at; i < text.size() && separators <= 2; ++i) {
        if (is_digit(text[i])) {
            ++digits;
            separators = 0;
            end = i + 1;
        } else if (is_separator(text[i])) {
            ++separators;
        } else {
            break;
        }
    }
    return end;
}

bool is_money(std::string_view before) {
    while (!before.empty() && (before.back() == ' ' || before.back() == '.')) before.remove_suffix(1);
    return before.size() >= 2 && (before.ends_with("Rp") || before.ends_with("rp") || before.ends_with("RP"));
}

std::string without_numbers(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            out += text[i++];
            continue;
        }
        std::size_t digits = 0;
        const auto end = end_of_row(text, i, digits);
        const bool hide = digits >= fewest_digits && !is_money(text.substr(0, i));
        for (; i < end; ++i) {
            if (hide && is_digit(text[i])) out += hidden;
            else out += text[i];
        }
    }
    return out;
}

}  // namespace

std::string masked(std::string_view utf8) {
    auto text = without_numbers(utf8);
    for (auto at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
        auto begin = at;
        while (begin > 0 && is_of_address(text[begin - 1])) --begin;
        const bool address = begin < at && at + 1 < text.size() && is_of_address(text[at + 1]);
        if (!address) continue;
        text.replace(begin, at - begin, hidden);
        at = begin + hidden.size();
    }
    return text;
}

}  // namespace rancak::server
