// The units of config/systemd, judged by systemd itself. The lower the figure, the less a program that was broken into can
// do to the rest of the machine.

#include "tests/support/process.h"
#include "tests/support/places.h"

#include <doctest/doctest.h>

#include <sstream>

namespace rancak::test {
namespace {

const std::string units = source_folder() + "/config/systemd/";

// In tenths: systemd's own threshold.
Ran judged(const std::string& unit, int most) {
    return run_process({"systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=" + std::to_string(most), units + unit});
}

}  // namespace

TEST_CASE("the server's unit exposes no more than 1.5, and the kiosk's no more than its screen needs") {
    const auto server = judged("rancak-server.service", 15);
    CHECK_MESSAGE(server.exit_code == 0, server.out, server.err);
    // A screen, fingers and sound are devices, an X server maps what it compiles, and it may be asked from anywhere.
    const auto kiosk = judged("rancak-kiosk.service", 17);
    CHECK_MESSAGE(kiosk.exit_code == 0, kiosk.out, kiosk.err);
    CHECK(judged("rancak-server.service", 5).exit_code != 0);  // the judge does judge
}

TEST_CASE("systemd finds nothing in the units that it does not know") {
    const auto verified = run_process({"systemd-analyze", "verify", units + "rancak-server.service", units + "rancak-kiosk.service"});
    std::istringstream said(verified.out + verified.err);
    for (std::string line; std::getline(said, line);) {
        // What is not installed here is no fault of the units.
        const bool missing = line.find("is not executable: No such file or directory") != std::string::npos;
        CHECK_MESSAGE((missing || line.find("rancak") == std::string::npos), line);
    }
}

}  // namespace rancak::test
