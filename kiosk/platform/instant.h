#pragma once

#include <chrono>

namespace rancak::kiosk {

// Finer than rancak::Monotonic, of the same clock: a touch is measured in tenths of a millisecond.
using Instant = std::chrono::steady_clock::time_point;

}  // namespace rancak::kiosk
