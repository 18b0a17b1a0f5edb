#pragma once

#include "tests/support/postgres_cluster.h"

#include <string>

namespace rancak::server {

// This program's PostgreSQL, started when it is first asked for.
[[nodiscard]] test::PostgresCluster& postgres_cluster();
// The address of a database of its own in it: with the store's tables, laid down once and copied, or without any.
[[nodiscard]] std::string fresh_database();
[[nodiscard]] std::string empty_database();

}  // namespace rancak::server
