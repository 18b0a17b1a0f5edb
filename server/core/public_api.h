#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// What anybody may ask. Each may wait for the store.
[[nodiscard]] Reply get_case(const Centre&, const Call&);

}  // namespace rancak::server
