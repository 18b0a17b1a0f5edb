// What every Raster keeps, whoever draws.

#include "kiosk/raster/raster.h"
#include "tests/kiosk/raster/sample_scenes.h"
#include "tests/kiosk/raster/scene.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace rancak::kiosk::test {
namespace {

constexpr Colour paper{250, 246, 238};
constexpr std::uint32_t paper_pixel = 0xfffaf6ee;
constexpr int width = 500;
constexpr int height = 300;

struct Bench {
    explicit Bench(std::unique_ptr<Raster> made, int wide = width, int high = height)
        : raster(std::move(made)), own(wide, high, 3), scene({raster.get()}, wide, high) {
        raster->set_canvas(own.canvas());
    }
    std::unique_ptr<Raster> raster;
    OwnCanvas own;
    Scene scene;
};

using Make = std::unique_ptr<Raster> (*)();

void for_each_raster(const std::function<void(Bench&)>& check, int wide = width, int high = height) {
    for (const Make make : {&make_sdl_raster, &make_raster, &make_portable_raster}) {
        Bench bench(make(), wide, high);
        check(bench);
        CHECK(bench.own.padding_untouched());
    }
}

bool covers(std::span<const Rectangle> rectangles, int x, int y) {
    return std::ranges::any_of(rectangles, [&](const Rectangle& it) {
        return x >= it.x && y >= it.y && x < it.x + it.width && y < it.y + it.height;
    });
}

}  // namespace

TEST_CASE("the first frame covers the whole canvas with the clear colour") {
    for_each_raster([](Bench& bench) {
        const auto changed = bench.raster->draw(bench.scene.frame([](ImDrawList&) {}), paper);
        REQUIRE(changed.size() == 1);
        CHECK(changed[0] == Rectangle{0, 0, width, height});
        CHECK(bench.own.at(0, 0) == paper_pixel);
        CHECK(bench.own.at(width - 1, height - 1) == paper_pixel);
    });
}

TEST_CASE("a canvas that is painted in many bands has every shape, also those that reach over all of them") {
    constexpr int wide = 1920, high = 1080, step = 30;
    for_each_raster(
        [](Bench& bench) {
            const auto colour = [](int x, int y) { return IM_COL32(x / step, y / step, 77, 255); };
            (void)bench.raster->draw(bench.scene.frame([&](ImDrawList& list) {
                                         for (int y = 0; y < high; y += step)
                                             for (int x = 0; x < wide; x += step)
                                                 list.AddRectFilled({float(x), float(y)}, {float(x + 20), float(y + 20)}, colour(x, y));
                                         list.AddRectFilled({1000, 0}, {1010, high}, IM_COL32(255, 0, 0, 255));
                                     }),
                                     paper);
            int wrong = 0;
            for (int y = 0; y < high; y += step) {
                for (int x = 0; x < wide; x += step) {
                    const auto expected = 0xff00004dU | static_cast<unsigned>(x / step) << 16U | static_cast<unsigned>(y / step) << 8U;
                    wrong += x != 990 && bench.own.at(x + 10, y + 10) != expected;
                    wrong += x != 990 && bench.own.at(x + 25, y + 25) != paper_pixel;
                }
                wrong += bench.own.at(1005, y + 15) != 0xffff0000U;
            }
            CHECK(wrong == 0);
        },
        wide, high);
}

TEST_CASE("a frame equal to the last is not drawn") {
    for_each_raster([](Bench& bench) {
        const auto paint = [&](ImDrawList& list) {
            list.AddText(bench.scene.font(23), 23, {20, 20}, IM_COL32(20, 20, 20, 255), "Terima kasih");
        };
        CHECK_FALSE(bench.raster->draw(bench.scene.frame(paint), paper).empty());
        CHECK(bench.raster->draw(bench.scene.frame(paint), paper).empty());
    });
}

TEST_CASE("only the part that changed is drawn") {
    for_each_raster([](Bench& bench) {
        ImU32 colour = IM_COL32(128, 0, 0, 255);
        const auto paint = [&](ImDrawList& list) {
            list.AddRectFilled({300, 200}, {360, 240}, colour);
            list.AddRectFilled({10, 10}, {60, 60}, IM_COL32(0, 0, 0, 255));
        };
        (void)bench.raster->draw(bench.scene.frame(paint), paper);
        colour = IM_COL32(0, 128, 0, 255);
        const auto changed = bench.raster->draw(bench.scene.frame(paint), paper);
        CHECK(covers(changed, 300, 200));
        CHECK(covers(changed, 359, 239));
        CHECK_FALSE(covers(changed, 30, 30));
        CHECK(bench.own.at(330, 220) == 0xff008000);
        CHECK(bench.own.at(30, 30) == 0xff000000);
    });
}

TEST_CASE("a picture replaced under the same id is drawn anew") {
    for_each_raster([](Bench& bench) {
        const TextureId id = bench.raster->upload({1, 1, PixelFormat::rgba32, {255, 0, 0, 255}});
        const auto paint = [&](ImDrawList& list) { list.AddImage(imgui_texture(id), {0, 0}, {40, 40}); };
        (void)bench.raster->draw(bench.scene.frame(paint), paper);
        CHECK(bench.own.at(20, 20) == 0xffff0000);
        REQUIRE(bench.raster->update(id, {1, 1, PixelFormat::rgba32, {0, 0, 255, 255}}));
        CHECK(covers(bench.raster->draw(bench.scene.frame(paint), paper), 20, 20));
        CHECK(bench.own.at(20, 20) == 0xff0000ff);
    });
}

