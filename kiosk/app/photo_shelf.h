#pragma once

#include "kiosk/adapters/data_folder.h"
#include "kiosk/raster/raster.h"
#include "kiosk/ui/photos.h"

#include <map>

namespace rancak::kiosk {

// Lifecycle: construct; while drawing, texture() notes what is wanted; between frames load_wanted() decodes it.
// Holds at most `most` photos as textures: the one not drawn for longest makes room. One thread. The raster outlives it.
class PhotoShelf final : public Photos {
public:
    PhotoShelf(DataPaths, Raster&, int side_pixels);
    ~PhotoShelf() override;

    [[nodiscard]] void* texture(const Hash& photo) override;

    // True: a photo came onto the shelf, so the screen has to be drawn again. One photo a call, so that no frame waits
    // for many.
    [[nodiscard]] bool load_wanted();
    // A photo that could not be read may have arrived since.
    void forget_failures();

private:
    struct Entry {
        TextureId texture = TextureId::none;
        bool wanted = true;
        bool failed = false;
        std::uint64_t drawn = 0;
    };
    void make_room();
    [[nodiscard]] TextureId load(const Hash&) const;

    static constexpr std::size_t most = 24;
    const DataPaths paths_;
    Raster& raster_;
    const int side_pixels_;
    std::map<Hash, Entry> entries_;
    std::uint64_t draws_ = 0;
};

}  // namespace rancak::kiosk
