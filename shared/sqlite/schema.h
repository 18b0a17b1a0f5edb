#pragma once

#include "shared/result.h"
#include "shared/sqlite/sqlite.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rancak::sqlite {

// How a program lays its file down: steps[i] leads from version i (user_version) to i + 1. A step that was released is
// never edited, not even in its comments: files that it made would be refused.
struct Schema {
    std::string_view program;  // whose file it is, for messages
    std::span<const std::string_view> steps;
};

// Brings the file to the newest version, each step in one transaction. Refuses, untouched, a file that is newer, and one
// whose tables, indexes, views or triggers are not word for word those that the steps up to its version make: statements
// would fail on it one by one, when ratings are already coming in. The messages begin with the file's name.
[[nodiscard]] Result<void> lay_down(Database&, const std::filesystem::path& file, const Schema&);

// What in the file is not as the steps up to its version make it: "table rating", "version". Changes nothing.
[[nodiscard]] std::optional<std::string> difference(Database&, const Schema&);

}  // namespace rancak::sqlite
