#include "tests/support/sample_screens.h"
#include "tests/support/screen_audit.h"

#include <doctest/doctest.h>

#include <array>

namespace rancak::kiosk::test {
namespace {

constexpr std::array sizes{ScreenSize{"1920x1080", 1920, 1080, 546_mm}, ScreenSize{"1080x1920", 1080, 1920, 546_mm},
                           ScreenSize{"1024x768", 1024, 768, 380_mm}, ScreenSize{"2160x3840", 2160, 3840, 813_mm},
                           ScreenSize{"1280x800", 1280, 800, 257_mm}, ScreenSize{"800x1280", 800, 1280, 257_mm}};
constexpr std::array text_sizes{TextSize::small, TextSize::normal, TextSize::large, TextSize::largest};

constexpr std::size_t most_told = 12;

void audit_layout(const std::vector<SampleScreen>& samples, const ScreenSize& size, const Preferences& look = {}) {
    std::size_t faults = 0;
    for (const TextSize text_size : text_sizes) {
        State first = samples.front().state;
        first.preferences.text_size = text_size;
        KioskScreen screen(first, size, Pixels::none);
        for (const Language language : languages) {
            for (const SampleScreen& sample : samples) {
                State state = sample.state;
                state.preferences = look;
                state.preferences.language = language;
                state.preferences.text_size = text_size;
                screen.show(std::move(state));
                for (const std::string& fault : layout_faults(screen.tree(), screen.glass())) {
                    if (++faults <= most_told)
                        MESSAGE(sample.name, " ", std::string(size.name), " text ", static_cast<int>(text_size), " ", std::string(code(language)), ": ", fault);
                }
            }
        }
    }
    CHECK_MESSAGE(faults == 0, faults, " faults on ", std::string(size.name));
}

void audit_contrast(const ScreenSize& size, Theme theme, double least) {
    KioskScreen screen(sample_screens().front().state, size);
    for (const SampleScreen& sample : sample_screens()) {
        State state = sample.state;
        state.preferences.theme = theme;
        screen.show(std::move(state));
        for (const std::string& fault : contrast_faults(screen, least))
            CHECK_MESSAGE(false, sample.name, " ", std::string(size.name), ": ", fault);
    }
}

}  // namespace

TEST_CASE("on every screen, size and language what can be pressed is large, apart and named, and no text is cut") {
    for (const ScreenSize& size : sizes) audit_layout(sample_screens(), size);
}

TEST_CASE("the same holds in the mirror and in low reach") {
    for (const ScreenSize& size : {sizes[0], sizes[2], sizes[5]}) audit_layout(sample_screens(), size, {.mirrored = true});
    for (const ScreenSize& size : {sizes[1], sizes[3]}) audit_layout(sample_screens(), size, {.low_reach = true});
    audit_layout(sample_screens(crowded_catalogue()), sizes[1], {.low_reach = true, .mirrored = true});
}

TEST_CASE("names of 60 letters, 40 officers and 12 reasons break no screen") {
    const std::vector<SampleScreen> crowded = sample_screens(crowded_catalogue());
    for (const ScreenSize& size : sizes) audit_layout(crowded, size);
}

TEST_CASE("drawn text stands out 10 to 1 in a lobby") { audit_contrast(sizes[0], Theme::paper, 10); }
TEST_CASE("drawn text stands out 10 to 1 on a desk") { audit_contrast(sizes[2], Theme::paper, 10); }
TEST_CASE("in high contrast drawn text stands out 20 to 1 in a lobby") { audit_contrast(sizes[0], Theme::high_contrast, 20); }
TEST_CASE("in high contrast drawn text stands out 20 to 1 on a desk") { audit_contrast(sizes[2], Theme::high_contrast, 20); }

}  // namespace rancak::kiosk::test
