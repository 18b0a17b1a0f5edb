#pragma once

#include "kiosk/ui/brush.h"

namespace rancak::kiosk {

// Songket, as it is woven in Silungkang: gold thread on maroon, every motif built of square stitches, so its slopes are
// steps. A stitch is a whole number of pixels: crisp at each size.

// Rows of lozenges and pucuk rebung (bamboo shoots) along the box's width, the shoots' tips towards `tips`.
enum class Tips { up, down };
void songket_band(Brush&, const Palette&, Box, Tips, float stitch);
[[nodiscard]] float songket_band_height(float stitch);

// One row of shoots alone, as an edge.
void songket_edge(Brush&, const Palette&, Box, Tips, float stitch);
[[nodiscard]] float songket_edge_height(float stitch);

}  // namespace rancak::kiosk
