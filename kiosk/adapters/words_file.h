#pragma once

#include "kiosk/core/words.h"
#include "shared/language.h"
#include "shared/result.h"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace rancak::kiosk {

// One a language: id.toml, min.toml and en.toml of the folder.
[[nodiscard]] std::array<std::filesystem::path, languages.size()> word_files(const std::filesystem::path& folder);

// Reads them. Fails with every mistake: a file that cannot be read, a key that is missing, unknown or empty, a placeholder
// that Indonesian has and another language lacks or adds.
[[nodiscard]] tl::expected<Words, std::vector<std::string>> load_words(const std::filesystem::path& folder);

}  // namespace rancak::kiosk
