// Draw data of any content: nothing outside the canvas is touched, and no pixel depends on the frame before.

#include "kiosk/raster/raster.h"
#include "tests/kiosk/raster/hostile_draw_data.h"
#include "tests/kiosk/raster/scene.h"
#include "tests/support/reference_gl/compared_raster.h"

#include <doctest/doctest.h>

#include <array>

namespace rancak::kiosk::test {
namespace {

constexpr Colour paper{250, 246, 238};
constexpr int side = 100;

struct Context {
    Context() { ImGui::SetCurrentContext(context); }
    ~Context() { ImGui::DestroyContext(context); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ImGuiContext* context = ImGui::CreateContext();
};

void upload_all(Raster& raster) {
    (void)raster.upload(test_photo(9, 7));
    (void)raster.upload({3, 3, PixelFormat::alpha8, {0, 90, 255, 255, 30, 0, 255, 255, 255}});
}

// A few triangles of any shape, size and colour, on whole, half and odd coordinates, some sharing corners.
void random_triangles(ImDrawList& list, std::mt19937& random, ImTextureID texture, int width, int height) {
    const auto number = [&](int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); };
    const auto place = [&](int size) {
        const int coordinate = number(-40 * 256, (size + 40) * 256);
        const std::array<int, 4> grid{256, 128, 64, 1};
        const int step = grid[static_cast<std::size_t>(number(0, 3))];
        return static_cast<float>(coordinate / step * step) / 256.0F;
    };
    const auto vertices = static_cast<ImDrawIdx>(number(3, 12));
    const int triangles = number(1, 8);
    const bool plain = number(0, 1) == 0;
    const auto colour = static_cast<ImU32>(random());
    list.PushTextureID(texture);
    list.PrimReserve(3 * triangles, vertices);
    const auto first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
    for (int index = 0; index < 3 * triangles; ++index) {
        list.PrimWriteIdx(static_cast<ImDrawIdx>(first + number(0, vertices - 1)));
    }
    for (int vertex = 0; vertex < vertices; ++vertex) {
        const ImVec2 uv{static_cast<float>(number(0, 100)) / 100, static_cast<float>(number(0, 100)) / 100};
        list.PrimWriteVtx({place(width), place(height)}, uv, plain ? colour : static_cast<ImU32>(random()));
    }
    list.PopTextureID();
}

}  // namespace

TEST_CASE("draw data of any content stays inside the canvas and is drawn as if it were the first") {
    const Context context;
    for (const auto make : {&make_raster, &make_portable_raster, &make_sdl_raster}) {
        const auto raster = make();
        OwnCanvas own(side, side, 5);
        raster->set_canvas(own.canvas());
        upload_all(*raster);
        std::mt19937 random(2026);
        const int frames = make == &make_sdl_raster ? 100 : 1500;
        for (int frame = 0; frame < frames; ++frame) {
            HostileDrawData hostile([&] { return static_cast<std::uint32_t>(random()); });
            for (const Rectangle& changed : raster->draw(hostile.data, paper)) {
                REQUIRE(changed.x >= 0);
                REQUIRE(changed.y >= 0);
                REQUIRE(changed.width > 0);
                REQUIRE(changed.height > 0);
                REQUIRE(changed.x + changed.width <= side);
                REQUIRE(changed.y + changed.height <= side);
            }
            REQUIRE(own.padding_untouched());
            const auto partly = own.pixels();
            raster->set_canvas(own.canvas());
            (void)raster->draw(hostile.data, paper);
            REQUIRE_MESSAGE(partly == own.pixels(), "frame ", frame);
        }
    }
}

TEST_CASE("triangles of any shape are OpenGL's triangles") {
    const auto tested = make_raster();
    const auto wrapped = ComparedRaster::wrap(*tested);
    REQUIRE_MESSAGE(wrapped, wrapped.error().message);
    ComparedRaster& compared = **wrapped;
    constexpr int width = 240;
    constexpr int height = 180;
    OwnCanvas own(width, height);
    compared.set_canvas(own.canvas());
    Scene scene({&compared}, width, height);
    std::mt19937 random(14);
    std::size_t off = 0;
    std::size_t pixels = 0;
    for (int frame = 0; frame < 200; ++frame) {
        const ImDrawData& data = scene.frame([&](ImDrawList& list) {
            random_triangles(list, random, frame % 3 == 0 ? scene.photo() : ImGui::GetIO().Fonts->TexID, width, height);
        });
        (void)compared.draw(data, paper);
        const PictureReport report = compared.compare(data, paper);
        off += report.off;
        pixels += report.pixels;
    }
    CHECK_MESSAGE(off * 100'000 <= pixels, off, " of ", pixels, " pixels");
}

}  // namespace rancak::kiosk::test
