#include "kiosk/core/roster.h"
#include "kiosk/core/turn.h"

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

SignIn* typing(Turn& turn) {
    auto* screen = turn.on<SignIn>();
    const bool ready = screen && !screen->who.empty() && !screen->checking && !is_locked(*screen, turn.moment.now);
    return ready ? screen : nullptr;
}

}  // namespace

void open_sign_in(Turn& turn) {
    if (!turn.on<Attract>() && !turn.on<OutOfService>()) return;
    turn.visit().of_staff = true;
    turn.show(SignIn{});
}

void pick_staff(Turn& turn, const std::string& who) {
    const auto* screen = turn.on<SignIn>();
    if (!screen || screen->checking || pin_hash_of(turn.state, who).empty()) return;
    SignIn chosen;
    chosen.who = who;
    turn.show(std::move(chosen));
}

void type_digit(Turn& turn, char digit) {
    auto* screen = typing(turn);
    if (!screen || digit < '0' || digit > '9' || screen->digits.size() >= pin_max_digits) return;
    screen->digits += digit;
    screen->wrong = false;
    screen->locked_until.reset();
}

void erase_digit(Turn& turn) {
    if (auto* screen = typing(turn); screen && !screen->digits.empty()) screen->digits.pop_back();
}

void enter_pin(Turn& turn) {
    auto* screen = typing(turn);
    if (!screen || screen->digits.size() < pin_min_digits) return;
    screen->checking = true;
    turn.effects.emplace_back(CheckPin{screen->who, pin_hash_of(turn.state, screen->who), screen->digits});
    screen->digits.clear();
}

void pin_accepted(Turn& turn, const std::string& who) {
    const auto* screen = turn.on<SignIn>();
    if (!screen || !screen->checking || screen->who != who) return;
    if (turn.state.catalogue->officer(who)) {
        turn.effects.emplace_back(FetchStanding{who});
        turn.show(StaffHome{who, true, std::nullopt});
    } else if (turn.state.catalogue->caretaker(who)) {
        turn.effects.emplace_back(ReadHealth{});
        turn.show(CaretakerHome{who, std::nullopt, turn.moment.now + health_every, std::nullopt});
        turn.append({CaretakerBody{who, "signed_in"}}, PendingNothing{});
    } else {
        turn.end_visit();  // removed from the catalogue while the PIN was being checked
    }
}

void pin_refused(Turn& turn, const PinRefused& refused) {
    auto* screen = turn.on<SignIn>();
    if (!screen || !screen->checking || screen->who != refused.who) return;
    screen->checking = false;
    screen->wrong = true;
    screen->locked_until = refused.locked_until;
}

void take_counter(Turn& turn, const std::string& id) {
    const auto* screen = turn.on<StaffHome>();
    const State& state = turn.state;
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
    turn.append({changes.begin(), changes.end()}, PendingShift{changes});
}

void leave_counter(Turn& turn) {
    const auto* screen = turn.on<StaffHome>();
    const std::string counter = screen ? counter_of(turn.state, screen->officer) : std::string{};
    if (counter.empty()) return;
    const ShiftBody change{turn.state.setup.office, counter, screen->officer, false};
    turn.append({change}, PendingShift{{change}});
}

void shift_stored(Turn& turn, const PendingShift& pending) {
    for (const ShiftBody& change : pending.changes)
        apply(turn.state.shifts, turn.state.left_today, change, turn.moment.wall);
}

void open_export(Turn& turn, ExportKind kind) {
    auto* screen = turn.on<CaretakerHome>();
    if (!screen || screen->exporting) return;
    screen->exporting = ExportState{};
    screen->exporting->kind = kind;
    turn.effects.emplace_back(FindDestinations{});
}

void start_export(Turn& turn, const std::string& path) {
    auto* screen = turn.on<CaretakerHome>();
    if (!screen || !screen->exporting || screen->exporting->step != ExportState::Step::choosing) return;
    ExportState& exporting = *screen->exporting;
    const auto offered = std::any_of(exporting.destinations.begin(), exporting.destinations.end(),
                                     [&](const Destination& one) { return one.path == path; });
    if (!offered) return;
    exporting.step = ExportState::Step::running;
    turn.effects.emplace_back(BeginExport{exporting.kind, path});
}

void export_ended(Turn& turn, const ExportEnded& ended) {
    auto* screen = turn.on<CaretakerHome>();
    if (!screen || !screen->exporting || screen->exporting->step != ExportState::Step::running) return;
    ExportState& exporting = *screen->exporting;
    exporting.message = ended.message;
    using End = ExportEnded::How;
    exporting.step = ended.how == End::done        ? ExportState::Step::done
                     : ended.how == End::cancelled ? ExportState::Step::cancelled
                                                   : ExportState::Step::failed;
    if (ended.how != End::done) return;
    const char* action = exporting.kind == ExportKind::journal ? "exported_journal" : "exported_ratings";
    turn.append({CaretakerBody{screen->caretaker, action}}, PendingNothing{});
}

}  // namespace rancak::kiosk
