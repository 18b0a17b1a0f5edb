// The rasters beside OpenGL's picture of the same draw data.

#include "tests/kiosk/raster/sample_scenes.h"
#include "tests/support/reference_gl/compared_raster.h"

#include <doctest/doctest.h>

namespace rancak::kiosk::test {
namespace {

constexpr Colour paper{250, 246, 238};

struct Compared {
    explicit Compared(std::unique_ptr<Raster> made) : tested(std::move(made)) {
        auto wrapped = ComparedRaster::wrap(*tested);
        REQUIRE_MESSAGE(wrapped, wrapped.error().message);
        raster = std::move(*wrapped);
        raster->set_canvas(own.canvas());
    }

    PictureReport report(const std::function<void(ImDrawList&)>& paint) {
        const ImDrawData& data = scene->frame(paint);
        (void)raster->draw(data, paper);
        return raster->compare(data, paper);
    }

    std::unique_ptr<Raster> tested;
    std::unique_ptr<ComparedRaster> raster;
    OwnCanvas own{sample_width, sample_height};
    std::unique_ptr<Scene> scene;
};

}  // namespace

TEST_CASE("OpenGL and SDL agree on whole pixels of one colour, the right way up") {
    Compared compared(make_sdl_raster());
    compared.scene = std::make_unique<Scene>(std::vector<Raster*>{compared.raster.get()}, sample_width, sample_height);
    const auto report = compared.report([](ImDrawList& list) {
        list.AddRectFilled({40, 10}, {200, 30}, IM_COL32(200, 10, 60, 255));
    });
    CHECK_MESSAGE(report.worst == 0, report.summary());
}

TEST_CASE("our own raster draws OpenGL's picture of everything that screens are made of") {
    Compared compared(make_raster());
    compared.scene = std::make_unique<Scene>(std::vector<Raster*>{compared.raster.get()}, sample_width, sample_height);
    for (const SampleScene& sample : sample_scenes()) {
        const auto report = compared.report([&](ImDrawList& list) { sample.paint(list, *compared.scene); });
        CHECK_MESSAGE(report.same_picture(), std::string(sample.name), ": ", report.summary());
    }
}

TEST_CASE("a picture that is wrong in one pixel of a thousand and more is not the same picture") {
    Image white{100, 100, PixelFormat::rgba32, std::vector<std::uint8_t>(40'000, 255)};
    Image other = white;
    for (std::size_t pixel = 0; pixel < 10; ++pixel) other.pixels[4 * pixel] = 255 - 9;
    CHECK(compare_pictures(other, white).same_picture());
    other.pixels[40'000 - 2] = 0;
    const PictureReport report = compare_pictures(other, white);
    CHECK_FALSE(report.same_picture());
    CHECK(report.off == 11);
    CHECK(report.worst == 255);
    other = white;
    for (std::uint8_t& byte : other.pixels) byte = 255 - PictureReport::tolerance;
    CHECK(compare_pictures(other, white).off == 0);
}

}  // namespace rancak::kiosk::test
