#include "server/adapters/sqlite_schema.h"
#include "server/adapters/sqlite_store.h"
#include "server/adapters/stored_values.h"
#include "tests/support/small_catalogue.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <span>

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
          std::map<FlagKey, std::int64_t>{{{"dukcapil", "o-1", day, "", "", Flag::burst}, 1}, {{"dukcapil", "o-1", day, "", "", Flag::shut}, 2}});
}

TEST_CASE("a store from before figures were kept by day and hour fills them from what it has, by the hours of its catalogue") {
    const StoreFile file;
    auto database = file.open();
    for (const auto step : {sqlite_schema_1, sqlite_schema_2, sqlite_schema_3, sqlite_schema_4}) database.execute(step.data());
    database.set_user_version(4);
    auto far = test::small_catalogue();
    far.offices[0].utc_offset = std::chrono::minutes{540};
    const auto put = [&](std::int64_t at, const Catalogue& catalogue) {
        database.prepare("INSERT INTO catalogue VALUES (?, ?)").bind(1, at).bind(2, std::string_view(encode(catalogue))).run();
    };
    put(1000, test::small_catalogue());
    put(5000, far);
    const std::string at = std::to_string(std::int64_t{20000} * 86'400'000 + 3 * 3'600'000);  // 10:00 in WIB, 12:00 in WIT
    database.execute(
        "INSERT INTO chain VALUES (1, 'dukcapil', 'j', 9, x'00', 0, 2, 2, 1025);"
        "INSERT INTO run VALUES (1, 1, 0, 1, 2, 1, 2000, x''), (2, 1, 1, 3, 9, 2, 6000, x'');"
        "INSERT INTO rating VALUES (512, 0, 1, 1, " + at + ", 20000, 'a-1', 'o-1', 'ktp', 'v', 5, 'id', '', 'ramah;cepat', '', 0, NULL),"
        " (513, 512, 2, 2, " + at + ", 20000, 'a-1', 'o-1', 'ktp', 'v', 2, 'id', 'queue', 'lama', '', 33, NULL),"
        " (1024, 513, 3, 3, " + at + ", 20000, 'a-1', 'o-1', 'ktp', 'v', 4, 'id', '', '', '', 0, NULL),"
        " (1025, 1024, 4, 4, " + at + ", 20000, 'a-1', 'o-1', 'ktp', 'v', 1, 'id', '', 'lama', 'undo', 2, NULL);"
        "INSERT INTO daily_count VALUES ('dukcapil', 'o-1', 20000, 'a-1', 'ktp', 5, 1, 0), ('dukcapil', 'o-1', 20000, 'a-1', 'ktp', 2, 1, 1),"
        " ('dukcapil', 'o-1', 20000, 'a-1', 'ktp', 4, 1, 0);"
        "INSERT INTO survey VALUES (1030, 9, 7000, 'ktp', 'id', 'male', 'sd', 'other', 4, 4, 4, 4, 4, 4, 4, 4, 4)");
    const auto store = SqliteStore::open(file.path);
    REQUIRE_MESSAGE(store, store.error().message);
    const auto day = LocalDay{std::chrono::days{20000}};
    const auto counts = (*store)->counts("dukcapil");
    REQUIRE(counts);
    CHECK(counts->hours == std::map<HourKey, HourCount>{{{"dukcapil", day, 10}, {2, 7}}, {{"dukcapil", day, 12}, {1, 4}}});
    const auto reason = [&](const char* id, std::optional<Cause> cause) { return ReasonKey{"dukcapil", "o-1", day, "a-1", "ktp", id, cause}; };
    CHECK(counts->reasons == std::map<ReasonKey, std::int64_t>{{reason("cepat", {}), 1}, {reason("ramah", {}), 1}, {reason("lama", Cause::queue), 1}});
    CHECK(counts->flags == std::map<FlagKey, std::int64_t>{{{"dukcapil", "o-1", day, "a-1", "ktp", Flag::burst}, 1},
                                                           {{"dukcapil", "o-1", day, "a-1", "ktp", Flag::pressed}, 1}});
    int days = 0;
    REQUIRE((*store)->office_days("", day, day, [&](std::string_view office, LocalDay, const DayCount& count) {
        CHECK(office == "dukcapil");
        CHECK(count == DayCount{Count{}, Count{1, 1}, Count{}, Count{1, 0}, Count{1, 0}});
        ++days;
    }));
    CHECK(days == 1);
    int surveys = 0;
    REQUIRE((*store)->surveys_between("dukcapil", timestamp(0), timestamp(9000), [&](const SurveyRow&) { return ++surveys, true; }));
    CHECK(surveys == 1);
}

TEST_CASE("a store from before the days of its runs were kept looks at what it has, late and changed ratings too") {
    const StoreFile file;
    auto database = file.open();
    for (const auto step : std::span(sqlite_steps).first(8)) database.execute(std::string(step));
    database.set_user_version(8);
    const std::string of_day_500 = std::to_string(std::int64_t{500} * 86'400'000);
    // Arrivals 1, 64 and 128 came in on day 500, and 64 brought a rating of day 20; 128 changed the one of 1, of day 10.
    database.execute(
        "INSERT INTO chain VALUES (1, 'dukcapil', 'j', 9, x'00', 0, 3, 3, 1024);"
        "INSERT INTO run VALUES (1, 1, 0, 1, 1, 1, " + of_day_500 + ", x''), (2, 1, 1, 2, 2, 64, " + of_day_500 + ", x''),"
        " (3, 1, 2, 3, 3, 128, " + of_day_500 + ", x'');"
        "INSERT INTO office_run VALUES ('dukcapil', 1, 1), ('dukcapil', 64, 2), ('dukcapil', 128, 3);"
        "INSERT INTO rating VALUES (512, 0, 1, 3, 0, 10, '', '', '', '', 5, 'id', '', '', 'undo', 0, NULL, 0),"
        " (1024, 512, 2, 2, 0, 20, '', '', '', '', 5, 'id', '', '', '', 0, NULL, 0);"
        "INSERT INTO rating_change VALUES (1536, 512);"
        "INSERT INTO citizen_case VALUES (1025, 3, -1, '', '', '', '', '', '', x'', x'', NULL)");
    const auto store = SqliteStore::open(file.path);
    REQUIRE_MESSAGE(store, store.error().message);
    auto spans = database.prepare("SELECT span, first_day, last_day FROM office_span WHERE office = 'dukcapil' ORDER BY span");
    for (const auto& [span, first, last] : {std::tuple{0, 10, 501}, std::tuple{1, -2, 501}, std::tuple{2, 10, 501}}) {
        REQUIRE(spans.step());
        CHECK(spans.integer(0) == span);
        CHECK(spans.integer(1) == first);
        CHECK(spans.integer(2) == last);
    }
    CHECK(!spans.step());
}

TEST_CASE("a store of a newer version is refused by its name and left as it is") {
    const StoreFile file;
    file.open().set_user_version(99);
    CHECK(file.refusal() == file.path.string() + ": The data was written by a newer version (schema 99, this program knows " + std::to_string(sqlite_steps.size()) + "). "
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
