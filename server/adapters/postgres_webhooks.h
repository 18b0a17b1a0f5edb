#pragma once

#include "server/adapters/postgres_sessions.h"

namespace rancak::server {

// Writes a message for each subscription that wants to hear of it into the caller's transaction, once should that be tried again.
void announce(postgres::Connection&, const Announcement&);
void announce(postgres::Pipeline&, const Announcement&);
// The same, unless the kiosk has an alarm of this kind already.
void announce_unless_alarmed(postgres::Pipeline&, const Announcement&, const Alarm&);

}  // namespace rancak::server
