#include "tests/kiosk/adapters/journal_fixture.h"

#include "shared/sqlite/sqlite.h"

using namespace rancak;
using namespace rancak::kiosk;

TEST_CASE("reads nothing from an empty journal, beside its writer") {
    JournalFixture kiosk;
    auto reader = kiosk.reader();
    CHECK(reader.extent()->journal == sample_journal);
    CHECK(reader.extent()->events() == 0);
    CHECK(reader.read_from(1, all_lines)->count == 0);
    CHECK(*reader.hash_of(0) == Hash{});
    CHECK(*reader.hash_of(1) == std::nullopt);
    kiosk.store(1);
    CHECK(reader.read_from(1, all_lines)->count == 1);
}

TEST_CASE("stops at the number of events or of bytes, whichever comes first, but reads one line at least") {
    JournalFixture kiosk;
    kiosk.store(10);
    auto reader = kiosk.reader();
    const auto all = *reader.read_from(1, all_lines);
    CHECK(all.count == 10);
    CHECK(reader.read_from(3, {4, 1'000'000})->count == 4);
    CHECK(reader.read_from(3, {4, 1'000'000})->head.seq == 6);
    CHECK(reader.read_from(1, {100, all.text.size()})->count == 10);
    CHECK(reader.read_from(1, {100, all.text.size() - 1})->count == 9);
    CHECK(reader.read_from(1, {100, 1})->count == 1);
    CHECK(reader.read_from(11, all_lines)->count == 0);
}

TEST_CASE("knows the hash of every event that is kept") {
    JournalFixture kiosk;
    kiosk.store(3);
    auto reader = kiosk.reader();
    CHECK(*reader.hash_of(3) == kiosk.journal.head().hash);
    CHECK(*reader.hash_of(2) == reader.read_from(2, {1, 1})->head.hash);
    CHECK(*reader.hash_of(4) == std::nullopt);
}

TEST_CASE("finds the shift events, oldest first") {
    JournalFixture kiosk;
    const std::vector<EventBody> events{rating(1), ShiftBody{"dukcapil", "loket-1", "officer-1", true}, rating(2),
                                        ShiftBody{"dukcapil", "loket-1", "officer-1", false}};
    REQUIRE(kiosk.journal.append(events));
    const auto shifts = kiosk.reader().shifts();
    REQUIRE(shifts);
    REQUIRE(shifts->size() == 2);
    CHECK((*shifts)[0].body.taken);
    CHECK_FALSE((*shifts)[1].body.taken);
    CHECK((*shifts)[0].at == kiosk.clock.now());
}

TEST_CASE("says why a file that is missing or none of ours cannot be read") {
    const test::TemporaryFolder temporary;
    CHECK_FALSE(JournalReader::open(temporary / "journal.db"));
    { auto other = sqlite::Database::open_writer(temporary / "other.db", sqlite::Durability::normal); }
    CHECK_FALSE(JournalReader::open(temporary / "other.db"));
}

TEST_CASE("rechecks the whole chain in steps") {
    JournalFixture kiosk;
    kiosk.store(10);
    auto reader = kiosk.reader();
    ChainCheck check;
    CHECK(*check.step(reader, 4) == ChainCheck::Outcome::more);
    kiosk.store(1);  // what comes later is chained to a head that was verified at opening
    CHECK(*check.step(reader, 4) == ChainCheck::Outcome::more);
    CHECK(*check.step(reader, 4) == ChainCheck::Outcome::whole);
}

TEST_CASE("the recheck tells where the chain is damaged, however old the place") {
    JournalFixture kiosk;
    kiosk.store(300);
    {
        auto meddler = sqlite::Database::open_writer(kiosk.folder.paths().journal(), sqlite::Durability::normal);
        meddler.execute(R"(UPDATE event SET line = replace(line, '"score":2', '"score":5') WHERE seq = 2)");
    }
    REQUIRE(kiosk.journal.reopen());  // only the newest are verified here
    auto reader = kiosk.reader();
    ChainCheck check;
    CHECK(*check.step(reader, 1000) == ChainCheck::Outcome::damaged);
    CHECK(check.damage().find("event 3") != std::string::npos);
    CHECK(*check.step(reader, 1000) == ChainCheck::Outcome::damaged);
}

TEST_CASE("the recheck begins anew when the oldest events are pruned under it") {
    JournalFixture kiosk;
    kiosk.store(10);
    auto reader = kiosk.reader();
    ChainCheck check;
    CHECK(*check.step(reader, 2) == ChainCheck::Outcome::more);
    CHECK(*kiosk.journal.prune(5, kiosk.clock.now() + std::chrono::days(401), 100) == 5);
    CHECK_FALSE(check.step(reader, 100));
    CHECK(*check.step(reader, 100) == ChainCheck::Outcome::whole);
}
