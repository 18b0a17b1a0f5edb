// The contract of IngestStore and Reports, held by every implementation.

#include "tests/server/adapters/store_fixture.h"

namespace rancak::server {

using namespace std::chrono_literals;

TEST_CASE_TEMPLATE("keeps the raw lines exactly and tells the head", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    chain.add(StartedBody{"0.1.0"}, morning());
    chain.add(rating_body(5, "v1"), morning() + 1min);
    chain.add_line(std::string("no line at all \xff \0 x", 20));

    const auto got = receipt(take_in(*store, batch_of(id_a, 1, chain.batch())));
    CHECK(got.head == chain.head());
    CHECK(got.journal == journal_a);
    REQUIRE(got.parked.size() == 1);
    CHECK(got.parked[0].seq == 3);
    CHECK(all_lines(*store) == std::vector{chain.line(1), chain.line(2), chain.line(3)});
}

TEST_CASE_TEMPLATE("still has everything when it is opened again", T, STORES) {
    T fixture;
    test::EventChain chain(journal_a);
    chain.add(rating_body(4, "v1"), morning());
    {
        auto store = fixture.open();
        static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    }
    auto store = fixture.open();
    CHECK(all_lines(*store) == std::vector{chain.line(1)});
    CHECK(receipt(take_in(*store, batch_of(id_a, 1, chain.batch()))).head == chain.head());
    CHECK(present_ratings(*store).size() == 1);
}

TEST_CASE_TEMPLATE("stores nothing when a head has moved since it was looked up", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    chain.add(rating_body(4, "v1"), morning());
    chain.add(rating_body(3, "v2"), morning());
    const auto batch = batch_of(id_a, 1, chain.batch());
    const std::vector<const Batch*> group{batch.get()};
    const auto needs = needs_of(group);
    const auto found = store->look_up(needs);
    REQUIRE(found);
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch(1, 1))));

    const auto decision = decide(group, needs, *found, {});
    const auto appended = store->append(decision.changes);
    REQUIRE(appended);
    CHECK(*appended == Appended::conflict);
    CHECK(all_lines(*store).size() == 1);
    CHECK(present_ratings(*store).size() == 1);
}

TEST_CASE_TEMPLATE("tells stored events of an overlap with why they were parked", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    for (int i = 0; i < 4; ++i) chain.add("rating", i == 1 ? R"({"score":9})" : encode(rating_body(4, "v")), morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));

    const auto found = store->look_up({{{id_a, 2, 9}, {id_b, 1, 1}}, {{id_a, 1}, {id_a, 2}, {id_b, 1}}});
    REQUIRE(found);
    REQUIRE(found->journals.size() == 2);
    CHECK(found->journals[0].head == chain.head());
    REQUIRE(found->journals[0].events.size() == 3);
    CHECK(found->journals[0].events[0].line == chain.line(2));
    CHECK(found->journals[0].events[0].parked != "");
    CHECK(found->journals[0].events[1].parked == "");
    CHECK(found->journals[1].head == Head{});
    REQUIRE(found->ratings.size() == 3);
    CHECK(found->ratings[0]);
    CHECK(!found->ratings[1]);
    CHECK(!found->ratings[2]);
}

TEST_CASE_TEMPLATE("finds every event of a journal that came in many runs", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a), other(journal_b);
    for (std::uint64_t run = 1; run <= 50; ++run) {  // of one to three events, between those of another journal
        const auto first = chain.head().seq + 1;
        for (std::uint64_t i = 0; i < 1 + run % 3; ++i) chain.add(rating_body(4, "v" + std::to_string(first + i)), morning());
        static_cast<void>(take_in(*store, batch_of(id_a, first, chain.batch(first))));
        const auto others = other.add(rating_body(2, "w" + std::to_string(run)), morning());
        static_cast<void>(take_in(*store, batch_of(id_b, others, other.batch(others))));
    }
    const auto last = chain.head().seq;
    for (std::uint64_t first = 1; first <= last; ++first) {
        const auto found = store->look_up({{{id_a, first, first + 6}}, {{id_a, first}, {id_a, last + 1}}});
        REQUIRE(found);
        const auto& events = found->journals[0].events;
        REQUIRE(events.size() == std::min<std::uint64_t>(7, last - first + 1));
        for (std::size_t i = 0; i < events.size(); ++i) CHECK(events[i].line == chain.line(first + i));
        REQUIRE(found->ratings[0]);
        CHECK(found->ratings[0]->seq == first);
        CHECK(found->ratings[0]->visit == "v" + std::to_string(first));
        CHECK(!found->ratings[1]);
    }
}

