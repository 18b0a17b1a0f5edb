#include "tests/support/process.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace rancak::test;

namespace {

// From another folder than the checkout's.
Ran run_script(const std::string& arguments) {
    return run_process({"sh", "-c", "cd / && exec '" RANCAK_SOURCE_DIR "/scripts/run' " + arguments});
}

}  // namespace

TEST_CASE("scripts/run: --help tells each option, on standard output") {
    const Ran ran = run_script("--help");
    CHECK(ran.exit_code == 0);
    CHECK(ran.err.empty());
    for (const char* option : {"--placement", "--size", "--fullscreen", "--data", "--port"}) {
        CHECK(ran.out.find(option) != std::string::npos);
    }
}

TEST_CASE("scripts/run: what is asked wrongly is answered in one line, with 2") {
    for (const char* wrong : {"--fly", "--size", "--size big", "--size 1080x", "--placement roof", "--port 0", "--port 99999",
                              "--data ''", "lobby"}) {
        CAPTURE(wrong);
        const Ran ran = run_script(wrong);
        CHECK(ran.exit_code == 2);
        CHECK(ran.out.empty());
        CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
    }
}
