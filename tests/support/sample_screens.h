#pragma once

#include "kiosk/core/state.h"
#include "tests/support/sample_catalogue.h"

#include <string>
#include <string_view>
#include <vector>

namespace rancak::kiosk::test {

struct SampleScreen {
    std::string name;
    State state;
};

// Every screen in every state that matters, of a lobby kiosk unless the name says counter.
[[nodiscard]] std::vector<SampleScreen> sample_screens(const std::shared_ptr<const Catalogue>& = office_catalogue());

// The one of that name.
[[nodiscard]] State sample_screen(std::string_view name, const std::shared_ptr<const Catalogue>& = office_catalogue());

}  // namespace rancak::kiosk::test
