#pragma once

#include "kiosk/ui/page.h"

#include <optional>
#include <string_view>
#include <vector>

namespace rancak::kiosk {

// A square of dark and light modules (ISO/IEC 18004), without the light margin that it needs around it.
struct QrCode {
    int side = 0;             // modules
    std::vector<bool> dark;   // side * side, row by row
    [[nodiscard]] bool is_dark(int column, int row) const { return dark[static_cast<std::size_t>(row * side + column)]; }
};

// UTF-8 as bytes; longer ones with less correction, so that the modules stay large. nullopt: more than one code holds.
[[nodiscard]] std::optional<QrCode> make_qr_code(std::string_view text);

// The code of `text` on its own light ground, in every theme black on white; its modules whole pixels. `label` is read
// out. Returns the side: at most `side`, less where the modules do not divide it.
float qr_code(Page&, Point corner, float side, std::string_view text, std::string_view label);

}  // namespace rancak::kiosk
