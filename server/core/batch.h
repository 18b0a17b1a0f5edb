#pragma once

#include "server/core/rating.h"
#include "shared/event_line.h"
#include "shared/protocol.h"
#include "shared/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// One line of a batch, looked at. A line that is not understood is kept all the same: `parked` says why.
struct Event {
    std::string_view line;  // into the batch's bytes, without the line feed
    Hash hash;
    std::optional<Hash> prev;  // what it says it follows; nullopt when it cannot be read
    Timestamp at{};
    DecodedBody body;     // monostate: unknown kind, or parked
    std::string parked;
};

// What a device sent, checked as far as that needs no store. Made by read_batch(), then only read. It never moves: its
// events point into its bytes.
struct Batch {
    JournalId id;
    Timestamp enrolled{};  // when the journal began
    Timestamp received{};
    std::uint64_t first = 0;
    std::string bytes;
    std::vector<Event> events;  // consecutive from `first`, their chain unbroken

    Batch() = default;
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    [[nodiscard]] std::uint64_t last() const { return first + events.size() - 1; }
};

// More than a kiosk writes in a thousand years; a store may pack a seq into 32 bits.
inline constexpr std::uint64_t max_seq = 0xffffffff;

struct BatchProblem {
    enum class Kind { malformed, too_large };
    Kind kind = Kind::malformed;
    std::string message;
};

// Line i of `bytes` is event first + i. A line that says otherwise, is no event line, or whose body cannot be
// understood is parked. The batch ends before the first line whose prev is not the hash of the line before it: what
// comes after would not be the same chain, and the receipt's head tells the kiosk where to go on.
// Fails when there is no line, the last has no line feed, or there are too many or too many bytes. Thread-safe.
[[nodiscard]] tl::expected<std::unique_ptr<Batch>, BatchProblem> read_batch(JournalId, Timestamp enrolled,
                                                                            Timestamp received, std::uint64_t first,
                                                                            std::string bytes);

}  // namespace rancak::server
