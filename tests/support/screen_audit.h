#pragma once

#include "tests/support/kiosk_screen.h"

#include <string>
#include <vector>

namespace rancak::kiosk::test {

// What is wrong with the screen as it is drawn now, a sentence each: hit boxes too small, too near or overlapping,
// faces out of view, text cut or outside of what it stands on, or over other text.
[[nodiscard]] std::vector<std::string> layout_faults(const Tree&, const Glass&);

// Text whose drawn pixels stand out less than `least` to 1 from what they lie on.
[[nodiscard]] std::vector<std::string> contrast_faults(const KioskScreen&, double least);

}  // namespace rancak::kiosk::test
