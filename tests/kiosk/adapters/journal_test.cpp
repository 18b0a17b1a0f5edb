#include "tests/kiosk/adapters/journal_fixture.h"

#include "shared/protocol.h"
#include "shared/sqlite/sqlite.h"

#include <csignal>
#include <fstream>
#include <sys/resource.h>

using namespace rancak;
using namespace rancak::kiosk;

namespace {

// Damages the file as a failing disk or a meddling hand would: through SQLite, behind the journal's back.
void run_sql(const std::filesystem::path& journal_db, const std::string& sql) {
    auto database = sqlite::Database::open_writer(journal_db, sqlite::Durability::normal);
    database.execute(sql);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = text.find('\n', begin);
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

}  // namespace

TEST_CASE("numbers the events from 1 and chains each to the line before") {
    JournalFixture kiosk;
    const std::vector<EventBody> visit{rating(5), RatingDetailBody{1, {"friendly"}, Cause::officer},
                                       WithdrawalBody{1, WithdrawalWhy::undo}};
    const auto first = kiosk.journal.append(visit);
    REQUIRE(first);
    CHECK(*first == std::vector<std::uint64_t>{1, 2, 3});
    CHECK(kiosk.store(2) == std::vector<std::uint64_t>{4, 5});

    ChainReader chain;
    const auto read = kiosk.reader().read_from(1, all_lines);
    REQUIRE(read);
    for (const auto& line : lines_of(read->text)) CHECK(chain.add(line) == std::nullopt);
    CHECK(chain.head() == kiosk.journal.head());
    CHECK(chain.journal() == sample_journal);
    CHECK(read->head == kiosk.journal.head());
}

TEST_CASE("stores an event at the clock's time and with the body as it was given") {
    JournalFixture kiosk;
    kiosk.store(1);
    const auto read = kiosk.reader().read_from(1, all_lines);
    REQUIRE(read);
    const std::string line = lines_of(read->text).front();
    const auto event = read_event_line(line);
    REQUIRE(event);
    CHECK(event->at == kiosk.clock.now());
    CHECK(event->kind == "rating");
    CHECK(event->body == encode(rating(1)));
}

TEST_CASE("goes on after the last event when it is opened again") {
    JournalFixture kiosk;
    kiosk.store(3);
    const Head before = kiosk.journal.head();
    REQUIRE(kiosk.journal.reopen());
    CHECK(kiosk.journal.head() == before);
    CHECK(kiosk.store(1).front() == 4);
}

TEST_CASE("what append wrote is in the files when it returns, while the journal is still open") {
    JournalFixture kiosk;
    kiosk.store(1);
    const auto copy = kiosk.temporary / "copy";
    std::filesystem::create_directory(copy);
    for (const auto* name : {"journal.db", "journal.db-wal"}) {
        if (std::filesystem::exists(kiosk.folder.paths().root / name)) {
            std::filesystem::copy_file(kiosk.folder.paths().root / name, copy / name);
        }
    }
    auto second = DataFolder::open(copy);
    REQUIRE(second);
    const auto reopened = Journal::open(*second, sample_journal, kiosk.clock);
    REQUIRE(reopened);
    CHECK(reopened->head() == kiosk.journal.head());
}

TEST_CASE("refuses a journal.db that belongs to another journal and leaves it as it is") {
    JournalFixture kiosk;
    kiosk.store(1);
    const auto other = Journal::open(kiosk.folder, "zzzzzzzzzzzzzzzzzzzzzzzzzz", kiosk.clock);
    REQUIRE_FALSE(other);
    CHECK(other.error().kind == JournalFailure::Kind::foreign);
    CHECK(kiosk.reader().extent()->events() == 1);
}

TEST_CASE("refuses a file of a newer version") {
    JournalFixture kiosk;
    run_sql(kiosk.folder.paths().journal(), "PRAGMA user_version = 99");
    const auto reopened = kiosk.journal.reopen();
    REQUIRE_FALSE(reopened);
    CHECK(reopened.error().kind == JournalFailure::Kind::foreign);
}

TEST_CASE("refuses a journal.db whose tables are of another build, and leaves it as it is") {
    JournalFixture kiosk;
    kiosk.store(1);
    const auto file = kiosk.folder.paths().journal();
    run_sql(file, "ALTER TABLE pin_try ADD COLUMN note TEXT");
    const auto reopened = kiosk.journal.reopen();
    REQUIRE_FALSE(reopened);
    CHECK(reopened.error().kind == JournalFailure::Kind::foreign);
    CHECK(reopened.error().message.starts_with(file.string() + " was laid down by another build of rancak-kiosk (its table pin_try "));
    const auto reader = JournalReader::open(file);
    REQUIRE_FALSE(reader);
    CHECK(reader.error().message.find("another build of rancak-kiosk (its table pin_try ") != std::string::npos);
}

TEST_CASE("finds a changed line among the newest when it is opened") {
    JournalFixture kiosk;
    kiosk.store(20);
    run_sql(kiosk.folder.paths().journal(),
            R"(UPDATE event SET line = replace(line, '"score":5', '"score":4') WHERE seq = 15)");
    const auto reopened = kiosk.journal.reopen();
    REQUIRE_FALSE(reopened);
    CHECK(reopened.error().kind == JournalFailure::Kind::corrupt);
    CHECK(kiosk.journal.shut());
    const std::vector<EventBody> one{rating(3)};
    CHECK(kiosk.journal.append(one).error().kind == JournalFailure::Kind::corrupt);
}

TEST_CASE("finds a missing line among the newest when it is opened") {
    JournalFixture kiosk;
    kiosk.store(20);
    run_sql(kiosk.folder.paths().journal(), "DELETE FROM event WHERE seq = 15");
    CHECK(kiosk.journal.reopen().error().kind == JournalFailure::Kind::corrupt);
}

TEST_CASE("says that a file of rubbish is damaged") {
    JournalFixture kiosk;
    auto second = DataFolder::open(kiosk.temporary / "second");
    REQUIRE(second);
    std::ofstream(second->paths().journal()) << std::string(8192, 'x');
    const auto opened = Journal::open(*second, sample_journal, kiosk.clock);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == JournalFailure::Kind::corrupt);
}

