#include "server/core/case_work.h"

#include "tests/server/ingest_world.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace rancak::server {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

LocalDay day(const char* text) { return *parse_iso_date(text); }

const Office& office() {
    static const auto catalogue = small_catalogue();  // Monday to Friday
    return catalogue.offices.front();
}

CaseStatus steps(std::initializer_list<CaseAction> actions) {
    CaseStatus status;
    auto at = morning();
    for (const auto action : actions) status = after(status, {at += 1h, "admin", action, "text", "budi"});
    return status;
}

}  // namespace

TEST_CASE("every state and action reads back from its code, and no other word does") {
    for (const auto state : all_case_states) CHECK(parse_case_state(code(state)) == state);
    for (const auto action : all_case_actions) CHECK(parse_case_action(code(action)) == action);
    CHECK(!parse_case_state("open"));
    CHECK(!parse_case_action(""));
}

TEST_CASE("the usual way leads from received to closed, and each step is counted") {
    using enum CaseAction;
    CHECK(steps({}).state == CaseState::received);
    CHECK(steps({verify}).state == CaseState::verified);
    CHECK(steps({verify, assign}).state == CaseState::in_progress);
    CHECK(steps({verify, assign}).assigned == "budi");
    const auto answered = steps({verify, assign, note, answer});
    CHECK(answered.state == CaseState::answered);
    CHECK(answered.answer == "text");
    CHECK(answered.verified == morning() + 1h);
    CHECK(answered.answered == morning() + 4h);
    const auto closed = steps({verify, assign, note, answer, close});
    CHECK(closed.state == CaseState::closed);
    CHECK(closed.steps == 5);
    CHECK(steps({answer, close, reopen}).state == CaseState::in_progress);
    CHECK(steps({forward}).state == CaseState::in_progress);
}

TEST_CASE("a note moves nothing, and who answers at once has read the case") {
    using enum CaseAction;
    CHECK(steps({note}).state == CaseState::received);
    CHECK(!steps({note}).verified);
    CHECK(steps({answer}).verified == morning() + 1h);
    CHECK(steps({verify, answer}).verified == morning() + 1h);
    CHECK(steps({answer, answer}).answered == morning() + 2h);
}

TEST_CASE("each state allows what makes sense in it, and every allowed step leads to a state") {
    const auto allows = [](CaseState state, CaseAction action) {
        const auto all = allowed_actions(state);
        return std::count(all.begin(), all.end(), action) == 1;
    };
    for (const auto state : all_case_states) CHECK(allows(state, CaseAction::note));
    CHECK(!allows(CaseState::verified, CaseAction::verify));
    CHECK(!allows(CaseState::closed, CaseAction::answer));
    CHECK(allows(CaseState::closed, CaseAction::reopen));
    CHECK(!allows(CaseState::received, CaseAction::reopen));
    CHECK(allows(CaseState::answered, CaseAction::close));
}

TEST_CASE("deadlines count the days on which the office is open") {
    // 2026-11-24 is a Tuesday.
    CHECK(after_working_days(office(), day("2026-11-24"), 0) == day("2026-11-24"));
    CHECK(after_working_days(office(), day("2026-11-24"), 3) == day("2026-11-27"));
    CHECK(after_working_days(office(), day("2026-11-27"), 1) == day("2026-11-30"));
    CHECK(after_working_days(office(), day("2026-11-28"), 1) == day("2026-11-30"));
    auto festive = office();
    festive.shut_days = {{day("2026-11-26"), {"Libur", "", ""}}};
    CHECK(after_working_days(festive, day("2026-11-24"), 3) == day("2026-11-30"));
    CHECK(after_working_days(Office{}, day("2026-11-27"), 1) == day("2026-11-30"));  // hours unknown
}

TEST_CASE("each kind of case has its days, and what was done early moves what follows") {
    using enum CaseAction;
    CaseBody told;
    const CaseRules rules;
    auto due = deadlines(office(), rules, told, morning(), {});
    CHECK(due == CaseDeadlines{day("2026-11-27"), day("2026-12-04"), day("2026-12-14"), std::nullopt});
    CHECK(next_deadline(CaseState::received, due) == due.verify);
    CHECK(next_deadline(CaseState::verified, due) == due.answer);
    CHECK(next_deadline(CaseState::in_progress, due) == due.resolve);
    CHECK(!next_deadline(CaseState::answered, due));
    CHECK(!next_deadline(CaseState::closed, due));
    CHECK(deadlines(office(), rules, told, morning(), steps({verify})).answer == day("2026-12-01"));
    const auto late = after(CaseStatus{}, {morning() + days{30}, "admin", verify, "", ""});
    CHECK(deadlines(office(), rules, told, morning(), late).answer == day("2026-12-04"));
    CHECK(deadlines(office(), rules, told, morning(), steps({answer})).close == day("2026-12-08"));
    told.kind = CaseKind::question;
    CHECK(deadlines(office(), rules, told, morning(), {}).resolve == day("2026-12-01"));
    told.kind = CaseKind::complaint;
    told.about = CaseAbout::illegal_fee;
    CHECK(deadlines(office(), rules, told, morning(), {}).resolve == day("2027-02-16"));
}

}  // namespace rancak::server
