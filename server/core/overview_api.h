#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// What admins see at a glance: the city and its offices, by name, with their kiosks and cases. Offices that the caller may
// not see are left out.
[[nodiscard]] Reply get_overview(const Centre&, const Call&);

}  // namespace rancak::server
