// The contract of Projections, held by every implementation.

#include "server/core/rebuild.h"
#include "shared/tracking_code.h"
#include "tests/server/adapters/store_fixture.h"

#include <algorithm>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

// A catalogue that knows of no hours and no services.
Catalogue bare_catalogue() {
    auto catalogue = small_catalogue();
    catalogue.offices[0].hours = {};
    catalogue.services.clear();
    return catalogue;
}

// Two journals of an office with all that can come in, in runs of three events; the catalogue changes in between.
void fill(Store& store) {
    const auto second = morning() + 6h;
    REQUIRE(*store.put_catalogue({morning() - 1h, encode(small_catalogue()), ""}, std::nullopt, {}, entry("first")));
    REQUIRE(*store.put_catalogue({second, encode(bare_catalogue()), ""}, morning() - 1h, {}, entry("second")));
    const CatalogueFacts before(small_catalogue()), after(bare_catalogue());
    test::EventChain a(journal_a), b(journal_b);
    for (auto* chain : {&a, &b})
        for (int i = 0; i < 30; ++i) {
            const auto seq = chain->add(rating_body(1 + i % 5, "v" + std::to_string(i / 2)), morning() + i * 9s);
            if (i % 3 == 0)
                chain->add(RatingDetailBody{.rating = seq, .reasons = {"lama"}, .cause = Cause::queue, .comment = blake2b("c"), .pressed = i % 2 == 0}, morning() + i * 9s);
            if (i % 5 == 0) chain->add(WithdrawalBody{seq, WithdrawalWhy::undo}, morning() + i * 9s);
            if (i % 7 == 0) chain->add("rating", "{}", morning());
            if (i % 7 == 1) chain->add("something_new", "{}", morning());
            if (i % 9 == 0) chain->add(ShiftBody{"dukcapil", "a-1", "o-1", true}, morning());
            if (i % 9 == 1) chain->add(SupportBody{"dukcapil", "fkp", "sabtu"}, morning());
            if (i % 9 == 2) chain->add(SurveyBody{"dukcapil", "ktp", Sex::female, Education::s2, Occupation::police, Language::english, {1, 2, 3, 4, 4, 3, 2, 1, 2}}, morning());
            if (i % 9 == 3) {
                CaseBody body;
                body.office = "dukcapil";
                body.code = tracking_hash(std::to_string(i));
                chain->add(body, morning());
            }
        }
    for (std::uint64_t first = 1; first <= std::max(a.head().seq, b.head().seq); first += 3) {
        const bool late = first > a.head().seq / 2;
        std::vector<std::unique_ptr<Batch>> group;
        for (const auto& [id, chain] : {std::pair{id_a, &a}, std::pair{id_b, &b}})
            if (first <= chain->head().seq)
                group.push_back(batch_of(id, first, chain->batch(first, std::min(first + 2, chain->head().seq)), late ? second + 1min : morning() + 30min));
        static_cast<void>(take_in(store, std::move(group), late ? after : before));
    }
    // Another office, which is not touched.
    test::EventChain other(std::string(journal_id_length, 'c'));
    other.add(StartedBody{"1"}, morning());
    static_cast<void>(take_in(store, batch_of({"mpp", other.journal()}, 1, other.batch())));
}

struct Everything {
    std::vector<RatingRow> ratings;
    std::vector<CaseRow> cases;
    std::vector<SurveyRow> surveys;
    std::vector<std::string> parked;
    Counts counts;
    explicit Everything(Store& store) : ratings(all_ratings(store)), counts(store.counts("dukcapil").value()) {
        REQUIRE(store.cases_after("dukcapil", {}, [&](const CaseRow& row) { return cases.push_back(row), true; }));
        REQUIRE(store.surveys_after("dukcapil", {}, [&](const SurveyRow& row) { return surveys.push_back(row), true; }));
        REQUIRE(store.events_after("dukcapil", {}, [&](const EventRow& row) { return parked.emplace_back(row.parked), true; }));
    }
    void check_same(const Everything& other) const {
        REQUIRE(ratings.size() == other.ratings.size());
        for (std::size_t i = 0; i < ratings.size(); ++i) {
            CHECK(ratings[i].rating == other.ratings[i].rating);
            CHECK(ratings[i].place == other.ratings[i].place);
            CHECK(ratings[i].received == other.ratings[i].received);
        }
        REQUIRE(cases.size() == other.cases.size());
        for (std::size_t i = 0; i < cases.size(); ++i) CHECK(cases[i].told == other.cases[i].told);
        REQUIRE(surveys.size() == other.surveys.size());
        for (std::size_t i = 0; i < surveys.size(); ++i) CHECK(surveys[i].told == other.surveys[i].told);
        CHECK(parked == other.parked);
        CHECK(counts == other.counts);
    }
};