TEST_CASE_TEMPLATE("tells the newest ratings, oldest first", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    for (int i = 1; i <= 12; ++i) chain.add(rating_body(4, "v" + std::to_string(i)), morning() + i * 1min);
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    const auto found = store->look_up({{{id_a, 13, 13}}, {}});
    REQUIRE(found);
    const auto& recent = found->journals[0].recent;
    REQUIRE(recent.size() == recent_ratings);
    CHECK(recent.front() == RecentRating{4, morning() + 4min, "v4", "a-1", "o-1", false});
    CHECK(recent.back().seq == 12);
}

TEST_CASE_TEMPLATE("keeps every member of a rating", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    RatingBody body = rating_body(2, "v1", "o-2", "a-1");
    body.language = Language::minangkabau;
    chain.add(body, morning() + 1ms);
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    chain.add(RatingDetailBody{1, {"lama", "ramah"}, Cause::queue}, morning() + 1s);
    chain.add(WithdrawalBody{1, WithdrawalWhy::wrong_officer}, morning() + 2s);
    static_cast<void>(take_in(*store, batch_of(id_a, 2, chain.batch(2))));

    const auto rows = all_ratings(*store);
    REQUIRE(rows.size() == 2);  // as it arrived, and again where it changed last
    Rating expected;
    expected.seq = 1;
    expected.arrival = 1;
    expected.changed = 3;
    expected.at = morning() + 1ms;
    expected.day = *parse_iso_date("2026-11-24");
    expected.hour = 10;
    expected.counter = "a-1";
    expected.officer = "o-2";
    expected.service = "ktp";
    expected.visit = "v1";
    expected.score = 2;
    expected.language = Language::minangkabau;
    expected.cause = Cause::queue;
    expected.reasons = {"lama", "ramah"};
    expected.withdrawn = WithdrawalWhy::wrong_officer;
    CHECK(rows[0].rating == expected);
    CHECK(rows[0].place == Place{1, 1});
    CHECK(rows[1].rating == expected);
    CHECK(rows[1].place == Place{2, 3});
    CHECK(rows[1].received == rows[0].received);
}

TEST_CASE_TEMPLATE("adds counts up and takes withdrawn ratings out", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    chain.add(rating_body(5, "v1"), morning());
    chain.add(rating_body(1, "v2"), morning() + 5min);
    chain.add(RatingDetailBody{2, {"lama"}, std::nullopt}, morning() + 6min);
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch(1, 3))));
    chain.add(rating_body(5, "v3"), morning() + 10min);
    chain.add(WithdrawalBody{2, WithdrawalWhy::undo}, morning() + 11min);
    static_cast<void>(take_in(*store, batch_of(id_a, 4, chain.batch(4))));

    const auto monday = *parse_iso_date("2026-11-23");
    const auto counts = store->officer_counts("dukcapil", "o-1", monday, monday + std::chrono::days{6});
    REQUIRE(counts);
    REQUIRE(counts->weeks.size() == 1);
    CHECK(counts->weeks[0].monday == monday);
    CHECK(counts->weeks[0].distribution == Distribution{{0, 0, 0, 0, 2}});
    CHECK(counts->reasons.empty());
    CHECK(counts->flagged == 0);

    Counts again;
    for (const auto& rating : present_ratings(*store)) again.add("dukcapil", rating, 1);
    CHECK(*store->counts("dukcapil") == again);
}

TEST_CASE_TEMPLATE("keeps what a later detail flags, and sums the flags of an officer", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    chain.add(rating_body(5, "v1"), morning());
    chain.add(rating_body(4, "v2"), morning() + 5min);
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    for (const std::uint64_t rating : {1, 2})
        chain.add(RatingDetailBody{.rating = rating, .reasons = {}, .cause = {}, .pressed = true}, morning() + 6min);
    static_cast<void>(take_in(*store, batch_of(id_a, 3, chain.batch(3))));
    const auto day = *parse_iso_date("2026-11-24");
    const auto flagged = [&] { return store->officer_counts("dukcapil", "o-1", day, day).value(); };
    CHECK(flagged().flagged == 2);
    CHECK(flagged().flags == std::vector<FlagCount>{{"pressed", 2}});
    for (const auto& rating : present_ratings(*store)) CHECK(has(rating.flags, Flag::pressed));
    chain.add(RatingDetailBody{.rating = 1, .reasons = {}, .cause = {}}, morning() + 7min);
    chain.add(WithdrawalBody{2, WithdrawalWhy::undo}, morning() + 8min);
    static_cast<void>(take_in(*store, batch_of(id_a, 5, chain.batch(5))));
    CHECK(flagged().flagged == 0);
    CHECK(flagged().flags.empty());
}

