#pragma once

#include "kiosk/app/settings.h"
#include "kiosk/core/words.h"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace rancak::kiosk {

// What the command line asks for.
struct Options {
    std::filesystem::path config;
    std::optional<std::filesystem::path> data;
    std::optional<PixelSize> size;
    bool fullscreen = false;
    std::string enrolment_code;
    std::filesystem::path tree;  // empty: none
};

// The options, or the exit status when there is nothing more to do: help, version (0), or used wrongly (2). What a
// person should read was then written.
[[nodiscard]] std::variant<Options, int> parse_options(int argc, const char* const* argv);

// The file's settings with the command line's laid over them; else the exit status, with the mistakes written to
// standard error.
[[nodiscard]] std::variant<Settings, int> settings_for(const Options&);

// The words of the screens; else the exit status, with every mistake written to standard error.
[[nodiscard]] std::variant<Words, int> words_for(const Settings&);

}  // namespace rancak::kiosk
