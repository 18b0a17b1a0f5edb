#include "tests/support/kiosk_screen.h"
#include "tests/support/places.h"
#include "tests/support/sample_screens.h"

#include <doctest/doctest.h>

namespace rancak::kiosk::test {
namespace {

constexpr ScreenSize lobby_landscape{"1920x1080", 1920, 1080, 546_mm};
constexpr ScreenSize lobby_portrait{"1080x1920", 1080, 1920, 546_mm};
constexpr ScreenSize desk{"1024x768", 1024, 768, 380_mm};
constexpr ScreenSize small{"1280x800", 1280, 800, 257_mm};
constexpr ScreenSize tall{"2160x3840", 2160, 3840, 813_mm};

// Each look is a test of its own, so that they run beside each other. With the voice on the first control has the focus, as
// after a touch on it.
void draw_all(const char* look, const ScreenSize& size, const Preferences& preferences) {
    const std::filesystem::path folder = rancak::test::build_folder() + "/screens";
    State first = sample_screens().front().state;
    first.preferences = preferences;
    KioskScreen screen(std::move(first), size);
    for (const SampleScreen& sample : sample_screens()) {
        State state = sample.state;
        state.preferences = preferences;
        screen.show(std::move(state));
        if (preferences.voice != Voice::off) screen.draw({Step::next});
        const auto file = folder / (sample.name + "." + look + ".png");
        screen.save(file);
        CHECK_MESSAGE(std::filesystem::file_size(file) > 10'000, file.string(), " holds no picture");
    }
}

}  // namespace

TEST_CASE("every screen is drawn to a picture that somebody can look at: in landscape") {
    draw_all("landscape", lobby_landscape, {});
}
TEST_CASE("every screen is drawn to a picture that somebody can look at: in English, largest and in high contrast") {
    draw_all("landscape-largest-contrast-en", lobby_landscape, {Language::english, TextSize::largest, Theme::high_contrast});
}
TEST_CASE("every screen is drawn to a picture that somebody can look at: in Minangkabau and portrait") {
    draw_all("portrait-min", lobby_portrait, {Language::minangkabau, TextSize::normal, Theme::paper});
}
TEST_CASE("every screen is drawn to a picture that somebody can look at: largest on a desk") {
    draw_all("desk-largest", desk, {Language::indonesian, TextSize::largest, Theme::paper});
}
TEST_CASE("every screen is drawn to a picture that somebody can look at: in portrait, largest and in high contrast") {
    draw_all("portrait-largest-contrast", lobby_portrait, {Language::indonesian, TextSize::largest, Theme::high_contrast});
}
TEST_CASE("every screen is drawn to a picture that somebody can look at: in Minangkabau with the voice on") {
    draw_all("landscape-voice-min", lobby_landscape, {.language = Language::minangkabau, .voice = Voice::usual});
}
TEST_CASE("every screen is drawn to a picture that somebody can look at: on a small glass") {
    draw_all("small-en", small, {Language::english, TextSize::normal, Theme::paper});
}
TEST_CASE("every screen is drawn to a picture that somebody can look at: in high contrast on a desk") {
    draw_all("desk-contrast-en", desk, {Language::english, TextSize::normal, Theme::high_contrast});
}
TEST_CASE("every screen is drawn to a picture that somebody can look at: in low reach, large, with all aids") {
    draw_all("reach-large", lobby_portrait, {.text_size = TextSize::large, .low_reach = true, .mirrored = true, .calm = true, .more_time = true});
}
TEST_CASE("the first screen is drawn to a picture on a tall glass of four times the pixels") {
    const std::filesystem::path file = rancak::test::build_folder() + "/screens/attract-lobby.tall.png";
    KioskScreen(sample_screens().front().state, tall).save(file);
    CHECK(std::filesystem::file_size(file) > 10'000);
}

}  // namespace rancak::kiosk::test
