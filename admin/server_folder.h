#pragma once

#include "admin/world.h"

#include <filesystem>

namespace rancak::admin {

// Copies a server's data folder, also while the server runs: server.db as it is at one moment, checked, and seal.key. `out`
// is a new folder, there whole or not at all, and itself a data folder that a server can be started on.
[[nodiscard]] int back_up(World&, const std::filesystem::path& data, const std::filesystem::path& out);

}  // namespace rancak::admin
