#include "server/adapters/sqlite_schema.h"
#include "server/adapters/sqlite_store.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

struct StoreFile {
    test::TemporaryFolder folder;
    std::filesystem::path path = folder / "server.db";

    [[nodiscard]] sqlite::Database open() const { return sqlite::Database::open_writer(path, sqlite::Durability::full); }
    // Why the store refuses the file; empty when it opens.
    [[nodiscard]] std::string refusal() const {
        const auto store = SqliteStore::open(path);
        return store ? std::string() : store.error().message;
    }
};

std::string other_build(const StoreFile& file, const std::string& what) {
    return file.path.string() + " was laid down by another build of rancak-server (its " + what +
           " is not as this one makes it): start that build on it, or this one on another folder with --data; nothing was "
           "changed.";
}

}  // namespace

TEST_CASE("a store that these steps laid down opens again, also when ANALYZE was run on it") {
    const StoreFile file;
    CHECK(file.refusal().empty());
    CHECK(file.refusal().empty());
    file.open().execute("INSERT INTO setting VALUES ('a', 'b'); ANALYZE");
    CHECK(file.refusal().empty());
}

TEST_CASE("a store from before flags were counted counts those that it has") {
    const StoreFile file;
    auto database = file.open();
    database.execute(sqlite_schema_1.data());
    database.execute(sqlite_schema_2.data());
    database.set_user_version(2);
    database.execute(
        "INSERT INTO chain VALUES (1, 'dukcapil', 'j', 9, x'00', 0, 1, 1, 513);"
        "INSERT INTO run VALUES (1, 1, 0, 1, 9, 1, 0, x'');"
        "INSERT INTO rating VALUES (512, 0, 1, 1, 0, 20000, '', 'o-1', '', 'v', 5, 'id', '', '', '', 3, NULL),"
        " (513, 512, 2, 2, 0, 20000, '', 'o-1', '', 'v', 5, 'id', '', '', '', 2, NULL),"
        " (514, 513, 3, 3, 0, 20000, '', 'o-1', '', 'v', 5, 'id', '', '', 'undo', 2, NULL)");
    const auto store = SqliteStore::open(file.path);
    REQUIRE_MESSAGE(store, store.error().message);
    const auto day = LocalDay{std::chrono::days{20000}};
    CHECK((*store)->counts("dukcapil")->flags ==
          std::map<FlagKey, std::int64_t>{{{"dukcapil", "o-1", day, Flag::burst}, 1}, {{"dukcapil", "o-1", day, Flag::shut}, 2}});
}

TEST_CASE("a store of a newer version is refused by its name and left as it is") {
    const StoreFile file;
    file.open().set_user_version(99);
    CHECK(file.refusal() == file.path.string() + ": The data was written by a newer version (schema 99, this program knows 5). "
                                                 "Install the newer version again; nothing was changed.");
    CHECK(file.open().user_version() == 99);
}

TEST_CASE("a store of the same version whose schema differs in anything is refused by its name") {
    const std::pair<const char*, const char*> changes[] = {
        {"ALTER TABLE run ADD COLUMN note TEXT", "table run"},
        {"ALTER TABLE shift RENAME COLUMN taken TO took", "table shift"},
        {"DROP TABLE run_mark", "table run_mark"},
        {"CREATE TABLE another (x)", "table another"},
        {"CREATE UNIQUE INDEX once ON rating (visit)", "index once"},
        {"CREATE TRIGGER never BEFORE INSERT ON run BEGIN SELECT RAISE(ABORT, 'no'); END", "trigger never"},
    };
    for (const auto& [change, what] : changes) {
        const StoreFile file;
        REQUIRE(file.refusal().empty());
        file.open().execute(change);
        CHECK(file.refusal() == other_build(file, what));
        CHECK(file.refusal() == other_build(file, what));  // the first refusal has mended nothing
    }
}

TEST_CASE("a database that no step has made is refused before a step is run on it") {
    const StoreFile file;
    file.open().execute("CREATE TABLE letter (x)");
    CHECK(file.refusal() == other_build(file, "table letter"));
    CHECK(file.open().user_version() == 0);
    file.open().execute("DROP TABLE letter; PRAGMA user_version = -1");
    CHECK(file.refusal() == other_build(file, "version"));
}

}  // namespace rancak::server
