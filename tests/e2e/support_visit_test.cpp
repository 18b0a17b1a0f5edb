#include "tests/e2e/house.h"

#include "shared/file.h"
#include "shared/time.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;

namespace {

// The sample catalogue with a forum that is a month away, whenever the test runs.
std::filesystem::path catalogue_with_forum(const TemporaryFolder& folder) {
    const auto copy = folder / "catalogue";
    std::filesystem::copy(sources / "config/sawahlunto", copy, std::filesystem::copy_options::recursive);
    const std::string date = to_iso_date(local_day(SystemClock{}.now(), std::chrono::hours{7}) + std::chrono::days{30});
    REQUIRE(write_atomically(copy / "disdukcapil/participation.toml",
                             "[[forum]]\nid = \"forum-uji\"\ntitle = { id = \"Forum uji (contoh)\" }\ndate = " + date +
                                 "\ntime = \"09:00\"\nplace = { id = \"Aula\" }\nsample = true\n"
                                 "[[forum.topic]]\nid = \"sabtu\"\ntext = { id = \"Buka Sabtu\" }\n"
                                 "[[forum.topic]]\nid = \"antre\"\ntext = { id = \"Antre dari rumah\" }\n"));
    return copy;
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t times = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++times;
    return times;
}

}  // namespace

TEST_CASE("e2e: a topic that was supported by touching the window is counted once for the admin") {
    const TemporaryFolder folder;
    House house({.catalogue = catalogue_with_forum(folder)});
    house.start_kiosk();
    house.tap_all({"home/start", "door/participation", "forum/forum-uji"});
    house.see_screen("forum_page");
    house.tap("topic/sabtu");
    house.see_until("that it is recorded", [](const SeenTree& tree) {
        const SeenNode* topic = tree.find("topic/sabtu");
        return topic && topic->value == "Dukungan Anda tercatat.";
    });
    house.wait_until_sent();

    const Ran supports = house.admin({"supports"});
    REQUIRE(supports.exit_code == 0);
    CHECK(supports.out == "disdukcapil, forum forum-uji\n  sabtu                                            1\n");
    const std::string events = house.exported("events", "jsonl");
    CHECK(count(events, R"("kind":"support","body":{"office":"disdukcapil","forum":"forum-uji","topic":"sabtu"})") == 1);
}
