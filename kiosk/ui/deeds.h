#pragma once

#include "kiosk/ui/widgets.h"

#include <span>

namespace rancak::kiosk {

// The things to do at the foot of a screen: the last is the one that most people want, at the right and largest; at the left in the
// mirror.
struct Deed {
    std::string id;
    std::string_view label;
    Icon icon = Icon::none;
    Action action;
    bool disabled = false;
};

// In one row where they fit, else one below the other, the main one first.
[[nodiscard]] float deeds_height(const Page&, float width, std::span<const Deed>);
// Of one row with all of them, as narrow as it looks well.
[[nodiscard]] float deeds_width(const Page&, std::span<const Deed>);
enum class MainDeed { at_right, fills };  // the rest of the row
void draw_deeds(Page&, Box, std::span<const Deed>, MainDeed = MainDeed::at_right);

// The part of a body above a foot of this height, and the foot.
struct Parted {
    Box above, foot;
};
[[nodiscard]] Parted part(const Page&, Box body, float foot_height);

}  // namespace rancak::kiosk
