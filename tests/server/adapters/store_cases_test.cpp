// The contract of IngestStore and Reports for what citizens write, held by every implementation.

#include "server/core/upkeep.h"
#include "shared/tracking_code.h"
#include "tests/server/adapters/store_fixture.h"

namespace rancak::server {

using namespace std::chrono_literals;

namespace {

CaseBody case_body(const std::string& code, const std::string& text = "text") {
    CaseBody body;
    body.office = "dukcapil";
    body.kind = CaseKind::question;
    body.about = CaseAbout::service;
    body.service = "ktp";
    body.privacy = CasePrivacy::confidential;
    body.language = Language::minangkabau;
    body.code = tracking_hash(code);
    body.text = blake2b(text);
    body.contact = blake2b("contact of " + text);
    return body;
}

std::vector<CaseRow> all_cases(Reports& store, Place from = {}) {
    std::vector<CaseRow> rows;
    REQUIRE(store.cases_after("dukcapil", from, [&](const CaseRow& row) { return rows.push_back(row), true; }));
    return rows;
}

}  // namespace

TEST_CASE_TEMPLATE("keeps every member of a case and of one that says little", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    CaseBody little;
    little.office = "dukcapil";
    little.code = tracking_hash("B");
    chain.add(rating_body(4, "v1"), morning());
    chain.add(case_body("A"), morning() + 1ms);
    chain.add(little, morning() + 2ms);
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));

    const auto rows = all_cases(*store);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].id == id_a);
    CHECK(rows[0].received == morning() + 30min);
    CHECK(rows[0].told == Case{2, 1, morning() + 1ms, case_body("A")});
    CHECK(rows[1].told == Case{3, 1, morning() + 2ms, little});
}

TEST_CASE_TEMPLATE("keeps every member of an answered survey, and tells those behind a place", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    const SurveyBody named{"dukcapil", "ktp", Sex::female, Education::s2, Occupation::police, Language::english,
                           {1, 2, 3, 4, 4, 3, 2, 1, 2}};
    const SurveyBody unnamed{"dukcapil", "", Sex::male, Education::smp, Occupation::other, Language::minangkabau,
                             {4, 4, 4, 4, 4, 4, 4, 4, 3}};
    chain.add(named, morning());
    chain.add(case_body("A"), morning() + 1ms);
    chain.add(unnamed, morning() + 2ms);
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    std::vector<SurveyRow> rows;
    REQUIRE(store->surveys_after("dukcapil", {}, [&](const SurveyRow& row) { return rows.push_back(row), true; }));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].id == id_a);
    CHECK(rows[0].received == morning() + 30min);
    CHECK(rows[0].told == Survey{1, 1, morning(), named});
    CHECK(rows[1].told == Survey{3, 1, morning() + 2ms, unnamed});
    rows.clear();
    REQUIRE(store->surveys_after("dukcapil", {1, 2}, [&](const SurveyRow& row) { return rows.push_back(row), false; }));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].told.seq == 3);
}

TEST_CASE_TEMPLATE("tells cases behind a place, also in the middle of a run, until it is told to stop", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    for (int i = 1; i <= 4; ++i) chain.add(case_body("A" + std::to_string(i)), morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch(1, 2))));
    static_cast<void>(take_in(*store, batch_of(id_a, 3, chain.batch(3, 4))));
    const auto seqs = [&](Place from) {
        std::vector<std::uint64_t> found;
        for (const auto& row : all_cases(*store, from)) found.push_back(row.told.seq);
        return found;
    };
    CHECK(seqs({}) == std::vector<std::uint64_t>{1, 2, 3, 4});
    CHECK(seqs({1, 1}) == std::vector<std::uint64_t>{2, 3, 4});
    CHECK(seqs({2, 4}).empty());
    int told = 0;
    REQUIRE(store->cases_after("dukcapil", {}, [&](const CaseRow&) { return ++told < 2; }));
    CHECK(told == 2);
}

TEST_CASE_TEMPLATE("finds a case by its code in any office, the first of two, and none by another code", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain ours(journal_a), theirs(journal_b);
    const JournalId elsewhere{"mpp", journal_b};
    auto there = case_body("B", "first");
    there.office = "mpp";
    ours.add(case_body("A"), morning());
    theirs.add(there, morning());
    ours.add(case_body("B", "second"), morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, ours.batch(1, 1))));
    static_cast<void>(take_in(*store, batch_of(elsewhere, 1, theirs.batch())));
    static_cast<void>(take_in(*store, batch_of(id_a, 2, ours.batch(2, 2))));

    const auto found = store->case_with(tracking_hash("B"));
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->id == elsewhere);
    CHECK((*found)->received == morning() + 30min);
    CHECK((*found)->told == Case{1, 1, morning(), there});
    CHECK((*store->case_with(tracking_hash("A")))->told.body.code == tracking_hash("A"));
    CHECK(!*store->case_with(tracking_hash("C")));
}

