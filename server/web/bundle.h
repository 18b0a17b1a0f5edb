#pragma once

#include "server/core/web_files.h"

#include <span>

namespace rancak::server {

// The files of this folder and what they take from packages, in the program's own image (CMakeLists.txt beside it).
[[nodiscard]] std::span<const WebFile> bundled_files();

}  // namespace rancak::server
