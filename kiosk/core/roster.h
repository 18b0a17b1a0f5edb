#pragma once

#include "kiosk/core/state.h"

#include <vector>

namespace rancak::kiosk {

// An officer, and where they are.
struct Seat {
    const Officer* officer;  // in the catalogue
    const Counter* counter;  // by shift, else where they usually sit; null when nowhere
};

// The office's officers in the one order in which every screen lists them: by counter, then name.
[[nodiscard]] std::vector<Seat> officers_by_counter(const State&);

// Who can be rated now, in that order. One who left their counter today is not on duty.
[[nodiscard]] std::vector<Seat> on_duty(const State&);

// After the thanks: may the same visit go on with another officer? In the lobby, where there is somebody to choose; at a
// counter only its own officer is rated.
[[nodiscard]] bool may_rate_another(const State&);

// Counter: whom a press is about. Without a shift it is the counter, never the officer who usually sits there.
[[nodiscard]] Subject subject_at_counter(const State&);

// The officer's counter by shift today; empty when none.
[[nodiscard]] std::string counter_of(const State&, std::string_view officer);

// What the shift events of a journal leave standing at `now`, oldest event first. Events of other days count for
// nothing: a shift ends at local midnight.
struct ShiftEvent {
    ShiftBody body;
    Timestamp at;
};
struct DutyToday {
    Shifts shifts;
    std::set<std::string, std::less<>> left;
};
[[nodiscard]] DutyToday duty_after(const std::vector<ShiftEvent>&, Timestamp now, std::chrono::minutes utc_offset);
void apply(Shifts&, std::set<std::string, std::less<>>& left, const ShiftBody&, Timestamp at);

// The reasons offered for a score, in the catalogue's order.
[[nodiscard]] std::vector<const Reason*> reasons_for(const Catalogue&, int score);

}  // namespace rancak::kiosk
