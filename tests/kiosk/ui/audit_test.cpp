#include "kiosk/core/survey.h"
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
    std::size_t faults = 0, seen = 0;
    Minima minima;
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
                ++seen;
                for (const std::string& fault : layout_faults(screen.tree(), screen.glass(), &minima)) {
                    if (++faults <= most_told)
                        MESSAGE(sample.name, " ", std::string(size.name), " text ", static_cast<int>(text_size), " ", std::string(code(language)), ": ", fault);
                }
            }
        }
    }
    CHECK_MESSAGE(faults == 0, faults, " faults on ", std::string(size.name));
    MESSAGE(seen, " screens on ", std::string(size.name), ": faces at least ", minima.face.value, " mm, others ", minima.other.value,
            " mm, ", minima.gap.value, " mm apart");
}

// Every text that a centre may reword, reworded as long as it may be, in words as long as they may be.
std::shared_ptr<const Catalogue> reworded(const std::shared_ptr<const Catalogue>& catalogue, std::string_view letters) {
    auto full = std::make_shared<Catalogue>(*catalogue);
    for (std::size_t i = 0; i < word_keys.size(); ++i) {
        const LocalText own{words().texts[0][i], words().texts[1][i], words().texts[2][i]};
        if (!may_be_reworded(word_keys[i])) continue;
        const WordingRoom room = room_for(own);
        std::string text;
        for (const std::string& name : placeholders(own.indonesian)) text += (text.empty() ? "{" : " {") + name + "}";
        const auto needs = [](const std::string& tried) { return room_for({tried, "", ""}); };
        for (std::size_t letter = 0;; ++letter) {
            const char next = letters[letter % letters.size()];
            std::string longer = text + next;
            if (needs(longer).word > room.word || text.ends_with('}')) longer = text + ' ' + next;
            if (needs(longer).text > room.text) break;
            text = std::move(longer);
        }
        full->words.push_back({std::string(word_keys[i]), {text, text, text}});
        const std::string wrong = misfit(full->words.back(), own);
        CHECK_MESSAGE(wrong.empty(), word_keys[i], " ", wrong, ": ", text);
    }
    CHECK(full->words.size() > 200);
    CHECK(mistakes(*full).empty());
    CHECK(laid_over(words(), full->words).left_out.empty());
    return full;
}

// All text sizes and languages, drawn.
void audit_contrast(const ScreenSize& size, Theme theme, double least) {
    Minima minima;
    std::size_t faults = 0, seen = 0;
    for (const TextSize text_size : text_sizes) {
        State first = sample_screens().front().state;
        first.preferences.text_size = text_size;
        KioskScreen screen(std::move(first), size);
        for (const Language language : languages) {
            for (const SampleScreen& sample : sample_screens()) {
                State state = sample.state;
                state.preferences = {.language = language, .text_size = text_size, .theme = theme};
                screen.show(std::move(state));
                ++seen;
                for (const std::string& fault : contrast_faults(screen, least, &minima))
                    if (++faults <= most_told)
                        MESSAGE(sample.name, " text ", static_cast<int>(text_size), " ", std::string(code(language)), ": ", fault);
            }
        }
    }
    CHECK_MESSAGE(faults == 0, faults, " faults on ", std::string(size.name));
    MESSAGE(seen, " screens drawn on ", std::string(size.name), ": text stands out at least ", minima.contrast, " to 1");
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

TEST_CASE("the survey's answers are in view together: none is preferred because another has to be looked for") {
    std::size_t seen = 0;
    for (const ScreenSize& size : sizes)
        for (const TextSize text_size : text_sizes) {
            State first = sample_screens().front().state;
            first.preferences.text_size = text_size;
            KioskScreen screen(std::move(first), size, Pixels::none);
            for (const Language language : languages)
                for (SampleScreen& sample : sample_screens()) {
                    const auto* asking = std::get_if<SurveyAsking>(&sample.state.screen);
                    if (!asking || sample.state.idle_warning) continue;
                    const auto question = question_of(sample.state, *asking);
                    if (!question || question->kind == SurveyQuestion::Kind::service) continue;
                    sample.state.preferences = {.language = language, .text_size = text_size};
                    const std::string name = sample.name;
                    screen.show(std::move(sample.state));
                    for (int i = 1; i <= survey_choices(*question); ++i, ++seen) {
                        const Node* answer = screen.tree().find(std::string(code(*question)) + "/" + std::to_string(i));
                        REQUIRE(answer);
                        CHECK_MESSAGE(in_view(*answer), name, " ", std::string(size.name), " text ", static_cast<int>(text_size), " ",
                                      std::string(code(language)), ": ", answer->label);
                    }
                }
        }
    CHECK(seen > 1000);
}

TEST_CASE("names of 60 letters, 40 officers and 12 reasons break no screen") {
    const std::vector<SampleScreen> crowded = sample_screens(crowded_catalogue());
    for (const ScreenSize& size : sizes) audit_layout(crowded, size);
}

TEST_CASE("texts that the centre rewords as long as it may break no screen") {
    for (const std::string_view letters : {"kantorpelayananwargakota", "KANTORPELAYANANWARGAKOTA"}) {
        const std::vector<SampleScreen> samples = sample_screens(reworded(office_catalogue(), letters));
        for (const ScreenSize& size : sizes) audit_layout(samples, size);
    }
}

// Each a test of its own, so that they run beside each other.
TEST_CASE("drawn text stands out 10 to 1 in landscape") { audit_contrast(sizes[0], Theme::paper, 10); }
TEST_CASE("drawn text stands out 10 to 1 in portrait") { audit_contrast(sizes[1], Theme::paper, 10); }
TEST_CASE("drawn text stands out 10 to 1 on a desk") { audit_contrast(sizes[2], Theme::paper, 10); }
TEST_CASE("in high contrast drawn text stands out 20 to 1 in landscape") { audit_contrast(sizes[0], Theme::high_contrast, 20); }
TEST_CASE("in high contrast drawn text stands out 20 to 1 in portrait") { audit_contrast(sizes[1], Theme::high_contrast, 20); }
TEST_CASE("in high contrast drawn text stands out 20 to 1 on a desk") { audit_contrast(sizes[2], Theme::high_contrast, 20); }

TEST_CASE("nothing flashes: no screen that is left alone asks for a picture within a third of a second") {
    for (const bool calm : {false, true}) {
        KioskScreen screen(sample_screens().front().state, sizes[0], Pixels::none);
        for (const SampleScreen& sample : sample_screens()) {
            State state = sample.state;
            state.preferences.calm = calm;
            screen.show(std::move(state));
            screen.settle();
            const auto next = screen.next_frame();
            CHECK_MESSAGE((!next || *next - screen.now >= Milliseconds{334}), sample.name);
        }
    }
}

TEST_CASE("the warning before a visit ends by itself stays for 20 seconds or longer") { CHECK(idle_warning_lasts >= std::chrono::seconds{20}); }

}  // namespace rancak::kiosk::test
