#include "kiosk/core/update.h"

#include "kiosk/core/roster.h"
#include "kiosk/core/step.h"

#include <algorithm>

namespace rancak::kiosk {

// ---- Step ------------------------------------------------------------------------------------------------------------

void Step::append(std::vector<EventBody> events, Then then) {
    const std::uint64_t ticket = state.next_ticket++;
    state.pending.push_back({ticket, std::move(then)});
    effects.emplace_back(Append{ticket, std::move(events)});
}

Visit& Step::visit() {
    if (!state.visit) state.visit = Visit{moment.fresh_id, ++state.visits, {}, std::nullopt};
    return *state.visit;
}

void Step::end_visit() {
    state.visit.reset();
    state.preferences = {};
    state.idle_warning = false;
    if (state.storage_fault) show(OutOfService{*state.storage_fault, moment.now + journal_retry_every});
    else show(Attract{});
}

void Step::thank(int score) { show(Thanks{score, moment.now + thanks_last}); }

namespace {

// ---- Time ------------------------------------------------------------------------------------------------------------

bool is_running_export(const Screen& screen) {
    const auto* home = std::get_if<CaretakerHome>(&screen);
    return home && home->exporting && home->exporting->step == ExportState::Step::running;
}

// Screens on which nobody is asked "are you still there?": nothing is lost when they go back to clean.
bool resets_silently(const Screen& screen) {
    return std::holds_alternative<Attract>(screen) || std::holds_alternative<NotReady>(screen) ||
           std::holds_alternative<OutOfService>(screen) || std::holds_alternative<Thanks>(screen);
}

void back_to_clean(Step& step) {
    if (step.on<OutOfService>() || step.on<NotReady>()) {
        step.state.visit.reset();
        step.state.preferences = {};
        return;
    }
    keep_unfinished(step);
    step.end_visit();
}

void watch_idleness(Step& step) {
    State& state = step.state;
    if (!state.visit || is_running_export(state.screen)) return;
    const auto idle = step.moment.now - state.last_touch;
    if (resets_silently(state.screen)) {
        if (idle >= idle_after) back_to_clean(step);
    } else if (idle >= idle_after + idle_warning_lasts) {
        back_to_clean(step);
    } else {
        state.idle_warning = idle >= idle_after;
    }
}

std::chrono::minutes utc_offset(const State& state) {
    const Office* office = state.catalogue->office(state.setup.office);
    return office ? office->utc_offset : Office{}.utc_offset;
}

void watch_the_day(State& state) {
    const LocalDay today = local_day(state.wall, utc_offset(state));
    if (today == state.day) return;
    state.day = today;
    state.shifts.clear();
    state.left_today.clear();
}

void tick(Step& step) {
    watch_idleness(step);
    if (const auto* thanks = step.on<Thanks>(); thanks && step.moment.now >= thanks->until) step.end_visit();
    if (auto* home = step.on<CaretakerHome>(); home && step.moment.now >= home->health_due) {
        home->health_due = step.moment.now + health_every;
        step.effects.emplace_back(ReadHealth{});
    }
    if (auto* out = step.on<OutOfService>(); out && step.moment.now >= out->retry_at) {
        out->retry_at = step.moment.now + journal_retry_every;
        step.effects.emplace_back(ReopenJournal{});
    }
    if (auto* sign_in = step.on<SignIn>(); sign_in && sign_in->locked_until && step.moment.now >= *sign_in->locked_until)
        sign_in->locked_until.reset();
}

// ---- Going back and finishing ----------------------------------------------------------------------------------------

void back(Step& step) {
    State& state = step.state;
    if (const auto* choosing = step.on<ChooseOfficer>()) {
        if (choosing->correcting && state.visit && state.visit->unfinished) {
            step.show(*state.visit->unfinished);
            state.visit->unfinished.reset();
        } else {
            step.end_visit();
        }
    } else if (step.on<Faces>()) {
        if (state.setup.placement == Placement::lobby && !on_duty(state).empty()) step.show(ChooseOfficer{});
        else step.end_visit();
    } else if (const auto* sign_in = step.on<SignIn>(); sign_in && !sign_in->checking) {
        if (sign_in->who.empty()) step.end_visit();
        else step.show(SignIn{});
    } else if (step.on<StaffHome>() || (step.on<CaretakerHome>() && !is_running_export(state.screen))) {
        step.end_visit();
    }
}

void done(Step& step) {
    if (step.on<Why>()) finish_why(step);
    else if (step.on<Thanks>()) step.end_visit();
    else if (step.on<StaffHome>() || step.on<CaretakerHome>()) back(step);
}

// ---- The journal's answers -------------------------------------------------------------------------------------------

struct OnStored {
    Step& step;
    const std::vector<std::uint64_t>& seqs;

