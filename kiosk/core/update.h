#pragma once

#include "kiosk/core/action.h"
#include "kiosk/core/effect.h"
#include "kiosk/core/roster.h"
#include "kiosk/core/state.h"

#include <optional>
#include <string>
#include <vector>

namespace rancak::kiosk {

// What update() may know of the world.
struct Moment {
    Monotonic now;
    Timestamp wall;
    std::string fresh_id;  // random, unused so far; names a visit if one begins
    std::string fresh_code = {};  // a tracking code, random, unused so far
};

struct Next {
    State state;
    std::vector<Effect> effects;
};

// The only place that decides. Pure: the same arguments give the same result.
// An action that does not fit the screen (a late touch, an answer nobody waits for) changes nothing.
[[nodiscard]] Next update(State, const Action&, const Moment&);

// When the next Tick is due; nullopt: only a touch or the world can change anything.
[[nodiscard]] std::optional<Monotonic> next_deadline(const State&);

// The first state of a process: Attract, or NotReady when there is no catalogue for the office.
[[nodiscard]] State first_state(Setup, std::shared_ptr<const Catalogue>, DutyToday, const Moment&);

}  // namespace rancak::kiosk
