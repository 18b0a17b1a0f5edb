#pragma once

#include "tests/kiosk/raster/scene.h"

#include <span>

namespace rancak::kiosk::test {

struct SampleScene {
    const char* name;
    void (*paint)(ImDrawList&, const Scene&);
};

inline constexpr int sample_width = 640;
inline constexpr int sample_height = 480;

// What the kiosk's screens are made of, each kind by itself, in sample_width x sample_height.
[[nodiscard]] std::span<const SampleScene> sample_scenes();

}  // namespace rancak::kiosk::test
