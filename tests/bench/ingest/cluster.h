#pragma once

#include "tests/support/postgres_cluster.h"

namespace rancak::bench {

// PostgreSQL for whoever stores there, synced as on a server; started when it is first asked for.
[[nodiscard]] test::PostgresCluster& ingest_cluster();

}  // namespace rancak::bench
