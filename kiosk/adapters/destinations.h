#pragma once

#include "kiosk/adapters/data_folder.h"
#include "kiosk/core/state.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace rancak::kiosk {

// Where an export may go: sticks and disks mounted under /media or /run/media that can be written, then the kiosk's own
// folder for exports (made when it is missing).
[[nodiscard]] std::vector<Destination> find_destinations(const DataPaths&);

// The mount points of a mounts table (as /proc/self/mounts) that lie under one of the roots and are not read-only.
[[nodiscard]] std::vector<std::filesystem::path> removable_mounts(std::string_view table);

}  // namespace rancak::kiosk
