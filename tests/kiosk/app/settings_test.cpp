#include "kiosk/app/settings.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;

namespace {
SettingsRead read(std::string_view text) {
    auto file = TomlTable::parse(text, "kiosk.toml");
    REQUIRE(file);
    return read_settings(*file, "/etc/rancak");
}
}  // namespace

TEST_CASE("a short file is enough, the rest has defaults") {
    const auto [settings, mistakes] = read("server = \"https://rancak.example\"\n[screen]\ndiagonal_inches = 21.5\n");
    CHECK(mistakes.empty());
    CHECK(settings.server == "https://rancak.example");
    CHECK(settings.placement == Placement::lobby);
    CHECK(settings.diagonal_millimetres == doctest::Approx(546.1));
    CHECK(settings.words_folder == "/etc/assets/words");
    CHECK(settings.data_folder.empty());
}

TEST_CASE("paths are relative to the file's folder") {
    const auto [settings, mistakes] = read(
        "server = \"http://127.0.0.1:8460\"\nca_file = \"ca.pem\"\n[screen]\ndiagonal_inches = 10\n[data]\nfolder = \"/var/lib/rancak\"\n");
    CHECK(mistakes.empty());
    CHECK(settings.ca_file == "/etc/rancak/ca.pem");
    CHECK(settings.data_folder == "/var/lib/rancak");
}

TEST_CASE("a wrong address, placement or size is told with its line") {
    const auto mistakes =
        read("server = \"rancak.example/\"\nplacement = \"roof\"\n[screen]\ndiagonal_inches = 2\nwidth = 10\n").mistakes;
    CHECK(mistakes == std::vector<std::string>{
        "kiosk.toml:1: server: found \"rancak.example/\", expected an address like https://rancak.example without a path",
        "kiosk.toml:2: placement: found \"roof\", expected \"lobby\" or \"counter\"",
        "kiosk.toml:4: screen.diagonal_inches: found 2, expected a number from 7 to 120",
        "kiosk.toml:5: screen.width: found 10, expected a whole number from 320 to 8192"});
}

TEST_CASE("a size is two numbers of pixels that a screen can have") {
    const auto size = parse_pixel_size("1080x1920");
    REQUIRE(size);
    CHECK(size->width == 1080);
    CHECK(size->height == 1920);
    for (const char* wrong : {"", "1080", "x", "1080x", "1080x1920x", "10x10", "9000x100", "-1080x1920", "1080 x 1920"})
        CHECK_FALSE_MESSAGE(parse_pixel_size(wrong), wrong);
}
