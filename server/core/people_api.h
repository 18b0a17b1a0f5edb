#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// Users, tokens and the audit log: for who has Right::people.
[[nodiscard]] Reply list_users(const Centre&, const Call&);
[[nodiscard]] Reply add_user(const Centre&, const Call&);
[[nodiscard]] Reply change_user(const Centre&, const Call&);
[[nodiscard]] Reply list_tokens(const Centre&, const Call&);
[[nodiscard]] Reply add_token(const Centre&, const Call&);
[[nodiscard]] Reply revoke_token(const Centre&, const Call&);
[[nodiscard]] Reply list_audit(const Centre&, const Call&);

}  // namespace rancak::server
