#pragma once

#include "tests/bench/screen/contestant.h"

#include <filesystem>
#include <string>

namespace rancak::bench {

// Debian's Chromium as a kiosk with peers/kiosk/index.html, its profile kept in `folder` between runs.
[[nodiscard]] Contestant chromium(const std::filesystem::path& peers, const std::string& display,
                                  const std::filesystem::path& folder);

}  // namespace rancak::bench
