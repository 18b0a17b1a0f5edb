#pragma once

#include "server/adapters/sqlite_connections.h"

namespace rancak::server {

// Writes an entry of the audit log into the caller's transaction.
void note(SqliteSession&, const AuditEntry&);

}  // namespace rancak::server
