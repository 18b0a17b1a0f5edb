#include "shared/standing.h"

#include <doctest/doctest.h>

using namespace rancak;

namespace {

LocalDay day(const char* text) { return parse_iso_date(text).value(); }

Week week(const char* monday, std::uint64_t fives) {
    Week week{day(monday), {}};
    week.distribution.add(5, fives);
    return week;
}

Standing of(std::vector<Week> weeks) {
    return whole_standing("o-1", day("2026-01-01"), day("2026-11-24"), std::move(weeks),
                          {{"slow", Cause::queue, 1}, {"friendly", Cause::officer, 7}}, 2);
}

}  // namespace

TEST_CASE("an officer sees whole weeks that ended at least seven days ago") {
    // 2026-11-24 is a Tuesday
    CHECK(to_iso_date(officer_sees_until(day("2026-11-24"))) == "2026-11-15");
    CHECK(to_iso_date(officer_sees_until(day("2026-11-22"))) == "2026-11-15");
    CHECK(to_iso_date(officer_sees_until(day("2026-11-21"))) == "2026-11-08");
    for (int i = 0; i < 30; ++i) {
        const LocalDay today = day("2026-11-01") + std::chrono::days{i};
        CHECK((today - officer_sees_until(today)).count() >= 7);
        CHECK((today - officer_sees_until(today)).count() <= 13);
        CHECK(std::chrono::weekday{officer_sees_until(today)} == std::chrono::Sunday);
    }
}

TEST_CASE("weeks add up, the trend is in order and reasons stand most named first") {
    const Standing whole = of({week("2026-11-09", 3), week("2026-11-02", 4), week("2026-11-09", 1), week("2026-10-05", 0)});
    CHECK(whole.n == 8);
    CHECK(whole.flagged == 2);
    CHECK(whole.mean == 5.0);
    REQUIRE(whole.trend.size() == 2);
    CHECK(whole.trend[0] == week("2026-11-02", 4));
    CHECK(whole.trend[1] == week("2026-11-09", 4));
    CHECK(whole.reasons.front().reason == "friendly");
}

TEST_CASE("below five ratings the officer sees only how many there are") {
    const Standing seen = for_officer(of({week("2026-11-02", 4)}));
    CHECK(seen.n == 4);
    CHECK_FALSE(seen.mean);
    CHECK_FALSE(seen.interval);
    CHECK_FALSE(seen.distribution);
    CHECK(seen.reasons.empty());
    CHECK(seen.trend.empty());
}

TEST_CASE("from five ratings the officer sees the mean, from eight the distribution, and never the flags") {
    const Standing five = for_officer(of({week("2026-11-02", 5)}));
    CHECK(five.mean);
    CHECK(five.interval);
    CHECK_FALSE(five.distribution);
    Standing suspect = of({week("2026-11-02", 5), week("2026-11-09", 3)});
    suspect.flags = {{"pressed", 1}};
    const Standing eight = for_officer(suspect);
    CHECK(eight.distribution);
    CHECK(eight.reasons.size() == 2);
    CHECK(eight.flagged == 0);
    CHECK(eight.flags.empty());
    REQUIRE(eight.trend.size() == 1);  // the week of three would point at persons
    CHECK(eight.trend[0].monday == day("2026-11-02"));
}

TEST_CASE("a standing survives its way over the wire") {
    Standing whole = of({week("2026-11-09", 3), week("2026-11-02", 4)});
    whole.flags = {{"pressed", 2}, {"shut", 1}};
    const auto back = decode_standing(encode(whole));
    REQUIRE(back);
    CHECK(encode(*back) == encode(whole));
    CHECK(back->trend == whole.trend);
    CHECK(back->flags == whole.flags);
    CHECK(back->reasons == whole.reasons);
    const auto withheld = decode_standing(encode(for_officer(of({week("2026-11-02", 4)}))));
    REQUIRE(withheld);
    CHECK_FALSE(withheld->mean);
}

TEST_CASE("a standing with figures that cannot be is refused with a sentence") {
    CHECK_FALSE(decode_standing("{}"));
    CHECK_FALSE(decode_standing("[]"));
    const auto back = decode_standing(
        R"({"officer":"o-1","from":"2026-01-01","until":"2026-02-01","n":9,"flagged":0,"mean":7,"reasons":[],"trend":[]})");
    REQUIRE_FALSE(back);
    CHECK(back.error().message == "The standing cannot be read: mean must be a number from 1.000000 to 5.000000.");
    CHECK_FALSE(decode_standing(
        R"({"officer":"o-1","from":"2026-01-01","until":"2026-02-01","n":9,"flagged":0,"distribution":[1,2,3],"reasons":[],"trend":[]})"));
}
