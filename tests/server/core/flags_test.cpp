#include "server/core/flags.h"

#include "tests/server/ingest_world.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

// A rating now, with others before it at these gaps, the nearest last.
std::uint8_t flags_after(std::vector<Milliseconds> gaps, Timestamp at = morning()) {
    static const auto catalogue = small_catalogue();
    std::vector<RecentRating> recent;
    auto before = at;
    for (auto gap = gaps.rbegin(); gap != gaps.rend(); ++gap) {
        before -= *gap;
        recent.insert(recent.begin(), {1, before, "v" + std::to_string(recent.size()), "a-1", "o-1", false});
    }
    Rating rating;
    rating.at = at;
    rating.visit = "now";
    rating.officer = "o-1";
    return flags_of({rating, recent, catalogue.office("dukcapil"), at - 24h, at});
}

constexpr auto bit(Flag flag) { return static_cast<std::uint8_t>(flag); }

}  // namespace

TEST_CASE("ratings as visits come raise no flag") {
    CHECK(flags_after({}) == 0);
    CHECK(flags_after({40s, 12s, 75s, 33s, 21s, 90s, 14s, 51s, 28s}) == 0);
}

TEST_CASE("the sixth rating within a minute is a burst, the fifth is not") {
    CHECK(flags_after({7s, 9s, 8s, 10s}) == 0);
    CHECK(flags_after({7s, 9s, 8s, 10s, 11s}) == bit(Flag::burst));
    CHECK(flags_after({20s, 9s, 8s, 10s, 13s}) == 0);  // 60 s
}

TEST_CASE("nine ratings like a clock have a rhythm; one second of difference breaks it") {
    std::vector<Milliseconds> gaps(8, 30s);
    CHECK(flags_after(gaps) == bit(Flag::rhythm));
    gaps[3] += 999ms;
    CHECK(flags_after(gaps) == bit(Flag::rhythm));
    gaps[3] += 1ms;
    CHECK(flags_after(gaps) == 0);
    CHECK(flags_after(std::vector<Milliseconds>(8, 120s)) == 0);  // a slow day
    CHECK(flags_after(std::vector<Milliseconds>(7, 30s)) == 0);
}

TEST_CASE("more than an hour outside the office's hours is shut") {
    const auto at = [](const char* time) { return flags_after({}, *parse_rfc3339(time)); };
    CHECK(at("2026-11-24T00:00:00.000Z") == 0);                   // 07:00, opens at 8
    CHECK(at("2026-11-23T23:59:59.000Z") == bit(Flag::shut));     // 06:59:59 on Tuesday
    CHECK(at("2026-11-24T10:00:00.000Z") == 0);                   // 17:00, closes at 16
    CHECK(at("2026-11-24T10:01:00.000Z") == bit(Flag::shut));
    CHECK(at("2026-11-28T04:00:00.000Z") == bit(Flag::shut));     // Saturday
}

TEST_CASE("a day on which the office stays shut in spite of its hours is shut") {
    Rating rating;
    rating.at = *parse_rfc3339("2026-12-25T03:00:00.000Z");  // 10:00 on a Friday
    Office office{"x", {}, 420min, {}};
    office.hours[4] = {8h, 16h};
    const auto flags = [&] { return flags_of({rating, {}, &office, rating.at - 1h, rating.at}); };
    CHECK(flags() == 0);
    office.shut_days = {{*parse_iso_date("2026-12-25"), {"Hari Natal", "", ""}}};
    CHECK(flags() == bit(Flag::shut));
}

TEST_CASE("an office without hours, or unknown, is never shut") {
    Rating rating;
    rating.at = *parse_rfc3339("2026-11-28T18:00:00.000Z");
    const Office always{"x", {}, 420min, {}};
    CHECK(flags_of({rating, {}, &always, rating.at - 1h, rating.at}) == 0);
    CHECK(flags_of({rating, {}, nullptr, rating.at - 1h, rating.at}) == 0);
}

TEST_CASE("a second rating of the same officer in one visit is flagged while the first stands") {
    Rating rating;
    rating.at = morning();
    rating.visit = "v";
    rating.officer = "o-1";
    rating.counter = "a-1";
    const auto flags_beside = [&](RecentRating other) {
        other.at = morning() - 30s;
        return flags_of({rating, {&other, 1}, nullptr, morning() - 1h, morning()});
    };
    CHECK(flags_beside({1, {}, "v", "a-2", "o-1", false}) == bit(Flag::same_visit));
    CHECK(flags_beside({1, {}, "v", "a-1", "o-1", true}) == 0);
    CHECK(flags_beside({1, {}, "v", "a-1", "o-2", false}) == 0);
    CHECK(flags_beside({1, {}, "w", "a-1", "o-1", false}) == 0);
    rating.officer = "";
    CHECK(flags_beside({1, {}, "v", "a-1", "", false}) == bit(Flag::same_visit));
    CHECK(flags_beside({1, {}, "v", "a-2", "", false}) == 0);
}

TEST_CASE("a time after the receipt or before the journal began is the clock's fault") {
    Rating rating;
    const auto flags_at = [&](Timestamp at) {
        rating.at = at;
        return flags_of({rating, {}, nullptr, morning(), morning() + 1h});
    };
    CHECK(flags_at(morning() + 1h + clock_grace) == 0);
    CHECK(flags_at(morning() + 1h + clock_grace + 1ms) == bit(Flag::clock));
    CHECK(flags_at(morning() - clock_grace) == 0);
    CHECK(flags_at(morning() - clock_grace - 1ms) == bit(Flag::clock));
}

}  // namespace rancak::server
