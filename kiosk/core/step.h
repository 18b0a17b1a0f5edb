#pragma once

#include "kiosk/core/update.h"

namespace rancak::kiosk {

// One run of update(): the state as it changes and the effects as they gather. Private to kiosk/core.
struct Step {
    State state;
    std::vector<Effect> effects;
    const Moment& moment;

    // Asks for the events to be stored; what `then` says happens once they are.
    void append(std::vector<EventBody> events, Then then);
    void show(Screen screen) { state.screen = std::move(screen); }
    // Somebody is here: a visit begins unless one is under way.
    Visit& visit();
    void thank(int score);
    // Back to clean: nothing of this person stays.
    void end_visit();
    template <class S>
    [[nodiscard]] S* on() { return std::get_if<S>(&state.screen); }
};

// What a citizen does (visit.cpp). Each ignores what does not fit the screen.
void begin(Step&);
void pick(Step&, Subject);
void pick_officer(Step&, const std::string& officer);
void pick_unsure(Step&);
void rate(Step&, int score);
void toggle_reason(Step&, const std::string& reason);
void toggle_cause(Step&, Cause);
void undo(Step&);
void wrong_officer(Step&);
void finish_why(Step&);
void rating_stored(Step&, const PendingRating&, const std::vector<std::uint64_t>& seqs);
// Before a visit ends by itself: what was chosen and not yet stored is stored.
void keep_unfinished(Step&);

// What staff and caretakers do (staff.cpp).
void open_sign_in(Step&);
void pick_staff(Step&, const std::string& who);
void type_digit(Step&, char digit);
void erase_digit(Step&);
void enter_pin(Step&);
void pin_accepted(Step&, const std::string& who);
void pin_refused(Step&, const PinRefused&);
void take_counter(Step&, const std::string& counter);
void leave_counter(Step&);
void shift_stored(Step&, const PendingShift&);
void open_export(Step&, ExportKind);
void start_export(Step&, const std::string& path);
void export_ended(Step&, const ExportEnded&);

}  // namespace rancak::kiosk
