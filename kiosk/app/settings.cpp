#include "kiosk/app/settings.h"

#include "kiosk/adapters/words_file.h"
#include "shared/http/client.h"

#include <charconv>
#include <unistd.h>

namespace rancak::kiosk {
namespace {

constexpr int smallest_side = 320, largest_side = 8192;

std::filesystem::path relative_to(const std::filesystem::path& folder, const std::string& path) {
    return path.empty() ? std::filesystem::path{} : (folder / path).lexically_normal();
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string server(TomlTable& file) {
    const std::string written = file.text("server");
    const auto address = server_address(written);
    if (!address && !written.empty()) file.mistake("server", quoted(written), address.error());
    return address.value_or(written);
}

std::filesystem::path authorities(TomlTable& file, const std::filesystem::path& folder) {
    const std::string written = file.text("ca_file", "");
    const auto path = relative_to(folder, written);
    const std::string expected = path.empty() ? std::string() : expected_of_authorities(path);
    if (!expected.empty()) file.mistake("ca_file", quoted(written), expected);
    return path;
}

// What the files hold is load_words()'s to judge.
std::filesystem::path words(TomlTable assets, const std::filesystem::path& folder) {
    const std::string written = assets.text("words", "../assets/words");
    const auto path = relative_to(folder, written);
    for (const auto& file : word_files(path)) {
        if (access(file.c_str(), R_OK) == 0) continue;
        assets.mistake("words", quoted(written),
                       "a folder with the words of each language; " + file.string() + " cannot be read");
        break;
    }
    return path;
}

}  // namespace

SettingsRead read_settings(TomlTable& file, const std::filesystem::path& folder) {
    Settings settings;
    settings.server = server(file);
    settings.ca_file = authorities(file, folder);
    settings.placement =
        file.choice("placement", {"lobby", "counter"}, "lobby") == "counter" ? Placement::counter : Placement::lobby;
    settings.reduced_motion = file.boolean("reduced_motion", false);

    TomlTable screen = file.table("screen");
    settings.width = static_cast<int>(screen.integer("width", smallest_side, largest_side, 1280));
    settings.height = static_cast<int>(screen.integer("height", smallest_side, largest_side, 800));
    settings.fullscreen = screen.boolean("fullscreen", false);
    settings.diagonal_millimetres = 25.4 * screen.number("diagonal_inches", 7, 120);

    settings.data_folder = relative_to(folder, file.table("data").text("folder", ""));
    settings.words_folder = words(file.table("assets"), folder);
    return {std::move(settings), file.mistakes()};
}

std::optional<PixelSize> parse_pixel_size(std::string_view text) {
    const auto cross = text.find('x');
    if (cross == text.npos) return std::nullopt;
    const auto side = [](std::string_view digits) -> std::optional<int> {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
        if (value < smallest_side || value > largest_side) return std::nullopt;
        return value;
    };
    const auto width = side(text.substr(0, cross)), height = side(text.substr(cross + 1));
    if (!width || !height) return std::nullopt;
    return PixelSize{*width, *height};
}

}  // namespace rancak::kiosk
