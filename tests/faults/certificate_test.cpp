// Fault 24, with the nginx that is installed in front of the server.

#include "tests/faults/rig.h"
#include "tests/support/front.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;

namespace {

// A kiosk that has ratings to send meets nginx with the wrong certificate; then somebody puts the right one there.
void check_waits_for(TestAuthority& trusted, const Certificate& wrong) {
    Centre centre;
    Front front(centre.port(), trusted.issue("localhost"));
    const TemporaryFolder temporary;
    std::vector<std::string> kiosk{driver, "--data", (temporary / "data").string(), "--server", front.address(), "--ca-file", trusted.file().string()};
    auto enrolling = kiosk;
    const auto code = centre.code();
    REQUIRE(code);
    enrolling.insert(enrolling.end(), {"--code", *code});
    const auto enrolled = run_process(enrolling);
    REQUIRE_MESSAGE(enrolled.exit_code == 0, enrolled.err);

    front.use(wrong);
    kiosk.insert(kiosk.end(), {"--visits", "2", "--drain"});
    Process running(kiosk);
    const auto alarm = running.wait_for_line("alarm ");
    REQUIRE_MESSAGE(alarm, running.err());
    CHECK_MESSAGE(alarm->find("cannot be trusted") != std::string::npos, *alarm);
    CHECK(centre.events().empty());
    CHECK(!running.wait(std::chrono::milliseconds(0)));  // it goes on trying

    front.use(trusted.issue("localhost"));
    REQUIRE(running.wait_for_line("drained "));
    CHECK(running.wait() == 0);
    CHECK(running.out().find("alarm none") != std::string::npos);
    const auto thanked = thanked_in(running.out());
    REQUIRE(thanked.size() == 3);
    for (const auto& one : violations(centre, thanked)) FAIL_CHECK(one);
}

}  // namespace

TEST_CASE("fault 24: an expired certificate is not trusted, the kiosk alarms, keeps its events, and sends them when it is renewed") {
    TestAuthority trusted;
    check_waits_for(trusted, trusted.issue_expired("localhost"));
}

TEST_CASE("fault 24: a certificate of another authority is not trusted") {
    TestAuthority trusted, other;
    check_waits_for(trusted, other.issue("localhost"));
}

TEST_CASE("fault 24: a certificate for another name is not trusted") {
    TestAuthority trusted;
    check_waits_for(trusted, trusted.issue("rancak.example"));
}
