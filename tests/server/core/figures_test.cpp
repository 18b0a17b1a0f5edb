#include "server/core/figures.h"
#include "server/core/silence.h"
#include "tests/server/ingest_world.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

LocalDay day(const char* text) { return *parse_iso_date(text); }

CountRow row(const char* when, int score, std::int64_t n, std::int64_t flagged = 0) {
    return {"o-1", day(when), "a-1", "ktp", score, {n, flagged}};
}

Timestamp at(const char* time) { return *parse_rfc3339(time); }

}  // namespace

TEST_CASE("the time before a period is as long as it and ends the day before it") {
    const auto earlier = before({day("2026-11-01"), day("2026-11-30")});
    CHECK(earlier.from == day("2026-10-02"));
    CHECK(earlier.until == day("2026-10-31"));
    const auto yesterday = before({day("2026-03-01"), day("2026-03-01")});
    CHECK(yesterday.from == day("2026-02-28"));
    CHECK(yesterday.until == yesterday.from);
}

TEST_CASE("a trend goes by days, by weeks from Monday and by months, and no step begins before the period") {
    CHECK(step_of(day("2026-11-24"), By::day) == day("2026-11-24"));
    CHECK(step_of(day("2026-11-24"), By::week) == day("2026-11-23"));
    CHECK(step_of(day("2026-11-29"), By::week) == day("2026-11-23"));
    CHECK(step_of(day("2026-11-30"), By::month) == day("2026-11-01"));
    FigureSums sums({day("2026-11-24"), day("2026-12-31")}, By::month);
    sums.add(row("2026-11-25", 5, 2));
    sums.add(row("2026-11-26", 5, 1));
    sums.add(row("2026-12-02", 1, 1));
    REQUIRE(sums.trend().size() == 2);
    CHECK(sums.trend().begin()->first == day("2026-11-24"));
    CHECK(sums.trend().begin()->second.all.total() == 3);
}

TEST_CASE("figures are told with flagged ratings and without, of the period and of the one before") {
    FigureSums sums({day("2026-11-24"), day("2026-11-25")}, By::day);
    sums.add(row("2026-11-22", 3, 5, 1));
    sums.add(row("2026-11-24", 5, 3, 2));
    sums.add(row("2026-11-25", 1, 1));
    sums.add(row("2026-11-26", 1, 100));  // of neither
    sums.add(row("2026-11-21", 1, 100));
    CHECK(sums.now().all.counts == std::array<std::uint64_t, 5>{1, 0, 0, 0, 3});
    CHECK(sums.now().without_flagged().counts == std::array<std::uint64_t, 5>{1, 0, 0, 0, 1});
    CHECK(sums.previous().all.total() == 5);
    CHECK(sums.previous().flagged.total() == 1);
    CHECK(sums.officers().at("o-1") == sums.now());
    CHECK(sums.counters().at("a-1") == sums.now());
    CHECK(sums.services().at("ktp") == sums.now());
}

TEST_CASE("what has no officer, counter or service is in no list, but in the figures") {
    FigureSums sums({day("2026-11-24"), day("2026-11-24")}, By::day);
    sums.add({"", day("2026-11-24"), "", "", 4, {1, 0}});
    CHECK(sums.now().all.total() == 1);
    CHECK(sums.officers().empty());
    CHECK(sums.counters().empty());
    CHECK(sums.services().empty());
}

TEST_CASE("the city's figures are summed office by office, also when an office comes again") {
    CityFigures city({day("2026-11-24"), day("2026-11-24")});
    const DayCount one{Count{}, Count{}, Count{}, Count{}, Count{1, 1}};
    city.add("a", day("2026-11-23"), one);
    city.add("b", day("2026-11-24"), one);
    city.add("a", day("2026-11-24"), one);
    CHECK(city.offices().at("a").now.all.total() == 1);
    CHECK(city.offices().at("a").previous.all.total() == 1);
    CHECK(city.offices().at("b").now.flagged.total() == 1);
}

TEST_CASE("figures as JSON carry n, flagged and distribution always, and mean and interval only when there are ratings") {
    const auto none = nlohmann::json::parse("{" + both_json({}) + "}");
    CHECK(none.at("all") == nlohmann::json::parse(R"({"n":0,"flagged":0,"distribution":[0,0,0,0,0]})"));
    Split split;
    split.add(5, {3, 1});
    split.add(2, {1, 0});
    const auto json = nlohmann::json::parse("{" + both_json(split) + "}");
    CHECK(json.at("all").at("n") == 4);
    CHECK(json.at("all").at("flagged") == 1);
    CHECK(json.at("all").at("mean") == 4.25);
    CHECK(json.at("all").at("interval").at("low") < 4.25);
    CHECK(json.at("without_flagged").at("n") == 3);
    CHECK(json.at("without_flagged").at("flagged") == 0);
    CHECK(json.at("without_flagged").at("distribution") == std::vector{0, 1, 0, 0, 2});
    CHECK(number_json(1.0 / 3) == "0.3333333333333333");
}

// ---- Silence -----------------------------------------------------------------------------------------------------------

TEST_CASE("a kiosk is silent when its office was open for more than an hour without it, not when it was shut") {
    const auto catalogue = small_catalogue();  // Monday to Friday, 8 to 16, WIB
    const auto* office = &catalogue.offices[0];
    const auto friday_evening = at("2026-11-27T09:30:00.000Z");
    CHECK_FALSE(is_silent(office, friday_evening, at("2026-11-29T10:00:00.000Z")));   // Sunday
    CHECK_FALSE(is_silent(office, friday_evening, at("2026-11-30T02:00:00.000Z")));   // Monday 9:00, open for an hour
    CHECK(is_silent(office, friday_evening, at("2026-11-30T02:01:00.000Z")));
    CHECK_FALSE(is_silent(office, at("2026-11-30T02:00:00.000Z"), at("2026-11-30T03:00:00.000Z")));
    CHECK(is_silent(office, at("2020-01-01T00:00:00.000Z"), at("2026-11-30T02:00:00.000Z")));
    CHECK_FALSE(is_silent(office, at("2026-12-30T02:00:00.000Z"), at("2026-11-30T02:00:00.000Z")));  // a clock that went back
}

TEST_CASE("a day on which the office is shut in spite of its hours makes no kiosk silent") {
    auto catalogue = small_catalogue();
    catalogue.offices[0].shut_days = {{day("2026-11-30"), {"Libur", "", ""}}};
    CHECK_FALSE(is_silent(&catalogue.offices[0], at("2026-11-27T09:30:00.000Z"), at("2026-11-30T09:00:00.000Z")));
    CHECK(is_silent(&catalogue.offices[0], at("2026-11-27T09:30:00.000Z"), at("2026-12-01T02:01:00.000Z")));
}

TEST_CASE("without hours a kiosk is silent after a day") {
    for (const bool known : {false, true}) {
        Office office;
        CHECK_FALSE(is_silent(known ? &office : nullptr, morning(), morning() + 24h));
        CHECK(is_silent(known ? &office : nullptr, morning(), morning() + 24h + 1min));
    }
}

TEST_CASE("the hour of a rating is the office's own, also before 1970 and over midnight") {
    CHECK(local_hour(at("2026-11-24T03:59:59.999Z"), 7h) == 10);
    CHECK(local_hour(at("2026-11-24T17:00:00.000Z"), 7h) == 0);
    CHECK(local_hour(at("1969-12-31T23:00:00.000Z"), 0h) == 23);
    CHECK(local_hour(at("2026-11-24T03:30:00.000Z"), -4h) == 23);
}

}  // namespace rancak::server
