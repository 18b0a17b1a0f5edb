#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// The admins' pages; whoever opens them sees nothing before they sign in.
[[nodiscard]] Reply get_admin_page(const Centre&, const Call&);
[[nodiscard]] Reply get_asset(const Centre&, const Call&);

}  // namespace rancak::server
