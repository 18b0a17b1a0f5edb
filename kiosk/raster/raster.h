#pragma once

#include "kiosk/raster/image.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>

struct ImDrawData;

namespace rancak::kiosk {

// Pixels; right and bottom edges lie outside.
struct Rectangle {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }

    friend bool operator==(const Rectangle&, const Rectangle&) = default;
};

[[nodiscard]] inline Rectangle intersection(const Rectangle& left, const Rectangle& right) {
    const int x = std::max(left.x, right.x);
    const int y = std::max(left.y, right.y);
    return {x, y, std::min(left.x + left.width, right.x + right.width) - x,
            std::min(left.y + left.height, right.y + right.height) - y};
}

struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend bool operator==(const Colour&, const Colour&) = default;
};

// Pixels that somebody else owns: a window surface's shared memory, or a test's vector. Each is 0xAARRGGBB
// in the machine's order; the raster writes alpha 255.
struct Canvas {
    std::uint32_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    int pitch = 0;  // pixels from one row to the next
};

// A copy of what the canvas shows, opaque.
[[nodiscard]] Image picture_of(const Canvas& canvas);

enum class TextureId : std::uintptr_t { none = 0 };

// What ImGui calls ImTextureID.
inline void* imgui_texture(TextureId id) { return reinterpret_cast<void*>(static_cast<std::uintptr_t>(id)); }

// Lifecycle: set a canvas, upload the font atlas and pictures, then draw each frame; set a new canvas after a
// resize. Turns ImGui's draw lists into the canvas's pixels, without a driver or GPU, and draws only what changed.
// One thread. Draw data of any content is safe: triangles with indices outside their buffers or coordinates that
// are not finite are left out, unknown textures draw nothing, draw callbacks are not run. One unit of
// ImGui is one pixel and the canvas begins at (0, 0): FramebufferScale 1, DisplayPos 0.
class Raster {
public:
    virtual ~Raster() = default;

    // From now on draws into `canvas`, whose pixels must stay valid until the next call; the next draw covers all of
    // it.
    virtual void set_canvas(Canvas canvas) = 0;

    // Takes the picture over. TextureId::none when the image is not valid.
    [[nodiscard]] virtual TextureId upload(Image image) = 0;

    // Replaces a picture; its size and format may change. False when the id is unknown or the image is not valid;
    // the old picture then stays.
    [[nodiscard]] virtual bool update(TextureId id, Image image) = 0;

    // Unknown ids are ignored; an id is not given out twice.
    virtual void release(TextureId id) = 0;

    // Draws over a background of `clear`. Returns what changed against the frame before, none when both are equal
    // (then nothing was drawn). The rectangles do not overlap, lie in the canvas, and are valid until the next call.
    [[nodiscard]] virtual std::span<const Rectangle> draw(const ImDrawData& data, Colour clear) = 0;
};

// Our own: OpenGL's picture, with the processor's widest instructions.
[[nodiscard]] std::unique_ptr<Raster> make_raster();

// The same pixels with none but the instructions that every processor has.
[[nodiscard]] std::unique_ptr<Raster> make_portable_raster();

// SDL's software renderer: the reference beside OpenGL.
[[nodiscard]] std::unique_ptr<Raster> make_sdl_raster();

}  // namespace rancak::kiosk
