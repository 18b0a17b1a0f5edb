#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// What anybody may read without signing in, as plain HTML: no script, no cookie, nothing from elsewhere. Indonesian, or
// English with ?bahasa=en. Each is made anew from the catalogue in force.
[[nodiscard]] Reply public_home(const Centre&, const Call&);      // the published IKM of each office
[[nodiscard]] Reply public_case(const Centre&, const Call&);      // how far a case is, by ?kode=
[[nodiscard]] Reply public_services(const Centre&, const Call&);  // all services, by office
[[nodiscard]] Reply public_service(const Centre&, const Call&);   // one, with its standard; made to be printed
[[nodiscard]] Reply public_changes(const Centre&, const Call&);   // what is announced now, and "you said, we did"

}  // namespace rancak::server
