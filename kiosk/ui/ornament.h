#pragma once

#include "kiosk/ui/brush.h"

#include <vector>

namespace rancak::kiosk {

// Songket, as it is woven in Silungkang: gold thread on maroon, every motif built of square stitches, so its slopes are
// steps. A stitch is a whole number of pixels: crisp at each size. Each motif is one stamp of the fonts' atlas.

// fine: for edges that are passed over; wide: for cloth that is looked at.
enum class Weave { fine, wide };
// In pixels.
[[nodiscard]] float stitch_of(const Glass&, Weave);

// Rows of lozenges and pucuk rebung (bamboo shoots) along the box's width, the shoots' tips towards `tips`.
enum class Tips { up, down };
void songket_band(Brush&, const Palette&, Box, Tips, Weave, const Glass&);
[[nodiscard]] float songket_band_height(float stitch);

// One row of shoots alone, as an edge.
void songket_edge(Brush&, const Palette&, Box, Tips, Weave, const Glass&);
[[nodiscard]] float songket_edge_height(float stitch);

// What the atlas needs so that these can be drawn.
[[nodiscard]] std::vector<Stamp> songket_stamps(const Glass&);

}  // namespace rancak::kiosk
