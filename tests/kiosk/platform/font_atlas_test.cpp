#include "kiosk/platform/font_atlas.h"

#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

const std::filesystem::path inter = "/usr/share/fonts/opentype/inter/Inter-Medium.otf";
const std::filesystem::path icons =
    "/usr/share/fonts/truetype/materialdesignicons-webfont/materialdesignicons-webfont.ttf";

}  // namespace

TEST_CASE("an atlas holds the asked sizes and only the asked characters, one byte a texel") {
    ImFontAtlas atlas;
    const std::array requests{FontRequest{inter, 18, {{u' ', u'~'}}},
                              FontRequest{inter, 44, {{u'0', u'9'}, {u'é', u'é'}}}};
    const auto image = build_font_atlas(atlas, requests);
    REQUIRE_MESSAGE(image, image.error().message);
    CHECK(image->valid());
    CHECK(image->format == PixelFormat::alpha8);
    CHECK(std::ranges::any_of(image->pixels, [](std::uint8_t alpha) { return alpha > 200; }));
    REQUIRE(atlas.Fonts.Size == 2);
    CHECK(atlas.Fonts[0]->FontSize == 18);
    CHECK(atlas.Fonts[0]->FindGlyphNoFallback('A') != nullptr);
    CHECK(atlas.Fonts[1]->FindGlyphNoFallback('A') == nullptr);
    CHECK(atlas.Fonts[1]->FindGlyphNoFallback(u'é') != nullptr);
    CHECK(atlas.TexPixelsAlpha8 == nullptr);
}

TEST_CASE("FreeType draws the glyphs, and each advances by whole pixels") {
    ImFontAtlas atlas;
    const std::array requests{FontRequest{inter, 23, {{u'a', u'z'}}}};
    REQUIRE(build_font_atlas(atlas, requests));
    CHECK(atlas.FontBuilderIO == ImGuiFreeType::GetBuilderForFreeType());
    for (const ImFontGlyph& glyph : atlas.Fonts[0]->Glyphs) {
        CHECK(glyph.AdvanceX == static_cast<float>(static_cast<int>(glyph.AdvanceX)));
    }
}

TEST_CASE("icons join the font before them, and make no table long") {
    ImFontAtlas atlas;
    const std::array requests{FontRequest{inter, 23, {{u'a', u'z'}}},
                              FontRequest{.file = icons, .pixels = 23, .ranges = {{0xF001, 0xF010}}, .merge = true}};
    const auto image = build_font_atlas(atlas, requests);
    REQUIRE_MESSAGE(image, image.error().message);
    REQUIRE(atlas.Fonts.Size == 1);
    const ImFont& font = *atlas.Fonts[0];
    CHECK(std::ranges::any_of(font.Glyphs, [](const ImFontGlyph& glyph) { return glyph.Codepoint == 0xF004; }));
    CHECK(font.IndexLookup.Capacity < 0x100);
    CHECK(font.FindGlyphNoFallback('q') != nullptr);
    CHECK(font.FindGlyph('q')->Codepoint == 'q');
    CHECK(font.FallbackGlyph >= font.Glyphs.begin());
    CHECK(font.FallbackGlyph < font.Glyphs.end());
}

TEST_CASE("a stamp is a character of the first font, pixel for pixel") {
    ImFontAtlas atlas;
    const std::array requests{FontRequest{inter, 23, {{u' ', u'~'}}}, FontRequest{inter, 44, {{u'0', u'9'}}}};
    const std::array stamps{StampRequest{0xE000, 3, 2, {255, 0, 255, 1, 2, 3}}, StampRequest{0xE001, 1, 1, {7}}};
    const auto image = build_font_atlas(atlas, requests, stamps);
    REQUIRE_MESSAGE(image, image.error().message);
    for (const StampRequest& stamp : stamps) {
        const auto& glyphs = atlas.Fonts[0]->Glyphs;
        const auto* glyph = std::ranges::find(glyphs, unsigned{stamp.character}, [](const ImFontGlyph& it) { return it.Codepoint; });
        REQUIRE(glyph != glyphs.end());
        CHECK(glyph->X1 - glyph->X0 == stamp.width);
        CHECK(glyph->Y1 - glyph->Y0 == stamp.height);
        const int left = static_cast<int>(std::lround(glyph->U0 * static_cast<float>(image->width)));
        const int top = static_cast<int>(std::lround(glyph->V0 * static_cast<float>(image->height)));
        for (int y = 0; y < stamp.height; ++y)
            for (int x = 0; x < stamp.width; ++x)
                CHECK(image->pixels[static_cast<std::size_t>((top + y) * image->width + left + x)] ==
                      stamp.alpha[static_cast<std::size_t>(y * stamp.width + x)]);
    }
    CHECK(atlas.Fonts[0]->IndexLookup.Capacity < 0x100);

    ImFontAtlas other;
    CHECK_FALSE(build_font_atlas(other, requests, std::array{StampRequest{0xE000, 3, 2, {255}}}));
}

TEST_CASE("a font that is not there is an error that names it") {
    ImFontAtlas atlas;
    const std::array requests{FontRequest{"/nonexistent/Inter.otf", 18, {{u'a', u'z'}}}};
    const auto image = build_font_atlas(atlas, requests);
    REQUIRE_FALSE(image);
    CHECK(image.error().message.find("/nonexistent/Inter.otf") != std::string::npos);
}

}  // namespace rancak::kiosk
