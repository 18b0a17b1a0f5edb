#pragma once

#include "kiosk/core/attract.h"
#include "kiosk/ui/page.h"

#include <array>
#include <limits>

namespace rancak::kiosk {

// How large the words of a card on the cloth are; the first that fits is taken. At last a text has only so many lines: the
// whole of it stands on the screen of taking part.
struct CardLetters {
    Type large, middle;
    std::size_t lines = std::numeric_limits<std::size_t>::max();
};
inline constexpr std::array card_letters{
    CardLetters{Type::display, Type::title}, CardLetters{Type::title, Type::strong},    CardLetters{Type::strong, Type::strong},
    CardLetters{Type::strong, Type::body},   CardLetters{Type::strong, Type::body, 5},  CardLetters{Type::strong, Type::body, 4},
    CardLetters{Type::strong, Type::body, 3}, CardLetters{Type::strong, Type::body, 2}, CardLetters{Type::strong, Type::body, 1}};

// From the top of the box; returns the height.
float draw_attract_card(Page&, Box at, const State&, const AttractCard&, const CardLetters&);

// "Opens again Monday, 25 November 2026, 08.00"; empty when nobody knows.
[[nodiscard]] std::string opens_again(const Page&, const State&);

}  // namespace rancak::kiosk
