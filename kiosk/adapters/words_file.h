#pragma once

#include "kiosk/core/words.h"
#include "shared/result.h"

#include <filesystem>

namespace rancak::kiosk {

// Reads id.toml, min.toml and en.toml of a folder. Fails with every mistake on a line of its own: a file that cannot be
// read, a key that is missing, unknown or empty, a placeholder that Indonesian has and another language lacks or adds.
[[nodiscard]] Result<Words> load_words(const std::filesystem::path& folder);

}  // namespace rancak::kiosk
