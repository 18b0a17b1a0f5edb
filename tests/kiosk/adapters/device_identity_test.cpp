#include "kiosk/adapters/device_identity.h"

#include "kiosk/adapters/visit_counts.h"
#include "tests/kiosk/adapters/journal_fixture.h"
#include "tests/support/memory_server.h"

#include <sys/stat.h>

using namespace rancak;
using namespace rancak::kiosk;

namespace {

const std::string address = "http://127.0.0.1:8460";

struct Fixture {
    test::TemporaryFolder temporary;
    test::ManualClock clock;
    SystemRandom random;
    test::MemoryServer server;
    test::DirectClient http{server};
    DataFolder folder = *DataFolder::open(temporary / "data");

    Result<DeviceIdentity> enrol_with(const std::string& code, Placement placement = Placement::lobby) {
        return enrol(folder, http, {address, code, "1.2.3", placement}, random);
    }
    [[nodiscard]] std::filesystem::path former(const std::string& journal) const {
        return folder.paths().former() / journal;
    }
};

}  // namespace

TEST_CASE("a fresh folder is enrolled nowhere") {
    Fixture kiosk;
    const auto identity = load_identity(kiosk.folder);
    REQUIRE(identity);
    CHECK_FALSE(identity->has_value());
}

TEST_CASE("enrols with a code and is the same after a restart") {
    Fixture kiosk;
    const auto enrolled = kiosk.enrol_with("abcd234567");
    REQUIRE(enrolled);
    CHECK(kiosk.server.devices.contains(enrolled->journal));
    CHECK(kiosk.server.devices[enrolled->journal].key == enrolled->key.verify_key());
    const auto loaded = load_identity(kiosk.folder);
    REQUIRE(loaded);
    REQUIRE(loaded->has_value());
    CHECK((*loaded)->journal == enrolled->journal);
    CHECK((*loaded)->office == "dukcapil");
    CHECK((*loaded)->server == address);
    CHECK((*loaded)->seal_key == kiosk.server.open_key.seal);
    CHECK((*loaded)->key.verify_key() == enrolled->key.verify_key());
}

