#pragma once

#include "kiosk/raster/kernels.h"
#include "kiosk/raster/raster.h"

#include <cstdint>
#include <unordered_map>

namespace rancak::kiosk {

struct Texture {
    Image image;
    std::uint64_t revision = 0;  // differs between any two pictures ever stored, so that a change shows in a hash
    bool opaque = false;

    [[nodiscard]] Picture picture() const {
        return {image.pixels.data(), image.width, image.height, image.format == PixelFormat::alpha8, opaque};
    }
};

// The pictures that a raster owns, by id.
class Textures {
public:
    [[nodiscard]] TextureId add(Image image);
    [[nodiscard]] bool replace(TextureId id, Image image);
    void remove(TextureId id);

    // Null when there is none; valid until the next change.
    [[nodiscard]] const Texture* find(const void* imgui_id) const;

    [[nodiscard]] bool holds(std::uint64_t revision) const;

private:
    std::unordered_map<std::uintptr_t, Texture> textures_;
    std::uintptr_t next_id_ = 1;
    std::uint64_t next_revision_ = 1;
};

}  // namespace rancak::kiosk
