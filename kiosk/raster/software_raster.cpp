#include "kiosk/raster/damage.h"
#include "kiosk/raster/kernels.h"
#include "kiosk/raster/painter.h"
#include "kiosk/raster/pieces.h"
#include "kiosk/raster/raster.h"
#include "kiosk/raster/shapes.h"
#include "kiosk/raster/textures.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace rancak::kiosk {
namespace {

static_assert(Damage::tile_width <= Painter::widest && Damage::tile_height <= Painter::highest);

// From red, green, blue, alpha to the canvas's words, in place.
Image as_words(Image image) {
    if (image.format == PixelFormat::alpha8) return image;
    for (std::size_t pixel = 0; pixel + 4 <= image.pixels.size(); pixel += 4) {
        std::swap(image.pixels[pixel], image.pixels[pixel + 2]);
    }
    return image;
}

class SoftwareRaster final : public Raster {
public:
    explicit SoftwareRaster(const Kernels& kernels) : kernels_(kernels) {}

    void set_canvas(Canvas canvas) override {
        canvas_ = canvas;
        damage_.resize(canvas.width, canvas.height);
    }

    TextureId upload(Image image) override { return textures_.add(as_words(std::move(image))); }

    bool update(TextureId id, Image image) override { return textures_.replace(id, as_words(std::move(image))); }

    void release(TextureId id) override { textures_.remove(id); }

    std::span<const Rectangle> draw(const ImDrawData& data, Colour clear) override {
        shapes_.collect(data, textures_, canvas_.width, canvas_.height);
        find_damage(clear);
        const auto changed = damage_.finish();
        if (changed.empty()) return changed;
        sort_into_tiles();
        draw_tiles(clear);
        return changed;
    }

private:
    void find_damage(Colour clear) {
        damage_.begin(clear);
        const auto shapes = shapes_.shapes();
        for (std::size_t number = 0; number < shapes.size(); ++number) {
            const Shape& shape = shapes[number];
            const std::uint64_t hash = shapes_.hashes()[number];
            const auto covered = Pieces::opaque_rectangle(shapes_.commands()[shape.command], shape);
            if (covered)
                damage_.cover(*covered, hash, static_cast<std::uint32_t>(number));
            else
                damage_.add(shape.bounds, hash);
        }
    }

    // Makes pieces of the shapes that can be seen in a tile that has to be drawn, and lists them there in order.
    void sort_into_tiles() {
        pieces_.clear();
        entries_.clear();
        const auto tiles = damage_.tiles();
        chains_.assign(tiles.size(), {none, none});
        const auto shapes = shapes_.shapes();
        for (std::uint32_t number = 0; number < shapes.size(); ++number) {
            const Shape& shape = shapes[number];
            bool seen = false;
            const auto seen_in = [&](std::size_t tile) { return number >= tiles[tile].covered_by.value_or(0); };
            damage_.for_each_tile(shape.bounds, [&](std::size_t tile) { seen |= seen_in(tile); });
            if (!seen) continue;
            const std::size_t first = pieces_.pieces().size();
            pieces_.add(shapes_.commands()[shape.command], shape);
            for (std::size_t piece = first; piece < pieces_.pieces().size(); ++piece) {
                damage_.for_each_tile(pieces_.pieces()[piece].bounds, [&](std::size_t tile) {
                    if (seen_in(tile)) append(tile, static_cast<std::uint32_t>(piece));
                });
            }
        }
    }

    void append(std::size_t tile, std::uint32_t piece) {
        const auto entry = static_cast<std::uint32_t>(entries_.size());
        entries_.push_back({piece, none});
        Chain& chain = chains_[tile];
        if (chain.first == none)
            chain.first = entry;
        else
            entries_[chain.last].next = entry;
        chain.last = entry;
    }

    void draw_tiles(Colour clear) {
        Painter painter(canvas_, kernels_, pieces_);
        const auto tiles = damage_.tiles();
        for (std::size_t tile = 0; tile < tiles.size(); ++tile) {
            if (!tiles[tile].covered_by) painter.clear(tiles[tile].area, clear);
            for (std::uint32_t entry = chains_[tile].first; entry != none; entry = entries_[entry].next) {
                painter.paint(pieces_.pieces()[entries_[entry].piece], tiles[tile].area);
            }
        }
    }

    static constexpr std::uint32_t none = 0xffffffff;
    struct Entry {
        std::uint32_t piece;
        std::uint32_t next;
    };
    struct Chain {
        std::uint32_t first;
        std::uint32_t last;
    };

    const Kernels& kernels_;
    Canvas canvas_;
    Textures textures_;
    Shapes shapes_;
    Damage damage_;
    Pieces pieces_;
    std::vector<Entry> entries_;
    std::vector<Chain> chains_;  // by tile
};

}  // namespace

std::unique_ptr<Raster> make_raster() { return std::make_unique<SoftwareRaster>(fastest_kernels()); }

std::unique_ptr<Raster> make_portable_raster() { return std::make_unique<SoftwareRaster>(portable_kernels()); }

}  // namespace rancak::kiosk
