#include "tests/e2e/house.h"
#include "tests/support/loopback.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/virtual_display.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using namespace rancak::test;

namespace {

// From another folder than the checkout's.
Ran run_script(const std::string& arguments) {
    return run_process({"sh", "-c", "cd / && exec '" + source_folder() + "/scripts/run' " + arguments});
}

// A checkout that is built already: with this build's programs, and nothing to install or to build.
class BuiltCheckout {
public:
    BuiltCheckout() {
        namespace fs = std::filesystem;
        for (const char* folder : {"scripts", "config", "assets"})
            fs::copy(sources / folder, root_ / folder, fs::copy_options::recursive);
        fs::create_directories(root_ / "build/release");
        fs::create_directory_symlink(programs, root_ / "build/release/bin");
        fs::create_directory(root_ / "tools");
        tool("cmake", "exit 0");
        tool("dpkg-query", "for name; do printf 'installed:%s ' \"$name\"; done");
    }
    [[nodiscard]] std::vector<std::string> run() const {
        return {root_ / "scripts/run", "--data", root_ / "data", "--size", "800x600", "--port", std::to_string(listen_on_loopback().port)};
    }
    [[nodiscard]] Environment environment(const std::string& display) const {
        return {{"DISPLAY", display}, {"WAYLAND_DISPLAY", ""}, {"ASAN_OPTIONS", "detect_leaks=0"},
                {"PATH", (root_ / "tools").string() + ":" + std::getenv("PATH")}};
    }
    // The program that the script runs on its data folder.
    [[nodiscard]] pid_t running(const std::string& program) const {
        for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
            std::ifstream file(entry.path() / "cmdline");
            const std::string line{std::istreambuf_iterator<char>(file), {}};
            if (line.find("bin/" + program + '\0') != std::string::npos && line.find((root_ / "data").string()) != std::string::npos)
                return std::stoi(entry.path().filename());
        }
        FAIL(program << " does not run");
        return -1;
    }

    // In the place of the one that is installed.
    void tool(const std::string& name, const std::string& script) const {
        std::ofstream(root_ / "tools" / name) << "#!/bin/sh\n" << script << '\n';
        std::filesystem::permissions(root_ / "tools" / name, std::filesystem::perms::owner_all);
    }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return root_ / name; }

private:
    TemporaryFolder root_;
};

}  // namespace

TEST_CASE("scripts/run: a server or kiosk that dies ends everything with a sentence and 1") {
    const BuiltCheckout checkout;
    const VirtualDisplay display(800, 600);
    const std::pair<std::string, std::string> ends[] = {
        {"rancak-server", "run: the server was ended by SIGKILL while the kiosk ran; it said last: "},
        {"rancak-kiosk", "run: the kiosk was ended by SIGKILL; it said last: "}};
    for (const auto& [program, sentence] : ends) {
        CAPTURE(program);
        Process script(checkout.run(), checkout.environment(display.name()));
        REQUIRE_MESSAGE(script.wait_for_line("Ctrl-C ends both."), script.err());
        kill(checkout.running(program), SIGKILL);
        CHECK(script.wait() == 1);
        CHECK_MESSAGE(script.err().find(sentence) != std::string::npos, script.err());
    }
}

TEST_CASE("scripts: what a machine lacks is installed, also where dpkg has never heard of it") {
    const BuiltCheckout checkout;
    // As dpkg-query does: tells those that it knows, and fails for the others.
    checkout.tool("dpkg-query", "printf 'installed:there config-files:removed '; exit 1");
    checkout.tool("apt-get", "echo \"$@\" >>" + (checkout / "asked").string());
    checkout.tool("sudo", "exec \"$@\"");
    const Ran ran = run_process({"bash", "-c", "set -euo pipefail; . " + (checkout / "scripts/common.sh").string() +
                                                   "; need_packages there removed unheard; echo went on"},
                                checkout.environment(""));
    CHECK(ran.exit_code == 0);
    CHECK(ran.out == "went on\n");
    std::ifstream asked(checkout / "asked");
    const std::string said{std::istreambuf_iterator<char>(asked), {}};
    CHECK(said == "update -q\ninstall -q -y --no-install-recommends removed unheard\n");
}

// The release build takes too long for every run of the tests. All that it has of its own is its optimizer's warnings, which
// stop nothing, and the way in which its targets are put together, which is tried here.
TEST_CASE("scripts: what is installed can be planned on a fresh machine, with and without benches, and no warning stops it") {
    const TemporaryFolder folder;
    for (const std::string benches : {"OFF", "ON"}) {
        CAPTURE(benches);
        const std::string built = folder / benches;
        const Ran configured = run_process({"sh", "-c", "cd '" + source_folder() + "' && exec cmake --preset release -DRANCAK_BENCHES=" + benches + " -B '" + built + "'"});
        REQUIRE_MESSAGE(configured.exit_code == 0, configured.err);
        const Ran planned = run_process({"ninja", "-C", built, "-n", "all", "rancak-visitor", benches == "ON" ? "rancak_benches" : "rancak-kiosk"});
        REQUIRE_MESSAGE(planned.exit_code == 0, planned.err);
        for (const char* program : {"bin/rancak-kiosk", "bin/rancak-server", "bin/rancak-admin"}) CHECK(planned.out.find(program) != std::string::npos);
        std::ifstream file(built + "/compile_commands.json");
        const std::string commands{std::istreambuf_iterator<char>(file), {}};
        CHECK(commands.find("-O3") != std::string::npos);
        CHECK(commands.find("-Wall") != std::string::npos);
        CHECK(commands.find("-Werror") == std::string::npos);
        CHECK(commands.find("-fsanitize") == std::string::npos);
    }
}

TEST_CASE("scripts/run: --help tells each option, on standard output") {
    const Ran ran = run_script("--help");
    CHECK(ran.exit_code == 0);
    CHECK(ran.err.empty());
    for (const char* option : {"--placement", "--size", "--fullscreen", "--data", "--port", "--visits"}) {
        CHECK(ran.out.find(option) != std::string::npos);
    }
}

TEST_CASE("scripts/run: what is asked wrongly is answered in one line, with 2") {
    for (const char* wrong : {"--fly", "--size", "--size big", "--size 1080x", "--placement roof", "--port 0", "--port 99999", "--visits 0", "--visits many",
                              "--data ''", "lobby"}) {
        CAPTURE(wrong);
        const Ran ran = run_script(wrong);
        CHECK(ran.exit_code == 2);
        CHECK(ran.out.empty());
        CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
    }
}
