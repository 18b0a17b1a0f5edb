#pragma once

#include "kiosk/core/state.h"
#include "shared/config/toml_file.h"

#include <filesystem>
#include <string>
#include <vector>

namespace rancak::kiosk {

// What kiosk.toml says; docs/operations.md describes each key.
struct Settings {
    std::string server;  // http://… only on this machine, else https://…
    std::filesystem::path ca_file;  // empty: the system's certificates
    std::filesystem::path data_folder;
    Placement placement = Placement::lobby;
    bool reduced_motion = false;
    int width = 1280, height = 800;  // pixels, unless fullscreen
    bool fullscreen = false;
    double diagonal_millimetres = 0;
    std::filesystem::path words_folder;
};

// Each mistake is a sentence with file, line, key, what was found and what is expected. The files that are named are
// looked at too, so that a wrong name is told now and not when the file is first needed.
struct SettingsRead {
    Settings settings;
    std::vector<std::string> mistakes;
};
// Paths are relative to `folder`, the one that holds the file.
[[nodiscard]] SettingsRead read_settings(TomlTable&, const std::filesystem::path& folder);

// "1080x1920", from 320 to 8192 pixels a side.
struct PixelSize {
    int width, height;
};
[[nodiscard]] std::optional<PixelSize> parse_pixel_size(std::string_view);

}  // namespace rancak::kiosk
