#include "tests/bench/screen/program.h"

#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>

namespace rancak::bench {

namespace {

// A pipe whose reading end learns that all who could write have ended.
struct Pipe {
    Pipe() { REQUIRE(pipe2(ends.data(), 0) == 0); }
    ~Pipe() {
        for (const int end : ends) close(end);
    }
    [[nodiscard]] std::string read_word() const {
        std::string word;
        for (char letter = 0; read(ends[0], &letter, 1) == 1 && letter != '\n';) word += letter;
        return word;
    }
    std::array<int, 2> ends{-1, -1};
};

Result<Program> shell(const std::string& script, const test::TemporaryFolder& folder, const Pipe& pipe) {
    return Program::start({.command = {"sh", "-c", script},
                           .environment = {"GREETING=selamat"},
                           .log = folder / "log",
                           .pass_as_3 = pipe.ends[1]});
}

}  // namespace

TEST_CASE("a program gets its environment and its descriptor, and what it says is in the log") {
    const test::TemporaryFolder folder;
    const Pipe pipe;
    const auto program = shell("echo heard; echo complained >&2; echo $GREETING >&3; exec sleep 60", folder, pipe);
    REQUIRE(program);
    CHECK(pipe.read_word() == "selamat");
    CHECK(program->running());
    std::ifstream log(folder / "log");
    CHECK(std::string(std::istreambuf_iterator<char>(log), {}) == "heard\ncomplained\n");
}

TEST_CASE("usage counts the children of a program, and stopping ends them all") {
    const test::TemporaryFolder folder;
    Pipe pipe;
    // A grandchild that goes on when its parent has ended, as a browser's crash handler does.
    auto program = shell("(sleep 60 & echo ready >&3); exec sleep 60", folder, pipe);
    REQUIRE(program);
    CHECK(pipe.read_word() == "ready");
    CHECK(program->usage().processes == 2);
    CHECK(program->usage().pss_megabytes > 0.05);
    program->stop();
    CHECK_FALSE(program->running());
    close(pipe.ends[1]);
    pipe.ends[1] = dup(pipe.ends[0]);  // ours is closed: the end comes when theirs are
    pollfd ended{pipe.ends[0], POLLIN, 0};
    CHECK(poll(&ended, 1, 10'000) == 1);
    CHECK((ended.revents & POLLHUP) != 0);
}

TEST_CASE("the time that a program computes is counted, whichever of its processes computes") {
    const test::TemporaryFolder folder;
    const Pipe pipe;
    const auto program =
        shell("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo ready >&3; exec sleep 60", folder, pipe);
    REQUIRE(program);
    CHECK(pipe.read_word() == "ready");
    CHECK(program->usage().cpu > std::chrono::milliseconds(1));
}

TEST_CASE("a program that is not installed has ended, and the log says why") {
    const test::TemporaryFolder folder;
    auto program = Program::start(
        {.command = {"rancak-no-such-program"}, .environment = {}, .log = folder / "log", .pass_as_3 = -1});
    REQUIRE(program);
    CHECK(program->ends_within(std::chrono::seconds(10)));
    std::ifstream log(folder / "log");
    CHECK(std::string(std::istreambuf_iterator<char>(log), {}) ==
          "rancak-no-such-program cannot be started: not installed?\n");
}

}  // namespace rancak::bench
