#include "kiosk/core/roster.h"

#include <algorithm>

namespace rancak::kiosk {

std::string counter_of(const State& state, std::string_view officer) {
    for (const auto& [counter, shift] : state.shifts)
        if (shift.officer == officer) return counter;
    return {};
}

std::vector<Seat> officers_by_counter(const State& state) {
    std::vector<Seat> list;
    for (const Officer& officer : state.catalogue->officers) {
        if (officer.office != state.setup.office) continue;
        const std::string by_shift = counter_of(state, officer.id);
        list.push_back({&officer, state.catalogue->counter(by_shift.empty() ? officer.counter : by_shift)});
    }
    const auto place = [&](const Seat& one) {
        return one.counter ? one.counter - state.catalogue->counters.data() : PTRDIFF_MAX;
    };
    std::stable_sort(list.begin(), list.end(), [&](const Seat& a, const Seat& b) {
        return std::pair{place(a), std::string_view{a.officer->name}} < std::pair{place(b), std::string_view{b.officer->name}};
    });
    return list;
}

std::vector<Seat> on_duty(const State& state) {
    std::vector<Seat> list = officers_by_counter(state);
    std::erase_if(list, [&](const Seat& one) { return state.left_today.contains(one.officer->id); });
    return list;
}

bool may_rate_another(const State& state) {
    const auto* thanks = std::get_if<Thanks>(&state.screen);
    const bool has_rated = thanks && thanks->what == ThanksFor::rating;
    return has_rated && state.setup.placement == Placement::lobby && !on_duty(state).empty();
}

Subject subject_at_counter(const State& state) {
    const auto shift = state.shifts.find(state.setup.counter);
    return {shift == state.shifts.end() ? std::string{} : shift->second.officer, state.setup.counter};
}

DutyToday duty_after(const std::vector<ShiftEvent>& events, Timestamp now, std::chrono::minutes utc_offset) {
    DutyToday duty;
    const LocalDay today = local_day(now, utc_offset);
    for (const auto& [body, at] : events)
        if (local_day(at, utc_offset) == today) apply(duty.shifts, duty.left, body, at);
    return duty;
}

void apply(Shifts& shifts, std::set<std::string, std::less<>>& left, const ShiftBody& body, Timestamp at) {
    if (body.taken) {
        shifts[body.counter] = {body.officer, at};
        left.erase(body.officer);
        return;
    }
    const auto shift = shifts.find(body.counter);
    if (shift != shifts.end() && shift->second.officer == body.officer) shifts.erase(shift);
    left.insert(body.officer);
}

std::vector<const Reason*> reasons_for(const Catalogue& catalogue, int score) {
    std::vector<const Reason*> list;
    if (score < 1 || score > 5) return list;
    for (const Reason& reason : catalogue.reasons)
        if (reason.scores[static_cast<std::size_t>(score - 1)]) list.push_back(&reason);
    return list;
}

}  // namespace rancak::kiosk
