#pragma once

#include "kiosk/ui/page.h"

namespace rancak::kiosk {

// What every screen has around it: the cloth with the office's name and the hour above, the bar with what anybody may
// change below. Both are read in that order, with the screen's own between.

enum class Leave { nothing, back, staff, staff_and_home, done };  // what the bar has at its left

// Whether low reach changes anything: the whole of a small glass is within reach, and a landscape one is low.
[[nodiscard]] bool low_reach_helps(const Glass&);
// Above it nothing can be pressed; 0 unless the person asked for low reach.
[[nodiscard]] float reach_top(const Page&);

// Returns where the screen may draw, all of it within reach.
[[nodiscard]] Box draw_header(Page&, const State&);
void draw_bar(Page&, Leave);
[[nodiscard]] float bar_height(const Page&);
[[nodiscard]] Millimetres side_margin(const Page&);

[[nodiscard]] std::string office_name(const State&, Language);

// The middle of a body, no wider than this: a column of text.
[[nodiscard]] Box column_of(const Page&, Box body, Millimetres most = size::column);


}  // namespace rancak::kiosk
