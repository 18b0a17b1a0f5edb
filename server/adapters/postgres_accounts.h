#pragma once

#include "server/adapters/postgres_sessions.h"

namespace rancak::server {

// Writes an entry of the audit log into the caller's transaction, once should that be tried again.
void note(postgres::Connection&, const AuditEntry&);

}  // namespace rancak::server
