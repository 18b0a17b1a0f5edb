#pragma once

#include "shared/hash.h"
#include "shared/random.h"

#include <optional>
#include <string>
#include <string_view>

namespace rancak {

// The code by which a citizen asks after a case: 12 characters, shown and read aloud in three groups of four, as phone
// numbers are: K7MA-R4T9-W2X3. It is the only key to the case's state and says nothing else; the kiosk forgets it, and
// what is stored and sent is its hash.
//
// Of characters that look or sound alike the alphabet has one at most: it leaves out 0 O Q D, 1 I J, Z (2), S (5), G (6),
// B (8), V (U), N (M), E (F), H (A), and of the letters that rhyme in Indonesian it has only T, W and Y. 11 characters are
// random (46 bits), the last is a check: the sum of each value times its place from the right is divisible by 19. 19 is
// a prime and greater than the number of places, so one wrong character or two exchanged ones always change the
// remainder (the rule of ISBN-10, which has 11).
inline constexpr std::string_view tracking_alphabet = "23456789AFKLMRTUWXY";
inline constexpr std::size_t tracking_code_length = 12;

[[nodiscard]] std::string make_tracking_code(Random&);

// As people write it: any case, with or without blanks and hyphens. nullopt: it is no code, or a character is wrong.
[[nodiscard]] std::optional<std::string> read_tracking_code(std::string_view written);

// In its groups: K7MA-R4T9-W2X3.
[[nodiscard]] std::string grouped_tracking_code(std::string_view code);

// What an event carries: BLAKE2b of the 12 characters, without hyphens.
[[nodiscard]] Hash tracking_hash(std::string_view code);

}  // namespace rancak
