#include "kiosk/core/update.h"

#include "kiosk/core/roster.h"
#include "kiosk/core/turn.h"

#include <algorithm>

namespace rancak::kiosk {

// ---- Turn ------------------------------------------------------------------------------------------------------------

void Turn::append(std::vector<EventBody> events, Then then, std::vector<FreeText> texts) {
    const std::uint64_t ticket = state.next_ticket++;
    state.pending.push_back({ticket, std::move(then), state.visit ? state.visit->number : 0});
    effects.emplace_back(Append{ticket, std::move(events), std::move(texts)});
}

Visit& Turn::visit() {
    if (!state.visit) state.visit = Visit{moment.fresh_id, ++state.visits, {}, std::nullopt};
    return *state.visit;
}

void Turn::end_visit() {
    // What a kiosk out of service could not take, nobody withheld.
    if (state.visit && !state.visit->of_staff && !state.storage_fault)
        effects.emplace_back(CountVisit{state.day, !state.visit->ratings.empty()});
    state.visit.reset();
    state.preferences = {};
    state.idle_warning = false;
    if (state.storage_fault) show(OutOfService{*state.storage_fault, moment.now + journal_retry_every});
    else show(Attract{moment.now});
}

void Turn::thank(ThanksFor what) { show(Thanks{moment.now + granted(thanks_last, state.preferences), what}); }

void Turn::tell_nothing_stored(Left::What what) { show(Left{what, moment.now + granted(thanks_last, state.preferences)}); }

namespace {

// ---- Going back and finishing ----------------------------------------------------------------------------------------

void back(Turn& turn) {
    State& state = turn.state;
    if (back_from_information(turn) || back_in_case(turn) || back_from_participation(turn) || back_in_survey(turn)) return;
    const auto leave = [&] {
        if (state.visit && state.visit->through_home) turn.show(Home{});
        else turn.end_visit();
    };
    if (const auto* choosing = turn.on<ChooseOfficer>()) {
        if (choosing->correcting && state.visit && state.visit->unfinished) {
            turn.show(*state.visit->unfinished);
            state.visit->unfinished.reset();
        } else {
            leave();
        }
    } else if (auto* comment = turn.on<Comment>()) {
        turn.show(Why{comment->why});
    } else if (turn.on<Faces>()) {
        if (state.setup.placement == Placement::lobby && !on_duty(state).empty()) turn.show(ChooseOfficer{});
        else leave();
    } else if (const auto* sign_in = turn.on<SignIn>(); sign_in && !sign_in->checking) {
        if (sign_in->who.empty()) turn.end_visit();
        else turn.show(SignIn{});
    } else if (turn.on<StaffHome>() || (turn.on<CaretakerHome>() && !is_running_export(state.screen))) {
        turn.end_visit();
    }
}

void done(Turn& turn) {
    if (turn.on<Why>()) finish_why(turn);
    else if (turn.on<Comment>()) comment_written(turn);
    else if (turn.on<CaseWriting>() || turn.on<CaseContact>()) case_written(turn);
    else if (turn.on<Thanks>() || turn.on<CaseSent>() || turn.on<Left>()) turn.end_visit();
    else if (turn.on<StaffHome>() || turn.on<CaretakerHome>()) back(turn);
}

// ---- The journal's answers -------------------------------------------------------------------------------------------

struct OnStored {
    Turn& turn;
    const std::vector<std::uint64_t>& seqs;

    void operator()(const PendingRating& pending) const { rating_stored(turn, pending, seqs); }
    void operator()(const PendingLeave&) const { turn.thank(); }
    void operator()(const PendingUndo& pending) const { turn.show(Faces{pending.subject, true}); }
    void operator()(const PendingShift& pending) const { shift_stored(turn, pending); }
    void operator()(const PendingCase& pending) const { case_stored(turn, pending); }
    void operator()(const PendingSupport& pending) const { support_stored(turn, pending); }
    void operator()(const PendingSurvey&) const { survey_stored(turn); }
    void operator()(const PendingNothing&) const {}
};

// Takes what waits for the ticket; nullopt: nobody waits (any more).
std::optional<Pending> take_pending(State& state, std::uint64_t ticket) {
    const auto found = std::find_if(state.pending.begin(), state.pending.end(),
                                    [ticket](const Pending& one) { return one.ticket == ticket; });
    if (found == state.pending.end()) return std::nullopt;
    Pending pending = std::move(*found);
    state.pending.erase(found);
    return pending;
}

// Who took a counter has it, also when they are gone; all else is for the one who asked for it.
bool concerns(const State& state, const Pending& pending) {
    const std::uint64_t here = state.visit ? state.visit->number : 0;
    return std::holds_alternative<PendingShift>(pending.then) || pending.visit == here;
}

// ---- Actions ---------------------------------------------------------------------------------------------------------

struct Apply {
    Turn& turn;

