#include "kiosk/app/options.h"

#include "kiosk/adapters/words_file.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace rancak::kiosk {
namespace {

constexpr int failed = 1, used_wrongly = 2;

int say(int status, const std::string& message) {
    std::cerr << "rancak-kiosk: " << message << '\n';
    return status;
}

}  // namespace

std::variant<Options, int> parse_options(int argc, const char* const* argv) {
    Options options;
    std::string size;
    CLI::App app{"The touchscreen at which citizens rate who served them."};
    app.failure_message([](const CLI::App*, const CLI::Error& error) {
        return std::string("rancak-kiosk: ") + error.what() + "; see --help\n";
    });
    app.set_version_flag("--version", "rancak-kiosk " RANCAK_VERSION);
    app.add_option("--config", options.config, "kiosk.toml; must be given")->type_name("FILE");
    app.add_option("--data", options.data, "where the journal is kept (else [data] folder of the file)")->type_name("DIR");
    app.add_option("--size", size, "window in pixels, as 1080x1920")->type_name("WxH");
    app.add_flag("--fullscreen", options.fullscreen, "take the whole screen");
    app.add_option("--enrol", options.enrolment_code, "one-time code of `rancak-admin enrol`")->type_name("CODE");
    app.add_option("--tree", options.tree, "keep the screen's accessibility tree in this file, as JSON")->type_name("FILE");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : used_wrongly;
    }
    if (options.config.empty()) {  // CLI11 would say so before it names an option that it does not know
        return say(used_wrongly, "--config is required: a file like config/kiosk.toml");
    }
    if (!size.empty()) {
        options.size = parse_pixel_size(size);
        if (!options.size) {
            return say(used_wrongly, "--size: found \"" + size + "\", expected WxH as 1080x1920, each 320 to 8192");
        }
    }
    return options;
}

std::variant<Settings, int> settings_for(const Options& options) {
    auto file = TomlTable::load(options.config);
    if (!file) return say(failed, file.error().message);
    auto [settings, mistakes] = read_settings(*file, options.config.parent_path());
    for (const std::string& mistake : mistakes) say(failed, mistake);
    if (!mistakes.empty()) return failed;
    if (options.data) settings.data_folder = *options.data;
    if (settings.data_folder.empty())
        return say(used_wrongly, "no data folder: give --data DIR, or [data] folder in " + options.config.string());
    if (options.size) {
        settings.width = options.size->width;
        settings.height = options.size->height;
    }
    settings.fullscreen |= options.fullscreen;
    return settings;
}

std::variant<Words, int> words_for(const Settings& settings) {
    auto words = load_words(settings.words_folder);
    if (words) return std::move(*words);
    for (const std::string& mistake : words.error()) say(failed, mistake);
    return failed;
}

}  // namespace rancak::kiosk
