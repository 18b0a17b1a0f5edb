#pragma once

#include "kiosk/raster/raster.h"

#include <imgui.h>

#include <vector>

namespace rancak::bench {

inline constexpr int screen_width = 1920;
inline constexpr int screen_height = 1080;
inline constexpr kiosk::Colour paper{250, 246, 238};

// The current ImGui context's fonts and pictures, as a raster holds them.
struct Materials {
    ImFont* body = nullptr;
    ImFont* title = nullptr;
    std::vector<ImTextureID> photos;
};

// Fills the current context's font atlas; the pictures go to `raster`.
[[nodiscard]] Materials prepare(kiosk::Raster& raster);

// Five faces with words under a title and a border, each a button; a pressed one looks so. Returns how many were
// tapped in this frame.
int rating_screen(const Materials& materials);

// Officers in cards with photos, names and counters, four in a row, scrolled by so many pixels: all of it moves.
void officers_screen(const Materials& materials, float scrolled);

// The middle of the face of this score, 1 to 5, as shares of the screen.
[[nodiscard]] ImVec2 middle_of_face(int score);

}  // namespace rancak::bench
