#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// What those ask who watch the server (docs/operations.md, "Watching").

[[nodiscard]] Reply healthy(const Centre&, const Call&);  // the process answers
[[nodiscard]] Reply ready(const Centre&, const Call&);    // its store does, too
[[nodiscard]] Reply metrics(const Centre&, const Call&);

}  // namespace rancak::server
