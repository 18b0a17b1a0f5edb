#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// Who is told of what happens: for who has Right::people, which is the city's alone.
[[nodiscard]] Reply list_webhooks(const Centre&, const Call&);
[[nodiscard]] Reply add_webhook(const Centre&, const Call&);
[[nodiscard]] Reply change_webhook(const Centre&, const Call&);
[[nodiscard]] Reply remove_webhook(const Centre&, const Call&);
[[nodiscard]] Reply test_webhook(const Centre&, const Call&);
[[nodiscard]] Reply rotate_webhook(const Centre&, const Call&);

}  // namespace rancak::server
