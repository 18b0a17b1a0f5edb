#pragma once

#include "kiosk/ui/page.h"
#include "shared/qr/qr_code.h"

#include <string_view>

namespace rancak::kiosk {

// The code of `text` on its own light ground, in every theme black on white; its modules whole pixels. `label` is read
// out. Returns the side: at most `side`, less where the modules do not divide it.
float qr_code(Page&, Point corner, float side, std::string_view text, std::string_view label);

}  // namespace rancak::kiosk
