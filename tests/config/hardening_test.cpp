#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <csignal>
#include <doctest/doctest.h>
#include <fstream>

using namespace rancak::test;

namespace {

constexpr int ended_by_abort = 128 + SIGABRT;

// A program built as the installed ones are, whose mistakes its first argument chooses.
class HardenedProgram {
public:
    HardenedProgram() {
        std::ofstream(folder_ / "CMakeLists.txt")
            << "cmake_minimum_required(VERSION 3.25)\nproject(mistakes CXX)\ninclude(" << source_folder() << "/cmake/Hardening.cmake)\n"
            << "add_executable(mistakes mistakes.cpp)\n";
        std::ofstream(folder_ / "mistakes.cpp") << R"(
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>
__attribute__((noinline)) int soil() { volatile int numbers[64]; for (auto& number : numbers) number = 7; return numbers[17]; }
__attribute__((noinline)) int uninitialized() { volatile int numbers[64]; return numbers[17]; }
int main(int argc, char** argv) {
    const int mistake = std::atoi(argv[1]);
    const auto length = static_cast<std::size_t>(std::atoi(argv[2]));
    auto* block = static_cast<char*>(std::malloc(length));
    std::vector<int> three{1, 2, 3};
    if (mistake == 1) return three[length];
    std::memset(block, argc, mistake == 2 ? length + 1 : length);
    if (mistake == 3) return soil() == 7 ? uninitialized() : 1;
    std::puts(block[0] == argc ? "no mistake" : "");
    std::free(block);
})";
        const auto built = run_process({"sh", "-c", "cd '" + folder_.path().string() +
                                                        "' && cmake -G Ninja -DCMAKE_BUILD_TYPE=Release . >configured && ninja >built"});
        REQUIRE_MESSAGE(built.exit_code == 0, built.err);
    }
    [[nodiscard]] Ran run(int mistake) const { return run_process({program(), std::to_string(mistake), "32"}); }
    [[nodiscard]] std::string headers() const { return run_process({"readelf", "--wide", "--all", program()}).out; }

private:
    [[nodiscard]] std::string program() const { return folder_ / "mistakes"; }
    TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("what is installed: a mistake ends the program, and nothing of its memory is both written and run") {
    const HardenedProgram program;
    CHECK(program.run(0).out == "no mistake\n");
    CHECK(program.run(1).exit_code == ended_by_abort);  // behind the end of a vector
    CHECK(program.run(2).exit_code == ended_by_abort);  // behind the end of a block whose size is known only when it runs
    CHECK(program.run(3).exit_code == 0);               // a variable that nobody set

    const auto headers = program.headers();
    for (const char* wanted : {"DYN (Position-Independent Executable file)", "GNU_RELRO", "BIND_NOW", "__memset_chk", "__stack_chk_fail"}) {
        CAPTURE(wanted);
        CHECK(headers.find(wanted) != std::string::npos);
    }
    const auto stack = headers.find("GNU_STACK");
    REQUIRE(stack != std::string::npos);
    CHECK(headers.substr(stack, headers.find('\n', stack) - stack).find("RWE") == std::string::npos);
}
