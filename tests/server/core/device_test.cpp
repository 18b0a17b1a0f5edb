#include "server/core/device.h"

#include "tests/server/ingest_world.h"

#include <doctest/doctest.h>

namespace rancak::server {
namespace {

using namespace std::chrono_literals;

struct CountingRandom final : Random {
    std::uint8_t next = 0;
    void fill(std::span<std::uint8_t> bytes) override {
        for (auto& byte : bytes) byte = next = static_cast<std::uint8_t>(next + 37);
    }
};

NewCode new_code() {
    CountingRandom random;
    return make_code(random, "dukcapil", "a-1", morning());
}

EnrolmentAttempt typed(std::string text, Timestamp when = morning()) {
    return {std::move(text), journal_a, VerifyKey{{7}}, "0.1.0", when};
}

}  // namespace

TEST_CASE("days of visits that a wrong clock made up are dropped, the office's own today never") {
    const auto enrolled = *parse_rfc3339("2026-11-23T20:00:00.000Z"), now = *parse_rfc3339("2026-11-25T18:00:00.000Z");
    const auto day = [](const char* text) { return *parse_iso_date(text); };
    Heartbeat heartbeat;
    for (const char* text : {"1970-01-01", "2026-11-21", "2026-11-22", "2026-11-24", "2026-11-26", "2026-11-27", "2099-01-01"})
        heartbeat.visits.push_back({day(text), 5, 3});
    drop_impossible_days(heartbeat, enrolled, now);
    const std::vector<DayVisits> left{{day("2026-11-22"), 5, 3}, {day("2026-11-24"), 5, 3}, {day("2026-11-26"), 5, 3}};  // it is the 26th in Sawahlunto
    CHECK(heartbeat.visits == left);
    CHECK(without_visits(heartbeat).visits.empty());
}

TEST_CASE("a code has ten characters, four of which find it, and only a hash is kept of it") {
    const auto made = new_code();
    CHECK(made.text.size() == 10);
    CHECK(normal_code(made.text) == made.text);
    CHECK(made.code.id == made.text.substr(0, 4));
    CHECK(made.code.secret == blake2b(made.text));
    CHECK(made.code.expires == morning() + 15min);
}

TEST_CASE("a code is read as people write it") {
    CHECK(normal_code("ABCDEFGH1O") == "abcdefgh10");
    CHECK(normal_code("iLoo000000") == "1100000000");
    CHECK(!normal_code("abcdefghu0"));  // there is no u
    CHECK(!normal_code("abcdefgh"));
    CHECK(!normal_code("abcdefgh-0"));
}

TEST_CASE("the right code enrols and is used up") {
    const auto made = new_code();
    const auto judgement = judge(made.code, std::nullopt, typed(made.text));
    CHECK(judgement.outcome == EnrolmentOutcome::enrolled);
    REQUIRE(judgement.code);
    CHECK(judgement.code->used_by == journal_a);
    REQUIRE(judgement.device);
    CHECK(judgement.device->id == id_a);
    CHECK(judgement.device->counter == "a-1");
    CHECK(judgement.device->enrolled == morning());
}

TEST_CASE("five wrong tries end a code, and a wrong one is told like a missing one") {
    auto made = new_code();
    const auto wrong = made.text.substr(0, 4) + "zzzzzz";
    for (int i = 0; i < code_tries; ++i) {
        const auto judgement = judge(made.code, std::nullopt, typed(wrong));
        CHECK(judgement.outcome == EnrolmentOutcome::bad_code);
        REQUIRE(judgement.code);
        made.code = *judgement.code;
    }
    CHECK(made.code.tries_left == 0);
    CHECK(!made.code.is_open(morning()));
    CHECK(judge(made.code, std::nullopt, typed(made.text)).outcome == EnrolmentOutcome::bad_code);
    CHECK(judge(std::nullopt, std::nullopt, typed(made.text)).outcome == EnrolmentOutcome::bad_code);
}

TEST_CASE("a code ends after a quarter of an hour, also for the journal that used it") {
    const auto made = new_code();
    CHECK(judge(made.code, std::nullopt, typed(made.text, morning() + 15min - 1ms)).outcome == EnrolmentOutcome::enrolled);
    CHECK(judge(made.code, std::nullopt, typed(made.text, morning() + 15min)).outcome == EnrolmentOutcome::bad_code);
}

TEST_CASE("a code without a counter does not enrol a kiosk that stands at one, and still holds") {
    auto made = new_code();
    made.code.counter = "";
    auto attempt = typed(made.text);
    attempt.at_counter = true;
    const auto refused = judge(made.code, std::nullopt, attempt);
    CHECK(refused.outcome == EnrolmentOutcome::wrong_placement);
    CHECK(!refused.code);
    CHECK(!refused.device);
    auto guess = attempt;
    guess.code = made.text.substr(0, 4) + "zzzzzz";  // who does not know the code learns nothing of it
    CHECK(judge(made.code, std::nullopt, guess).outcome == EnrolmentOutcome::bad_code);
    attempt.at_counter = false;
    CHECK(judge(made.code, std::nullopt, attempt).outcome == EnrolmentOutcome::enrolled);
    made.code.counter = "a-1";
    attempt.at_counter = true;
    CHECK(judge(made.code, std::nullopt, attempt).outcome == EnrolmentOutcome::enrolled);
}

TEST_CASE("the same journal and key are answered again, another journal or key is not") {
    const auto made = new_code();
    const auto first = judge(made.code, std::nullopt, typed(made.text));
    const auto again = judge(first.code, first.device, typed(made.text));
    CHECK(again.outcome == EnrolmentOutcome::enrolled);
    CHECK(again.device == first.device);
    CHECK(!again.code);
    auto other_key = typed(made.text);
    other_key.key.bytes[0] = 8;
    CHECK(judge(first.code, first.device, other_key).outcome == EnrolmentOutcome::bad_code);
    auto other_journal = typed(made.text);
    other_journal.journal = journal_b;
    CHECK(judge(first.code, std::nullopt, other_journal).outcome == EnrolmentOutcome::bad_code);
}

TEST_CASE("a journal that is enrolled already cannot take another code, which stays open") {
    const auto made = new_code();
    const auto judgement = judge(made.code, Device{id_a, "", {}, morning(), {}}, typed(made.text));
    CHECK(judgement.outcome == EnrolmentOutcome::journal_taken);
    CHECK(!judgement.code);
}

}  // namespace rancak::server
