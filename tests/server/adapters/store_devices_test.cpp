// The contract of DeviceStore and Library, held by every implementation.

#include "tests/server/adapters/store_fixture.h"

#include <set>

namespace rancak::server {

using namespace std::chrono_literals;

TEST_CASE_TEMPLATE("enrols with a code once, and answers its own repetition", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const auto code = open_code();
    REQUIRE(*store->add_code(code.code, entry("code")));
    CHECK(!*store->add_code(code.code, entry("again")));  // still open

    const auto first = store->enrol(attempt(code.text, journal_a));
    REQUIRE(first);
    CHECK(first->outcome == EnrolmentOutcome::enrolled);
    REQUIRE(first->device);
    CHECK(first->device->id == id_a);
    CHECK(first->device->counter == "a-1");
    CHECK(store->enrol(attempt(code.text, journal_a))->outcome == EnrolmentOutcome::enrolled);
    CHECK(store->enrol(attempt(code.text, journal_a, 2))->outcome == EnrolmentOutcome::bad_code);
    CHECK(store->enrol(attempt(code.text, journal_b))->outcome == EnrolmentOutcome::bad_code);

    const auto device = store->device(journal_a);
    REQUIRE(device);
    CHECK(**device == *first->device);
    CHECK(!*store->device(journal_b));
    CHECK(*store->add_code(code.code, entry("another")));  // used up: its public part is free again
    CHECK(store->enrol(attempt(code.text, journal_a))->outcome == EnrolmentOutcome::journal_taken);
}

TEST_CASE_TEMPLATE("remembers wrong tries", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const auto code = open_code();
    REQUIRE(*store->add_code(code.code, entry("code")));
    for (int i = 0; i < code_tries; ++i)
        CHECK(store->enrol(attempt("0000zzzzzz", journal_a))->outcome == EnrolmentOutcome::bad_code);
    CHECK(store->enrol(attempt(code.text, journal_a))->outcome == EnrolmentOutcome::bad_code);
}

TEST_CASE_TEMPLATE("revokes a device once and says so", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const auto code = open_code();
    REQUIRE(*store->add_code(code.code, entry("code")));
    REQUIRE(store->enrol(attempt(code.text, journal_a)));
    CHECK(!*store->revoke(journal_b, morning(), entry("nothing")));
    CHECK(*store->revoke(journal_a, morning() + 1h, entry("first")));
    CHECK(*store->revoke(journal_a, morning() + 2h, entry("second")));
    CHECK((*store->device(journal_a))->revoked == morning() + 1h);
    std::set<std::string> noted;
    const auto entries = store->audit({}).value();
    for (const auto& one : entries) noted.insert(one.what);
    CHECK(noted == std::set<std::string>{"code", "first", "second"});
}

TEST_CASE_TEMPLATE("tells what each kiosk last said", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const auto code = open_code();
    REQUIRE(*store->add_code(code.code, entry("code")));
    REQUIRE(store->enrol(attempt(code.text, journal_a)));
    const Heartbeat heartbeat{"0.1.0", {7, blake2b("x")}, 3, 1, 1000, 60, {"alarm"}};
    REQUIRE(store->heard_from(id_a, {}, morning()));
    REQUIRE(store->heard_from(id_a, heartbeat, morning() + 1min));
    test::EventChain chain(journal_a);
    chain.add(StartedBody{"1"}, morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));

    const auto devices = store->devices();
    REQUIRE(devices);
    REQUIRE(devices->size() == 1);
    const auto& state = devices->front();
    CHECK(state.heartbeat == heartbeat);
    CHECK(state.last_heartbeat == morning() + 1min);
    CHECK(state.head == chain.head());
    CHECK(state.last_batch == morning() + 30min);
    CHECK(state.version == "0.1.0");
}

