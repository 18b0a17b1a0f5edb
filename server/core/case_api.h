#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// The desk at which cases are worked on. Each may wait for the store. Of a confidential case an office reads
// neither text nor contact: only who looks after complaints for the city does.
[[nodiscard]] Reply list_cases(const Centre&, const Call&);
[[nodiscard]] Reply show_case(const Centre&, const Call&);
[[nodiscard]] Reply add_case_step(const Centre&, const Call&);

}  // namespace rancak::server
