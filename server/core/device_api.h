#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// What kiosks ask, except events, which go to GroupCommit. Each may wait for the store.
[[nodiscard]] Reply enrol(const Centre&, const Call&);
[[nodiscard]] Reply put_attachment(const Centre&, const Call&);
[[nodiscard]] Reply get_catalogue(const Centre&, const Call&);
[[nodiscard]] Reply get_media(const Centre&, const Call&);
[[nodiscard]] Reply heartbeat(const Centre&, const Call&);
[[nodiscard]] Reply own_standing(const Centre&, const Call&);

// {"as_of":"…","standing":{…}}
[[nodiscard]] std::string standing_json(Timestamp as_of, const Standing&);
[[nodiscard]] std::string hash_json(const Hash&);  // {"hash":"…"}

}  // namespace rancak::server
