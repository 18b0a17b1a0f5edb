#pragma once

#include "kiosk/core/state.h"
#include "kiosk/core/words.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>
#include <vector>

struct ImFont;

namespace rancak::kiosk {

// One entry of ImGui's atlas, in the atlas's order.
struct FontNeed {
    std::filesystem::path file;                         // of fonts-inter or fonts-materialdesignicons-webfont
    float pixels;                                       // ImGui's size: ascender to descender
    std::vector<std::pair<char16_t, char16_t>> ranges;  // first and last of each
    bool merge;                                         // joins the font before
};

// A picture of one colour that is drawn as one character of the first font.
struct Stamp {
    char16_t character;
    int width, height;
    std::vector<std::uint8_t> alpha;  // row by row
};

struct AtlasNeed {
    std::vector<FontNeed> fonts;
    std::vector<Stamp> stamps;
};

// Every character that the kiosk may have to show.
using Glyphs = std::set<char16_t>;
[[nodiscard]] Glyphs glyphs_of(const Words&, const Catalogue&);

// Lifecycle: need() before each frame; when it wants something, whoever owns ImGui's atlas clears and fills it so.
// One size of each type at a time, and only the characters needed: a change of the text size bakes anew, so that memory
// holds one size instead of four.
class Fonts {
public:
    // What the atlas must hold from now on; nullopt: it already does.
    [[nodiscard]] std::optional<AtlasNeed> need(const Glass&, TextSize, const Glyphs&);

    // Of ImGui's current context, filled as need() said.
    [[nodiscard]] ImFont* font(Type) const;

private:
    struct Baked {
        Millimetres pixel;
        TextSize size;
        Glyphs glyphs;
        friend bool operator==(const Baked&, const Baked&) = default;
    };
    std::optional<Baked> baked_;
};

}  // namespace rancak::kiosk
