#include "kiosk/platform/font_atlas.h"

#include <imgui.h>
#include <imgui_freetype.h>

#include <fstream>
#include <iterator>
#include <map>

namespace rancak::kiosk {
namespace {

using Bytes = std::vector<char>;

Result<Bytes> read_font(const std::filesystem::path& file) {
    constexpr std::uintmax_t largest = 32U << 20U;
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) return fail("The font " + file.string() + " cannot be read: " + error.message() + ".");
    if (size == 0 || size > largest) return fail("The font " + file.string() + " is empty or larger than 32 MiB.");
    std::ifstream stream(file, std::ios::binary);
    Bytes bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (bytes.size() != size) return fail("The font " + file.string() + " cannot be read.");
    return bytes;
}

std::vector<ImWchar> imgui_ranges(const FontRequest& request) {
    std::vector<ImWchar> ranges;
    for (const auto& [first, last] : request.ranges) ranges.insert(ranges.end(), {first, last});
    ranges.push_back(0);
    return ranges;
}

}  // namespace

Result<Image> build_font_atlas(ImFontAtlas& atlas, std::span<const FontRequest> requests) {
    atlas.Flags |=
        ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoPowerOfTwoHeight;
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    std::map<std::filesystem::path, Bytes> files;
    std::vector<std::vector<ImWchar>> ranges;  // ImGui reads them while it builds
    for (const FontRequest& request : requests) {
        if (!files.contains(request.file)) {
            auto bytes = read_font(request.file);
            if (!bytes) return tl::unexpected(bytes.error());
            files.emplace(request.file, std::move(*bytes));
        }
        ranges.push_back(imgui_ranges(request));
        Bytes& bytes = files.at(request.file);
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.OversampleH = 1;  // whole pixels, as FreeType hints them
        config.PixelSnapH = true;
        config.MergeMode = request.merge;
        atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()), request.pixels, &config,
                                   ranges.back().data());
    }
    if (!atlas.Build()) return fail("The fonts could not be drawn; is each file a TrueType or OpenType font?");
    Image image{.width = 0, .height = 0, .format = PixelFormat::alpha8, .pixels = {}};
    unsigned char* pixels = nullptr;
    atlas.GetTexDataAsAlpha8(&pixels, &image.width, &image.height);
    image.pixels.assign(pixels, pixels + static_cast<std::ptrdiff_t>(image.width) * image.height);
    atlas.ClearTexData();
    atlas.ClearInputData();
    return image;
}

}  // namespace rancak::kiosk
