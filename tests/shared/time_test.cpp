#include "shared/time.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace std::chrono_literals;

TEST_CASE("a time is written and read back to the millisecond") {
    const Timestamp time = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 3h + 12min + 45s + 123ms;
    CHECK(to_rfc3339(time) == "2026-11-24T03:12:45.123Z");
    CHECK(parse_rfc3339("2026-11-24T03:12:45.123Z") == time);
    CHECK(to_rfc3339(Timestamp{-1ms}) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("only the one form of a time is read") {
    for (const char* text : {"", "2026-11-24T03:12:45Z", "2026-11-24 03:12:45.123Z", "2026-02-30T03:12:45.123Z",
                             "2026-11-24T24:00:00.000Z", "2026-11-24T03:60:45.123Z", "2026-11-24T03:12:45.123+",
                             "2026-11-24T03:12:45.12xZ", "2026-13-24T03:12:45.123Z", "2026-11-24T03:12:60.000Z"})
        CHECK_FALSE_MESSAGE(parse_rfc3339(text), text);
}

TEST_CASE("years that do not fit four digits are clamped, not garbled") {
    CHECK(to_rfc3339(Timestamp{Milliseconds{INT64_MAX / 4}}) == "9999-12-31T23:59:59.999Z");
    CHECK(to_rfc3339(Timestamp{Milliseconds{INT64_MIN / 4}}) == "0000-01-01T00:00:00.000Z");
}

TEST_CASE("a local day begins at local midnight") {
    const auto evening = parse_rfc3339("2026-11-24T16:59:59.999Z").value();
    CHECK(to_iso_date(local_day(evening, 7h)) == "2026-11-24");
    CHECK(to_iso_date(local_day(evening + 1ms, 7h)) == "2026-11-25");
    CHECK(parse_iso_date("2026-11-25") == local_day(evening + 1ms, 7h));
    CHECK_FALSE(parse_iso_date("2026-11-31"));
    CHECK_FALSE(parse_iso_date("2026-11-3"));
}
