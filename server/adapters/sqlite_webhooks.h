#pragma once

#include "server/adapters/sqlite_connections.h"

namespace rancak::server {

// Writes a message for each subscription that wants to hear of it into the caller's transaction.
void announce(SqliteSession&, const Announcement&);

}  // namespace rancak::server
