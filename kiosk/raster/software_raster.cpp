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

static_assert(Damage::tile_height <= Painter::highest);

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
        sort_into_runs();
        draw_runs(clear);
        return changed;
    }

private:
    void find_damage(Colour clear) {
        damage_.begin(clear);
        const auto shapes = shapes_.shapes();
        for (std::uint32_t number = 0; number < shapes.size(); ++number) {
            const Shape& shape = shapes[number];
            damage_.add(number, shapes_.hashes()[number], shape.bounds,
                        pieces_.opaque_rectangle(shapes_.commands()[shape.command], shape));
        }
    }

    // Makes pieces of the shapes that can be seen in a run that has to be drawn, and lists them there in order.
    void sort_into_runs() {
        pieces_.clear();
        entries_.clear();
        const auto runs = damage_.runs();
        chains_.assign(runs.size(), {none, none});
        const auto shapes = shapes_.shapes();
        for (std::uint32_t number = 0; number < shapes.size(); ++number) {
            const Shape& shape = shapes[number];
            bool seen = false;
            damage_.for_each_run(shape.bounds, [&](std::uint32_t run) { seen |= number >= runs[run].seen_from; });
            if (!seen) continue;
            const std::size_t first = pieces_.pieces().size();
            pieces_.add(shapes_.commands()[shape.command], shape);
            for (std::size_t piece = first; piece < pieces_.pieces().size(); ++piece) {
                damage_.for_each_run(pieces_.pieces()[piece].bounds, [&](std::uint32_t run) {
                    if (number >= runs[run].seen_from) append(run, static_cast<std::uint32_t>(piece));
                });
            }
        }
    }

    void append(std::uint32_t run, std::uint32_t piece) {
        const auto entry = static_cast<std::uint32_t>(entries_.size());
        entries_.push_back({piece, none});
        Chain& chain = chains_[run];
        if (chain.first == none)
            chain.first = entry;
        else
            entries_[chain.last].next = entry;
        chain.last = entry;
    }

    void draw_runs(Colour clear) {
        Painter painter(canvas_, kernels_, pieces_);
        const auto runs = damage_.runs();
        for (std::size_t run = 0; run < runs.size(); ++run) {
            for (const Rectangle& part : damage_.bare(runs[run])) painter.clear(part, clear);
            for (std::uint32_t entry = chains_[run].first; entry != none; entry = entries_[entry].next) {
                painter.paint(pieces_.pieces()[entries_[entry].piece], runs[run].area);
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
    std::vector<Chain> chains_;  // by run
};

}  // namespace

std::unique_ptr<Raster> make_raster() { return std::make_unique<SoftwareRaster>(fastest_kernels()); }

std::unique_ptr<Raster> make_portable_raster() { return std::make_unique<SoftwareRaster>(portable_kernels()); }

}  // namespace rancak::kiosk
