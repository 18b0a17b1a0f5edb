#include "tests/support/process.h"

#include <csignal>
#include <doctest/doctest.h>

using namespace rancak::test;
using namespace std::chrono_literals;

TEST_CASE("process: gives exit code, output and error output") {
    const Ran ran = run_process({"sh", "-c", "echo out; echo \"$RANCAK_A\" >&2; exit 3"}, {{"RANCAK_A", "err"}});
    CHECK(ran.exit_code == 3);
    CHECK(ran.out == "out\n");
    CHECK(ran.err == "err\n");
}

TEST_CASE("process: a line is seen as soon as it is written, and its absence when the program ends") {
    Process process({"sh", "-c", "echo ready on 12; exec sleep 60"});
    CHECK(process.wait_for_line("ready") == "ready on 12");
    CHECK(Process({"true"}).wait_for_line("ready") == std::nullopt);
}

TEST_CASE("process: a signal ends it, and the code says so") {
    Process process({"sleep", "60"});
    CHECK(process.wait(0ms) == std::nullopt);
    process.signal(SIGTERM);
    CHECK(process.wait() == 128 + SIGTERM);
}

TEST_CASE("process: a program that does not exist is told") { CHECK_THROWS(Process({"/nowhere"})); }
