#pragma once

#include "kiosk/core/state.h"
#include "kiosk/ui/geometry.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <span>

namespace rancak::kiosk {

// The tokens of the kiosk's look. Screens and widgets use these and nothing else.

// sRGB and alpha.
struct Paint {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
    friend constexpr bool operator==(const Paint&, const Paint&) = default;
};

// Relative luminance, 0 to 1, and contrast, 1 to 21, as WCAG 2.2 defines both.
[[nodiscard]] double luminance(Paint);
[[nodiscard]] double contrast(Paint, Paint);

struct Palette {
    Paint paper, card;             // the ground, and what lies on it
    Paint ink, ink_soft;           // text: the main thing, and what goes with it
    Paint accent, on_accent;       // the one thing to press; a choice made
    Paint accent_pressed;
    Paint pressed, on_pressed;     // under a finger
    Paint good, on_good;           // saved, connected
    Paint cloth, on_cloth;         // the songket: ground and text
    Paint gold;                    // its thread
    Paint gold_deep;               // gold on paper: icons, bars, plots
    Paint outline;                 // edges of what can be pressed
    Paint divider, track;          // quiet lines; the empty part of a bar
    Paint focus;                   // ring of keyboard and switch users
    Paint scrim;                   // over the screen, under a dialog
    std::array<Paint, 5> faces;    // by score, luminance rises
    Paint face_line;               // eyes and mouth
};
[[nodiscard]] const Palette& palette(Theme);

// Text as it may be put on a ground: at least 10:1, in high contrast 20:1. Graphics: at least 3:1.
struct Pair {
    const char* name;
    Paint front, ground;
};
[[nodiscard]] std::span<const Pair> text_pairs(Theme);
[[nodiscard]] std::span<const Pair> graphic_pairs(Theme);

enum class Type { body, strong, title, display, caption };  // caption: the bar's, where it has no room for larger words
inline constexpr std::array types{Type::body, Type::strong, Type::title, Type::display, Type::caption};

// Height of a capital letter. A small screen is read from nearer, and at 8.5 mm the five faces would no longer be in
// view together: there the four steps end at 6 mm.
[[nodiscard]] Millimetres capital_height(TextSize, Type, bool small_screen = false);

namespace space {
inline constexpr Millimetres gap = 3_mm;  // least between two things to press
inline constexpr Millimetres small = 4_mm;
inline constexpr Millimetres medium = 7_mm;
inline constexpr Millimetres large = 12_mm;
inline constexpr Millimetres huge = 20_mm;
}  // namespace space

namespace size {
inline constexpr Millimetres touch = 20_mm;           // least side of what can be pressed
inline constexpr Millimetres touch_gap = 2.5_mm;
inline constexpr Millimetres face = 30_mm;            // least side of a face to press
inline constexpr Millimetres face_comfort = 72_mm;    // a face grows up to this
inline constexpr Millimetres portrait = 26_mm;        // an officer's photo
inline constexpr Millimetres column = 300_mm;         // text and lists are no wider: long lines tire
}  // namespace size

namespace radius {
inline constexpr Millimetres card = 5_mm;
inline constexpr Millimetres button = 4_mm;
}  // namespace radius

namespace stroke {
inline constexpr Millimetres hair = 0.3_mm;
inline constexpr Millimetres line = 0.5_mm;
inline constexpr Millimetres bold = 0.9_mm;
inline constexpr Millimetres focus = 1.2_mm;
}  // namespace stroke

namespace motion {
inline constexpr Millimetres slop = 4_mm;                    // a finger that moved further is dragging
inline constexpr std::chrono::milliseconds page_turn{180};   // the up and down buttons of a list
inline constexpr std::chrono::milliseconds repeat_after{500};  // a key that is held begins to repeat
inline constexpr std::chrono::milliseconds repeat_every{120};
}  // namespace motion

}  // namespace rancak::kiosk
