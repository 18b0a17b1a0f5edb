#include "kiosk/adapters/visit_counts.h"

#include "shared/sqlite/sqlite.h"
#include "tests/kiosk/adapters/journal_fixture.h"

using namespace rancak;
using namespace rancak::kiosk;

namespace {

const LocalDay monday = parse_iso_date("2026-11-23").value();

struct CountsFixture {
    test::TemporaryFolder temporary = test::TemporaryFolder::in_memory();
    DataFolder folder = *DataFolder::open(temporary / "data");

    [[nodiscard]] std::vector<DayVisits> told(const std::string& journal = sample_journal) {
        auto days = read_visits(folder.paths().visits(), journal);
        REQUIRE_MESSAGE(days, days.error().message);
        return *days;
    }
};

}  // namespace

TEST_CASE("visits are counted by day, also when the program starts anew, and read beside") {
    CountsFixture kiosk;
    CHECK(kiosk.told().empty());
    {
        VisitCounts counts(kiosk.folder, sample_journal);
        CHECK_FALSE(std::filesystem::exists(kiosk.folder.paths().visits()));  // nobody was here
        REQUIRE(counts.count(monday, true));
        REQUIRE(counts.count(monday, false));
        CHECK(kiosk.told() == std::vector<DayVisits>{{monday, 2, 1}});
    }
    VisitCounts counts(kiosk.folder, sample_journal);
    REQUIRE(counts.count(monday, true));
    REQUIRE(counts.count(monday + std::chrono::days{1}, false));
    CHECK(kiosk.told() == std::vector<DayVisits>{{monday, 3, 2}, {monday + std::chrono::days{1}, 1, 0}});
}

TEST_CASE("the newest 35 days are kept, whatever the clock said when they began") {
    CountsFixture kiosk;
    VisitCounts counts(kiosk.folder, sample_journal);
    const LocalDay wrong = parse_iso_date("2099-01-01").value(), dead = parse_iso_date("1970-01-01").value() - std::chrono::days{1};
    REQUIRE(counts.count(wrong, true));
    REQUIRE(counts.count(dead, true));  // no heartbeat can name it
    for (int day = 0; day < 33; ++day) REQUIRE(counts.count(monday + std::chrono::days{day}, false));
    CHECK(kiosk.told().size() == 34);
    CHECK(kiosk.told().front().day == wrong);
    for (int day = 33; day < 37; ++day) REQUIRE(counts.count(monday + std::chrono::days{day}, false));
    CHECK(kiosk.told().size() == max_visit_days);
    CHECK(kiosk.told().front().day == monday + std::chrono::days{2});
    CHECK(kiosk.told().back().day == monday + std::chrono::days{36});
}

TEST_CASE("a day's count ends where a heartbeat's does") {
    CountsFixture kiosk;
    VisitCounts counts(kiosk.folder, sample_journal);
    REQUIRE(counts.count(monday, false));
    sqlite::Database::open_writer(kiosk.folder.paths().visits(), sqlite::Durability::full).execute("UPDATE visit_day SET visits = 86399, rated = 86398");
    for (int i = 0; i < 3; ++i) REQUIRE(counts.count(monday, true));
    CHECK(kiosk.told() == std::vector<DayVisits>{{monday, max_visits_a_day, max_visits_a_day}});
    Heartbeat heartbeat;
    heartbeat.visits = kiosk.told();
    CHECK(decode_heartbeat(encode(heartbeat)));
}

TEST_CASE("counts of another journal are not told, and begin anew") {
    CountsFixture kiosk;
    const std::string other(journal_id_length, 'z');
    REQUIRE(VisitCounts(kiosk.folder, sample_journal).count(monday, true));
    CHECK(kiosk.told(other).empty());
    REQUIRE(VisitCounts(kiosk.folder, other).count(monday, false));
    CHECK(kiosk.told(other) == std::vector<DayVisits>{{monday, 1, 0}});
    CHECK(kiosk.told().empty());
}

TEST_CASE("a damaged file begins anew, one that cannot be written says so and is used again when it can") {
    CountsFixture kiosk;
    const auto path = kiosk.folder.paths().visits();
    SUBCASE("damaged") {
        REQUIRE(write_atomically(path, std::string(8192, 'x')));
        CHECK_FALSE(read_visits(path, sample_journal));
        VisitCounts counts(kiosk.folder, sample_journal);
        REQUIRE(counts.count(monday, true));
        CHECK(kiosk.told() == std::vector<DayVisits>{{monday, 1, 1}});
    }
    SUBCASE("not to be written") {
        VisitCounts counts(kiosk.folder, sample_journal);
        std::filesystem::create_directory(path);
        const auto counted = counts.count(monday, true);
        REQUIRE_FALSE(counted);
        CHECK(counted.error().message.starts_with("Visits are not counted: "));
        CHECK(std::filesystem::is_directory(path));
        std::filesystem::remove(path);
        REQUIRE(counts.count(monday, true));
        CHECK(kiosk.told() == std::vector<DayVisits>{{monday, 1, 1}});
    }
}