    void operator()(const PendingRating& pending) const { rating_stored(step, pending, seqs); }
    void operator()(const PendingLeave& pending) const { step.thank(pending.score); }
    void operator()(const PendingUndo& pending) const { step.show(Faces{pending.subject, true}); }
    void operator()(const PendingShift& pending) const { shift_stored(step, pending); }
    void operator()(const PendingNothing&) const {}
};

// Takes what waits for the ticket; nullopt: nobody waits (any more).
std::optional<Then> take_pending(State& state, std::uint64_t ticket) {
    const auto found = std::find_if(state.pending.begin(), state.pending.end(),
                                    [ticket](const Pending& one) { return one.ticket == ticket; });
    if (found == state.pending.end()) return std::nullopt;
    Then then = std::move(found->then);
    state.pending.erase(found);
    return then;
}

// ---- Actions ---------------------------------------------------------------------------------------------------------

struct Apply {
    Step& step;

    void operator()(const Begin&) const { begin(step); }
    void operator()(const PickOfficer& a) const { pick_officer(step, a.officer); }
    void operator()(const PickUnsure&) const { pick_unsure(step); }
    void operator()(const Rate& a) const { rate(step, a.score); }
    void operator()(const ToggleReason& a) const { toggle_reason(step, a.reason); }
    void operator()(const ToggleCause& a) const { toggle_cause(step, a.cause); }
    void operator()(const Undo&) const { undo(step); }
    void operator()(const WrongOfficer&) const { wrong_officer(step); }
    void operator()(const Done&) const { done(step); }
    void operator()(const Back&) const { back(step); }
    void operator()(const StillHere&) const {}
    void operator()(const Touched&) const {}

    void operator()(const ChooseLanguage& a) const { prefer([&](Preferences& p) { p.language = a.language; }); }
    void operator()(const ChooseTextSize& a) const { prefer([&](Preferences& p) { p.text_size = a.size; }); }
    void operator()(const ChooseTheme& a) const { prefer([&](Preferences& p) { p.theme = a.theme; }); }

    void operator()(const OpenSignIn&) const { open_sign_in(step); }
    void operator()(const PickStaff& a) const { pick_staff(step, a.who); }
    void operator()(const TypeDigit& a) const { type_digit(step, a.digit); }
    void operator()(const EraseDigit&) const { erase_digit(step); }
    void operator()(const EnterPin&) const { enter_pin(step); }
    void operator()(const TakeCounter& a) const { take_counter(step, a.counter); }
    void operator()(const LeaveCounter&) const { leave_counter(step); }
    void operator()(const OpenExport& a) const { open_export(step, a.kind); }
    void operator()(const StartExport& a) const { start_export(step, a.path); }
    void operator()(const CancelExport&) const {
        if (is_running_export(step.state.screen)) step.effects.emplace_back(StopExport{});
    }
    void operator()(const CloseExport&) const {
        auto* home = step.on<CaretakerHome>();
        if (home && !is_running_export(step.state.screen)) home->exporting.reset();
    }

