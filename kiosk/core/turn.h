#pragma once

#include "kiosk/core/update.h"

namespace rancak::kiosk {

// One run of update(): the state as it changes and the effects as they gather. Private to kiosk/core.
struct Turn {
    State state;
    std::vector<Effect> effects;
    const Moment& moment;

    // Asks for the events to be stored; what `then` says happens once they are.
    void append(std::vector<EventBody> events, Then then, std::vector<FreeText> texts = {});
    void show(Screen screen) { state.screen = std::move(screen); }
    // Somebody is here: a visit begins unless one is under way.
    Visit& visit();
    // What is said at the end of a visit, until granted() time has passed.
    void thank(ThanksFor what = ThanksFor::rating);
    void tell_nothing_stored(Left::What);
    // Back to clean: nothing of this person stays.
    void end_visit();
    template <class S>
    [[nodiscard]] S* on() { return std::get_if<S>(&state.screen); }
};

// What a citizen does (visit.cpp). Each ignores what does not fit the screen.
void begin(Turn&);
void pick(Turn&, Subject);
void pick_officer(Turn&, const std::string& officer);
void pick_unsure(Turn&);
void rate(Turn&, int score);
void toggle_reason(Turn&, const std::string& reason);
void toggle_cause(Turn&, Cause);
void toggle_pressed(Turn&);
void undo(Turn&);
void wrong_officer(Turn&);
void finish_why(Turn&);
void rating_stored(Turn&, const PendingRating&, const std::vector<std::uint64_t>& seqs);
void open_comment(Turn&);
void comment_written(Turn&);
// Before a visit ends by itself: what was chosen and not yet stored is stored.
void keep_unfinished(Turn&);

// What a citizen reads (services.cpp).
void open_home(Turn&);
void open_services(Turn&);
void open_pledge(Turn&);
void pick_category(Turn&, const std::string& category);
void open_keyboard(Turn&, bool open);
void text_changed(Turn&);
void open_service(Turn&, const std::string& id);
void toggle_requirement(Turn&, std::size_t requirement);
void toggle_more(Turn&);
// False: the screen is none of information.
bool back_from_information(Turn&);
// The catalogue is another one.
void information_changed(Turn&);
// What a citizen tells the office (cases.cpp).
void open_case(Turn&);
void pick_case_kind(Turn&, CaseKind);
void pick_case_about(Turn&, CaseAbout);
void pick_case_name(Turn&, const std::string& id);
void case_written(Turn&);
void pick_case_privacy(Turn&, CasePrivacy);
void send_case(Turn&);
void case_stored(Turn&, const PendingCase&);
void cancel_case(Turn&);
// False: the screen is none of a case.
[[nodiscard]] bool back_in_case(Turn&);

// How a citizen takes part (participation.cpp).
void open_participation(Turn&);
void open_forum(Turn&, const std::string& id);
void support(Turn&, const std::string& topic);
void support_stored(Turn&, const PendingSupport&);
// False: the screen is none of taking part.
[[nodiscard]] bool back_from_participation(Turn&);
// The catalogue or the hour is another one: what has begun is left.
void participation_changed(Turn&);

// The survey (survey.cpp).
void open_survey(Turn&);
void pick_survey_service(Turn&, const std::string& service);
void answer_survey(Turn&, int choice);
void next_survey_question(Turn&);
void send_survey(Turn&);
void survey_stored(Turn&);
void leave_survey(Turn&);
[[nodiscard]] bool back_in_survey(Turn&);
// The catalogue is another one.
void survey_changed(Turn&);

// What time does (deadlines.cpp).
void tick(Turn&);
void watch_the_day(State&);
// A farewell stays for its whole time from now on.
void stay_on(State&);
void voice_ended(Turn&, const VoiceEnded&);
[[nodiscard]] bool is_running_export(const Screen&);

// What staff and caretakers do (staff.cpp).
void open_sign_in(Turn&);
void pick_staff(Turn&, const std::string& who);
void type_digit(Turn&, char digit);
void erase_digit(Turn&);
void enter_pin(Turn&);
void pin_accepted(Turn&, const std::string& who);
void pin_refused(Turn&, const PinRefused&);
void take_counter(Turn&, const std::string& counter);
void leave_counter(Turn&);
void shift_stored(Turn&, const PendingShift&);
void open_export(Turn&, ExportKind);
void start_export(Turn&, const std::string& path);
void export_ended(Turn&, const ExportEnded&);

}  // namespace rancak::kiosk
