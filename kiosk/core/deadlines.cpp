#include "kiosk/core/attract.h"
#include "kiosk/core/participation.h"
#include "kiosk/core/turn.h"

#include <algorithm>

// What happens by itself: each thing that tick() does has its moment in next_deadline().

namespace rancak::kiosk {
namespace {

// Screens on which nobody is asked "are you still there?": nothing is lost when they go back to clean.
bool resets_silently(const Screen& screen) {
    return std::holds_alternative<Attract>(screen) || std::holds_alternative<NotReady>(screen) ||
           std::holds_alternative<OutOfService>(screen) || std::holds_alternative<Thanks>(screen) ||
           std::holds_alternative<Left>(screen);
}

void back_to_clean(Turn& turn) {
    if (turn.on<OutOfService>() || turn.on<NotReady>()) {
        turn.state.visit.reset();
        turn.state.preferences = {};
        return;
    }
    keep_unfinished(turn);
    turn.end_visit();
}

// They are listening: time stands still for them, but not for the warning, which is read out as well.
bool listens(const State& state) {
    return state.speaking && !state.idle_warning && state.now - state.last_touch < listening_lasts;
}

void watch_idleness(Turn& turn) {
    State& state = turn.state;
    if (!state.visit || is_running_export(state.screen) || listens(state)) return;
    const auto idle = turn.moment.now - state.last_touch;
    if (resets_silently(state.screen)) {
        if (idle >= granted(idle_after, state.preferences)) back_to_clean(turn);
    } else if (idle >= granted(idle_after + idle_warning_lasts, state.preferences)) {
        back_to_clean(turn);
    } else {
        state.idle_warning = idle >= granted(idle_after, state.preferences);
    }
}

}  // namespace

bool is_running_export(const Screen& screen) {
    const auto* home = std::get_if<CaretakerHome>(&screen);
    return home && home->exporting && home->exporting->step == ExportState::Step::running;
}

void stay_on(State& state) {
    std::visit([&](auto& shown) {
        if constexpr (requires { shown.until; }) shown.until = state.now + granted(thanks_last, state.preferences);
    }, state.screen);
}

void watch_the_day(State& state) {
    const LocalDay today = local_day(state.wall, offset_of(state));
    if (today == state.day) return;
    state.day = today;
    state.shifts.clear();
    state.left_today.clear();
}

void tick(Turn& turn) {
    if (listens(turn.state)) stay_on(turn.state);
    watch_idleness(turn);
    participation_changed(turn);
    if (const auto* thanks = turn.on<Thanks>(); thanks && turn.moment.now >= thanks->until) turn.end_visit();
    if (const auto* left = turn.on<Left>(); left && turn.moment.now >= left->until) turn.end_visit();
    if (auto* home = turn.on<CaretakerHome>(); home && turn.moment.now >= home->health_due) {
        home->health_due = turn.moment.now + health_every;
        turn.effects.emplace_back(ReadHealth{});
    }
    if (auto* out = turn.on<OutOfService>(); out && turn.moment.now >= out->retry_at) {
        out->retry_at = turn.moment.now + journal_retry_every;
        turn.effects.emplace_back(ReopenJournal{});
    }
    if (turn.state.voice_rests_until && turn.moment.now >= *turn.state.voice_rests_until) turn.state.voice_rests_until.reset();
    if (auto* sign_in = turn.on<SignIn>(); sign_in && sign_in->locked_until && turn.moment.now >= *sign_in->locked_until)
        sign_in->locked_until.reset();
}

void voice_ended(Turn& turn, const VoiceEnded& ended) {
    if (listens(turn.state) && turn.state.visit) {
        turn.state.last_touch = turn.moment.now;
        stay_on(turn.state);
    }
    turn.state.speaking = false;
    if (ended.fault.empty()) return;
    turn.state.preferences.voice = Voice::off;
    turn.state.voice_rests_until = turn.moment.now + voice_rests;
}

std::optional<Monotonic> next_deadline(const State& state) {
    std::optional<Monotonic> next;
    const auto due = [&](Monotonic at) { next = next ? std::min(*next, at) : at; };
    const auto each_second = [&] { due(state.now + std::chrono::seconds{1}); };

    if (state.visit && !is_running_export(state.screen)) {
        due(state.last_touch + (listens(state) ? listening_lasts
                                               : granted(state.idle_warning ? idle_after + idle_warning_lasts : idle_after, state.preferences)));
        if (state.idle_warning) each_second();  // the countdown
    }
    if (const auto* thanks = std::get_if<Thanks>(&state.screen)) {
        due(thanks->until);
        each_second();
    }
    if (const auto* left = std::get_if<Left>(&state.screen)) due(left->until);
    if (const auto* sign_in = std::get_if<SignIn>(&state.screen); sign_in && sign_in->locked_until) each_second();
    if (const auto* home = std::get_if<CaretakerHome>(&state.screen)) due(home->health_due);
    if (state.voice_rests_until) due(*state.voice_rests_until);
    if (const auto* out = std::get_if<OutOfService>(&state.screen)) due(out->retry_at);
    if (std::holds_alternative<Attract>(state.screen)) {
        const auto into_minute = state.wall - std::chrono::floor<std::chrono::minutes>(state.wall);
        due(state.now + std::chrono::duration_cast<Milliseconds>(std::chrono::minutes{1} - into_minute));
        if (const auto card = next_card(state)) due(*card);
    }
    if (std::holds_alternative<Participation>(state.screen) || std::holds_alternative<ForumPage>(state.screen))
        if (const auto begins = next_beginning(state)) due(state.now + (*begins - state.wall));
    return next;
}

}  // namespace rancak::kiosk
