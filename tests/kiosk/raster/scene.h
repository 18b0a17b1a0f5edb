#pragma once

#include "kiosk/raster/raster.h"

#include <imgui.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace rancak::kiosk::test {

// A canvas that owns its pixels.
class OwnCanvas {
public:
    // Each row is followed by `padding` pixels that nobody may touch.
    OwnCanvas(int width, int height, int padding = 0);

    [[nodiscard]] Canvas canvas() { return {pixels_.data(), width_, height_, width_ + padding_}; }
    [[nodiscard]] std::uint32_t at(int x, int y) const;
    [[nodiscard]] bool padding_untouched() const;
    [[nodiscard]] const std::vector<std::uint32_t>& pixels() const { return pixels_; }

private:
    int width_;
    int height_;
    int padding_;
    std::vector<std::uint32_t> pixels_;
};

// Lifecycle: one at a time, since ImGui has one current context; `frame` as often as wanted.
// Draw lists made by ImGui itself, with Inter in several sizes.
class Scene {
public:
    // The atlas goes to every raster under the same number, so that draw data suits them all.
    explicit Scene(const std::vector<Raster*>& rasters, int width, int height);
    ~Scene();
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    // `paint` draws on a list without a window around it. The data is valid until the next frame.
    const ImDrawData& frame(const std::function<void(ImDrawList&)>& paint);

    // Nearest of the sizes that the atlas holds.
    [[nodiscard]] ImFont* font(float pixels) const;

    // A picture that every raster holds: smooth colours and sharp lines, so that sampling shows.
    [[nodiscard]] ImTextureID photo() const { return photo_; }

private:
    ImTextureID upload(const Image& image) const;

    std::vector<Raster*> rasters_;
    ImGuiContext* context_;
    ImTextureID photo_ = nullptr;
};

[[nodiscard]] Image test_photo(int width, int height);

}  // namespace rancak::kiosk::test
