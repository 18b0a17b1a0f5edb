#pragma once

#include "admin/world.h"

#include <filesystem>

namespace rancak::admin {

// Reads a kiosk's data folder, also while the kiosk runs, without a network and without changing anything.

// Which journal, its events and head, whether the chain is whole, and what waits to be sent.
[[nodiscard]] int journal_status(World&, const std::filesystem::path& data);

// All events as JSON Lines to a file, or to standard output when `out` is empty. What is appended meanwhile is left out.
[[nodiscard]] int journal_export(World&, const std::filesystem::path& data, const std::filesystem::path& out);

}  // namespace rancak::admin