TEST_CASE("a texture that is unknown or was released draws nothing") {
    for_each_raster([](Bench& bench) {
        const TextureId id = bench.raster->upload({1, 1, PixelFormat::rgba32, {255, 0, 0, 255}});
        bench.raster->release(id);
        CHECK_FALSE(bench.raster->update(id, {1, 1, PixelFormat::rgba32, {255, 0, 0, 255}}));
        (void)bench.raster->draw(bench.scene.frame([&](ImDrawList& list) {
            list.AddImage(imgui_texture(id), {0, 0}, {40, 40});
            list.AddImage(reinterpret_cast<ImTextureID>(987654), {0, 0}, {40, 40});
        }),
                                 paper);
        CHECK(bench.own.at(20, 20) == paper_pixel);
    });
}

TEST_CASE("an image whose bytes do not fit its size is refused") {
    for_each_raster([](Bench& bench) {
        CHECK(bench.raster->upload({2, 2, PixelFormat::rgba32, {1, 2, 3, 4}}) == TextureId::none);
        CHECK(bench.raster->upload({0, 0, PixelFormat::alpha8, {}}) == TextureId::none);
        CHECK(bench.raster->upload({-1, -1, PixelFormat::alpha8, {1}}) == TextureId::none);
    });
}

TEST_CASE("a new canvas is drawn whole") {
    for_each_raster([](Bench& bench) {
        (void)bench.raster->draw(bench.scene.frame([](ImDrawList&) {}), paper);
        OwnCanvas larger(width + 70, height + 70);
        bench.raster->set_canvas(larger.canvas());
        const auto changed = bench.raster->draw(bench.scene.frame([](ImDrawList&) {}), paper);
        REQUIRE(changed.size() == 1);
        CHECK(changed[0] == Rectangle{0, 0, width + 70, height + 70});
        CHECK(larger.at(width + 69, height + 69) == paper_pixel);
    });
}

TEST_CASE("what lies outside the clip is not drawn") {
    for_each_raster([](Bench& bench) {
        (void)bench.raster->draw(bench.scene.frame([&](ImDrawList& list) {
            list.PushClipRect({100, 100}, {140, 140});
            list.AddRectFilled({0, 0}, {400, 290}, IM_COL32(0, 0, 0, 255));
            list.PopClipRect();
        }),
                                 paper);
        CHECK(bench.own.at(99, 100) == paper_pixel);
        CHECK(bench.own.at(100, 99) == paper_pixel);
        CHECK(bench.own.at(100, 100) == 0xff000000);
        CHECK(bench.own.at(139, 139) == 0xff000000);
        CHECK(bench.own.at(140, 139) == paper_pixel);
        CHECK(bench.own.at(139, 140) == paper_pixel);
    });
}

TEST_CASE("a clip that moved over the same shape is a change") {
    for_each_raster([](Bench& bench) {
        float edge = 140;
        const auto paint = [&](ImDrawList& list) {
            list.PushClipRect({100, 100}, {edge, 140});
            list.AddRectFilled({0, 0}, {400, 290}, IM_COL32(0, 0, 0, 255));
            list.PopClipRect();
        };
        (void)bench.raster->draw(bench.scene.frame(paint), paper);
        edge = 120;  // within the same tile
        CHECK(covers(bench.raster->draw(bench.scene.frame(paint), paper), 121, 120));
        CHECK(bench.own.at(119, 120) == 0xff000000);
        CHECK(bench.own.at(121, 120) == paper_pixel);
    });
}

TEST_CASE("drawing only what changed gives the same picture as drawing everything") {
    for_each_raster([](Bench& bench) {
        for (int step = 0; step < 12; ++step) {
            const float move = static_cast<float>(step) * 9.3F;
            const auto paint = [&](ImDrawList& list) {
                list.AddRectFilled({20 + move, 30}, {180 + move, 120}, IM_COL32(120, 30, 40, 255), 14);
                list.AddCircleFilled({300 - move, 150}, 60, IM_COL32(200, 160, 30, 180));
                list.AddText(bench.scene.font(31), 31, {40, 200 - move}, IM_COL32(0, 0, 0, 255), "Sangat puas");
                if (step % 3 == 0) list.AddRect({200, 200}, {320, 280}, IM_COL32(0, 90, 30, 255), 8, 0, 5);
            };
            const ImDrawData& data = bench.scene.frame(paint);
            (void)bench.raster->draw(data, paper);
            const auto partly = bench.own.pixels();
            bench.raster->set_canvas(bench.own.canvas());
            (void)bench.raster->draw(data, paper);
            CHECK(partly == bench.own.pixels());
        }
    });
}

TEST_CASE("every processor's instructions give the same pixels") {
    const auto wide = make_raster();
    const auto portable = make_portable_raster();
    OwnCanvas of_wide(sample_width, sample_height);
    OwnCanvas of_portable(sample_width, sample_height);
    wide->set_canvas(of_wide.canvas());
    portable->set_canvas(of_portable.canvas());
    Scene scene({wide.get(), portable.get()}, sample_width, sample_height);
    for (const SampleScene& sample : sample_scenes()) {
        const ImDrawData& data = scene.frame([&](ImDrawList& list) { sample.paint(list, scene); });
        (void)wide->draw(data, paper);
        (void)portable->draw(data, paper);
        CHECK_MESSAGE(of_wide.pixels() == of_portable.pixels(), std::string(sample.name));
    }
}

}  // namespace rancak::kiosk::test
