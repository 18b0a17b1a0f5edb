// The raster of our own is kept only while its picture is OpenGL's: within 8 of 255 a channel on 99.9 % of the pixels.

#include "kiosk/platform/pictures.h"
#include "tests/support/kiosk_screen.h"
#include "tests/support/places.h"
#include "tests/support/reference_gl/compared_raster.h"
#include "tests/support/sample_screens.h"

#include <doctest/doctest.h>
#include <imgui.h>

namespace rancak::kiosk::test {
namespace {

struct Look {
    const char* name;
    ScreenSize size;
    Preferences preferences;
};

Colour ground_of(const State& state) {
    const Paint ground = Ui::ground(state);
    return {ground.red, ground.green, ground.blue};
}

// Each screen drawn over the one before, as a kiosk does. The difference is saved when the pictures are not the same.
void compare(const Look& look) {
    const auto raster = make_raster();
    const auto both = ComparedRaster::wrap(*raster);
    REQUIRE_MESSAGE(both, both.error().message);
    State first = sample_screens().front().state;
    first.preferences = look.preferences;
    KioskScreen screen(std::move(first), look.size, Pixels::drawn, both->get());
    for (const SampleScreen& sample : sample_screens()) {
        State state = sample.state;
        state.preferences = look.preferences;
        screen.show(std::move(state));
        const PictureReport report = (*both)->compare(*ImGui::GetDrawData(), ground_of(screen.state));
        const std::string name = sample.name + "." + look.name;
        if (!report.same_picture())
            (void)write_png(rancak::test::build_folder() + "/screens/" + name + ".difference.png",
                            (*both)->difference(*ImGui::GetDrawData(), ground_of(screen.state)));
        CHECK_MESSAGE(report.same_picture(), name, ": ", report.summary());
        CHECK(report.pixels == static_cast<std::size_t>(look.size.width) * static_cast<std::size_t>(look.size.height));
    }
}

}  // namespace

// Each look is a test of its own, so that they run beside each other.
TEST_CASE("every screen is the picture that OpenGL draws of it: in landscape") {
    compare({"landscape", {"1920x1080", 1920, 1080, 546_mm}, {}});
}

TEST_CASE("every screen is the picture that OpenGL draws of it: in portrait, largest and in high contrast") {
    compare({"portrait-largest-contrast", {"1080x1920", 1080, 1920, 546_mm},
             {Language::english, TextSize::largest, Theme::high_contrast}});
}

TEST_CASE("a frame that changes a part of the screen is also the whole picture that OpenGL draws") {
    for (const SampleScreen& sample : sample_screens()) {
        if (!std::holds_alternative<Why>(sample.state.screen)) continue;
        const auto raster = make_raster();
        const auto both = ComparedRaster::wrap(*raster);
        REQUIRE(both);
        KioskScreen screen(sample.state, {"1920x1080", 1920, 1080, 546_mm}, Pixels::drawn, both->get());
        auto& cause = std::get<Why>(screen.state.screen).cause;
        cause = cause == Cause::queue ? Cause::place : Cause::queue;
        screen.draw();
        CHECK(screen.changed_rectangles() > 0);
        const PictureReport report = (*both)->compare(*ImGui::GetDrawData(), ground_of(screen.state));
        CHECK_MESSAGE(report.same_picture(), sample.name, ": ", report.summary());
    }
}

}  // namespace rancak::kiosk::test
