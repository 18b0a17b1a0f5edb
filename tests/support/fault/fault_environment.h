#pragma once

#include "tests/support/process.h"

#include <filesystem>

namespace rancak::test {

// What a program under test is started with so that the preload library (preload.c) troubles it. `folder` is its data
// folder; the other paths lie outside of it. All are absolute.

// By nothing, as the many short lives beside those that are killed: without the search for leaks at each end they take
// half the time.
[[nodiscard]] Environment unharmed();

// Ends just before its n-th change of a file, from 1, and writes all of them into the log; 0: only writes
// the log.
[[nodiscard]] Environment killed_at(long n, const std::filesystem::path& folder, const std::filesystem::path& log);

// Finds the disk full while the file is there.
[[nodiscard]] Environment disk_full_while(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace rancak::test