    void operator()(const Tick&) const { tick(step); }
    void operator()(const Stored& a) const {
        if (const auto then = take_pending(step.state, a.ticket)) std::visit(OnStored{step, a.seqs}, *then);
    }
    void operator()(const StoreFailed& a) const {
        if (!take_pending(step.state, a.ticket)) return;
        step.state.storage_fault = a.why;
        step.end_visit();
    }
    void operator()(const PinAccepted& a) const { pin_accepted(step, a.who); }
    void operator()(const PinRefused& a) const { pin_refused(step, a); }
    void operator()(const StandingArrived& a) const {
        auto* home = step.on<StaffHome>();
        if (home && home->officer == a.view.standing.officer) *home = {home->officer, false, a.view};
    }
    void operator()(const StandingMissing& a) const {
        auto* home = step.on<StaffHome>();
        if (home && home->officer == a.officer) home->loading = false;
    }
    void operator()(const HealthRead& a) const {
        if (auto* home = step.on<CaretakerHome>()) home->health = a.health;
    }
    void operator()(const DestinationsFound& a) const {
        auto* home = step.on<CaretakerHome>();
        if (home && home->exporting) home->exporting->destinations = a.destinations;
    }
    void operator()(const ExportProgress& a) const {
        if (!is_running_export(step.state.screen)) return;
        auto& exporting = *step.on<CaretakerHome>()->exporting;
        exporting.done = a.done;
        exporting.total = a.total;
    }
    void operator()(const ExportEnded& a) const { export_ended(step, a); }
    void operator()(const CatalogueArrived& a) const {
        step.state.catalogue = a.catalogue;
        if (step.on<NotReady>() && a.catalogue->office(step.state.setup.office)) step.show(Attract{});
    }
    void operator()(const OnlineChanged& a) const { step.state.online = a.online; }
    void operator()(const JournalRecovered&) const {
        step.state.storage_fault.reset();
        if (step.on<OutOfService>()) step.end_visit();
    }

private:
    template <class Change>
    void prefer(Change change) const {
        change(step.state.preferences);
        if (!(step.state.preferences == Preferences{})) step.visit();
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
    Step step{std::move(before), {}, moment};
    step.state.now = moment.now;
    step.state.wall = moment.wall;
    watch_the_day(step.state);
    if (!must_wait(step.state, action)) {
        if (is_touch(action)) {
            step.state.last_touch = moment.now;
            step.state.idle_warning = false;
        }
        std::visit(Apply{step}, action);
    }
    return {std::move(step.state), std::move(step.effects)};
}

std::optional<Monotonic> next_deadline(const State& state) {
    std::optional<Monotonic> next;
    const auto due = [&](Monotonic at) { next = next ? std::min(*next, at) : at; };
    const auto each_second = [&] { due(state.now + std::chrono::seconds{1}); };

    if (state.visit && !is_running_export(state.screen)) {
        due(state.last_touch + idle_after + (state.idle_warning ? idle_warning_lasts : std::chrono::seconds{0}));
        if (state.idle_warning) each_second();  // the countdown
    }
    if (const auto* thanks = std::get_if<Thanks>(&state.screen)) {
        due(thanks->until);
        each_second();
    }
    if (const auto* sign_in = std::get_if<SignIn>(&state.screen); sign_in && sign_in->locked_until) each_second();
    if (const auto* home = std::get_if<CaretakerHome>(&state.screen)) due(home->health_due);
    if (const auto* out = std::get_if<OutOfService>(&state.screen)) due(out->retry_at);
    if (std::holds_alternative<Attract>(state.screen)) {
        const auto into_minute = state.wall - std::chrono::floor<std::chrono::minutes>(state.wall);
        due(state.now + std::chrono::duration_cast<Milliseconds>(std::chrono::minutes{1} - into_minute));
    }
    return next;
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
    state.day = local_day(moment.wall, utc_offset(state));
    if (state.catalogue->office(state.setup.office)) state.screen = Attract{};
    else state.screen = NotReady{};
    return state;
}

}  // namespace rancak::kiosk
