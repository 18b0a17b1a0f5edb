#include "kiosk/core/retry.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace rancak;
using namespace rancak::kiosk;
using namespace std::chrono_literals;

namespace {

const Timestamp now = *parse_rfc3339("2026-11-24T03:12:45.000Z");

bool holds(const std::string& what, auto&& property) { return rc::check(what, property); }

double any_share() { return *rc::gen::inRange(0, 1'000'000) / 1e6; }
std::optional<Milliseconds> any_retry_after() {
    const auto seconds = *rc::gen::inRange<std::int64_t>(-10, 1'000'000'000'000);
    return *rc::gen::arbitrary<bool>() ? std::optional(Milliseconds(seconds)) : std::nullopt;
}

}  // namespace

TEST_CASE("the ceiling is 1 s after the first failure, doubles, and ends at 5 min") {
    const double nearly_one = 0.999'999'9;
    CHECK(retry_delay(1, {}, nearly_one) == 999ms);
    CHECK(retry_delay(2, {}, nearly_one) == 1'999ms);
    CHECK(retry_delay(9, {}, nearly_one) == 255'999ms);
    CHECK(retry_delay(10, {}, nearly_one) == 299'999ms);
    CHECK(retry_delay(1'000'000, {}, nearly_one) == 299'999ms);
}

TEST_CASE("a delay is never negative, never under Retry-After, never over an hour and five minutes") {
    CHECK(holds("bounds", [] {
        const int failures = *rc::gen::inRange(1, 1'000);
        const auto retry_after = any_retry_after();
        const auto delay = retry_delay(failures, retry_after, any_share());
        RC_ASSERT(delay >= 0ms);
        RC_ASSERT(delay <= 1h + 5min);
        if (retry_after) RC_ASSERT(delay >= std::min<Milliseconds>(*retry_after, 1h));
        if (!retry_after) RC_ASSERT(delay <= 5min);
    }));
}

TEST_CASE("a larger share or one more failure never shortens the delay") {
    CHECK(holds("monotonic", [] {
        const int failures = *rc::gen::inRange(1, 100);
        const auto retry_after = any_retry_after();
        const double share = any_share(), more = std::max(share, any_share());
        RC_ASSERT(retry_delay(failures, retry_after, share) <= retry_delay(failures, retry_after, more));
        RC_ASSERT(retry_delay(failures, retry_after, share) <= retry_delay(failures + 1, retry_after, share));
    }));
}

TEST_CASE("the jitter spreads over the whole ceiling, so that kiosks that failed together come back apart") {
    CHECK(retry_delay(10, {}, 0.0) == 0ms);
    CHECK(retry_delay(10, {}, 0.5) == 150s);
    CHECK(retry_delay(10, 100s, 0.5) == 250s);
}

TEST_CASE("Retry-After in seconds is brought into 0 to 1 h") {
    CHECK(parse_retry_after("0", now) == 0s);
    CHECK(parse_retry_after("120", now) == 120s);
    CHECK(parse_retry_after("  120\t", now) == 120s);
    CHECK(parse_retry_after("3600", now) == 1h);
    CHECK(parse_retry_after("3601", now) == 1h);
    CHECK(parse_retry_after("99999999999999999999999999", now) == 1h);
    CHECK(parse_retry_after("-5", now) == 0s);
}

TEST_CASE("Retry-After as a date is read in its three forms") {
    CHECK(parse_retry_after("Tue, 24 Nov 2026 03:14:45 GMT", now) == 2min);
    CHECK(parse_retry_after("Tuesday, 24-Nov-26 03:14:45 GMT", now) == 2min);
    CHECK(parse_retry_after("Tue Nov 24 03:14:45 2026", now) == 2min);
    CHECK(parse_retry_after("Sun Nov  8 03:14:45 2026", now) == 0s);
}

TEST_CASE("a date in the past means now, one far ahead an hour") {
    CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now) == 0s);
    CHECK(parse_retry_after("Sunday, 06-Nov-94 08:49:37 GMT", now) == 0s);
    CHECK(parse_retry_after("Fri, 31 Dec 9999 23:59:59 GMT", now) == 1h);
}

TEST_CASE("what is neither seconds nor a date is not a Retry-After") {
    for (const auto* text :
         {"", "soon", "1.5", "12s", "+5", "--5", "Tue, 24 Nov 2026 03:14:45", "Tue, 24 Nov 2026 25:14:45 GMT",
          "Tue, 31 Nov 2026 03:14:45 GMT", "Xxx, 24 Nov 2026 03:14:45 GMT", "Tue, 24 Xyz 2026 03:14:45 GMT",
          "Tue Nov 24 03:14:45 202", "Tue Nov 24 03:14:4x 2026", "-", ","}) {
        CAPTURE(text);
        CHECK(parse_retry_after(text, now) == std::nullopt);
    }
}

TEST_CASE("any bytes as Retry-After give nothing or 0 to 1 h") {
    CHECK(holds("robust", [] {
        const auto text = *rc::gen::arbitrary<std::string>();
        const auto wait = parse_retry_after(text, now);
        RC_ASSERT(!wait || (*wait >= 0ms && *wait <= 1h));
    }));
}
