#include "shared/sqlite/schema.h"

#include <array>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace rancak;
using sqlite::Database;
using sqlite::Durability;

namespace {
struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "rancak-sqlite-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    [[nodiscard]] std::filesystem::path file() const { return path / "a.db"; }
};
}  // namespace

TEST_CASE("rows go in and out, also texts with zeros and empty ones") {
    Folder folder;
    Database database = Database::open_writer(folder.file(), Durability::full);
    database.execute("CREATE TABLE t (a INTEGER, b BLOB, c TEXT, d REAL)");
    auto insert = database.prepare("INSERT INTO t VALUES (?, ?, ?, ?)");
    const std::string bytes{"\0x\xff", 3};
    insert.bind(1, std::int64_t{INT64_MAX}).bind_blob(2, bytes).bind(3, std::string_view{}).bind(4, 1.5).run();
    insert.bind(1, std::int64_t{1}).bind_null(2).run();
    auto select = Database::open_reader(folder.file()).prepare("SELECT * FROM t ORDER BY a DESC");
    REQUIRE(select.step());
    CHECK(select.integer(0) == INT64_MAX);
    CHECK(select.text(1) == bytes);
    CHECK_FALSE(select.is_null(2));
    CHECK(select.text(2).empty());
    CHECK(select.real(3) == 1.5);
    REQUIRE(select.step());
    CHECK(select.is_null(1));
    CHECK_FALSE(select.step());
}

TEST_CASE("a transaction that is not committed leaves nothing") {
    Folder folder;
    Database database = Database::open_writer(folder.file(), Durability::full);
    database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY)");
    { sqlite::Transaction transaction{database}; database.execute("INSERT INTO t VALUES (1)"); }
    { sqlite::Transaction transaction{database}; database.execute("INSERT INTO t VALUES (2)"); transaction.commit(); }
    auto select = database.prepare("SELECT group_concat(a) FROM t");
    REQUIRE(select.step());
    CHECK(select.text(0) == "2");
}

TEST_CASE("failures are told apart") {
    Folder folder;
    Database database = Database::open_writer(folder.file(), Durability::full);
    database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");
    try {
        database.execute("INSERT INTO t VALUES (1)");
        FAIL("the key is there twice");
    } catch (const sqlite::Failure& failure) {
        CHECK(failure.is_constraint());
        CHECK_FALSE(failure.storage_is_failing());
    }
    std::ofstream{folder.path / "b.db"} << std::string(4096, 'x');
    try {
        (void)Database::open_writer(folder.path / "b.db", Durability::full);
        FAIL("this is no database");
    } catch (const sqlite::Failure& failure) {
        CHECK(failure.storage_is_failing());
    }
    CHECK_THROWS_AS((void)Database::open_reader(folder.path / "none.db"), sqlite::Failure);
    CHECK_THROWS_AS(Database::open_reader(folder.file()).execute("DELETE FROM t"), sqlite::Failure);
}

TEST_CASE("a writer is durable as it was asked to be") {
    Folder folder;
    for (auto [durability, pragma] : {std::pair{Durability::full, 2}, {Durability::normal, 1}}) {
        Database database = Database::open_writer(folder.file(), durability);
        auto synchronous = database.prepare("PRAGMA synchronous");
        REQUIRE(synchronous.step());
        CHECK(synchronous.integer(0) == pragma);
        auto mode = database.prepare("PRAGMA journal_mode");
        REQUIRE(mode.step());
        CHECK(mode.text(0) == "wal");
    }
}

TEST_CASE("a file's steps run once, in order, and a newer file is refused untouched") {
    Folder folder;
    Database database = Database::open_writer(folder.file(), Durability::full);
    constexpr std::array<std::string_view, 3> steps{"CREATE TABLE a (x)", "CREATE TABLE b (x); INSERT INTO b VALUES (7)",
                                                    "CREATE TABLE c (x); nonsense"};
    const auto lay = [&](std::size_t count) {
        return sqlite::lay_down(database, folder.file(), {"rancak-test", std::span(steps).first(count)});
    };
    CHECK(lay(1));
    CHECK(lay(2));
    CHECK(lay(2));
    CHECK(database.user_version() == 2);
    const auto older = lay(1);
    REQUIRE_FALSE(older);
    CHECK(older.error().message == folder.file().string() + ": The data was written by a newer version (schema 2, this program "
                                                            "knows 1). Install the newer version again; nothing was changed.");
    CHECK_THROWS_AS((void)lay(3), sqlite::Failure);
    CHECK(database.user_version() == 2);
    CHECK_NOTHROW(database.execute("CREATE TABLE c (x)"));
}

TEST_CASE("a file of another build, or of a version that no step makes, is refused untouched") {
    Folder folder;
    Database database = Database::open_writer(folder.file(), Durability::full);
    constexpr std::array<std::string_view, 1> steps{"CREATE TABLE a (x)"};
    const auto refusal = [&] {
        const auto laid = sqlite::lay_down(database, folder.file(), {"rancak-test", steps});
        return laid ? std::string() : laid.error().message;
    };
    const auto other_build = [&](const std::string& what) {
        return folder.file().string() + " was laid down by another build of rancak-test (its " + what +
               " is not as this one makes it): start that build on it, or this one on another folder with --data; nothing "
               "was changed.";
    };
    database.execute("CREATE TABLE a (y)");
    CHECK(refusal() == other_build("table a"));
    database.execute("DROP TABLE a");
    database.set_user_version(-1);
    CHECK(refusal() == other_build("version"));
    CHECK(database.user_version() == -1);
    database.set_user_version(0);
    CHECK(refusal().empty());
    CHECK(database.user_version() == 1);
}