    void operator()(const Begin&) const { begin(turn); }
    void operator()(const PickOfficer& a) const { pick_officer(turn, a.officer); }
    void operator()(const PickUnsure&) const { pick_unsure(turn); }
    void operator()(const Rate& a) const { rate(turn, a.score); }
    void operator()(const ToggleReason& a) const { toggle_reason(turn, a.reason); }
    void operator()(const ToggleCause& a) const { toggle_cause(turn, a.cause); }
    void operator()(const TogglePressed&) const { toggle_pressed(turn); }
    void operator()(const Undo&) const { undo(turn); }
    void operator()(const WrongOfficer&) const { wrong_officer(turn); }
    void operator()(const Done&) const { done(turn); }
    void operator()(const Back&) const { back(turn); }
    void operator()(const StillHere&) const {}
    void operator()(const Touched&) const {}

    void operator()(const ChooseLanguage& a) const { prefer([&](Preferences& p) { p.language = a.language; }); }
    void operator()(const ChooseTextSize& a) const { prefer([&](Preferences& p) { p.text_size = a.size; }); }
    void operator()(const ChooseTheme& a) const { prefer([&](Preferences& p) { p.theme = a.theme; }); }
    void operator()(const ChooseVoice& a) const {
        if (voice_works(turn.state)) prefer([&](Preferences& p) { p.voice = a.voice; });
    }
    void operator()(const SetAid& a) const { prefer([&](Preferences& p) { p.aid(a.aid) = a.on; }); }

    void operator()(const TypeCharacter& a) const { change_text([&](Typing& typing) { type(typing, a.character); }); }
    void operator()(const EraseCharacter&) const { change_text([](Typing& typing) { erase(typing); }); }
    void operator()(const ClearText&) const { change_text([](Typing& typing) { clear(typing); }); }
    void operator()(const SwitchKeys& a) const {
        if (Typing* typing = typing_of(turn.state.screen)) typing->layer = a.layer;
    }

    void operator()(const OpenHome&) const { open_home(turn); }
    void operator()(const OpenServices&) const { open_services(turn); }
    void operator()(const OpenPledge&) const { open_pledge(turn); }
    void operator()(const PickCategory& a) const { pick_category(turn, a.category); }
    void operator()(const OpenKeyboard&) const { open_keyboard(turn, true); }
    void operator()(const CloseKeyboard&) const { open_keyboard(turn, false); }
    void operator()(const OpenService& a) const { open_service(turn, a.service); }
    void operator()(const ToggleRequirement& a) const { toggle_requirement(turn, a.requirement); }
    void operator()(const ToggleMore&) const { toggle_more(turn); }
    void operator()(const OpenCase&) const { open_case(turn); }
    void operator()(const PickCaseKind& a) const { pick_case_kind(turn, a.kind); }
    void operator()(const PickCaseAbout& a) const { pick_case_about(turn, a.about); }
    void operator()(const PickCaseName& a) const { pick_case_name(turn, a.id); }
    void operator()(const PickCasePrivacy& a) const { pick_case_privacy(turn, a.privacy); }
    void operator()(const SendCase&) const { send_case(turn); }
    void operator()(const CancelCase&) const { cancel_case(turn); }
    void operator()(const OpenComment&) const { open_comment(turn); }

    void operator()(const OpenParticipation&) const { open_participation(turn); }
    void operator()(const OpenForum& a) const { open_forum(turn, a.forum); }
    void operator()(const Support& a) const { support(turn, a.topic); }

    void operator()(const OpenSurvey&) const { open_survey(turn); }
    void operator()(const PickSurveyService& a) const { pick_survey_service(turn, a.service); }
    void operator()(const AnswerSurvey& a) const { answer_survey(turn, a.choice); }
    void operator()(const NextQuestion&) const { next_survey_question(turn); }
    void operator()(const SendSurvey&) const { send_survey(turn); }
    void operator()(const LeaveSurvey&) const { leave_survey(turn); }

    void operator()(const OpenSignIn&) const { open_sign_in(turn); }
    void operator()(const PickStaff& a) const { pick_staff(turn, a.who); }
    void operator()(const TypeDigit& a) const { type_digit(turn, a.digit); }
    void operator()(const EraseDigit&) const { erase_digit(turn); }
    void operator()(const EnterPin&) const { enter_pin(turn); }
    void operator()(const TakeCounter& a) const { take_counter(turn, a.counter); }
    void operator()(const LeaveCounter&) const { leave_counter(turn); }
    void operator()(const OpenExport& a) const { open_export(turn, a.kind); }
    void operator()(const StartExport& a) const { start_export(turn, a.path); }
    void operator()(const CancelExport&) const {
        if (is_running_export(turn.state.screen)) turn.effects.emplace_back(StopExport{});
    }
    void operator()(const CloseExport&) const {
        auto* home = turn.on<CaretakerHome>();
        if (home && !is_running_export(turn.state.screen)) home->exporting.reset();
    }

