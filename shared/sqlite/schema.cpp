#include "shared/sqlite/schema.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

namespace rancak::sqlite {
namespace {

// Kind and name of each thing in a schema, and the text that made it. SQLite's own are left out: indexes of keys follow
// from their tables, and ANALYZE may add to any file.
using Things = std::set<std::pair<std::string, std::string>>;

Things things_of(Database& database) {
    Things things;
    auto rows = database.prepare("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_'");
    while (rows.step()) things.emplace(rows.text(0), rows.text(1));
    return things;
}

std::int64_t newest(const Schema& schema) { return static_cast<std::int64_t>(schema.steps.size()); }

}  // namespace

std::optional<std::string> difference(Database& database, const Schema& schema) {
    const auto version = database.user_version();
    if (version < 0 || version > newest(schema)) return "version";
    auto fresh = Database::open_writer(":memory:", Durability::normal);
    for (const auto step : schema.steps.first(static_cast<std::size_t>(version))) fresh.execute(std::string(step));
    const auto expected = things_of(fresh), found = things_of(database);
    std::vector<Things::value_type> differ;
    std::set_symmetric_difference(expected.begin(), expected.end(), found.begin(), found.end(), std::back_inserter(differ));
    if (differ.empty()) return std::nullopt;
    return differ.front().first;
}

Result<void> lay_down(Database& database, const std::filesystem::path& file, const Schema& schema) {
    const auto version = database.user_version();
    if (version > newest(schema))
        return fail(file.string() + ": The data was written by a newer version (schema " + std::to_string(version) +
                    ", this program knows " + std::to_string(newest(schema)) +
                    "). Install the newer version again; nothing was changed.");
    if (const auto what = difference(database, schema))
        return fail(file.string() + " was laid down by another build of " + std::string(schema.program) + " (its " + *what +
                    " is not as this one makes it): start that build on it, or this one on another folder with --data; "
                    "nothing was changed.");
    for (std::int64_t at = version; at < newest(schema); ++at) {
        Transaction transaction{database};
        database.execute(std::string{schema.steps[static_cast<std::size_t>(at)]});
        database.set_user_version(at + 1);
        transaction.commit();
    }
    return {};
}

}  // namespace rancak::sqlite
