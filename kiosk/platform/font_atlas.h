#pragma once

#include "kiosk/raster/image.h"
#include "shared/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>
#include <vector>

struct ImFontAtlas;

namespace rancak::kiosk {

// One size of one font file.
struct FontRequest {
    std::filesystem::path file;
    float pixels = 16;                                  // ImGui's size: from ascent to descent
    std::vector<std::pair<char16_t, char16_t>> ranges;  // first and last of each; only these are in the atlas
    bool merge = false;                                 // its glyphs join the font before, as icons do
};

// A picture of one colour that stands in the atlas as a character of the first font, so that it is drawn in one piece.
struct StampRequest {
    char16_t character = 0;  // of private use
    int width = 0, height = 0;
    std::vector<std::uint8_t> alpha;  // row by row
};

// Fills the atlas with the fonts in this order (a merged one adds no font) and the stamps, and returns its picture as alpha8, to be
// uploaded and named with SetTexID. ImGui's own copies of the picture and of the files are given back. Lines are
// drawn as polygons: also set ImGuiStyle::AntiAliasedLinesUseTex to false. Characters of private use, as icons are, stand in
// a font's Glyphs but are not found by FindGlyph; a font with such has the space, too. The atlas is empty before.
[[nodiscard]] Result<Image> build_font_atlas(ImFontAtlas& atlas, std::span<const FontRequest> requests,
                                             std::span<const StampRequest> stamps = {});

}  // namespace rancak::kiosk
