#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// What those ask who watch the server (docs/operations.md, "Watching").

[[nodiscard]] Reply healthy(const Centre&, const Call&);  // the process answers
[[nodiscard]] Reply ready(const Centre&, const Call&);    // its store does, too
[[nodiscard]] Reply metrics(const Centre&, const Call&);

// A kiosk says something each minute while it is connected.
inline constexpr std::chrono::minutes silent_after{15};
// Enrolled, not revoked, and not heard of for longer than that.
[[nodiscard]] bool is_silent(const DeviceState&, Timestamp now);

}  // namespace rancak::server