TEST_CASE_TEMPLATE("sums an officer's counts by week and day range", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    for (int day = 0; day < 21; ++day) chain.add(rating_body(1 + day % 5, "v" + std::to_string(day)), morning() + day * 24h);
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch(), morning() + 21 * 24h)));
    const auto from = *parse_iso_date("2026-11-25");
    const auto counts = store->officer_counts("dukcapil", "o-1", from, from + std::chrono::days{9});
    REQUIRE(counts);
    REQUIRE(counts->weeks.size() == 2);
    CHECK(counts->weeks[0].monday == *parse_iso_date("2026-11-23"));
    CHECK(counts->weeks[0].distribution.total() == 5);
    CHECK(counts->weeks[1].distribution.total() == 5);
    CHECK(counts->flagged == 2);  // Saturday and Sunday, when the office is shut
    CHECK(counts->flags == std::vector<FlagCount>{{"shut", 2}});
}

TEST_CASE_TEMPLATE("counts arrivals for each office by itself", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain a(journal_a), b(journal_b);
    a.add(StartedBody{"1"}, morning());
    a.add(StartedBody{"1"}, morning());
    b.add(StartedBody{"1"}, morning());
    const JournalId elsewhere{"mpp", journal_b};
    static_cast<void>(take_in(*store, batch_of(id_a, 1, a.batch(1, 1))));
    static_cast<void>(take_in(*store, batch_of(elsewhere, 1, b.batch())));
    static_cast<void>(take_in(*store, batch_of(id_a, 2, a.batch(2, 2))));
    CHECK(*store->arrivals() == std::map<std::string, std::uint64_t>{{"dukcapil", 2}, {"mpp", 1}});
    CHECK(all_lines(*store, "mpp") == std::vector{b.line(1)});
}

TEST_CASE_TEMPLATE("goes on reading behind a place, also in the middle of a run", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    for (int i = 1; i <= 6; ++i) chain.add(rating_body(4, "v" + std::to_string(i)), morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch(1, 3))));
    static_cast<void>(take_in(*store, batch_of(id_a, 4, chain.batch(4, 6))));

    std::vector<Place> places;
    REQUIRE(store->events_after("dukcapil", {1, 2}, [&](const EventRow& row) { return places.push_back(row.place), true; }));
    CHECK(places == std::vector<Place>{{1, 3}, {2, 4}, {2, 5}, {2, 6}});
    places.clear();
    REQUIRE(store->ratings_after("dukcapil", {2, 5}, [&](const RatingRow& row) { return places.push_back(row.place), true; }));
    CHECK(places == std::vector<Place>{{2, 6}});
    places.clear();
    REQUIRE(store->ratings_after("dukcapil", {}, [&](const RatingRow& row) { return places.push_back(row.place), false; }));
    CHECK(places.size() == 1);
}

