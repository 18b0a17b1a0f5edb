#include "kiosk/adapters/courier.h"
#include "kiosk/adapters/journal.h"
#include "tests/faults/rig.h"
#include "tests/support/places.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;

namespace {

namespace fs = std::filesystem;

std::string enrolled(Centre& centre, const fs::path& data, int visits) {
    const auto code = centre.code();
    REQUIRE(code);
    const auto ran = run_process({driver, "--data", data.string(), "--server", centre.address(), "--code", *code,
                                  "--visits", std::to_string(visits), "--drain"});
    REQUIRE_MESSAGE(ran.exit_code == 0, ran.err);
    const auto found = ran.out.find("enrolled ");
    REQUIRE(found != std::string::npos);
    return ran.out.substr(found + 9, journal_id_length);
}

}  // namespace

TEST_CASE("fault 17: a second kiosk on the same folder refuses with a sentence, and so does a second server") {
    Centre centre;
    const TemporaryFolder temporary;
    const auto data = temporary / "data";
    const auto holder = kiosk::DataFolder::open(data);
    REQUIRE(holder);
    const auto second = run_process({driver, "--data", data.string(), "--server", centre.address()});
    CHECK(second.exit_code == 1);
    CHECK(second.err.find("in use by another running kiosk") != std::string::npos);

    const auto server = run_process(
        {rancak::test::build_folder() + "/bin/rancak-server", "--config", (centre.data().parent_path() / "server.toml").string()});
    CHECK(server.exit_code == 1);
    CHECK(server.err.find(centre.data().filename().string()) != std::string::npos);
    CHECK(centre.code());
}

TEST_CASE(
    "fault 33: the same number with other bytes is a fork: both histories are kept, and both sides raise the alarm") {
    Centre centre;
    const TemporaryFolder temporary;
    const auto first = temporary / "first", second = temporary / "second";
    const auto journal_id = enrolled(centre, first, 1);
    fs::copy(first, second, fs::copy_options::recursive);
    REQUIRE(run_process({driver, "--data", first.string(), "--server", centre.address(), "--visits", "1", "--drain"})
                .exit_code == 0);
    const auto before = centre.events();

    // The copy goes on with a history of its own.
    SystemClock clock;
    SystemRandom random;
    const auto folder = kiosk::DataFolder::open(second);
    REQUIRE(folder);
    auto journal = kiosk::Journal::open(*folder, journal_id, clock);
    REQUIRE(journal);
    const std::vector<EventBody> one{RatingBody{"visit-x", 1, "a", "", "o-1", Language::indonesian}};
    REQUIRE(journal->append(one));
    auto identity = kiosk::load_identity(*folder);
    REQUIRE(identity);
    HttpSettings settings;
    settings.server = centre.address();
    settings.max_reply_bytes = 1 << 20;
    kiosk::Alarms alarms;
    kiosk::Mailbox<kiosk::Action> mailbox([] {});
    kiosk::Courier courier(
        {folder->paths(), **identity, "1", std::move(*kiosk::JournalReader::open(folder->paths().journal())),
         std::move(*kiosk::CourierMemory::open(*folder, journal_id)), kiosk::CatalogueCache::open(*folder, "a"),
         std::move(*make_http_client(settings)), clock, random, alarms, mailbox});
    while (!courier.step()) {
    }
    REQUIRE(alarms.sentences().size() == 1);
    CHECK(alarms.sentences()[0].find("another history") != std::string::npos);
    CHECK(courier.status().acknowledged < journal->head().seq);
    CHECK(kiosk::JournalReader::open(folder->paths().journal())->extent()->head == journal->head());

    const auto after = centre.events();
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) CHECK(after[i].line == before[i].line);
    CHECK(centre.journals().find("fork") != std::string::npos);
}

TEST_CASE("fault 34: a poison record is stored and parked with its reason, and the ratings after it flow") {
    Centre centre;
    const TemporaryFolder temporary;
    const auto data = temporary / "data";
    const auto journal_id = enrolled(centre, data, 1);
    {
        SystemClock clock;
        const auto folder = kiosk::DataFolder::open(data);
        REQUIRE(folder);
        auto journal = kiosk::Journal::open(*folder, journal_id, clock);
        REQUIRE(journal);
        const std::vector<EventBody> poison{RatingBody{"visit-x", 9, "a", "", "", Language::indonesian}};
        REQUIRE(journal->append(poison));
    }
    const auto ran =
        run_process({driver, "--data", data.string(), "--server", centre.address(), "--visits", "1", "--drain"});
    REQUIRE_MESSAGE(ran.exit_code == 0, ran.err);
    CHECK(violations(centre, thanked_in(ran.out)).empty());
    const auto folder = kiosk::DataFolder::open(data);
    const auto parked = kiosk::CourierMemory::open(*folder, journal_id)->parked();
    REQUIRE(parked);
    REQUIRE(parked->size() == 1);
    CHECK_FALSE(parked->front().reason.empty());
}
