#include "kiosk/core/sending.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <rapidcheck.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

const Monotonic now{1'000'000ms};

Sending sending_from(std::uint64_t acknowledged) {
    Sending sending;
    sending.acknowledged = acknowledged;
    return sending;
}
Agenda nothing_to_do() {
    Agenda agenda;
    agenda.sending = sending_from(100);
    agenda.newest = 100;
    agenda.heartbeat.next = now + 60s;
    return agenda;
}

}  // namespace

TEST_CASE("a heartbeat tells the visits that changed, and all of them at first and when a day has begun") {
    const LocalDay monday{std::chrono::days{20'787}};
    const DayVisits sunday{monday - std::chrono::days{1}, 3, 1}, morning{monday, 1, 0}, noon{monday, 40, 17}, tuesday{monday + std::chrono::days{1}, 1, 1};
    CHECK(visits_to_tell({}, {}).empty());
    CHECK(visits_to_tell({sunday, morning}, {}) == std::vector{sunday, morning});
    CHECK(visits_to_tell({sunday, morning}, {sunday, morning}).empty());
    CHECK(visits_to_tell({sunday, noon}, {sunday, morning}) == std::vector{noon});
    CHECK(visits_to_tell({sunday, noon, tuesday}, {sunday, noon}) == std::vector{sunday, noon, tuesday});
    CHECK(visits_to_tell({}, {sunday, morning}).empty());
}

TEST_CASE("a delivery moves on and forgets the failures before it") {
    auto sending = after(sending_from(100), RetryLater{.why = "no network", .after = {}}, 50, now, 0.5);
    CHECK(sending.attempts == Attempts{1, now + 500ms});
    CHECK(sending.last_error == "no network");
    CHECK(sending.acknowledged == 100);
    sending = after(sending, Delivered{{150, {}}, {}, ""}, 50, now, 0.5);
    CHECK(sending == sending_from(150));
}

TEST_CASE("failures in a row wait longer and longer, and never less than Retry-After") {
    auto sending = sending_from(0);
    for (int i = 0; i < 3; ++i) sending = after(sending, RetryLater{.why = "x", .after = {}}, 1, now, 0.5);
    CHECK(sending.attempts == Attempts{3, now + 2s});
    sending = after(sending, RetryLater{.why = "x", .after = 10s}, 1, now, 0.5);
    CHECK(sending.attempts == Attempts{4, now + 14s});
}

TEST_CASE("a batch that is too large is halved at once, down to one event, and grows again") {
    auto sending = sending_from(0);
    sending = after(sending, HalveBatch{}, 300, now, 0.5);
    CHECK(sending.batch_events == 150);
    CHECK(sending.attempts == Attempts{});
    for (int i = 0; i < 10; ++i) sending = after(sending, HalveBatch{}, sending.batch_events, now, 0.5);
    CHECK(sending.batch_events == 1);
    for (int i = 0; i < 10; ++i) sending = after(sending, Delivered{{1, {}}, {}, ""}, 1, now, 0.5);
    CHECK(sending.batch_events == max_batch_events);
}

TEST_CASE("goes back at once, but waits when it is sent back again without a delivery between") {
    auto sending = after(sending_from(100), GoBack{41}, 10, now, 0.5);
    CHECK(sending.acknowledged == 40);
    CHECK(sending.attempts == Attempts{});
    auto again = after(sending, GoBack{31}, 10, now, 0.5);
    CHECK(again.acknowledged == 30);
    CHECK(again.attempts == Attempts{1, now + 500ms});
    sending = after(sending, Delivered{{50, {}}, {}, ""}, 10, now, 0.5);
    CHECK(after(sending, GoBack{31}, 10, now, 0.5).attempts == Attempts{});
}

TEST_CASE("a fork stops the sending and nothing starts it again") {
    auto agenda = nothing_to_do();
    agenda.newest = 200;
    agenda.sending = after(agenda.sending, Fork{"another history"}, 10, now, 0.5);
    CHECK(agenda.sending.acknowledged == 100);
    CHECK(next_errand(agenda, now) == Errand{Rest{now + 60s}});
    CHECK(next_errand(agenda, now + 59s) == Errand{Rest{now + 60s}});
    CHECK(next_errand(agenda, now + 60s) == Errand{SendHeartbeat{}});
}

TEST_CASE("rests until the next heartbeat when there is nothing to do") {
    CHECK(next_errand(nothing_to_do(), now) == Errand{Rest{now + 60s}});
}

TEST_CASE("sends what is waiting, from the first that is not acknowledged") {
    auto agenda = nothing_to_do();
    agenda.newest = 101;
    CHECK(next_errand(agenda, now) == Errand{SendEvents{101, max_batch_events}});
    agenda.sending.attempts = {1, now + 5s};
    CHECK(next_errand(agenda, now) == Errand{Rest{now + 5s}});
    CHECK(next_errand(agenda, now + 5s) == Errand{SendEvents{101, max_batch_events}});
}

TEST_CASE("serves who waits at the screen first, then heartbeat, events, catalogue, media, and the chain last") {
    Agenda agenda = nothing_to_do();
    agenda.newest = 101;
    agenda.heartbeat.next = now;
    agenda.catalogue_wanted = true;
    agenda.media_missing = {blake2b("a"), blake2b("b")};
    agenda.standings_wanted = {"officer-1"};
    agenda.chain_unchecked = true;
    CHECK(next_errand(agenda, now) == Errand{AskStanding{"officer-1"}});
    agenda.standings_wanted.clear();
    CHECK(next_errand(agenda, now) == Errand{SendHeartbeat{}});
    agenda.heartbeat.next = now + 60s;
    CHECK(next_errand(agenda, now) == Errand{SendEvents{101, max_batch_events}});
    agenda.newest = 100;
    CHECK(next_errand(agenda, now) == Errand{FetchCatalogue{}});
    agenda.catalogue.next = now + 1s;
    CHECK(next_errand(agenda, now) == Errand{FetchMedium{blake2b("a")}});
    agenda.media.next = now + 2s;
    CHECK(next_errand(agenda, now) == Errand{RecheckChain{}});
    agenda.chain_unchecked = false;
    CHECK(next_errand(agenda, now) == Errand{Rest{now + 1s}});
}

TEST_CASE("never rests past the time when something is due, and never rests when it is") {
    CHECK(rc::check("rest", [] {
        const auto any_attempts = [] { return Attempts{0, now + Milliseconds(*rc::gen::inRange(-100, 100))}; };
        Agenda agenda = nothing_to_do();
        agenda.newest = 100 + *rc::gen::inRange(0, 2);
        agenda.sending.attempts = any_attempts();
        agenda.heartbeat = any_attempts();
        agenda.catalogue = any_attempts();
        agenda.catalogue_wanted = *rc::gen::arbitrary<bool>();
        agenda.media = any_attempts();
        if (*rc::gen::arbitrary<bool>()) agenda.media_missing = {Hash{}};
        std::vector<Monotonic> dues{agenda.heartbeat.next};
        if (agenda.newest > 100) dues.push_back(agenda.sending.attempts.next);
        if (agenda.catalogue_wanted) dues.push_back(agenda.catalogue.next);
        if (!agenda.media_missing.empty()) dues.push_back(agenda.media.next);
        const auto first = *std::min_element(dues.begin(), dues.end());
        const auto errand = next_errand(agenda, now);
        if (const auto* rest = std::get_if<Rest>(&errand)) {
            RC_ASSERT(first > now);
            RC_ASSERT(rest->until == first);
        } else {
            RC_ASSERT(first <= now);
        }
    }));
}
