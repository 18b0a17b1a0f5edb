#pragma once

#include "kiosk/core/state.h"

#include <vector>

namespace rancak::kiosk {

// What the screens of a case offer. Pure.

// What a case can name beside the office's officers.
[[nodiscard]] std::vector<const Service*> services_to_name(const State&);
[[nodiscard]] bool has_names(const State&, CaseAbout);

// The case of this screen as far as it is told; null on other screens.
[[nodiscard]] const CaseDraft* draft_of(const Screen&);

}  // namespace rancak::kiosk
