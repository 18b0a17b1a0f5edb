#pragma once

#include "kiosk/core/typing.h"
#include "kiosk/ui/page.h"

#include <string_view>

namespace rancak::kiosk {

// The keys of the on-screen keyboard, for the screen whose Typing it is: their actions are TypeCharacter,
// EraseCharacter, ClearText and SwitchKeys.

// Its widest key, at the lower right.
struct KeyboardDone {
    std::string_view label;
    Action action;
    bool disabled = false;
};

// As high as keyboard_height() says, in the width of `at`.
float keyboard(Page&, Box at, const Typing&, const KeyboardDone&);
[[nodiscard]] float keyboard_height(const Page&, float width);

// What was typed, its end always in view, with how much room is left; `hint` while it is empty.
void typed_field(Page&, Box, const Typing&, std::string_view hint);
// Of a field with as many lines.
[[nodiscard]] float typed_field_height(const Page&, int lines);

}  // namespace rancak::kiosk
