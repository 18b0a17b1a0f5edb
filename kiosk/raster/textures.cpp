#include "kiosk/raster/textures.h"

#include <algorithm>
#include <utility>

namespace rancak::kiosk {
namespace {

bool is_opaque(const Image& image) {
    const std::size_t step = bytes_per_pixel(image.format);
    for (std::size_t alpha = step - 1; alpha < image.pixels.size(); alpha += step) {
        if (image.pixels[alpha] != 255) return false;
    }
    return true;
}

}  // namespace

TextureId Textures::add(Image image) {
    if (!image.valid()) return TextureId::none;
    const std::uintptr_t id = next_id_++;
    const bool opaque = is_opaque(image);
    textures_.emplace(id, Texture{std::move(image), next_revision_++, opaque});
    return static_cast<TextureId>(id);
}

bool Textures::replace(TextureId id, Image image) {
    const auto found = textures_.find(static_cast<std::uintptr_t>(id));
    if (found == textures_.end() || !image.valid()) return false;
    const bool opaque = is_opaque(image);
    found->second = Texture{std::move(image), next_revision_++, opaque};
    return true;
}

void Textures::remove(TextureId id) { textures_.erase(static_cast<std::uintptr_t>(id)); }

const Texture* Textures::find(const void* imgui_id) const {
    const auto found = textures_.find(reinterpret_cast<std::uintptr_t>(imgui_id));
    return found == textures_.end() ? nullptr : &found->second;
}

bool Textures::holds(std::uint64_t revision) const {
    return std::ranges::any_of(textures_, [&](const auto& entry) { return entry.second.revision == revision; });
}

}  // namespace rancak::kiosk
