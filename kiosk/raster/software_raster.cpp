#include "kiosk/raster/band_painter.h"
#include "kiosk/raster/damage.h"
#include "kiosk/raster/kernels.h"
#include "kiosk/raster/pieces.h"
#include "kiosk/raster/raster.h"
#include "kiosk/raster/shapes.h"
#include "kiosk/raster/textures.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace rancak::kiosk {
namespace {

// What is painted at once: so little that its pieces stay in the processor's cache and need not much memory.
constexpr std::int64_t pixels_a_band = 1 << 18;

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
        cut_into_bands();
        for (const Band& band : bands_) painter_.paint(band, shapes_, damage_, kernels_, canvas_, clear);
        return changed;
    }

private:
    void find_damage(Colour clear) {
        damage_.begin(clear);
        const auto shapes = shapes_.shapes();
        for (std::uint32_t number = 0; number < shapes.size(); ++number) {
            const Shape& shape = shapes[number];
            damage_.add(number, shapes_.hashes()[number], shape.bounds,
                        cover_.opaque_rectangle(shapes_.commands()[shape.command], shape));
        }
    }

    void cut_into_bands() {
        bands_.clear();
        const auto runs = damage_.runs();
        std::int64_t pixels = pixels_a_band;
        for (std::uint32_t run = 0; run < runs.size(); ++run) {
            if (pixels >= pixels_a_band) {
                bands_.push_back({run, run});
                pixels = 0;
            }
            bands_.back().end = run + 1;
            pixels += std::int64_t{runs[run].area.width} * runs[run].area.height;
        }
    }

    const Kernels& kernels_;
    Canvas canvas_;
    Textures textures_;
    Shapes shapes_;
    Damage damage_;
    Pieces cover_;  // only to find what hides all behind it
    std::vector<Band> bands_;
    BandPainter painter_;
};

}  // namespace

std::unique_ptr<Raster> make_raster() { return std::make_unique<SoftwareRaster>(fastest_kernels()); }

std::unique_ptr<Raster> make_portable_raster() { return std::make_unique<SoftwareRaster>(portable_kernels()); }

}  // namespace rancak::kiosk
