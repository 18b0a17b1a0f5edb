#include "kiosk/core/state.h"

namespace rancak::kiosk {

State::State() = default;
State::State(const State&) = default;
State::State(State&&) noexcept = default;
State& State::operator=(const State&) = default;
State& State::operator=(State&&) noexcept = default;
State::~State() = default;

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
