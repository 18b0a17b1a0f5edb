#include "kiosk/core/state.h"

namespace rancak::kiosk {

State::State() = default;
State::State(const State&) = default;
State::State(State&&) noexcept = default;
State& State::operator=(const State&) = default;
State& State::operator=(State&&) noexcept = default;
State::~State() = default;

const Office* office_of(const State& state) { return state.catalogue->office(state.setup.office); }

std::chrono::minutes offset_of(const State& state) {
    const Office* office = office_of(state);
    return office ? office->utc_offset : Office{}.utc_offset;
}

bool& Preferences::aid(Aid one) {
    switch (one) {
        case Aid::low_reach: return low_reach;
        case Aid::mirrored: return mirrored;
        case Aid::calm: return calm;
        case Aid::more_time: break;
    }
    return more_time;
}

}  // namespace rancak::kiosk
