#include "server/adapters/sqlite_schema.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rancak::server {
namespace {

constexpr std::initializer_list<std::string_view> steps{sqlite_schema_1};

// Kind and name of each thing in a schema, and the text that made it. SQLite's own are left out: indexes of keys follow
// from their tables, and ANALYZE may add to any file.
using Things = std::set<std::pair<std::string, std::string>>;

Things things_of(sqlite::Database& database) {
    Things things;
    auto rows = database.prepare("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_'");
    while (rows.step()) things.emplace(rows.text(0), rows.text(1));
    return things;
}

// What in the file is not as the first `version` steps make it.
std::optional<std::string> difference(sqlite::Database& database, std::int64_t version) {
    if (version < 0) return "version";
    auto fresh = sqlite::Database::open_writer(":memory:", sqlite::Durability::normal);
    for (const auto step : std::span(steps.begin(), static_cast<std::size_t>(version))) fresh.execute(std::string(step));
    const auto expected = things_of(fresh), found = things_of(database);
    std::vector<Things::value_type> differ;
    std::set_symmetric_difference(expected.begin(), expected.end(), found.begin(), found.end(), std::back_inserter(differ));
    if (differ.empty()) return std::nullopt;
    return differ.front().first;
}

}  // namespace

Result<void> lay_down(sqlite::Database& database, const std::filesystem::path& file) {
    const auto version = database.user_version();
    if (version <= static_cast<std::int64_t>(steps.size()))
        if (const auto what = difference(database, version))
            return fail(file.string() + " was laid down by another build of rancak-server (its " + *what +
                        " is not as this one makes it): start that build on it, or this one on another folder with --data; "
                        "nothing was changed.");
    if (const auto migrated = sqlite::migrate(database, steps); !migrated)
        return fail(file.string() + ": " + migrated.error().message);
    return {};
}

}  // namespace rancak::server
