#pragma once

#include "kiosk/raster/raster.h"
#include "shared/result.h"
#include "tests/support/reference_gl/picture_report.h"

#include <memory>

namespace rancak::kiosk::test {

// Lifecycle: wrap a raster before its first upload, use it in the raster's place, and compare after a draw.
// Gives each picture to OpenGL as well (ImGui's own OpenGL3 backend, Mesa's llvmpipe, no display needed), so that the
// same draw data can be drawn by both. Compare while the ImGui context of the draw data is current; it stays so.
class ComparedRaster final : public Raster {
public:
    // `tested` outlives this. An error when the machine has no Mesa.
    [[nodiscard]] static Result<std::unique_ptr<ComparedRaster>> wrap(Raster& tested);
    ~ComparedRaster() override;

    void set_canvas(Canvas canvas) override;
    [[nodiscard]] TextureId upload(Image image) override;
    [[nodiscard]] bool update(TextureId id, Image image) override;
    void release(TextureId id) override;
    [[nodiscard]] std::span<const Rectangle> draw(const ImDrawData& data, Colour clear) override;

    // What OpenGL makes of the draw data, in the canvas's size.
    [[nodiscard]] Image reference(const ImDrawData& data, Colour clear);

    // The canvas, as drawn last, beside OpenGL's picture of the same draw data.
    [[nodiscard]] PictureReport compare(const ImDrawData& data, Colour clear);
    [[nodiscard]] Image difference(const ImDrawData& data, Colour clear);

private:
    class OpenGl;
    ComparedRaster(Raster& tested, std::unique_ptr<OpenGl> open_gl);

    Raster& tested_;
    std::unique_ptr<OpenGl> open_gl_;
    Canvas canvas_;
};

}  // namespace rancak::kiosk::test
