#include "kiosk/app/settings.h"

#include <charconv>

namespace rancak::kiosk {
namespace {

constexpr int smallest_side = 320, largest_side = 8192;

bool is_server_address(const std::string& address) {
    const auto host = [&](std::string_view scheme) {
        return address.starts_with(scheme) && address.size() > scheme.size() && address.find(' ') == address.npos &&
               !address.ends_with('/');
    };
    return host("http://") || host("https://");
}

std::filesystem::path relative_to(const std::filesystem::path& folder, const std::string& path) {
    return path.empty() ? std::filesystem::path{} : (folder / path).lexically_normal();
}

}  // namespace

SettingsRead read_settings(TomlTable& file, const std::filesystem::path& folder) {
    Settings settings;
    settings.server = file.text("server");
    if (!settings.server.empty() && !is_server_address(settings.server))
        file.mistake("server", "\"" + settings.server + "\"", "an address like https://rancak.example without a path");
    settings.ca_file = relative_to(folder, file.text("ca_file", ""));
    settings.placement =
        file.choice("placement", {"lobby", "counter"}, "lobby") == "counter" ? Placement::counter : Placement::lobby;
    settings.reduced_motion = file.boolean("reduced_motion", false);

    TomlTable screen = file.table("screen");
    settings.width = static_cast<int>(screen.integer("width", smallest_side, largest_side, 1280));
    settings.height = static_cast<int>(screen.integer("height", smallest_side, largest_side, 800));
    settings.fullscreen = screen.boolean("fullscreen", false);
    settings.diagonal_millimetres = 25.4 * screen.number("diagonal_inches", 7, 120);

    settings.data_folder = relative_to(folder, file.table("data").text("folder", ""));
    settings.words_folder = relative_to(folder, file.table("assets").text("words", "../assets/words"));
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
