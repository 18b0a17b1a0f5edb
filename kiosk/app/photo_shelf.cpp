#include "kiosk/app/photo_shelf.h"

#include "kiosk/adapters/catalogue_cache.h"
#include "kiosk/platform/pictures.h"
#include "shared/file.h"
#include "shared/protocol.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace rancak::kiosk {

PhotoShelf::PhotoShelf(DataPaths paths, Raster& raster, int side_pixels)
    : paths_(std::move(paths)), raster_(raster), side_pixels_(side_pixels) {}

PhotoShelf::~PhotoShelf() {
    for (const auto& [hash, entry] : entries_) raster_.release(entry.texture);
}

void* PhotoShelf::texture(const Hash& photo) {
    Entry& entry = entries_[photo];
    entry.drawn = ++draws_;
    return entry.texture == TextureId::none ? nullptr : imgui_texture(entry.texture);
}

bool PhotoShelf::load_wanted() {
    for (auto& [hash, entry] : entries_) {
        if (!entry.wanted || entry.failed) continue;
        entry.wanted = false;
        entry.texture = load(hash);
        entry.failed = entry.texture == TextureId::none;
        make_room();
        return true;
    }
    return false;
}

void PhotoShelf::forget_failures() {
    std::erase_if(entries_, [](const auto& one) { return one.second.failed; });
}

void PhotoShelf::make_room() {
    const auto loaded = [](const auto& one) { return one.second.texture != TextureId::none; };
    if (std::count_if(entries_.begin(), entries_.end(), loaded) <= static_cast<std::ptrdiff_t>(most)) return;
    const auto oldest = std::min_element(entries_.begin(), entries_.end(), [&](const auto& a, const auto& b) {
        return std::pair{!loaded(a), a.second.drawn} < std::pair{!loaded(b), b.second.drawn};
    });
    raster_.release(oldest->second.texture);
    entries_.erase(oldest);
}

TextureId PhotoShelf::load(const Hash& hash) const {
    const auto bytes = read_file(CatalogueCache::medium_path(paths_, hash), max_media_bytes);
    if (!bytes) return TextureId::none;  // not here yet: initials stand in
    auto image = decode_photo(std::as_bytes(std::span{*bytes}), side_pixels_, side_pixels_);
    if (!image) {
        spdlog::warn("The photo {} is not shown: {}", to_hex(hash), image.error().message);
        return TextureId::none;
    }
    return raster_.upload(std::move(*image));
}

}  // namespace rancak::kiosk
