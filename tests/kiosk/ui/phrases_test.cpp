#include "kiosk/ui/phrases.h"

#include "tests/support/kiosk_screen.h"

#include <doctest/doctest.h>

namespace rancak::kiosk::test {
namespace {

using namespace std::chrono_literals;
using enum Language;

const Timestamp morning = parse_rfc3339("2026-11-24T03:05:45.000Z").value();
const Timestamp late = parse_rfc3339("2026-11-23T15:15:00.000Z").value();
constexpr std::chrono::minutes wib{420};

}  // namespace

TEST_CASE("the hour is told in the office's own time, with the mark of the language") {
    CHECK(clock_time(words(), indonesian, morning, wib) == "10.05");
    CHECK(clock_time(words(), minangkabau, late, wib) == "22.15");
    CHECK(clock_time(words(), english, late, wib) == "22:15");
    CHECK(clock_time(words(), indonesian, Timestamp{}, -1min) == "23.59");
}

TEST_CASE("dates are written out in each language") {
    const LocalDay day = local_day(morning, wib);
    CHECK(long_date(words(), indonesian, day) == "Selasa, 24 November 2026");
    CHECK(long_date(words(), english, day) == "Tuesday, 24 November 2026");
    CHECK(short_date(words(), indonesian, parse_iso_date("2026-05-02").value()) == "2 Mei 2026");
    CHECK(brief_date(words(), indonesian, day) == "24/11");
    CHECK(moment(words(), indonesian, morning, wib) == "24 November 2026 pukul 10.05");
    CHECK(moment(words(), english, morning, wib) == "24 November 2026 at 10:05");
}

TEST_CASE("weekdays and months are each their own word") {
    const LocalDay monday = parse_iso_date("2026-11-23").value();
    CHECK(long_date(words(), indonesian, monday).starts_with("Senin"));
    CHECK(long_date(words(), indonesian, monday + std::chrono::days{6}).starts_with("Minggu"));
    for (const Language language : languages) {
        std::set<std::string> days, months;
        for (int i = 0; i < 7; ++i) days.insert(words().in(language, after(Word::weekday_1, i)));
        for (int i = 0; i < 12; ++i) months.insert(words().in(language, after(Word::month_1, i)));
        CHECK(days.size() == 7);
        CHECK(months.size() == 12);
    }
}

TEST_CASE("numbers carry the language's decimal and thousands marks") {
    CHECK(decimal(words(), indonesian, 4.25, 1) == "4,3");
    CHECK(decimal(words(), english, 4.25, 1) == "4.3");
    CHECK(decimal(words(), indonesian, 4.04, 1) == "4,0");
    CHECK(decimal(words(), indonesian, 3.996, 2) == "4,00");
    CHECK(decimal(words(), indonesian, -0.5, 0) == "-1");
    CHECK(whole_number(words(), indonesian, 0) == "0");
    CHECK(whole_number(words(), indonesian, 999) == "999");
    CHECK(whole_number(words(), indonesian, 1'234'567) == "1.234.567");
    CHECK(whole_number(words(), english, 12'345) == "12,345");
    CHECK(bytes(words(), indonesian, 950) == "950 B");
    CHECK(bytes(words(), indonesian, 999'960) == "1,0 MB");
    CHECK(bytes(words(), indonesian, 21'400'000'000) == "21,4 GB");
}

TEST_CASE("a duration is rounded up, so that nothing ends before it says") {
    CHECK(duration(words(), indonesian, 0ms) == "0 detik");
    CHECK(duration(words(), indonesian, -5s) == "0 detik");
    CHECK(duration(words(), indonesian, 7001ms) == "8 detik");
    CHECK(duration(words(), english, 1000ms) == "1 second");
    CHECK(duration(words(), english, 61s) == "2 minutes");
    CHECK(duration(words(), english, 60s) == "1 minute");
    CHECK(duration(words(), indonesian, 61min) == "2 jam");
}

TEST_CASE("a count takes the singular for one only") {
    CHECK(counted(words(), english, Word::standing_ratings_one, 1) == "1 rating");
    CHECK(counted(words(), english, Word::standing_ratings_one, 0) == "0 ratings");
    CHECK(counted(words(), indonesian, Word::standing_ratings_one, 1'204) == "1.204 penilaian");
}

}  // namespace rancak::kiosk::test
