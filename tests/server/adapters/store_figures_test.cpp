// The contract of FiguresStore, held by every implementation.

#include "tests/server/adapters/store_fixture.h"

#include <set>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

const LocalDay tuesday = *parse_iso_date("2026-11-24");
constexpr std::chrono::days one_day{1};

using CountsByDay = std::map<std::pair<std::string, LocalDay>, DayCount>;

CountsByDay days_of(FiguresStore& store, std::string_view office, LocalDay from, LocalDay until) {
    CountsByDay days;
    REQUIRE(store.office_days(office, from, until, [&](std::string_view of, LocalDay day, const DayCount& count) {
        CHECK(days.emplace(std::pair{std::string(of), day}, count).second);
    }));
    return days;
}

// n of a choice's rows, by officer, counter and score.
std::map<std::tuple<std::string, std::string, int>, Count> counts_of(FiguresStore& store, const Choice& choice, LocalDay from, LocalDay until) {
    std::map<std::tuple<std::string, std::string, int>, Count> counts;
    REQUIRE(store.daily_counts(choice, from, until, [&](const CountRow& row) {
        CHECK(from <= row.day);
        CHECK(row.day <= until);
        auto& count = counts[{std::string(row.officer), std::string(row.counter), row.score}];
        count.n += row.count.n;
        count.flagged += row.count.flagged;
    }));
    return counts;
}

// Two officers at two counters on two days; one rating with a reason is taken back and one is flagged by who gave it.
void fill(Store& store) {
    test::EventChain chain(journal_a);
    chain.add(rating_body(5, "v1"), morning());
    chain.add(RatingDetailBody{.rating = 1, .reasons = {"ramah"}, .cause = {}}, morning());
    chain.add(rating_body(2, "v2", "o-2", "a-2"), morning() + 3h);
    chain.add(RatingDetailBody{.rating = 3, .reasons = {"lama"}, .cause = Cause::queue, .pressed = true}, morning() + 3h);
    chain.add(rating_body(4, "v3"), morning() + 24h);
    chain.add(rating_body(1, "v4"), morning() + 24h + 10min);
    chain.add(RatingDetailBody{.rating = 6, .reasons = {"lama"}, .cause = {}}, morning() + 24h + 10min);
    chain.add(WithdrawalBody{6, WithdrawalWhy::undo}, morning() + 24h + 11min);
    static_cast<void>(take_in(store, batch_of(id_a, 1, chain.batch(1, 3), morning() + 25h)));
    static_cast<void>(take_in(store, batch_of(id_a, 4, chain.batch(4, 6), morning() + 25h)));
    static_cast<void>(take_in(store, batch_of(id_a, 7, chain.batch(7), morning() + 25h)));
    test::EventChain other(journal_b);
    other.add(RatingBody{"v", 3, "mpp", "", "", Language::indonesian}, morning());
    static_cast<void>(take_in(store, batch_of({"mpp", journal_b}, 1, other.batch(), morning() + 25h)));
}

constexpr DayCount day_of(std::array<int, 5> n, std::array<int, 5> flagged = {}) {
    DayCount day;
    for (std::size_t i = 0; i < 5; ++i) day[i] = {n[i], flagged[i]};
    return day;
}

}  // namespace

TEST_CASE_TEMPLATE("tells an office's ratings by day, without those taken back, also after reopening", T, STORES) {
    T fixture;
    fill(*fixture.open());
    auto store = fixture.open();
    const CountsByDay ours{{{"dukcapil", tuesday}, day_of({0, 1, 0, 0, 1}, {0, 1})}, {{"dukcapil", tuesday + one_day}, day_of({0, 0, 0, 1, 0})}};
    CHECK(days_of(*store, "dukcapil", tuesday, tuesday + one_day) == ours);
    CHECK(days_of(*store, "dukcapil", tuesday + one_day, tuesday + one_day).size() == 1);
    CHECK(days_of(*store, "dukcapil", tuesday - 9 * one_day, tuesday - one_day).empty());
    auto all = ours;
    all[{"mpp", tuesday}] = day_of({0, 0, 1, 0, 0});
    CHECK(days_of(*store, "", tuesday - 400 * one_day, tuesday + 400 * one_day) == all);
    CHECK(days_of(*store, "nowhere", tuesday, tuesday).empty());
}

TEST_CASE_TEMPLATE("tells when the ratings of an office come, by weekday and its own hour", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    const auto heat = store->heat("dukcapil", tuesday, tuesday + one_day);
    REQUIRE(heat);
    Heat expected{};
    expected[1][10] = {1, 5};
    expected[1][13] = {1, 2};
    expected[2][10] = {1, 4};
    CHECK(*heat == expected);
    CHECK(*store->heat("dukcapil", tuesday + one_day, tuesday + one_day) != expected);
    CHECK(*store->heat("nowhere", tuesday, tuesday) == Heat{});
}