    void operator()(const Tick&) const { tick(turn); }
    void operator()(const Stored& a) const {
        const auto pending = take_pending(turn.state, a.ticket);
        if (pending && concerns(turn.state, *pending)) std::visit(OnStored{turn, a.seqs}, pending->then);
    }
    void operator()(const StoreFailed& a) const {
        if (a.ticket != 0 && !take_pending(turn.state, a.ticket)) return;
        turn.state.storage_fault = a.why;
        turn.end_visit();
    }
    void operator()(const PinAccepted& a) const { pin_accepted(turn, a.who); }
    void operator()(const PinRefused& a) const { pin_refused(turn, a); }
    void operator()(const StandingArrived& a) const {
        auto* home = turn.on<StaffHome>();
        if (home && home->officer == a.view.standing.officer) *home = {home->officer, false, a.view};
    }
    void operator()(const StandingMissing& a) const {
        auto* home = turn.on<StaffHome>();
        if (home && home->officer == a.officer) home->loading = false;
    }
    void operator()(const HealthRead& a) const {
        if (auto* home = turn.on<CaretakerHome>()) home->health = a.health;
    }
    void operator()(const DestinationsFound& a) const {
        auto* home = turn.on<CaretakerHome>();
        if (home && home->exporting) home->exporting->destinations = a.destinations;
    }
    void operator()(const ExportProgress& a) const {
        if (!is_running_export(turn.state.screen)) return;
        auto& exporting = *turn.on<CaretakerHome>()->exporting;
        exporting.done = a.done;
        exporting.total = a.total;
    }
    void operator()(const ExportEnded& a) const { export_ended(turn, a); }
    void operator()(const CatalogueArrived& a) const {
        turn.state.catalogue = a.catalogue;
        information_changed(turn);
        participation_changed(turn);
        survey_changed(turn);
        if (turn.on<NotReady>() && office_of(turn.state)) turn.show(Attract{turn.moment.now});
    }
    void operator()(const OnlineChanged& a) const { turn.state.online = a.online; }
    void operator()(const VoiceBegan&) const { turn.state.speaking = true; }
    void operator()(const VoiceEnded& a) const { voice_ended(turn, a); }
    void operator()(const JournalRecovered&) const {
        turn.state.storage_fault.reset();
        if (turn.on<OutOfService>()) turn.end_visit();
    }

private:
    template <class Change>
    void change_text(Change change) const {
        Typing* typing = typing_of(turn.state.screen);
        if (!typing) return;
        change(*typing);
        text_changed(turn);
    }
    template <class Change>
    void prefer(Change change) const {
        change(turn.state.preferences);
        stay_on(turn.state);  // whoever changes how a farewell looks wants to read it
        if (!(turn.state.preferences == Preferences{})) turn.visit();
    }
};

// Actions of a person come first in the variant.
bool is_touch(const Action& action) { return action.index() < Action{Tick{}}.index(); }

// While a press is being stored the next one waits for nothing: it would be decided on a screen that is about to go.
bool must_wait(const State& state, const Action& action) {
    return is_touch(action) && !std::holds_alternative<Touched>(action) &&
           std::any_of(state.pending.begin(), state.pending.end(),
                       [](const Pending& one) { return !std::holds_alternative<PendingNothing>(one.then); });
}

}  // namespace

Next update(State before, const Action& action, const Moment& moment) {
    Turn turn{std::move(before), {}, moment};
    turn.state.now = moment.now;
    turn.state.wall = moment.wall;
    watch_the_day(turn.state);
    if (!must_wait(turn.state, action)) {
        if (is_touch(action)) {
            turn.state.last_touch = moment.now;
            turn.state.idle_warning = false;
        }
        std::visit(Apply{turn}, action);
    }
    return {std::move(turn.state), std::move(turn.effects)};
}

State first_state(Setup setup, std::shared_ptr<const Catalogue> catalogue, DutyToday duty, const Moment& moment) {
    State state;
    state.setup = std::move(setup);
    state.catalogue = std::move(catalogue);
    state.shifts = std::move(duty.shifts);
    state.left_today = std::move(duty.left);
    state.now = moment.now;
    state.wall = moment.wall;
    state.last_touch = moment.now;
    state.day = local_day(moment.wall, offset_of(state));
    if (office_of(state)) state.screen = Attract{moment.now};
    else state.screen = NotReady{};
    return state;
}

}  // namespace rancak::kiosk
