#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// Signing in and out, and what somebody changes of themselves. Each waits for the store, two of them for Argon2id: their
// routes are limited.
[[nodiscard]] Reply sign_in(const Centre&, const Call&);
[[nodiscard]] Reply show_session(const Centre&, const Call&);
[[nodiscard]] Reply sign_out(const Centre&, const Call&);
[[nodiscard]] Reply change_own_password(const Centre&, const Call&);

}  // namespace rancak::server
