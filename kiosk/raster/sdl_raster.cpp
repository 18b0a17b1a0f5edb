#include "kiosk/raster/damage.h"
#include "kiosk/raster/raster.h"
#include "kiosk/raster/shapes.h"
#include "kiosk/raster/textures.h"

#include <SDL.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace rancak::kiosk {
namespace {

struct Destroy {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
    void operator()(SDL_Renderer* renderer) const { SDL_DestroyRenderer(renderer); }
    void operator()(SDL_Texture* texture) const { SDL_DestroyTexture(texture); }
};

std::vector<std::uint8_t> as_rgba(const Image& image) {
    if (image.format == PixelFormat::rgba32) return image.pixels;
    std::vector<std::uint8_t> rgba(image.pixels.size() * 4, 255);
    for (std::size_t pixel = 0; pixel < image.pixels.size(); ++pixel) rgba[4 * pixel + 3] = image.pixels[pixel];
    return rgba;
}

class SdlRaster final : public Raster {
public:
    void set_canvas(Canvas canvas) override {
        sdl_textures_.clear();  // they belong to the renderer
        renderer_.reset();
        surface_.reset(SDL_CreateRGBSurfaceWithFormatFrom(canvas.pixels, canvas.width, canvas.height, 32,
                                                          4 * canvas.pitch, SDL_PIXELFORMAT_ARGB8888));
        if (surface_) renderer_.reset(SDL_CreateSoftwareRenderer(surface_.get()));
        damage_.resize(canvas.width, canvas.height);
    }

    TextureId upload(Image image) override { return textures_.add(std::move(image)); }

    bool update(TextureId id, Image image) override { return textures_.replace(id, std::move(image)); }

    void release(TextureId id) override { textures_.remove(id); }

    std::span<const Rectangle> draw(const ImDrawData& data, Colour clear) override {
        if (!renderer_) return {};
        shapes_.collect(data, textures_, surface_->w, surface_->h);
        damage_.begin(clear);
        for (std::uint32_t shape = 0; shape < shapes_.shapes().size(); ++shape) {
            damage_.add(shape, shapes_.hashes()[shape], shapes_.shapes()[shape].bounds);
        }
        const auto changed = damage_.finish();
        for (const Rectangle& rectangle : changed) draw_within(rectangle, clear);
        forget_unused_textures();
        return changed;
    }

private:
    void draw_within(const Rectangle& area, Colour clear) {
        const SDL_Rect box{area.x, area.y, area.width, area.height};
        SDL_RenderSetClipRect(renderer_.get(), &box);
        SDL_SetRenderDrawBlendMode(renderer_.get(), SDL_BLENDMODE_NONE);
        SDL_SetRenderDrawColor(renderer_.get(), clear.red, clear.green, clear.blue, SDL_ALPHA_OPAQUE);
        SDL_RenderFillRect(renderer_.get(), &box);
        for (const DrawCommand& command : shapes_.commands()) {
            const SDL_Rect clip{command.clip.x, command.clip.y, command.clip.width, command.clip.height};
            SDL_Rect visible;
            if (SDL_IntersectRect(&box, &clip, &visible) == SDL_FALSE) continue;
            SDL_RenderSetClipRect(renderer_.get(), &visible);
            draw_command(command, area);
        }
        SDL_RenderFlush(renderer_.get());
    }

    // The command's runs of consecutive shapes that meet `area`.
    void draw_command(const DrawCommand& command, const Rectangle& area) {
        const auto number = static_cast<std::uint32_t>(&command - shapes_.commands().data());
        const auto shapes = shapes_.shapes();
        auto shape = std::ranges::lower_bound(shapes, number, {}, &Shape::command);
        std::uint32_t first = 0;
        std::uint32_t count = 0;
        for (; shape != shapes.end() && shape->command == number; ++shape) {
            const Rectangle& bounds = shape->bounds;
            if (bounds.x >= area.x + area.width || area.x >= bounds.x + bounds.width ||
                bounds.y >= area.y + area.height || area.y >= bounds.y + bounds.height) {
                continue;
            }
            if (count > 0 && first + count == shape->first_index) {
                count += 3 * shape->triangles;
                continue;
            }
            draw_triangles(command, first, count);
            first = shape->first_index;
            count = 3 * shape->triangles;
        }
        draw_triangles(command, first, count);
    }

    void draw_triangles(const DrawCommand& command, std::uint32_t first, std::uint32_t count) {
        SDL_Texture* texture = texture_of(*command.texture);
        if (count == 0 || texture == nullptr) return;
        const ImDrawVert* vertex = command.vertices.data();
        constexpr int stride = sizeof(ImDrawVert);
        SDL_RenderGeometryRaw(renderer_.get(), texture, &vertex->pos.x, stride,
                              reinterpret_cast<const SDL_Color*>(&vertex->col), stride, &vertex->uv.x, stride,
                              static_cast<int>(command.vertices.size()), command.indices.data() + first,
                              static_cast<int>(count), sizeof(ImDrawIdx));
    }

    SDL_Texture* texture_of(const Texture& texture) {
        auto& kept = sdl_textures_[texture.revision];
        if (kept) return kept.get();
        const Image& image = texture.image;
        kept.reset(SDL_CreateTexture(renderer_.get(), SDL_PIXELFORMAT_RGBA32, SDL_TEXTUREACCESS_STATIC, image.width,
                                     image.height));
        if (!kept) return nullptr;
        SDL_SetTextureBlendMode(kept.get(), SDL_BLENDMODE_BLEND);
        SDL_SetTextureScaleMode(kept.get(), SDL_ScaleModeLinear);
        SDL_UpdateTexture(kept.get(), nullptr, as_rgba(image).data(), 4 * image.width);
        return kept.get();
    }

    void forget_unused_textures() {
        std::erase_if(sdl_textures_, [this](const auto& entry) { return !textures_.holds(entry.first); });
    }

    Textures textures_;
    Shapes shapes_;
    Damage damage_;
    std::unique_ptr<SDL_Surface, Destroy> surface_;
    std::unique_ptr<SDL_Renderer, Destroy> renderer_;
    std::unordered_map<std::uint64_t, std::unique_ptr<SDL_Texture, Destroy>> sdl_textures_;  // by revision
};

}  // namespace

std::unique_ptr<Raster> make_sdl_raster() { return std::make_unique<SdlRaster>(); }

}  // namespace rancak::kiosk
