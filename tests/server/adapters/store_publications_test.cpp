// The contract of SkmStore, held by every implementation.

#include "tests/server/adapters/store_fixture.h"

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

Publication published(const std::string& office, const std::string& id, Timestamp when = morning()) {
    return {office, id, "", {*parse_iso_date("2026-11-01"), *parse_iso_date("2026-11-30")}, 12, 8750, R"({"n":12})", when, "Kepala (contoh)"};
}

}  // namespace

TEST_CASE_TEMPLATE("keeps what was published as it was first, of each office, over reopening, newest first", T, STORES) {
    T fixture;
    {
        auto store = fixture.open();
        CHECK(store->put_publication(published("dukcapil", "a"), entry("a")).value() == published("dukcapil", "a"));
        CHECK(store->put_publication(published("dukcapil", "b", morning() + 1h), entry("b", morning() + 1h)).has_value());
        CHECK(store->put_publication(published("mpp", "a", morning() + 2h), entry("c", morning() + 2h)).has_value());
        auto again = published("dukcapil", "a", morning() + 9h);
        again.hundredths = 10000;
        CHECK(store->put_publication(again, entry("again", morning() + 9h)).value() == published("dukcapil", "a"));
        CHECK(noted(*store) == std::vector<std::string>{"c", "b", "a"});  // those that changed something
    }
    auto store = fixture.open();
    CHECK(store->publications("dukcapil").value() == std::vector{published("dukcapil", "b", morning() + 1h), published("dukcapil", "a")});
    CHECK(store->publications("").value().front() == published("mpp", "a", morning() + 2h));
    CHECK(store->publications("").value().size() == 3);
    CHECK(store->publications("nowhere").value().empty());
}

TEST_CASE_TEMPLATE("tells an office's surveys of a time, the oldest first, until it is told to end", T, STORES) {
    T fixture;
    auto store = fixture.open();
    test::EventChain chain(journal_a), other(journal_b);
    for (const int minutes : {30, 10, 20}) {
        SurveyBody body{"dukcapil", "ktp", Sex::male, Education::smp, Occupation::army, Language::minangkabau, {1, 2, 3, 4, 1, 2, 3, 4, 1}};
        body.answers[0] = static_cast<std::uint8_t>(minutes / 10);
        chain.add(body, morning() + minutes * 1min);
    }
    other.add(SurveyBody{"mpp", "", Sex::female, Education::sd, Occupation::other, Language::english, {4, 4, 4, 4, 4, 4, 4, 4, 4}}, morning() + 15min);
    static_cast<void>(take_in(*store, batch_of(id_a, 1, chain.batch())));
    static_cast<void>(take_in(*store, batch_of({"mpp", journal_b}, 1, other.batch())));
    const auto told = [&](Milliseconds from, Milliseconds before, std::size_t most = 99) {
        std::vector<int> answers;
        REQUIRE(store->surveys_between("dukcapil", morning() + from, morning() + before, [&](const SurveyRow& row) {
            CHECK(row.id == id_a);
            CHECK(row.told.body.office == "dukcapil");
            CHECK(row.told.body.occupation == Occupation::army);
            CHECK(row.told.body.answers[8] == 1);
            answers.push_back(row.told.body.answers[0]);
            return answers.size() < most;
        }));
        return answers;
    };
    CHECK(told(0min, 60min) == std::vector{1, 2, 3});
    CHECK(told(10min, 30min) == std::vector{1, 2});
    CHECK(told(10min + 1ms, 30min + 1ms) == std::vector{2, 3});
    CHECK(told(0min, 60min, 2) == std::vector{1, 2});
    int theirs = 0;
    REQUIRE(store->surveys_between("mpp", morning(), morning() + 60min, [&](const SurveyRow&) { return ++theirs, true; }));
    CHECK(theirs == 1);
}

}  // namespace rancak::server