const Rebuilt::Table& table(const Rebuilt& rebuilt, std::string_view name) {
    const auto at = std::find_if(rebuilt.tables.begin(), rebuilt.tables.end(), [&](const auto& one) { return one.name == name; });
    REQUIRE(at != rebuilt.tables.end());
    return *at;
}

// Gives up at the nth run.
class HalfReplay final : public Replay {
public:
    HalfReplay(Store& store, int runs) : whole_(store), left_(runs) {}
    Result<void> begin() override { return whole_.begin(); }
    Result<void> project(std::span<const StoredRun> runs, const RatingsOf& ratings_of, const Put& put) override {
        for (const auto& run : runs) {
            if (left_-- == 0) return fail("that is enough");
            if (auto done = whole_.project({&run, 1}, ratings_of, put); !done) return done;
        }
        return {};
    }

private:
    Replayer whole_;
    int left_;
};

}  // namespace

TEST_CASE_TEMPLATE("makes every projection anew from the raw events, each with its catalogue, and proves that it is the same", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    const Everything before(*store);
    const auto rebuilt = rebuild(*store, "dukcapil");
    REQUIRE_MESSAGE(rebuilt, rebuilt.error().message);
    CHECK(rebuilt->runs == store->arrivals()->at("dukcapil"));
    CHECK(rebuilt->tables.size() == 13);
    for (const auto& one : rebuilt->tables) {
        CHECK_MESSAGE(one.same, one.name);
        CHECK(one.before == one.after);
        CHECK_MESSAGE(one.after > 0, one.name);
    }
    CHECK(table(*rebuilt, "rating").after == 60);
    Everything(*store).check_same(before);
    CHECK(all_lines(*store, "mpp").size() == 1);

    // And what comes then goes on from it.
    const auto found = store->look_up({{{id_a, 1, 1}}, {}});
    REQUIRE(found);
    CHECK(found->journals[0].recent.size() == recent_ratings);
}

TEST_CASE_TEMPLATE("a rebuild leaves alone what kiosks counted: no event tells it", T, STORES) {
    T fixture;
    auto store = fixture.open();
    const auto code = open_code();
    REQUIRE(*store->add_code(code.code, entry("code")));
    REQUIRE(store->enrol(attempt(code.text, journal_a)));
    fill(*store);
    const LocalDay tuesday = *parse_iso_date("2026-11-24");
    Heartbeat heartbeat;
    heartbeat.visits = {{tuesday, 62, 30}};
    REQUIRE(store->heard_from(id_a, heartbeat, morning()));
    const auto visits = [&] { return store->visits("dukcapil", tuesday, tuesday).value(); };
    REQUIRE(visits() == VisitsByOffice{{"dukcapil", {62, 30}}});
    REQUIRE(rebuild(*store, "dukcapil"));
    CHECK(visits() == VisitsByOffice{{"dukcapil", {62, 30}}});
}

TEST_CASE_TEMPLATE("a rebuild that understands more, or otherwise, says which tables are not the same", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    const Everything before(*store);
    REQUIRE(*store->put_catalogue({morning() - 30min, encode(bare_catalogue()), ""}, morning() + 6h, {}, entry("late")));  // as if it had been in force
    const auto rebuilt = rebuild(*store, "dukcapil");
    REQUIRE(rebuilt);
    for (const char* name : {"rating", "daily_count", "daily_reason"}) CHECK(!table(*rebuilt, name).same);
    for (const char* name : {"citizen_case", "survey", "shift", "parked", "rating_change", "topic_support", "office_day", "office_hour", "office_span"})
        CHECK(table(*rebuilt, name).same);
    const auto ratings = present_ratings(*store);
    CHECK(ratings.size() == 60);
    for (const auto& rating : ratings) CHECK(rating.service.empty());
    CHECK(before.ratings[0].rating.service == "ktp");
}

TEST_CASE_TEMPLATE("a rebuild that cannot be finished leaves all as it was", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    const Everything before(*store);
    HalfReplay half(*store, 5);
    const auto rebuilt = store->rebuild("dukcapil", half);
    REQUIRE(!rebuilt);
    CHECK(rebuilt.error().message == "that is enough");
    Everything(*store).check_same(before);
    CHECK(rebuild(*store, "dukcapil").has_value());
}

}  // namespace rancak::server
