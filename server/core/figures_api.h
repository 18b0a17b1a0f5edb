#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// What admins see in detail. Rows of an office that the caller may not see are left out, or are not there.
// Nothing is ranked: lists go by name.
[[nodiscard]] Reply get_figures(const Centre&, const Call&);
[[nodiscard]] Reply list_flagged(const Centre&, const Call&);

}  // namespace rancak::server