TEST_CASE("stays shut after the disk refused a write, until it is opened again") {
    JournalFixture kiosk;
    kiosk.store(1);
    const Head before = kiosk.journal.head();
    // A file size limit makes the next write fail as a full disk does.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    const rlimit tight{1, old.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &tight) == 0);
    const std::vector<EventBody> one{rating(3)};
    const auto failed = kiosk.journal.append(one);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &old) == 0);
    REQUIRE_FALSE(failed);
    CHECK((failed.error().kind == JournalFailure::Kind::io || failed.error().kind == JournalFailure::Kind::full));
    CHECK_FALSE(kiosk.journal.append(one));
    REQUIRE(kiosk.journal.reopen());
    CHECK_FALSE(kiosk.journal.shut());
    CHECK(kiosk.journal.head() == before);
    CHECK(kiosk.store(1).front() == 2);
}

TEST_CASE("stores an attachment sealed, with the event that names it") {
    JournalFixture kiosk;
    const OpenKey server = open_key_from_seed({7});
    const auto sealed = seal_attachment(server.seal, "Antreannya panjang sekali (contoh)");
    REQUIRE(sealed);
    kiosk.store(1);
    const std::vector<EventBody> one{rating(2)};
    const std::vector<SealedAttachment> attachments{*sealed};
    REQUIRE(kiosk.journal.append(one, attachments));
    auto reader = kiosk.reader();
    CHECK(reader.attachments(1, 1)->empty());
    const auto found = reader.attachments(2, 2);
    REQUIRE(found->size() == 1);
    CHECK(found->front().hash == blake2b(found->front().bytes));
    CHECK(open(server, found->front().bytes) == "Antreannya panjang sekali (contoh)");
    for (const auto* name : {"journal.db", "journal.db-wal"}) {
        const auto bytes = read_file(kiosk.folder.paths().root / name, 10'000'000);
        REQUIRE(bytes);
        CHECK(bytes->find("Antreannya") == std::string::npos);
    }
}

