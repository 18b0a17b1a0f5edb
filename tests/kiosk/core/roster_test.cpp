#include "kiosk/core/roster.h"

#include "tests/support/kiosk_world.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {
const Timestamp morning = parse_rfc3339("2026-11-24T01:00:00.000Z").value();  // 08.00 WIB

std::vector<std::string> names(const State& state) {
    std::vector<std::string> list;
    for (const Seat& one : on_duty(state)) list.push_back(one.officer->id + "@" + (one.counter ? one.counter->id : ""));
    return list;
}
}  // namespace

TEST_CASE("officers stand by counter, those without one last") {
    KioskWorld world;
    CHECK(names(world.state()) == std::vector<std::string>{"o-1@a-1", "o-2@a-2", "o-3@"});
}

TEST_CASE("who left is not on duty, and keeps their place where everybody is listed") {
    State state = KioskWorld{}.state();
    apply(state.shifts, state.left_today, {"a", "a-2", "o-3", true}, morning);
    apply(state.shifts, state.left_today, {"a", "a-1", "o-1", false}, morning);
    CHECK(names(state) == std::vector<std::string>{"o-2@a-2", "o-3@a-2"});
    std::vector<std::string> all;
    for (const Seat& one : officers_by_counter(state)) all.push_back(one.officer->id);
    CHECK(all == std::vector<std::string>{"o-1", "o-2", "o-3"});
}

TEST_CASE("a shift moves an officer to the counter, leaving takes them off duty for the day") {
    State state = KioskWorld{}.state();
    apply(state.shifts, state.left_today, {"a", "a-2", "o-3", true}, morning);
    CHECK(names(state) == std::vector<std::string>{"o-1@a-1", "o-2@a-2", "o-3@a-2"});
    apply(state.shifts, state.left_today, {"a", "a-2", "o-3", false}, morning);
    CHECK(names(state) == std::vector<std::string>{"o-1@a-1", "o-2@a-2"});
    apply(state.shifts, state.left_today, {"a", "a-2", "o-3", true}, morning);
    CHECK(names(state).size() == 3);
}

TEST_CASE("a restart finds today's shifts and forgets yesterday's") {
    const std::vector<ShiftEvent> events{{{"a", "a-1", "o-1", true}, morning - 24h},
                                         {{"a", "a-2", "o-2", true}, morning - 24h},
                                         {{"a", "a-1", "o-3", true}, morning},
                                         {{"a", "a-1", "o-3", false}, morning + 1h},
                                         {{"a", "a-1", "o-1", true}, morning + 2h}};
    const DutyToday duty = duty_after(events, morning + 3h, 7h);
    REQUIRE(duty.shifts.size() == 1);
    CHECK(duty.shifts.at("a-1").officer == "o-1");
    CHECK(duty.left.contains("o-3"));
    CHECK_FALSE(duty.left.contains("o-1"));
}

TEST_CASE("leaving a counter that a colleague has taken does not end the colleague's shift") {
    const std::vector<ShiftEvent> events{{{"a", "a-1", "o-1", true}, morning},
                                         {{"a", "a-1", "o-2", true}, morning + 1min},
                                         {{"a", "a-1", "o-1", false}, morning + 2min}};
    CHECK(duty_after(events, morning + 3min, 7h).shifts.at("a-1").officer == "o-2");
}

TEST_CASE("reasons are those of the score, in the catalogue's order") {
    const auto catalogue = sample_catalogue();
    const auto low = reasons_for(*catalogue, 1);
    REQUIRE(low.size() == 2);
    CHECK(low[0]->id == "slow");
    CHECK(reasons_for(*catalogue, 5).size() == 1);
    CHECK(reasons_for(*catalogue, 0).empty());
    CHECK(reasons_for(*catalogue, 9).empty());
}
