#pragma once

#include "shared/config/toml_file.h"
#include "shared/language.h"

#include <chrono>
#include <optional>
#include <set>

namespace rancak::admin {

// Values of a catalogue's folder, checked where they are read, so that a mistake is told with file, line and key.

[[nodiscard]] bool is_id(std::string_view);

// The table's `id`, which nothing in `taken` has; it is taken then.
[[nodiscard]] std::string read_id(TomlTable&, std::set<std::string>& taken);

// "08:00", as minutes after midnight; at most "24:00".
[[nodiscard]] std::optional<std::chrono::minutes> time_of_day(std::string_view);

// A date that must be there.
[[nodiscard]] LocalDay read_date(TomlTable&, std::string_view key);

// What is wrong with a text that must be one line of 1 to `longest` visible characters; nullopt: nothing.
struct TextFault {
    std::string found, expected;
};
[[nodiscard]] std::optional<TextFault> fault_of_text(std::string_view, std::size_t longest);

// Such a line. Required unless a fallback is given; then it may be empty. `longest` counts code points.
[[nodiscard]] std::string read_plain_text(TomlTable&, std::string_view key, std::size_t longest,
                                          std::optional<std::string> fallback = {});

// { id = "…", min = "…", en = "…" }. Required unless a fallback is given.
[[nodiscard]] LocalText read_local_text(TomlTable&, std::string_view key, std::size_t longest,
                                        std::optional<LocalText> fallback = {});

// A list of at most `most` such; missing: the fallback.
[[nodiscard]] std::vector<LocalText> read_local_texts(TomlTable&, std::string_view key, std::size_t most,
                                                      std::vector<LocalText> fallback = {});

}  // namespace rancak::admin
