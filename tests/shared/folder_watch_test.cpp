#include "shared/folder_watch.h"

#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

using namespace rancak;
using std::chrono::steady_clock;

TEST_CASE("folder watch: sees what was written, renamed and removed since it was opened, each time once") {
    const test::TemporaryFolder folder;
    auto watch = FolderWatch::open(folder.path());
    REQUIRE(watch);
    const auto at_once = [] { return steady_clock::now(); };
    CHECK_FALSE(watch->wait(at_once()));
    REQUIRE(write_atomically(folder / "a", "1"));
    CHECK(watch->wait(steady_clock::now() + std::chrono::seconds{30}));
    CHECK_FALSE(watch->wait(at_once()));
    std::filesystem::remove(folder / "a");
    CHECK(watch->wait(steady_clock::now() + std::chrono::seconds{30}));
}

TEST_CASE("folder watch: a folder that is not there is an error with its name") {
    const auto watch = FolderWatch::open("/nowhere/at/all");
    REQUIRE_FALSE(watch);
    CHECK(watch.error().message.find("/nowhere/at/all") != std::string::npos);
}
