#include "kiosk/platform/font_atlas.h"

#include "shared/file.h"

#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <map>
#include <string>

namespace rancak::kiosk {
namespace {

constexpr std::size_t largest_file = 32U << 20U;
constexpr ImWchar first_private_character = 0xE000;  // Unicode 15, section 23.5

std::vector<ImWchar> imgui_ranges(const FontRequest& request) {
    std::vector<ImWchar> ranges;
    for (const auto& [first, last] : request.ranges) ranges.insert(ranges.end(), {first, last});
    ranges.push_back(0);
    return ranges;
}

// ImGui looks characters up in tables as long as the highest of them, a third of a megabyte for each font with icons.
// So those tables end before the characters of private use, which are kept behind the others.
void leave_icons_out_of_lookup(ImFont& font) {
    const auto is_letter = [](const ImFontGlyph& glyph) { return glyph.Codepoint < first_private_character; };
    const auto letters = std::stable_partition(font.Glyphs.begin(), font.Glyphs.end(), is_letter) - font.Glyphs.begin();
    const int all = font.Glyphs.Size;
    if (letters == all) return;
    font.IndexLookup.clear();
    font.IndexAdvanceX.clear();
    font.Glyphs.resize(static_cast<int>(letters));
    font.BuildLookupTable();
    font.Glyphs.resize(all);  // as they were: shrinking moved nothing
}

}  // namespace

Result<Image> build_font_atlas(ImFontAtlas& atlas, std::span<const FontRequest> requests, std::span<const StampRequest> stamps) {
    atlas.Flags |=
        ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoPowerOfTwoHeight;
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    std::map<std::filesystem::path, std::string> files;
    std::vector<std::vector<ImWchar>> ranges;  // ImGui reads them while it builds
    for (const FontRequest& request : requests) {
        if (!files.contains(request.file)) {
            auto bytes = read_file(request.file, largest_file);
            if (!bytes) return fail("A font is missing. " + bytes.error().message);
            files.emplace(request.file, std::move(*bytes));
        }
        ranges.push_back(imgui_ranges(request));
        std::string& bytes = files.at(request.file);
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.OversampleH = 1;  // whole pixels, as FreeType hints them
        config.PixelSnapH = true;
        config.MergeMode = request.merge;
        atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()), request.pixels, &config,
                                   ranges.back().data());
    }
    std::vector<int> places;
    for (const StampRequest& stamp : stamps) {
        if (stamp.alpha.size() != static_cast<std::size_t>(stamp.width) * static_cast<std::size_t>(stamp.height))
            return fail("A stamp has more or fewer pixels than its size says.");
        places.push_back(atlas.AddCustomRectFontGlyph(atlas.Fonts[0], stamp.character, stamp.width, stamp.height,
                                                      static_cast<float>(stamp.width)));
    }
    if (!atlas.Build()) return fail("The fonts could not be drawn; is each file a TrueType or OpenType font?");
    for (ImFont* font : atlas.Fonts) leave_icons_out_of_lookup(*font);
    Image image{.width = 0, .height = 0, .format = PixelFormat::alpha8, .pixels = {}};
    unsigned char* pixels = nullptr;
    atlas.GetTexDataAsAlpha8(&pixels, &image.width, &image.height);
    image.pixels.assign(pixels, pixels + static_cast<std::ptrdiff_t>(image.width) * image.height);
    for (std::size_t i = 0; i < stamps.size(); ++i) {
        const ImFontAtlasCustomRect& place = *atlas.GetCustomRectByIndex(places[i]);
        for (int y = 0; y < stamps[i].height; ++y)
            std::copy_n(stamps[i].alpha.begin() + static_cast<std::ptrdiff_t>(y) * stamps[i].width, stamps[i].width,
                        image.pixels.begin() + static_cast<std::ptrdiff_t>(place.Y + y) * image.width + place.X);
    }
    atlas.ClearTexData();
    atlas.ClearInputData();
    return image;
}

}  // namespace rancak::kiosk