TEST_CASE_TEMPLATE("of a day's visits the larger count stays, in whatever order they are told, of each kiosk and office", T, STORES) {
    T fixture;
    const LocalDay tuesday = *parse_iso_date("2026-11-24");
    constexpr std::chrono::days a_day{1};
    auto store = fixture.open();
    std::uint64_t number = 0;
    for (const auto& id : {id_a, id_b, JournalId{"mpp", std::string(journal_id_length, 'c')}}) {
        SystemRandom random;
        const auto code = make_code(random, id.office, "", morning());
        REQUIRE(*store->add_code(code.code, entry("code" + std::to_string(++number))));
        REQUIRE(store->enrol(attempt(code.text, id.journal))->outcome == EnrolmentOutcome::enrolled);
    }
    const auto hear = [&](const JournalId& id, std::vector<DayVisits> visits) {
        Heartbeat heartbeat;
        heartbeat.visits = std::move(visits);
        REQUIRE(store->heard_from(id, heartbeat, morning()));
    };
    const auto visits = [&](const std::string& office, LocalDay from, LocalDay until) { return store->visits(office, from, until).value(); };
    CHECK(visits("", tuesday, tuesday).empty());
    hear(id_a, {{tuesday - a_day, 10, 4}, {tuesday, 7, 2}});
    hear(id_a, {{tuesday, 9, 3}});
    hear(id_a, {{tuesday, 9, 3}});  // again
    hear(id_a, {});
    hear(id_a, {{tuesday, 7, 2}});  // late
    CHECK(visits("dukcapil", tuesday, tuesday) == VisitsByOffice{{"dukcapil", {9, 3}}});
    CHECK(visits("dukcapil", tuesday - a_day, tuesday) == VisitsByOffice{{"dukcapil", {19, 7}}});
    hear(id_b, {{tuesday, 1, 1}});
    hear({"mpp", std::string(journal_id_length, 'c')}, {{tuesday, 100, 50}, {tuesday + a_day, 0, 0}});
    store = fixture.open();
    CHECK(visits("", tuesday, tuesday) == VisitsByOffice{{"dukcapil", {10, 4}}, {"mpp", {100, 50}}});
    CHECK(visits("mpp", tuesday, tuesday) == VisitsByOffice{{"mpp", {100, 50}}});
    CHECK(visits("", tuesday + a_day, tuesday + a_day).empty());  // nobody came: there is no share
    CHECK(visits(std::string("a\0b", 3), tuesday, tuesday).empty());
    const auto devices = store->devices().value();
    for (const auto& state : devices) CHECK(state.heartbeat->visits.empty());  // not kept twice
    hear(id_a, {{tuesday, 8, 5}});  // counted anew after a loss: each number is the most that was told
    CHECK(visits("dukcapil", tuesday, tuesday) == VisitsByOffice{{"dukcapil", {10, 6}}});
}

TEST_CASE_TEMPLATE("what no column can hold is nobody's name", T, STORES) {
    T fixture;
    auto store = fixture.open();
    for (const auto& name : {std::string("a\0b", 3), std::string("\xff")}) {
        CHECK(!store->device(name).value());
        CHECK(!store->revoke(name, morning(), entry("nothing")).value());
        CHECK(store->officer_counts("dukcapil", name, {}, {}).value().weeks.empty());
    }
}

TEST_CASE_TEMPLATE("keeps catalogues, media, attachments and settings", T, STORES) {
    T fixture;
    auto store = fixture.open();
    CHECK(!*store->catalogue_after(std::nullopt));
    REQUIRE(*store->put_catalogue({morning(), "one", "upik"}, std::nullopt, {}, entry("one")));
    REQUIRE(*store->put_catalogue({morning() + 1ms, "two", "buyuang"}, morning(), {}, entry("two")));
    CHECK(!*store->put_catalogue({morning() + 2ms, "three", ""}, morning(), {}, entry("three")));  // another came in between
    CHECK(!*store->put_catalogue({morning() + 2ms, "three", ""}, std::nullopt, {}, entry("three")));
    CHECK(store->audit({}).value().size() == 2);
    const auto newest = store->newest_catalogues(9).value();
    REQUIRE(newest.size() == 2);
    CHECK(newest[0].json == "two");
    CHECK(newest[1].who == "upik");
    CHECK(store->newest_catalogues(1).value().size() == 1);
    CHECK((*store->catalogue_at(morning()))->who == "upik");
    CHECK((*store->catalogue_after(std::nullopt))->json == "two");
    CHECK((*store->catalogue_after(morning()))->imported == morning() + 1ms);
    CHECK(!*store->catalogue_after(morning() + 1ms));

    const std::string bytes("a\0b\xff", 4);
    CHECK(!*store->media(blake2b(bytes)));
    REQUIRE(store->put_media(blake2b(bytes), bytes, entry("picture", morning() + 1h)));
    REQUIRE(store->put_media(blake2b(bytes), bytes, entry("the same", morning() + 2h)));
    CHECK(noted(*store).front() == "picture");
    CHECK(*store->media(blake2b(bytes)) == bytes);
    REQUIRE(store->put_attachment(id_a, blake2b(bytes), bytes, morning()));
    REQUIRE(store->put_attachment(id_a, blake2b(bytes), bytes, morning()));
    CHECK(*store->attachment("dukcapil", blake2b(bytes)) == bytes);
    CHECK(!*store->attachment("mpp", blake2b(bytes)));

    CHECK(*store->setting("x", "") == "");
    CHECK(*store->setting("x", "one") == "one");
    CHECK(*store->setting("x", "two") == "one");
}

}  // namespace rancak::server
