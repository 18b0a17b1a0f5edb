#pragma once

#include "kiosk/core/roster.h"
#include "kiosk/ui/widgets.h"

#include <span>

namespace rancak::kiosk {

// Tiles of one size in as many columns as have room for names of this length. `picked` hears the index. Returns the height.
// With `fill`, fewer columns and higher rows where the box's height has room for them.
enum class Fill { no, yes };
enum class Names { of_people, of_services, of_counters };  // of_counters: a short name whose number stays on its line
float tile_grid(Page&, Box at, std::span<const TileLook>, Call<void(std::size_t)> picked, Fill = Fill::no, Names = Names::of_people);

// Photo or initials, name and counter. Its id is `prefix` and the officer's.
[[nodiscard]] TileLook officer_tile(const Page&, std::string_view prefix, const Seat&);

// Chips (or whatever has these sizes) one after the other, in as many rows as needed. `place` gets index and box.
float flow(Page&, Box at, std::span<const Point> sizes, Call<void(std::size_t, Box)> place);

}  // namespace rancak::kiosk
