#include "server/core/case_work.h"

#include <algorithm>

namespace rancak::server {
namespace {

using std::string_view;

constexpr std::array<string_view, 5> states{"received", "verified", "in_progress", "answered", "closed"};
constexpr std::array<string_view, 7> actions{"verify", "assign", "note", "answer", "forward", "close", "reopen"};

template <class Value, std::size_t count>
std::optional<Value> parse(const std::array<string_view, count>& names, string_view text) {
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) return std::nullopt;
    return static_cast<Value>(found - names.begin());
}

bool is_open(const Office& office, LocalDay day) {
    const auto hours = hours_on(office, day);
    return hours.opens != hours.closes;
}

bool ever_opens(const Office& office) {
    return std::any_of(office.hours.begin(), office.hours.end(), [](const OpeningHours& day) { return day.opens != day.closes; });
}

bool is_weekday(LocalDay day) { return std::chrono::weekday{day}.iso_encoding() <= 5; }

int days_to_resolve(const CaseRules& rules, const CaseBody& told) {
    if (told.kind == CaseKind::question) return rules.question;
    return told.about == CaseAbout::illegal_fee ? rules.supervised : rules.ordinary;
}

}  // namespace

string_view code(CaseState state) { return states[static_cast<std::size_t>(state)]; }
string_view code(CaseAction action) { return actions[static_cast<std::size_t>(action)]; }
std::optional<CaseState> parse_case_state(string_view text) { return parse<CaseState>(states, text); }
std::optional<CaseAction> parse_case_action(string_view text) { return parse<CaseAction>(actions, text); }

std::vector<CaseAction> allowed_actions(CaseState state) {
    using enum CaseAction;
    switch (state) {
        case CaseState::received: return {verify, assign, note, answer, forward, close};
        case CaseState::verified:
        case CaseState::in_progress: return {assign, note, answer, forward, close};
        case CaseState::answered: return {note, answer, close, reopen};
        case CaseState::closed: return {note, reopen};
    }
    return {};
}

CaseStatus after(CaseStatus status, const CaseStep& step) {
    ++status.steps;
    const bool reads_it = step.action != CaseAction::note && step.action != CaseAction::reopen;
    if (reads_it && !status.verified) status.verified = step.at;
    switch (step.action) {
        case CaseAction::verify: status.state = CaseState::verified; break;
        case CaseAction::assign:
            status.state = CaseState::in_progress;
            status.assigned = step.to;
            break;
        case CaseAction::note: break;
        case CaseAction::forward:
        case CaseAction::reopen: status.state = CaseState::in_progress; break;
        case CaseAction::answer:
            status.state = CaseState::answered;
            status.answer = step.text;
            status.answered = step.at;
            break;
        case CaseAction::close: status.state = CaseState::closed; break;
    }
    return status;
}

LocalDay after_working_days(const Office& office, LocalDay day, int n) {
    // Shut days are at most max_shut_days, so this ends wherever there is one open day a week.
    const bool opens = ever_opens(office);
    while (n > 0) {
        day += std::chrono::days{1};
        if (opens ? is_open(office, day) : is_weekday(day)) --n;
    }
    return day;
}

CaseDeadlines deadlines(const Office& office, const CaseRules& rules, const CaseBody& told, Timestamp received,
                        const CaseStatus& status) {
    const auto day_of = [&](Timestamp time) { return local_day(time, office.utc_offset); };
    const auto came_in = day_of(received);
    CaseDeadlines due;
    due.verify = after_working_days(office, came_in, rules.verify);
    due.answer = after_working_days(office, status.verified ? std::min(day_of(*status.verified), due.verify) : due.verify, rules.answer);
    due.resolve = after_working_days(office, came_in, days_to_resolve(rules, told));
    if (status.answered) due.close = after_working_days(office, day_of(*status.answered), rules.close);
    return due;
}

std::optional<LocalDay> next_deadline(CaseState state, const CaseDeadlines& due) {
    switch (state) {
        case CaseState::received: return due.verify;
        case CaseState::verified: return due.answer;
        case CaseState::in_progress: return due.resolve;
        case CaseState::answered:
        case CaseState::closed: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace rancak::server
