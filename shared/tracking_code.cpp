#include "shared/tracking_code.h"

#include <array>

namespace rancak {
namespace {

constexpr std::size_t modulus = tracking_alphabet.size();
static_assert(modulus == 19 && tracking_code_length < modulus);

// From the right, so that the check character counts once.
std::size_t remainder(std::string_view code) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < code.size(); ++i) sum += tracking_alphabet.find(code[i]) * (tracking_code_length - i);
    return sum % modulus;
}

// A byte beyond the last whole multiple would make the first characters likelier.
std::size_t uniform_below_modulus(Random& random) {
    constexpr std::size_t fair = 256 - 256 % modulus;
    std::array<std::uint8_t, 1> byte{};
    do random.fill(byte);
    while (byte[0] >= fair);
    return byte[0] % modulus;
}

}  // namespace

std::string make_tracking_code(Random& random) {
    std::string code;
    while (code.size() + 1 < tracking_code_length) code += tracking_alphabet[uniform_below_modulus(random)];
    code += tracking_alphabet[(modulus - remainder(code)) % modulus];
    return code;
}

std::optional<std::string> read_tracking_code(std::string_view written) {
    std::string code;
    for (char c : written) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (tracking_alphabet.find(c) == std::string_view::npos || code.size() == tracking_code_length) return std::nullopt;
        code += c;
    }
    if (code.size() != tracking_code_length || remainder(code) != 0) return std::nullopt;
    return code;
}

std::string grouped_tracking_code(std::string_view code) {
    std::string grouped;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % 4 == 0) grouped += '-';
        grouped += code[i];
    }
    return grouped;
}

Hash tracking_hash(std::string_view code) { return blake2b(code); }

}  // namespace rancak
