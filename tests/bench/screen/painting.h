#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

namespace rancak::bench {

using Instant = std::chrono::steady_clock::time_point;  // nanoseconds

// Paintings that followed each other closely, seen as one, and the hash of the whole picture after them.
struct Painting {
    Instant at;  // when the last of them was reported
    std::uint64_t picture = 0;
};

// When the picture began to change and when it became what it stayed. Paintings that change no pixel do not count, so
// that a program which repaints the same is not blamed for it.
struct Change {
    Instant first, last;
};
// nullopt: the picture stayed.
[[nodiscard]] std::optional<Change> change_of(std::uint64_t picture_before, std::span<const Painting>);

}  // namespace rancak::bench