TEST_CASE_TEMPLATE("erases the contacts whose time is over, of one office, and nothing else", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    for (const std::string text : {"old", "new"}) {
        const auto first = chain.add(case_body(text, text), morning());
        for (const std::string& bytes : {text, "contact of " + text})
            REQUIRE(store->put_attachment(id_a, blake2b(bytes), bytes, morning()));
        static_cast<void>(take_in(*store, batch_of(id_a, first, chain.batch(first), morning() + (text == "old" ? 0h : 48h))));
    }
    CHECK(*store->erase_contacts("mpp", morning() + 24h) == 0);
    CHECK(*store->erase_contacts("dukcapil", morning()) == 0);
    CHECK(*store->erase_contacts("dukcapil", morning() + 24h) == 1);
    CHECK(*store->erase_contacts("dukcapil", morning() + 24h) == 0);
    CHECK(!*store->attachment("dukcapil", blake2b("contact of old")));
    CHECK(*store->attachment("dukcapil", blake2b("old")) == "old");
    CHECK(*store->attachment("dukcapil", blake2b("contact of new")) == "contact of new");
    CHECK(all_cases(*store).size() == 2);
}

TEST_CASE_TEMPLATE("each office's contacts are kept as long as its catalogue says", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    chain.add(case_body("A", "a"), morning());
    REQUIRE(store->put_attachment(id_a, blake2b("contact of a"), "contact of a", morning()));
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch(), morning())));
    auto catalogue = small_catalogue();
    catalogue.offices[0].contact_kept = std::chrono::days{30};
    CHECK(*erase_old_contacts(*store, catalogue, morning() + std::chrono::days{30}) == 0);
    CHECK(*erase_old_contacts(*store, {}, morning() + std::chrono::days{31}) == 0);  // who left the catalogue: a year
    CHECK(*erase_old_contacts(*store, catalogue, morning() + std::chrono::days{30} + 1ms) == 1);
}

TEST_CASE_TEMPLATE("makes the same cases and comments again from the raw events alone", T, STORES) {
    T fixture, fresh_fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    for (int i = 0; i < 20; ++i) {
        const auto seq = chain.add(rating_body(4, "v" + std::to_string(i)), morning());
        chain.add(RatingDetailBody{seq, {}, std::nullopt, blake2b(std::to_string(i))}, morning());
        chain.add(case_body("A" + std::to_string(i)), morning());
    }
    for (std::uint64_t first = 1; first <= 60; first += 7)
        static_cast<void>(take_in(*store, batch_of(id_a, first, chain.batch(first, std::min<std::uint64_t>(first + 6, 60)))));
    auto again = fresh_fixture.open();
    REQUIRE(store->events_after("dukcapil", {}, [&](const EventRow& row) {
        static_cast<void>(take_in(*again, batch_of(row.id, row.place.seq, std::string(row.line) + "\n", row.received)));
        return true;
    }));
    const auto bodies = [](Reports& from) {
        std::vector<std::pair<std::uint64_t, CaseBody>> told;
        for (const auto& row : all_cases(from)) told.emplace_back(row.told.seq, row.told.body);
        return told;
    };
    CHECK(bodies(*store).size() == 20);
    CHECK(bodies(*store) == bodies(*again));
    const auto before = present_ratings(*store), after = present_ratings(*again);
    REQUIRE(before.size() == 20);
    REQUIRE(after.size() == 20);
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(before[i].comment == blake2b(std::to_string(i)));
        CHECK(after[i].comment == before[i].comment);
    }
}

TEST_CASE_TEMPLATE("a later detail without a comment takes the comment away, whether the rating was stored before or comes along", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a);
    chain.add(rating_body(2, "v1"), morning());
    chain.add(RatingDetailBody{1, {}, std::nullopt, blake2b("a")}, morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    CHECK(present_ratings(*store)[0].comment == blake2b("a"));
    chain.add(RatingDetailBody{1, {}, std::nullopt, blake2b("b")}, morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 3, chain.batch(3))));
    CHECK(present_ratings(*store)[0].comment == blake2b("b"));
    chain.add(RatingDetailBody{1, {"lama"}, std::nullopt}, morning());
    static_cast<void>(take_in(*store, batch_of(id_a, 4, chain.batch(4))));
    CHECK(!present_ratings(*store)[0].comment);
}

}  // namespace rancak::server
