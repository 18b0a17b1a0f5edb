#include "admin/kiosk_folder.h"

#include "kiosk/adapters/courier_memory.h"
#include "shared/file.h"
#include "shared/sqlite/sqlite.h"
#include "tests/admin/admin_fixture.h"
#include "tests/kiosk/adapters/journal_fixture.h"

#include <thread>

using namespace rancak;
using namespace rancak::admin;
using rancak::kiosk::JournalFixture;
using rancak::kiosk::sample_journal;

namespace {

struct KioskFolder : JournalFixture {
    [[nodiscard]] std::string data() const { return folder.paths().root.string(); }
    [[nodiscard]] ProgramRun status(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"journal", "status", "--data", data()});
        return run_admin(more);
    }
    // What the courier notes after a receipt for everything.
    void acknowledge_all(std::vector<Parked> parked = {}) {
        auto memory = kiosk::CourierMemory::open(folder, sample_journal);
        REQUIRE(memory);
        kiosk::SendingRecord record;
        record.acknowledged = journal.head();
        record.last_receipt = parse_rfc3339("2026-11-24T03:12:45.123Z");
        REQUIRE(memory->keep(record, parked));
    }
};

}  // namespace

TEST_CASE("kiosk folder: status tells journal, events and head beside the running kiosk") {
    KioskFolder kiosk;
    kiosk.store(3);
    const auto ran = kiosk.status();
    CHECK(ran.exit_code == exit_ok);
    CHECK(ran.out == "Journal    " + sample_journal + "\nEvents     3, 1 to 3\nHead       3 " +
                         to_hex(kiosk.journal.head().hash) + "\nReceipt    none yet\nWaiting    3\nChain      whole\n");
    kiosk.store(1);
    CHECK(kiosk.status().out.find("Events     4, 1 to 4\n") != std::string::npos);
}

TEST_CASE("kiosk folder: status tells the last receipt, what waits and what is parked") {
    KioskFolder kiosk;
    kiosk.store(2);
    kiosk.acknowledge_all({{1, "unknown"}});
    const std::string receipt = "Receipt    2 " + to_hex(kiosk.journal.head().hash) + ", at 2026-11-24T03:12:45.123Z\n";
    kiosk.store(1);
    const auto ran = kiosk.status();
    CHECK(ran.exit_code == exit_ok);
    CHECK(ran.out.find(receipt + "Parked     1 by the server: stored, not understood\nWaiting    1\n") != std::string::npos);
}

TEST_CASE("kiosk folder: status waits until everything is sent") {
    KioskFolder kiosk;
    kiosk.store(2);
    std::thread courier([&] { kiosk.acknowledge_all(); });
    const auto ran = kiosk.status({"--until-sent", "60"});
    courier.join();
    CHECK(ran.exit_code == exit_ok);
    CHECK(ran.out.find("Waiting    0\n") != std::string::npos);
}

TEST_CASE("kiosk folder: status fails when something still waits after the time given") {
    KioskFolder kiosk;
    kiosk.store(2);
    const auto ran = kiosk.status({"--until-sent", "0"});
    CHECK(ran.exit_code == exit_failed);
    CHECK(ran.err.find("2 events still wait to be sent.") != std::string::npos);
}

TEST_CASE("kiosk folder: what another journal's courier knew is not believed") {
    KioskFolder kiosk;
    kiosk.store(1);
    REQUIRE(kiosk::CourierMemory::open(kiosk.folder, "zzzzzzzzzzzzzzzzzzzzzzzzzz"));
    CHECK(kiosk.status().out.find("Receipt    none yet\nWaiting    1\n") != std::string::npos);
}

TEST_CASE("kiosk folder: a journal without events has none to tell of") {
    const KioskFolder kiosk;
    CHECK(kiosk.status().out.find("Events     0\nHead       0 ") != std::string::npos);
    const auto ran = run_admin({"journal", "export", "--data", kiosk.data()});
    CHECK(ran.exit_code == exit_ok);
    CHECK(ran.out.empty());
}

