#include "tests/support/kiosk_screen.h"
#include "tests/support/sample_screens.h"

#include <doctest/doctest.h>

namespace rancak::kiosk::test {
namespace {

constexpr ScreenSize lobby_landscape{"1920x1080", 1920, 1080, 546_mm};
constexpr ScreenSize lobby_portrait{"1080x1920", 1080, 1920, 546_mm};
constexpr ScreenSize desk{"1024x768", 1024, 768, 380_mm};
constexpr ScreenSize small{"1280x800", 1280, 800, 257_mm};
constexpr ScreenSize tall{"2160x3840", 2160, 3840, 813_mm};

struct Look {
    const char* name;
    ScreenSize size;
    Preferences preferences;
};

}  // namespace

TEST_CASE("every screen in every state that matters is drawn to a picture that somebody can look at") {
    const std::filesystem::path folder = RANCAK_BINARY_DIR "/screens";
    const std::array looks{
        Look{"landscape", lobby_landscape, {}},
        Look{"landscape-largest-contrast-en", lobby_landscape, {Language::english, TextSize::largest, Theme::high_contrast}},
        Look{"portrait-min", lobby_portrait, {Language::minangkabau, TextSize::normal, Theme::paper}},
        Look{"desk-largest", desk, {Language::indonesian, TextSize::largest, Theme::paper}},
        Look{"small-en", small, {Language::english, TextSize::normal, Theme::paper}},
        Look{"desk-contrast-en", desk, {Language::english, TextSize::normal, Theme::high_contrast}}};
    int drawn = 0;
    for (const SampleScreen& sample : sample_screens()) {
        for (const Look& look : looks) {
            State state = sample.state;
            state.preferences = look.preferences;
            const KioskScreen screen(std::move(state), look.size);
            const auto file = folder / (sample.name + "." + look.name + ".png");
            screen.save(file);
            CHECK_MESSAGE(std::filesystem::file_size(file) > 10'000, file.string(), " holds no picture");
            ++drawn;
        }
    }
    CHECK(drawn == static_cast<int>(sample_screens().size() * looks.size()));
    KioskScreen({sample_screens().front().state}, tall).save(folder / "attract-lobby.tall.png");
}

}  // namespace rancak::kiosk::test