TEST_CASE("the key is for this user alone and stands nowhere else") {
    Fixture kiosk;
    const auto enrolled = kiosk.enrol_with("abcd234567");
    REQUIRE(enrolled);
    struct stat found {};
    REQUIRE(stat(kiosk.folder.paths().device_key().c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0600);
    const auto key = *read_file(kiosk.folder.paths().device_key(), 1000);
    CHECK(read_file(kiosk.folder.paths().enrolment(), 10'000)->find(key.substr(0, 64)) == std::string::npos);
    CHECK_FALSE(std::filesystem::exists(kiosk.folder.paths().next_enrolment()));
}

TEST_CASE("a refused code leaves everything as it was and says why") {
    Fixture kiosk;
    const auto first = kiosk.enrol_with("abcd234567");
    REQUIRE(first);
    const auto refused = kiosk.enrol_with("wrong23456");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("Ask for a new code") != std::string::npos);
    CHECK((*load_identity(kiosk.folder))->journal == first->journal);
    kiosk.http.reachable = false;
    CHECK_FALSE(kiosk.enrol_with("abcd234567"));
    CHECK((*load_identity(kiosk.folder))->journal == first->journal);
}

TEST_CASE("a code that does not fit the placement is refused before it is used up, with what to do") {
    Fixture kiosk;
    const auto refused = kiosk.enrol_with("abcd234567", Placement::counter);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == "placement is \"counter\", but the code is for no counter. It still holds: set placement = "
                                     "\"lobby\" and try it again, or take a code of `rancak-admin enrol --office … --counter …`.");
    CHECK(kiosk.server.devices.empty());
    CHECK_FALSE(load_identity(kiosk.folder)->has_value());
    CHECK(kiosk.enrol_with("abcd234567").has_value());
}

TEST_CASE("enrolling anew makes a new journal and moves the old one aside, whole") {
    Fixture kiosk;
    const auto first = kiosk.enrol_with("abcd234567");
    REQUIRE(first);
    {
        auto journal = Journal::open(kiosk.folder, first->journal, kiosk.clock);
        const std::vector<EventBody> one{rating(3)};
        REQUIRE(journal->append(one));
        REQUIRE(VisitCounts(kiosk.folder, first->journal).count({}, true));
    }
    const auto second = kiosk.enrol_with("abcd234567");
    REQUIRE(second);
    CHECK(second->journal != first->journal);
    CHECK(second->key.verify_key() != first->key.verify_key());
    CHECK(Journal::open(kiosk.folder, second->journal, kiosk.clock)->head().seq == 0);
    CHECK(JournalReader::open(kiosk.former(first->journal) / "journal.db")->extent()->events() == 1);
    CHECK(read_visits(kiosk.former(first->journal) / "visits.db", first->journal)->size() == 1);
    CHECK_FALSE(std::filesystem::exists(kiosk.folder.paths().visits()));
    CHECK(std::filesystem::exists(kiosk.former(first->journal) / "device.key"));
    CHECK(std::filesystem::exists(kiosk.former(first->journal) / "enrolment.json"));
}

TEST_CASE("an enrolment that was cut at any point is finished at the next start") {
    // What stands in the folder once the server's answer is durable; every later step may be done or not.
    Fixture kiosk;
    const auto first = kiosk.enrol_with("abcd234567");
    REQUIRE(first);
    {
        auto journal = Journal::open(kiosk.folder, first->journal, kiosk.clock);
        const std::vector<EventBody> one{rating(3)};
        REQUIRE(journal->append(one));
    }
    const auto& paths = kiosk.folder.paths();
    const SigningKey key = SigningKey::from_seed({5});
    const std::string next =
        R"({"v":1,"journal":"11111111111111111111111111","office":"dukcapil","counter":"","seal_key":")" +
        to_text(kiosk.server.open_key.seal) + R"(","time":"2026-11-24T03:12:45.123Z","server":")" + address +
        R"(","key":")" + to_text(key.verify_key()) + R"(","seed":"05)" + std::string(62, '0') + "\"}";
    const std::string old_key = *read_file(paths.device_key(), 1000),
                      old_enrolment = *read_file(paths.enrolment(), 10'000);
    for (int done = 0; done <= 3; ++done) {
        CAPTURE(done);
        test::TemporaryFolder copy;
        std::filesystem::copy(paths.root, copy / "data", std::filesystem::copy_options::recursive);
        const auto folder = *DataFolder::open(copy / "data");
        const DataPaths& at = folder.paths();
        REQUIRE(write_atomically(at.next_enrolment(), next, 0600));
        const auto aside = at.former() / first->journal;
        if (done >= 1) {
            std::filesystem::create_directories(aside);
            std::filesystem::rename(at.journal(), aside / "journal.db");
        }
        if (done >= 2) std::filesystem::rename(at.device_key(), aside / "device.key");
        if (done >= 3) {
            std::filesystem::rename(at.enrolment(), aside / "enrolment.json");
            REQUIRE(write_atomically(at.device_key(), "05" + std::string(62, '0') + "\n", 0600));
        }
        const auto identity = load_identity(folder);
        REQUIRE(identity);
        CHECK((*identity)->journal == "11111111111111111111111111");
        CHECK((*identity)->key.verify_key() == key.verify_key());
        CHECK(*read_file(aside / "device.key", 1000) == old_key);
        CHECK(*read_file(aside / "enrolment.json", 10'000) == old_enrolment);
        CHECK(JournalReader::open(aside / "journal.db")->extent()->events() == 1);
        CHECK_FALSE(std::filesystem::exists(at.next_enrolment()));
        CHECK(std::distance(std::filesystem::directory_iterator(at.former()), {}) == 1);
    }
}

TEST_CASE("an enrolment whose key is gone or another's is refused with a sentence, and nothing is changed") {
    Fixture kiosk;
    REQUIRE(kiosk.enrol_with("abcd234567"));
    REQUIRE(write_atomically(kiosk.folder.paths().device_key(), std::string(64, 'a') + "\n", 0600));
    const auto other = load_identity(kiosk.folder);
    REQUIRE_FALSE(other);
    CHECK(other.error().message.find("not the key that was enrolled") != std::string::npos);
    std::filesystem::remove(kiosk.folder.paths().device_key());
    CHECK_FALSE(load_identity(kiosk.folder));
    REQUIRE(write_atomically(kiosk.folder.paths().enrolment(), "{"));
    CHECK_FALSE(load_identity(kiosk.folder));
}
