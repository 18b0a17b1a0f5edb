// Starts the real server on the store of a sample town, and lets Chromium use the admins' pages (the scripts beside this file).
// What they print is this test's output; node, npm or Chromium missing is a failure.

#include "tests/server/postgres_database.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

namespace rancak::server {
namespace {

using namespace std::chrono;

const std::string sources = rancak::test::source_folder(), binaries = rancak::test::build_folder() + "/bin/";
constexpr auto patience = minutes{10};

class RunningCentre {
public:
    RunningCentre(const std::filesystem::path& data, const test::Environment& environment)
        : process_({binaries + "rancak-server", "--config", sources + "/config/server.toml", "--data", data.string(), "--listen", "127.0.0.1:0"},
                   environment) {
        const auto line = process_.wait_for_line("listening on ");
        REQUIRE_MESSAGE(line, process_.err());
        address_ = line->substr(line->find("http://"));
    }
    void stop() {
        process_.signal(SIGTERM);
        REQUIRE(process_.wait() == 0);
    }
    [[nodiscard]] const std::string& address() const { return address_; }

private:
    test::Process process_;
    std::string address_;
};

void run(const std::vector<std::string>& command, const test::Environment& environment) {
    test::Process process(command, environment);
    const auto code = process.wait(patience);
    INFO(process.out(), process.err());
    REQUIRE(code == 0);
    MESSAGE(process.out());
}

void use_the_pages(const std::string& store, const std::string& scripts) {
    const std::string folder = rancak::test::build_folder() + "/web-test";
    const test::TemporaryFolder temporary;
    const auto data = temporary / "data";
    const test::Environment environment{{"RANCAK_STORE", store}};
    RunningCentre(data, environment).stop();  // makes the folder and its secrets
    run({binaries + "rancak-sample-town", data.string(), sources + "/config/sawahlunto", "45"}, environment);
    RunningCentre centre(data, environment);
    std::string token;
    std::getline(std::ifstream(data / "admin.token"), token);
    run({"node", "--test", "--test-reporter=spec", folder + "/" + scripts},
        {{"RANCAK_WEB_SERVER", centre.address()}, {"RANCAK_WEB_TOKEN", token}, {"RANCAK_WEB_PICTURES", folder + "/pictures"}});
    centre.stop();
}

}  // namespace

TEST_CASE("the pages in every look, on SQLite") { use_the_pages("sqlite", "pages.test.js"); }
TEST_CASE("what an admin does, on SQLite") { use_the_pages("sqlite", "journeys.test.js"); }
TEST_CASE("the pages in every look, on PostgreSQL") { use_the_pages(fresh_database(), "pages.test.js"); }
TEST_CASE("what an admin does, on PostgreSQL") { use_the_pages(fresh_database(), "journeys.test.js"); }

}  // namespace rancak::server
