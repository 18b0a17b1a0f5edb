#include "kiosk/adapters/pin_guard.h"

#include "shared/keys.h"
#include "tests/kiosk/adapters/journal_fixture.h"

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

const std::string right_hash = hash_password("482913").value();

struct Guarded : JournalFixture {
    PinGuard guard{clock};

    bool right(const std::string& who, const char* pin = "482913") {
        return std::holds_alternative<PinGuard::Right>(guard.check(journal, who, right_hash, pin));
    }
    Milliseconds wrong(const std::string& who) {
        const auto outcome = guard.check(journal, who, right_hash, "000000");
        REQUIRE(std::holds_alternative<PinGuard::Wrong>(outcome));
        return std::get<PinGuard::Wrong>(outcome).locked_for;
    }
};

}  // namespace

TEST_CASE("five tries, then 30 s, doubling to an hour") {
    CHECK(pin_lock(4) == 0s);
    CHECK(pin_lock(5) == 30s);
    CHECK(pin_lock(6) == 60s);
    CHECK(pin_lock(11) == 32min);
    CHECK(pin_lock(12) == 1h);
    CHECK(pin_lock(2'000'000'000) == 1h);
}

TEST_CASE("the fifth wrong PIN locks the person out, the right one too, until the time is over") {
    Guarded kiosk;
    for (int i = 0; i < 4; ++i) CHECK(kiosk.wrong("o-1") == 0ms);
    CHECK(kiosk.wrong("o-1") == 30s);
    CHECK_FALSE(kiosk.right("o-1"));
    kiosk.clock.advance(29999ms);
    CHECK_FALSE(kiosk.right("o-1"));
    kiosk.clock.advance(1ms);
    CHECK(kiosk.right("o-1"));
    CHECK(kiosk.wrong("o-1") == 0ms);  // forgiven
}

TEST_CASE("colleagues are not locked out with them") {
    Guarded kiosk;
    for (int i = 0; i < 5; ++i) (void)kiosk.wrong("o-1");
    CHECK(kiosk.right("o-2"));
}

TEST_CASE("pulling the plug gives no free tries") {
    Guarded kiosk;
    for (int i = 0; i < 5; ++i) (void)kiosk.wrong("o-1");
    REQUIRE(kiosk.journal.reopen());
    CHECK_FALSE(kiosk.right("o-1"));
}

TEST_CASE("a clock that was set back locks nobody out for longer than the rule") {
    Guarded kiosk;
    for (int i = 0; i < 5; ++i) (void)kiosk.wrong("o-1");
    kiosk.clock.set_wall(kiosk.clock.now() - std::chrono::years{30});
    CHECK(kiosk.wrong("o-1") == 30s);
    kiosk.clock.advance(30s);
    CHECK(kiosk.right("o-1"));
}
