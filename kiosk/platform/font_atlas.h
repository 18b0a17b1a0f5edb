#pragma once

#include "kiosk/raster/image.h"
#include "shared/result.h"

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

// Fills the atlas with the fonts in this order (a merged one adds no font) and returns its picture as alpha8, to be
// uploaded and named with SetTexID. ImGui's own copies of the picture and of the files are given back. Lines are
// drawn as polygons: also set ImGuiStyle::AntiAliasedLinesUseTex to false. Characters of private use, as icons are, stand in
// a font's Glyphs but are not found by FindGlyph. The atlas is empty before.
[[nodiscard]] Result<Image> build_font_atlas(ImFontAtlas& atlas, std::span<const FontRequest> requests);

}  // namespace rancak::kiosk
