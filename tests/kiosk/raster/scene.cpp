#include "tests/kiosk/raster/scene.h"

#include <array>
#include <cmath>
#include <stdexcept>

namespace rancak::kiosk::test {
namespace {

constexpr std::uint32_t untouched = 0x12345678;
constexpr std::array font_sizes{14.0F, 18.0F, 23.0F, 31.0F, 44.0F, 72.0F};

}  // namespace

OwnCanvas::OwnCanvas(int width, int height, int padding)
    : width_(width),
      height_(height),
      padding_(padding),
      pixels_(static_cast<std::size_t>(width + padding) * static_cast<std::size_t>(height), untouched) {}

std::uint32_t OwnCanvas::at(int x, int y) const {
    return pixels_.at(static_cast<std::size_t>(y) * static_cast<std::size_t>(width_ + padding_) +
                      static_cast<std::size_t>(x));
}

bool OwnCanvas::padding_untouched() const {
    for (int y = 0; y < height_; ++y) {
        for (int x = width_; x < width_ + padding_; ++x) {
            if (at(x, y) != untouched) return false;
        }
    }
    return true;
}

Image test_photo(int width, int height) {
    Image image{width, height, PixelFormat::rgba32, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const bool line = (x / 7 + y / 5) % 4 == 0;
            image.pixels.push_back(static_cast<std::uint8_t>(x * 255 / width));
            image.pixels.push_back(static_cast<std::uint8_t>(y * 255 / height));
            image.pixels.push_back(line ? 230 : 40);
            image.pixels.push_back(static_cast<std::uint8_t>(y > height / 2 && x > width / 2 ? 140 : 255));
        }
    }
    return image;
}

Scene::Scene(const std::vector<Raster*>& rasters, int width, int height)
    : rasters_(rasters), context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    for (const float size : font_sizes) {
        io.Fonts->AddFontFromFileTTF("/usr/share/fonts/opentype/inter/Inter-Medium.otf", size);
    }
    Image atlas{.width = 0, .height = 0, .format = PixelFormat::alpha8, .pixels = {}};
    unsigned char* pixels = nullptr;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &atlas.width, &atlas.height);
    atlas.pixels.assign(pixels, pixels + static_cast<std::ptrdiff_t>(atlas.width) * atlas.height);
    io.Fonts->SetTexID(upload(atlas));
    photo_ = upload(test_photo(240, 300));
}

Scene::~Scene() { ImGui::DestroyContext(context_); }

ImTextureID Scene::upload(const Image& image) const {
    ImTextureID first = nullptr;
    for (Raster* raster : rasters_) {
        ImTextureID const id = imgui_texture(raster->upload(image));
        if (first == nullptr) first = id;
        if (id != first) throw std::logic_error("The rasters number their textures differently.");
    }
    return first;
}

const ImDrawData& Scene::frame(const std::function<void(ImDrawList&)>& paint) {
    ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
    ImGui::NewFrame();
    paint(*ImGui::GetBackgroundDrawList());
    ImGui::Render();
    return *ImGui::GetDrawData();
}

ImFont* Scene::font(float pixels) const {
    ImFont* nearest = nullptr;
    for (ImFont* font : ImGui::GetIO().Fonts->Fonts) {
        if (nearest == nullptr || std::fabs(font->FontSize - pixels) < std::fabs(nearest->FontSize - pixels)) {
            nearest = font;
        }
    }
    return nearest;
}

}  // namespace rancak::kiosk::test
