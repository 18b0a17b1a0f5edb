#include "tests/faults/rig.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;

namespace {

// A power cut instead of a kill: what was not synced is gone.
void cut_power(const Centre& centre, const DurableFolder& durable) {
    std::filesystem::remove_all(centre.data());
    durable.restore(centre.data());
}

// Enrols a kiosk and plays two visits while the server ends before its n-th change of a file; then the server comes
// back, and the kiosk sends what is left. False: the server lived to its end.
struct Round {
    bool server_was_killed = false;
    std::vector<Thanked> thanked;
    std::vector<std::string> wrong;
};

Round play(Centre& centre, long n, bool with_power_cut) {
    const TemporaryFolder temporary = TemporaryFolder::in_memory();
    const auto log = temporary / "log";
    DurableFolder durable(centre.data());
    Round round;
    const auto bring_back = [&] {
        if (centre.runs()) return;
        round.server_was_killed = true;
        if (with_power_cut) {
            for (const auto& call : read_fault_log(log)) durable.apply(call);
            cut_power(centre, durable);
        }
        if (!centre.start(unharmed()))
            round.wrong.push_back("the server does not start again: " + centre.process().err());
    };
    if (!centre.start(killed_at(n, centre.data(), log))) bring_back();
    auto code = centre.code();
    if (!code) {
        centre.process().wait();
        bring_back();
        code = centre.code();
    }
    REQUIRE_MESSAGE(code, code.error().message);

    const auto data = (temporary / "kiosk").string();
    while (round.wrong.empty()) {
        Process kiosk(
            {driver, "--data", data, "--server", centre.address(), "--code", *code, "--visits", "2", "--drain"},
            unharmed());
        // The kiosk waits for a server that was killed, so the server's end is looked for first.
        while (!kiosk.wait(std::chrono::milliseconds(20))) bring_back();
        for (auto& one : thanked_in(kiosk.out())) round.thanked.push_back(std::move(one));
        if (kiosk.wait() == 0) break;
        // Killed while it enrolled the kiosk: the code may be used up, a caretaker asks for another one.
        bring_back();
        code = centre.code();
        REQUIRE_MESSAGE(code, code.error().message);
        if (kiosk.err().find("enrol") == std::string::npos && kiosk.err().find("exchange") == std::string::npos &&
            kiosk.err().find("No server answers") == std::string::npos) {
            round.wrong.push_back("the kiosk ended: " + kiosk.err());
        }
    }
    if (!round.server_was_killed)
        round.server_was_killed = centre.stop() == killed;
    else
        centre.stop();
    return round;
}

// Before every change n = first, first + step, … until the server lives to its end.
void kill_everywhere(long first, long step, bool with_power_cut) {
    Centre centre;
    centre.stop();
    std::vector<Thanked> thanked;
    for (long n = first;; n += step) {
        CAPTURE(n);
        const auto round = play(centre, n, with_power_cut);
        for (const auto& one : round.wrong) FAIL_CHECK(one);
        thanked.insert(thanked.end(), round.thanked.begin(), round.thanked.end());
        if (!round.server_was_killed || !round.wrong.empty()) break;
    }
    REQUIRE(centre.start());
    MESSAGE("thanked: ", thanked.size());
    CHECK(thanked.size() > 20);
    for (const auto& one : violations(centre, thanked)) FAIL_CHECK(one);
}

}  // namespace

TEST_CASE("fault 2: a server killed before every odd change of a file loses nothing that a kiosk was told it has") {
    kill_everywhere(1, 2, false);
}

TEST_CASE("fault 2: a server killed before every even change of a file loses nothing that a kiosk was told it has") {
    kill_everywhere(2, 2, false);
}

TEST_CASE(
    "a server whose power is cut before every fifth change of a file loses nothing that a kiosk was told it has") {
    kill_everywhere(3, 5, true);
}

TEST_CASE("fault 2: a server killed while it makes its first files is made anew") {
    Centre centre;
    for (long n = 1;; ++n) {
        CAPTURE(n);
        centre.stop();
        std::filesystem::remove_all(centre.data());
        const TemporaryFolder temporary = TemporaryFolder::in_memory();
        if (centre.start(killed_at(n, centre.data(), temporary / "log"))) {
            CHECK(n > 5);
            break;
        }
        REQUIRE_MESSAGE(centre.start(unharmed()), centre.process().err());
        centre.import_catalogue();
        CHECK(centre.code());
    }
}
