#pragma once

#include "kiosk/core/state.h"

#include <string>
#include <string_view>
#include <vector>

namespace rancak::kiosk::test {

// An office of Sawahlunto with nine counters, twelve officers, nine services and a full list of reasons; every person is marked
// "contoh".
[[nodiscard]] std::shared_ptr<const Catalogue> office_catalogue();

// Names of 60 letters, 40 officers, 12 reasons for every score, 70 services whose texts are as long as they may be.
[[nodiscard]] std::shared_ptr<const Catalogue> crowded_catalogue();

struct SampleScreen {
    std::string name;
    State state;
};

// Every screen in every state that matters, of a lobby kiosk unless the name says counter.
[[nodiscard]] std::vector<SampleScreen> sample_screens(const std::shared_ptr<const Catalogue>& = office_catalogue());

// The one of that name.
[[nodiscard]] State sample_screen(std::string_view name, const std::shared_ptr<const Catalogue>& = office_catalogue());

}  // namespace rancak::kiosk::test