TEST_CASE_TEMPLATE("of asked days tells all, late and changed ones too, and leaves unread what is far from them", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const auto start = morning() - 300 * 24h;
    const auto on = [&](int day) { return start + day * 24h; };
    const auto day = [&](int n) { return local_day(on(n), 7h); };
    const auto asked = [&](int n) { return Days{day(n), day(n)}; };
    test::EventChain chain(journal_a);
    const auto come_in = [&](auto body, int happened, int came) {
        const auto seq = chain.add(body, on(happened));
        static_cast<void>(take_in(*store, batch_of(id_a, seq, chain.batch(seq), on(came))));
        return seq;
    };
    CaseBody told;
    told.office = "dukcapil";
    SurveyBody survey;
    survey.office = "dukcapil";
    survey.answers.fill(3);
    for (int n = 0; n < 260; ++n) {  // one run a day
        if (n == 100) come_in(told, n, n);
        else if (n == 101) come_in(survey, n, n);
        else come_in(rating_body(4, "v" + std::to_string(n)), n, n);
    }
    const auto late = come_in(rating_body(1, "late"), 10, 260);
    come_in(WithdrawalBody{11, WithdrawalWhy::undo}, 260, 260);

    const auto ratings = [&](const Days& days, Place from = {}) {
        std::vector<std::uint64_t> seqs;
        std::size_t read = 0;
        REQUIRE(store->ratings_after("dukcapil", from, [&](const RatingRow& row) {
            ++read;
            if (days.hold(row.rating.day)) seqs.push_back(row.rating.seq);
            return true;
        }, days));
        CHECK((days.all() || read < 140));
        return seqs;
    };
    CHECK(ratings({}).size() == 260);  // one of them again where it was withdrawn
    CHECK(ratings(asked(10)) == std::vector<std::uint64_t>{11, late, 11});
    CHECK(ratings(asked(10), {261, late}) == std::vector<std::uint64_t>{11});
    CHECK(ratings(asked(150)) == std::vector<std::uint64_t>{151});
    CHECK(ratings({day(40), day(90)}).size() == 51);
    CHECK(ratings({std::nullopt, day(3)}).size() == 4);
    CHECK(ratings({day(255), std::nullopt}).size() == 5);
    CHECK(ratings(asked(400)).empty());

    std::size_t events = 0, cases = 0, surveys = 0;
    REQUIRE(store->events_after("dukcapil", {}, [&](const EventRow&) { return ++events, true; }, asked(150)));
    CHECK(events >= 1);
    CHECK(events < 140);
    REQUIRE(store->cases_after("dukcapil", {}, [&](const CaseRow&) { return ++cases, true; }, asked(100)));
    REQUIRE(store->surveys_after("dukcapil", {}, [&](const SurveyRow&) { return ++surveys, true; }, asked(101)));
    CHECK(cases == 1);
    CHECK(surveys == 1);
    REQUIRE(store->cases_after("dukcapil", {}, [&](const CaseRow&) { return ++cases, true; }, asked(200)));
    CHECK(cases == 1);
}

TEST_CASE_TEMPLATE("makes the same projections again from the raw events alone", T, STORES) {
    T fixture, fresh_fixture;
    auto store = fixture.open();
    for (const auto& id : {id_a, id_b}) {
        test::EventChain chain(id.journal);
        for (int i = 0; i < 40; ++i) {
            const auto seq = chain.add(rating_body(1 + i % 5, "v" + std::to_string(i / 2)), morning() + i * 9s);
            if (i % 3 == 0)
                chain.add(RatingDetailBody{.rating = seq, .reasons = {"lama"}, .cause = {}, .pressed = i % 2 == 0}, morning() + i * 9s);
            if (i % 5 == 0) chain.add(WithdrawalBody{seq, WithdrawalWhy::undo}, morning() + i * 9s);
            if (i % 7 == 0) chain.add("rating", "{}", morning());
        }
        for (std::uint64_t first = 1; first <= chain.head().seq; first += 4)
            static_cast<void>(take_in(*store, batch_of(id, first, chain.batch(first, std::min(first + 3, chain.head().seq)))));
    }
    auto again = fresh_fixture.open();
    REQUIRE(store->events_after("dukcapil", {}, [&](const EventRow& row) {
        static_cast<void>(take_in(*again, batch_of(row.id, row.place.seq, std::string(row.line) + "\n", row.received)));
        return true;
    }));
    auto before = present_ratings(*store), after = present_ratings(*again);
    for (auto* ratings : {&before, &after})
        for (auto& rating : *ratings) rating.arrival = 0;  // one run an event now
    CHECK(before == after);
    CHECK(*store->counts("dukcapil") == *again->counts("dukcapil"));
}

TEST_CASE_TEMPLATE("keeps both sides of a fork and one alarm", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain ours(journal_a), theirs(journal_a);
    auto code = open_code();
    REQUIRE(*store->add_code(code.code, entry("code")));
    REQUIRE(store->enrol(attempt(code.text, journal_a)));
    ours.add(rating_body(5, "v1"), morning());
    theirs.add(rating_body(1, "v1"), morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, ours.batch())));
    for (int again = 0; again < 2; ++again) {
        const auto outcome = take_in(*store, batch_of(id_a, 1, theirs.batch()));
        REQUIRE(std::holds_alternative<Fork>(outcome));
        CHECK(std::get<Fork>(outcome).seq == 1);
    }
    CHECK(all_lines(*store) == std::vector{ours.line(1)});
    const auto devices = store->devices();
    REQUIRE(devices);
    REQUIRE(devices->size() == 1);
    CHECK(devices->front().alarms.size() == 1);
    CHECK(devices->front().alarms[0].kind == "fork");
    const auto forked = store->forked_lines(id_a);
    REQUIRE(forked);
    CHECK(*forked == std::vector{theirs.line(1)});
}

}  // namespace rancak::server