TEST_CASE("refuses an attachment that is too long or was changed, and stores nothing of that append") {
    JournalFixture kiosk;
    const OpenKey server = open_key_from_seed({7});
    CHECK_FALSE(seal_attachment(server.seal, std::string(max_attachment_bytes, 'x')));
    auto changed = *seal_attachment(server.seal, "contoh");
    changed.bytes.back() ^= 1;
    const std::vector<EventBody> one{rating(2)};
    const std::vector<SealedAttachment> attachments{changed};
    const auto stored = kiosk.journal.append(one, attachments);
    REQUIRE_FALSE(stored);
    CHECK(stored.error().kind == JournalFailure::Kind::refused);
    CHECK_FALSE(kiosk.journal.shut());
    CHECK(kiosk.reader().extent()->events() == 0);
}

TEST_CASE("prunes only what is acknowledged and older than 400 days, and the rest still verifies") {
    JournalFixture kiosk;
    kiosk.store(10);
    kiosk.clock.advance(std::chrono::days(200));
    kiosk.store(10);
    const auto old_enough = kiosk.clock.now() + std::chrono::days(201);

    CHECK(*kiosk.journal.prune(20, kiosk.clock.now(), 1000) == 0);
    CHECK(*kiosk.journal.prune(4, old_enough, 1000) == 4);
    CHECK(*kiosk.journal.prune(20, old_enough, 3) == 3);
    CHECK(*kiosk.journal.prune(20, old_enough, 1000) == 3);

    auto reader = kiosk.reader();
    const auto extent = reader.extent();
    CHECK(extent->start.seq == 10);
    CHECK(extent->events() == 10);
    CHECK(*reader.hash_of(10) == extent->start.hash);
    CHECK_FALSE(reader.read_from(10, all_lines));
    ChainCheck check;
    CHECK(*check.step(reader, 1000) == ChainCheck::Outcome::whole);
    REQUIRE(kiosk.journal.reopen());
    CHECK(kiosk.journal.head().seq == 20);
}

TEST_CASE("goes on from the kept head when everything was pruned") {
    JournalFixture kiosk;
    kiosk.store(3);
    const Head before = kiosk.journal.head();
    CHECK(*kiosk.journal.prune(3, kiosk.clock.now() + std::chrono::days(401), 1000) == 3);
    REQUIRE(kiosk.journal.reopen());
    CHECK(kiosk.journal.head() == before);
    CHECK(kiosk.store(1).front() == 4);
}

TEST_CASE("tidies the log into the file without losing an event") {
    JournalFixture kiosk;
    kiosk.store(50);
    REQUIRE(kiosk.journal.tidy());
    kiosk.store(1);
    REQUIRE(kiosk.journal.reopen());
    CHECK(kiosk.journal.head().seq == 51);
}

TEST_CASE("a second instance on the same folder refuses with a sentence") {
    JournalFixture kiosk;
    const auto second = DataFolder::open(kiosk.folder.paths().root);
    REQUIRE_FALSE(second);
    CHECK(second.error().message.find("in use by another running kiosk") != std::string::npos);
}

TEST_CASE("the folder is free again when its holder is gone, and is closed to other users") {
    const test::TemporaryFolder temporary;
    { REQUIRE(DataFolder::open(temporary / "a/b/data")); }
    REQUIRE(DataFolder::open(temporary / "a/b/data/"));
    using std::filesystem::perms;
    CHECK((std::filesystem::status(temporary / "a/b/data").permissions() & (perms::group_all | perms::others_all)) ==
          perms::none);
}