TEST_CASE_TEMPLATE("tells the daily counts that are chosen and no others", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    const auto until = tuesday + one_day;
    CHECK(counts_of(*store, {"dukcapil", "", "", ""}, tuesday, until).size() >= 3);
    CHECK(counts_of(*store, {"dukcapil", "", "o-2", ""}, tuesday, until) ==
          std::map<std::tuple<std::string, std::string, int>, Count>{{{"o-2", "a-2", 2}, {1, 1}}});
    const auto at_first = counts_of(*store, {"dukcapil", "", "", "a-1"}, tuesday, tuesday);
    REQUIRE(at_first.size() == 1);
    CHECK(at_first.begin()->first == std::tuple<std::string, std::string, int>{"o-1", "a-1", 5});
    // The counter a-2 offers two services, so its ratings belong to neither.
    for (const auto& [key, count] : counts_of(*store, {"dukcapil", "ktp", "", ""}, tuesday, until)) CHECK(std::get<1>(key) == "a-1");
    CHECK(counts_of(*store, {"dukcapil", "kk", "", ""}, tuesday, until).empty());
    CHECK(counts_of(*store, {"mpp", "", "", ""}, tuesday, until).size() == 1);
}

TEST_CASE_TEMPLATE("tells why ratings were as they were and why they are flagged, of what is chosen", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    const auto until = tuesday + one_day;
    const auto reasons = [&](const Choice& choice) {
        std::set<std::string> ids;
        const auto told = store->why(choice, tuesday, until);
        REQUIRE(told);
        for (const auto& tally : told->reasons) ids.insert(tally.reason + " " + std::to_string(tally.times));
        return ids;
    };
    CHECK(reasons({"dukcapil", "", "", ""}) == std::set<std::string>{"lama 1", "ramah 1"});
    CHECK(reasons({"dukcapil", "", "o-1", ""}) == std::set<std::string>{"ramah 1"});
    CHECK(reasons({"dukcapil", "ktp", "", ""}) == std::set<std::string>{"ramah 1"});
    CHECK(reasons({"dukcapil", "", "", "a-2"}) == std::set<std::string>{"lama 1"});
    CHECK(reasons({"mpp", "", "", ""}).empty());
    CHECK(store->why({"dukcapil", "", "", "a-2"}, tuesday, until)->flags == std::vector<FlagCount>{{"pressed", 1}});
    CHECK(store->why({"dukcapil", "", "", "a-1"}, tuesday, until)->flags.empty());
}

TEST_CASE_TEMPLATE("lists flagged ratings that stand, newest first, of an office or of all", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    test::EventChain shut(std::string(journal_id_length, 'd'));
    for (int i = 0; i < 4; ++i)
        shut.add(RatingBody{"v" + std::to_string(i), 1 + i, "dukcapil", "a-1", "o-1", Language::indonesian}, morning() - 8h + i * 1h);  // from 2 at night
    shut.add(WithdrawalBody{1, WithdrawalWhy::undo}, morning() - 7h);
    static_cast<void>(take_in(*store, batch_of({"dukcapil", shut.journal()}, 1, shut.batch(), morning())));
    const auto listed = [&](const std::string& office, LocalDay from, LocalDay until, std::size_t limit) {
        std::vector<int> scores;
        const auto found = store->flagged(office, from, until, limit);
        REQUIRE(found);
        for (const auto& one : *found) scores.push_back(one.score);
        return scores;
    };
    CHECK(listed("dukcapil", tuesday, tuesday, 10) == std::vector{2, 4, 3, 2});
    CHECK(listed("", tuesday, tuesday, 2) == std::vector{2, 4});
    CHECK(listed("mpp", tuesday, tuesday, 10).empty());
    CHECK(listed("dukcapil", tuesday + one_day, tuesday + one_day, 10).empty());
    const auto first = store->flagged("dukcapil", tuesday, tuesday, 1)->front();
    CHECK(first.id == id_a);
    CHECK(first.seq == 3);
    CHECK(first.at == morning() + 3h);
    CHECK(first.officer == "o-2");
    CHECK(first.counter == "a-2");
    CHECK(has(first.flags, Flag::pressed));
}

TEST_CASE_TEMPLATE("what is told by day and by hour is the same ratings that the counts hold", T, STORES) {
    T fixture;
    auto store = fixture.open();
    fill(*store);
    const auto counts = store->counts("dukcapil");
    REQUIRE(counts);
    std::map<DayKey, DayCount> days;
    for (const auto& [key, count] : days_of(*store, "dukcapil", tuesday - 400 * one_day, tuesday + 400 * one_day)) days[{key.first, key.second}] = count;
    CHECK(days == counts->days());
    std::int64_t by_hour = 0, by_day = 0;
    for (const auto& [key, count] : counts->hours) by_hour += count.n;
    for (const auto& [key, count] : counts->ratings) by_day += count.n;
    CHECK(by_hour == by_day);
    CHECK(by_day == 3);
}

}  // namespace rancak::server
