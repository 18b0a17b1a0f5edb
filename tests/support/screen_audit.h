#pragma once

#include "tests/support/kiosk_screen.h"

#include <string>
#include <vector>

namespace rancak::kiosk::test {

// The least of what was seen on all screens that were audited with it.
struct Minima {
    double contrast = 21;                 // of text
    Millimetres face = 999_mm, other = 999_mm;  // sides of what is pressed: faces, and all else but keys of a small screen
    Millimetres gap = 999_mm;             // between two that are pressed
};

// All of it is on the screen and nothing is scrolled away.
[[nodiscard]] bool in_view(const Node&);

// What is wrong with the screen as it is drawn now, a sentence each: hit boxes too small, too near or overlapping,
// faces out of view, text cut or outside of what it stands on, or over other text.
[[nodiscard]] std::vector<std::string> layout_faults(const Tree&, const Glass&, Minima* = nullptr);

// Text whose drawn pixels stand out less than `least` to 1 from what they lie on.
[[nodiscard]] std::vector<std::string> contrast_faults(const KioskScreen&, double least, Minima* = nullptr);

}  // namespace rancak::kiosk::test
