#include "kiosk/app/settings.h"

#include "kiosk/adapters/words_file.h"
#include "shared/file.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;

namespace {

// A folder as it is installed: config/ for kiosk.toml, assets/words beside it.
struct Installed {
    rancak::test::TemporaryFolder root;
    std::filesystem::path config = root / "config";

    Installed() {
        std::filesystem::create_directory(config);
        std::filesystem::create_directories(root / "assets/words");
        for (const auto& file : word_files(root / "assets/words")) REQUIRE(write_atomically(file, ""));
    }
    SettingsRead read(std::string_view text) const {
        auto file = TomlTable::parse(text, "kiosk.toml");
        REQUIRE(file);
        return read_settings(*file, config);
    }
};

}  // namespace

TEST_CASE("a short file is enough, the rest has defaults") {
    const Installed here;
    const auto [settings, mistakes] = here.read("server = \"https://rancak.example\"\n[screen]\ndiagonal_inches = 21.5\n");
    CHECK(mistakes.empty());
    CHECK(settings.server == "https://rancak.example");
    CHECK(settings.placement == Placement::lobby);
    CHECK(settings.diagonal_millimetres == doctest::Approx(546.1));
    CHECK(settings.words_folder == here.root / "assets/words");
    CHECK(settings.data_folder.empty());
}

TEST_CASE("paths are relative to the file's folder") {
    const Installed here;
    REQUIRE(write_atomically(here.config / "ca.pem", "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n"));
    const auto [settings, mistakes] = here.read(
        "server = \"http://127.0.0.1:8460\"\nca_file = \"ca.pem\"\n[screen]\ndiagonal_inches = 10\n[data]\nfolder = \"/var/lib/rancak\"\n");
    CHECK(mistakes.empty());
    CHECK(settings.ca_file == here.config / "ca.pem");
    CHECK(settings.data_folder == "/var/lib/rancak");
}

TEST_CASE("a wrong address, placement or size is told with its line") {
    const auto mistakes =
        Installed{}.read("server = \"rancak.example/\"\nplacement = \"roof\"\n[screen]\ndiagonal_inches = 2\nwidth = 10\n").mistakes;
    CHECK(mistakes == std::vector<std::string>{
        "kiosk.toml:1: server: found \"rancak.example/\", expected an address like https://rancak.example or http://127.0.0.1:8460",
        "kiosk.toml:2: placement: found \"roof\", expected \"lobby\" or \"counter\"",
        "kiosk.toml:4: screen.diagonal_inches: found 2, expected a number from 7 to 120",
        "kiosk.toml:5: screen.width: found 10, expected a whole number from 320 to 8192"});
}

TEST_CASE("an address that is not this machine's and has no https is told with its line") {
    const auto mistakes = Installed{}.read("placement = \"lobby\"\nserver = \"http://192.168.1.5:8460\"\n[screen]\ndiagonal_inches = 20\n").mistakes;
    CHECK(mistakes == std::vector<std::string>{
        "kiosk.toml:2: server: found \"http://192.168.1.5:8460\", expected https://, because the server is not on this machine "
        "(127.0.0.1, [::1] or localhost)"});
}

TEST_CASE("a folder without words and a file without certificates are told with their lines and places") {
    const Installed here;
    const auto authorities = here.config / "ca.pem";
    REQUIRE(write_atomically(authorities, "not a certificate"));
    std::filesystem::remove(here.root / "assets/words/en.toml");
    const auto mistakes = here.read("server = \"https://rancak.example\"\nca_file = \"ca.pem\"\n[screen]\ndiagonal_inches = 20\n"
                                    "[assets]\nwords = \"../assets/words\"\n").mistakes;
    CHECK(mistakes == std::vector<std::string>{
        "kiosk.toml:2: ca_file: found \"ca.pem\", expected a PEM file of certificates; " + authorities.string() + " holds none",
        "kiosk.toml:6: assets.words: found \"../assets/words\", expected a folder with the words of each language; " +
            (here.root / "assets/words/en.toml").string() + " cannot be read"});
}

TEST_CASE("a size is two numbers of pixels that a screen can have") {
    const auto size = parse_pixel_size("1080x1920");
    REQUIRE(size);
    CHECK(size->width == 1080);
    CHECK(size->height == 1920);
    for (const char* wrong : {"", "1080", "x", "1080x", "1080x1920x", "10x10", "9000x100", "-1080x1920", "1080 x 1920"})
        CHECK_FALSE_MESSAGE(parse_pixel_size(wrong), wrong);
}
