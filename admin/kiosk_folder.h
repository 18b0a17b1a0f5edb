#pragma once

#include "admin/world.h"

#include <chrono>
#include <filesystem>
#include <optional>

namespace rancak::admin {

// Reads a kiosk's data folder, also while the kiosk runs, without a network and without changing anything.

// Which journal, its events and head, whether the chain is whole, what the server has acknowledged and what waits. With
// `until_sent` it first waits, so long at most, until nothing waits; fails when something still does.
[[nodiscard]] int journal_status(World&, const std::filesystem::path& data, std::optional<std::chrono::seconds> until_sent);

// All events as JSON Lines to a file, or to standard output when `out` is empty. What is appended meanwhile is left out.
[[nodiscard]] int journal_export(World&, const std::filesystem::path& data, const std::filesystem::path& out);

}  // namespace rancak::admin
