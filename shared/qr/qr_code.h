#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak {

// A square of dark and light modules (ISO/IEC 18004), without the light margin that it needs around it.
struct QrCode {
    static constexpr int margin = 4;  // modules, as the standard asks
    int side = 0;                     // modules
    std::vector<bool> dark;           // side * side, row by row
    [[nodiscard]] bool is_dark(int column, int row) const { return dark[static_cast<std::size_t>(row * side + column)]; }
};

// UTF-8 as bytes; longer ones with less correction, so that the modules stay large. nullopt: none, or more than one code
// holds.
[[nodiscard]] std::optional<QrCode> make_qr_code(std::string_view text);

// A drawing of it with its margin, black on white; one unit a module.
[[nodiscard]] std::string qr_svg(const QrCode&);

}  // namespace rancak
