#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// The desk at which somebody decides which comments to ratings may be shown. Each may wait for the store.
[[nodiscard]] Reply list_comments(const Centre&, const Call&);
[[nodiscard]] Reply decide_comment(const Centre&, const Call&);

}  // namespace rancak::server
