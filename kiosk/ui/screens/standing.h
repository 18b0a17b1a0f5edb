#pragma once

#include "kiosk/ui/page.h"

namespace rancak::kiosk {

// An officer's own figures, in the cards of one column; what a floor withholds is explained in its place.
float draw_standing(Page&, Box at, const State&, const StaffHome&);

}  // namespace rancak::kiosk