TEST_CASE("kiosk folder: the exported journal verifies and ends at its head") {
    KioskFolder kiosk;
    kiosk.store(2500);
    const std::string path = (kiosk.temporary / "journal.jsonl").string();
    const auto exported = run_admin({"journal", "export", "--data", kiosk.data(), "--out", path});
    CHECK(exported.exit_code == exit_ok);
    CHECK(exported.err.find("Exported 2,500 events of journal " + sample_journal) != std::string::npos);
    const auto verified = run_admin({"verify", path});
    CHECK(verified.exit_code == exit_ok);
    CHECK(verified.out == "journal " + sample_journal + ": 2,500 events, 1 to 2500, head " +
                              to_hex(kiosk.journal.head().hash) + "\n");
    CHECK(run_admin({"journal", "export", "--data", kiosk.data()}).out == read_file(path, 10'000'000).value());
}

TEST_CASE("kiosk folder: an export that is told to end says so and leaves the file as it was") {
    KioskFolder kiosk;
    kiosk.store(3);
    const std::filesystem::path path = kiosk.temporary / "journal.jsonl";
    REQUIRE(write_atomically(path, "the one before\n"));
    std::stop_source told;
    told.request_stop();
    const auto ran = run_admin({"journal", "export", "--data", kiosk.data(), "--out", path.string()}, {}, {}, told.get_token());
    CHECK(ran.exit_code == exit_failed);
    CHECK(ran.err.find("told to end") != std::string::npos);
    CHECK(read_file(path, 100).value() == "the one before\n");
    CHECK_FALSE(std::filesystem::exists(path.string() + ".part"));
}

TEST_CASE("kiosk folder: a damaged line is told with 1, and what is exported of it does not verify") {
    KioskFolder kiosk;
    kiosk.store(5);
    {
        auto database = sqlite::Database::open_writer(kiosk.folder.paths().journal(), sqlite::Durability::full);
        database.execute("UPDATE event SET line = replace(line, '\"score\":3', '\"score\":5') WHERE seq = 3");
        REQUIRE(database.changes() == 1);
    }
    const auto ran = kiosk.status();
    CHECK(ran.exit_code == exit_failed);
    CHECK(ran.out.find("Chain      BROKEN: ") != std::string::npos);
    const std::string path = (kiosk.temporary / "journal.jsonl").string();
    CHECK(run_admin({"journal", "export", "--data", kiosk.data(), "--out", path}).exit_code == exit_ok);
    CHECK(run_admin({"verify", path}).exit_code == exit_failed);
}

TEST_CASE("kiosk folder: reading changes nothing in the folder") {
    KioskFolder kiosk;
    kiosk.store(3);
    const auto before = read_file(kiosk.folder.paths().journal(), 100'000'000).value();
    CHECK(kiosk.status().exit_code == exit_ok);
    CHECK(run_admin({"journal", "export", "--data", kiosk.data()}).exit_code == exit_ok);
    CHECK(read_file(kiosk.folder.paths().journal(), 100'000'000).value() == before);
}

TEST_CASE("kiosk folder: a folder without a journal is said so and stays as it is") {
    const test::TemporaryFolder folder;
    for (const char* command : {"status", "export"}) {
        const auto ran = run_admin({"journal", command, "--data", folder.path().string()});
        CHECK(ran.exit_code == exit_failed);
        CHECK(ran.err == "rancak-admin: " + folder.path().string() +
                             " is not the data folder of a kiosk that was enrolled: it holds no journal.db. --data names the folder "
                             "that stands in kiosk.toml under [data], or one below its former/.\n");
        const auto missing = run_admin({"journal", command, "--data", folder / "none"});
        CHECK(missing.err.starts_with("rancak-admin: " + (folder / "none").string() + " is no folder. --data names"));
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}
