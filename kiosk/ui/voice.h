#pragma once

#include "kiosk/core/words.h"
#include "kiosk/ui/tree.h"

#include <string>
#include <string_view>

namespace rancak::kiosk {

// What the voice says, decided from the accessibility tree alone. Pure. All of it is SSML: text is escaped in it.

struct Saying {
    std::string ssml;     // empty: nothing
    bool at_once = true;  // in the place of what is being said; else when that has ended
};

// Of what came with `now`, after `before` was told. Another screen or dialog: all of its texts, in reading order; the
// focus, which a first touch sets too: what has it; a choice that changed: how it is now; a text that is new: the text,
// but not because a number in it counts down.
[[nodiscard]] Saying saying_of(const Words&, const Tree& before, const Tree& now);

// When the voice has just been switched on: how to go about with it, then the whole screen.
[[nodiscard]] Saying first_saying(const Words&, const Tree&);

// The text under a finger where nothing can be pressed; empty: none.
[[nodiscard]] std::string readable_at(const Tree&, Point);

// As it sounds right: clock times in Indonesian, tracking codes letter by letter. Escaped.
[[nodiscard]] std::string spoken(const Words&, Language, std::string_view text);

// espeak-ng's voice: it has none for Minangkabau, and reads it as Indonesian.
[[nodiscard]] std::string_view voice_of(Language);

}  // namespace rancak::kiosk
