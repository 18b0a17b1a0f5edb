#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// What admins ask. Each may wait for the store.
[[nodiscard]] Reply put_media(const Centre&, const Call&);
[[nodiscard]] Reply new_enrolment_code(const Centre&, const Call&);
[[nodiscard]] Reply any_standing(const Centre&, const Call&);
[[nodiscard]] Reply list_supports(const Centre&, const Call&);
[[nodiscard]] Reply list_journals(const Centre&, const Call&);
[[nodiscard]] Reply revoke_journal(const Centre&, const Call&);

}  // namespace rancak::server
