#include "shared/file.h"
#include "shared/folder_watch.h"
#include "tests/e2e/house.h"

#include <cmath>
#include <cstdint>
#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;

namespace {

constexpr std::size_t most_sound = 200'000'000;
constexpr std::chrono::seconds patience{60};  // only a test that fails waits so long

// ALSA's own way to a file in the place of a sound card: the real espeak-ng plays through the real libasound.
Environment sound_into(const std::filesystem::path& folder) {
    const std::string config = "</usr/share/alsa/alsa.conf>\npcm.!default {\n  type file\n  slave.pcm \"null\"\n  file \"|cat >>" +
                               (folder / "sound.raw").string() + "\"\n  format raw\n}\n";
    REQUIRE(write_atomically(folder / "asound.conf", config));
    return {{"ALSA_CONFIG_PATH", (folder / "asound.conf").string()}, {"PULSE_SERVER", "/nowhere"}};
}

Environment no_sound_card(const std::filesystem::path& folder) {
    REQUIRE(write_atomically(folder / "asound.conf", "pcm.!default { type hw card 31 }\nctl.!default { type hw card 31 }\n"));
    return {{"ALSA_CONFIG_PATH", (folder / "asound.conf").string()}, {"PULSE_SERVER", "/nowhere"}};
}

// Once there are more bytes than `heard` of it: all so far.
std::string wait_for_sound(const std::filesystem::path& folder, std::size_t heard) {
    auto changes = FolderWatch::open(folder);
    REQUIRE(changes);
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        auto sound = read_file(folder / "sound.raw", most_sound);
        if (sound && sound->size() > heard) return std::move(*sound);
        REQUIRE_MESSAGE(changes->wait(until), "no sound came");
    }
}

double energy_of(const std::string& sound) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < sound.size(); i += 2) {
        const auto value = static_cast<std::int16_t>(static_cast<std::uint8_t>(sound[i]) | static_cast<std::uint8_t>(sound[i + 1]) << 8U);
        sum += static_cast<double>(value) * value;
    }
    return std::sqrt(sum / static_cast<double>(sound.size() / 2));
}

bool voice_is_on(const SeenTree& seen) {
    const SeenNode* voice = seen.find("voice");
    return voice != nullptr && voice->selected;
}

}  // namespace

TEST_CASE("e2e: somebody who sees nothing rates by keys alone, and hears every screen") {
    const TemporaryFolder folder;
    House house;
    house.start_kiosk(sound_into(folder.path()));
    house.press_key("F1");
    house.see_until("the voice to be on", voice_is_on);
    std::size_t heard = wait_for_sound(folder.path(), 100'000).size();
    const auto next_screen = [&](const char* chosen, const char* screen) {
        house.choose_by_keys(chosen);
        house.see_screen(screen);
        heard = wait_for_sound(folder.path(), heard).size();
    };
    next_screen("begin", "choose_officer");
    next_screen("officer/petugas-01", "faces");
    next_screen("face/5", "why");
    next_screen("done", "thanks");
    CHECK(energy_of(wait_for_sound(folder.path(), 0)) > 300);
    house.choose_by_keys("done");
    house.see_screen("attract");
    house.see_until("the voice to be off again", [](const SeenTree& seen) { return !voice_is_on(seen); });
    house.wait_until_sent();
    const auto ratings = house.ratings();
    REQUIRE(ratings.size() == 1);
    CHECK(ratings[0].at("score") == "5");
    CHECK(ratings[0].at("officer") == "petugas-01");
}

TEST_CASE("e2e: without a sound card the voice's button tells so, the caretaker too, and ratings go on") {
    const TemporaryFolder folder;
    House house;
    house.start_kiosk(no_sound_card(folder.path()));
    house.tap("voice");
    house.see("Suara rusak");
    house.tap("begin");
    house.see_screen("choose_officer");
    house.tap("officer/petugas-01");
    house.see_screen("faces");
    house.tap("face/4");
    house.see_screen("why");
    house.tap("done");
    house.see_screen("thanks");
    house.tap("done");
    house.see_screen("attract");
    house.sign_in("penjaga-01", "135791");
    house.see_screen("caretaker_home");
    house.see_until("the alarm", [](const SeenTree& seen) {
        for (const SeenNode& node : seen.nodes)
            if (node.label.find("The voice cannot speak") != std::string::npos) return true;
        return false;
    });
}
