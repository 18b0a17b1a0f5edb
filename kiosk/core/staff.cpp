#include "kiosk/core/roster.h"
#include "kiosk/core/step.h"

#include <algorithm>

namespace rancak::kiosk {
namespace {

// The Argon2id hash of somebody who may sign in here; empty for everybody else.
std::string pin_hash_of(const State& state, const std::string& who) {
    if (const Officer* officer = state.catalogue->officer(who); officer && officer->office == state.setup.office)
        return officer->pin_hash;
    if (const Caretaker* caretaker = state.catalogue->caretaker(who); caretaker && caretaker->office == state.setup.office)
        return caretaker->pin_hash;
    return {};
}

bool is_locked(const SignIn& screen, Monotonic now) { return screen.locked_until && now < *screen.locked_until; }

SignIn* typing(Step& step) {
    auto* screen = step.on<SignIn>();
    const bool ready = screen && !screen->who.empty() && !screen->checking && !is_locked(*screen, step.moment.now);
    return ready ? screen : nullptr;
}

}  // namespace

void open_sign_in(Step& step) {
    if (!step.on<Attract>() && !step.on<OutOfService>()) return;
    step.visit();
    step.show(SignIn{});
}

void pick_staff(Step& step, const std::string& who) {
    const auto* screen = step.on<SignIn>();
    if (!screen || screen->checking || pin_hash_of(step.state, who).empty()) return;
    SignIn chosen;
    chosen.who = who;
    step.show(std::move(chosen));
}

void type_digit(Step& step, char digit) {
    auto* screen = typing(step);
    if (!screen || digit < '0' || digit > '9' || screen->digits.size() >= pin_max_digits) return;
    screen->digits += digit;
    screen->wrong = false;
    screen->locked_until.reset();
}

void erase_digit(Step& step) {
    if (auto* screen = typing(step); screen && !screen->digits.empty()) screen->digits.pop_back();
}

void enter_pin(Step& step) {
    auto* screen = typing(step);
    if (!screen || screen->digits.size() < pin_min_digits) return;
    screen->checking = true;
    step.effects.emplace_back(CheckPin{screen->who, pin_hash_of(step.state, screen->who), screen->digits});
    screen->digits.clear();
}

void pin_accepted(Step& step, const std::string& who) {
    const auto* screen = step.on<SignIn>();
    if (!screen || !screen->checking || screen->who != who) return;
    if (step.state.catalogue->officer(who)) {
        step.effects.emplace_back(FetchStanding{who});
        step.show(StaffHome{who, true, std::nullopt});
    } else if (step.state.catalogue->caretaker(who)) {
        step.effects.emplace_back(ReadHealth{});
        step.show(CaretakerHome{who, std::nullopt, step.moment.now + health_every, std::nullopt});
        step.append({CaretakerBody{who, "signed_in"}}, PendingNothing{});
    } else {
        step.end_visit();  // removed from the catalogue while the PIN was being checked
    }
}

void pin_refused(Step& step, const PinRefused& refused) {
    auto* screen = step.on<SignIn>();
    if (!screen || !screen->checking || screen->who != refused.who) return;
    screen->checking = false;
    screen->wrong = true;
    screen->locked_until = refused.locked_until;
}

void take_counter(Step& step, const std::string& id) {
    const auto* screen = step.on<StaffHome>();
    const State& state = step.state;
    const Counter* counter = state.catalogue->counter(id);
    if (!screen || !counter || counter->office != state.setup.office) return;
    if (state.setup.placement == Placement::counter && id != state.setup.counter) return;

    std::vector<ShiftBody> changes;
    const auto change = [&](const std::string& where, const std::string& officer, bool taken) {
        changes.push_back({state.setup.office, where, officer, taken});
    };
    const std::string old = counter_of(state, screen->officer);
    if (old == id) return;
    if (!old.empty()) change(old, screen->officer, false);
    if (const auto shift = state.shifts.find(id); shift != state.shifts.end()) change(id, shift->second.officer, false);
    change(id, screen->officer, true);
    step.append({changes.begin(), changes.end()}, PendingShift{changes});
}

void leave_counter(Step& step) {
    const auto* screen = step.on<StaffHome>();
    const std::string counter = screen ? counter_of(step.state, screen->officer) : std::string{};
    if (counter.empty()) return;
    const ShiftBody change{step.state.setup.office, counter, screen->officer, false};
    step.append({change}, PendingShift{{change}});
}

void shift_stored(Step& step, const PendingShift& pending) {
    for (const ShiftBody& change : pending.changes)
        apply(step.state.shifts, step.state.left_today, change, step.moment.wall);
}

void open_export(Step& step, ExportKind kind) {
    auto* screen = step.on<CaretakerHome>();
    if (!screen || screen->exporting) return;
    screen->exporting = ExportState{};
    screen->exporting->kind = kind;
    step.effects.emplace_back(FindDestinations{});
}

void start_export(Step& step, const std::string& path) {
    auto* screen = step.on<CaretakerHome>();
    if (!screen || !screen->exporting || screen->exporting->step != ExportState::Step::choosing) return;
    ExportState& exporting = *screen->exporting;
    const auto offered = std::any_of(exporting.destinations.begin(), exporting.destinations.end(),
                                     [&](const Destination& one) { return one.path == path; });
    if (!offered) return;
    exporting.step = ExportState::Step::running;
    step.effects.emplace_back(BeginExport{exporting.kind, path});
}

void export_ended(Step& step, const ExportEnded& ended) {
    auto* screen = step.on<CaretakerHome>();
    if (!screen || !screen->exporting || screen->exporting->step != ExportState::Step::running) return;
    ExportState& exporting = *screen->exporting;
    exporting.message = ended.message;
    using End = ExportEnded::How;
    exporting.step = ended.how == End::done        ? ExportState::Step::done
                     : ended.how == End::cancelled ? ExportState::Step::cancelled
                                                   : ExportState::Step::failed;
    if (ended.how != End::done) return;
    const char* action = exporting.kind == ExportKind::journal ? "exported_journal" : "exported_ratings";
    step.append({CaretakerBody{screen->caretaker, action}}, PendingNothing{});
}

}  // namespace rancak::kiosk
