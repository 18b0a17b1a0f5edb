#pragma once

#include "shared/event_line.h"
#include "shared/protocol.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rancak::kiosk {

// The acknowledgement rule: a reply counts only if it is 2xx, is our JSON, names our journal, and its head equals the
// head that the kiosk computed itself for that seq. Everything else is "try again later".

struct SentBatch {
    std::string_view journal;
    std::uint64_t first = 0;
    std::size_t count = 0;  // 1 or more
};

struct BatchReply {
    int status = 0;
    std::string_view body;
    std::optional<Milliseconds> retry_after;
};

// The hash of our own event; nullopt when we hold none with this seq.
using OurHash = std::function<std::optional<Hash>(std::uint64_t seq)>;

// The server holds all up to `head`: a part of the batch, the whole, or more than it (sent by an earlier life of this
// kiosk). Never less than it held before the batch.
struct Delivered {
    Head head;
    std::vector<Parked> parked;
    std::string catalogue;  // ETag
    friend bool operator==(const Delivered&, const Delivered&) = default;
};
struct RetryLater {
    std::string why;
    std::optional<Milliseconds> after;
    bool needs_a_person = false;  // it will not heal by itself
    friend bool operator==(const RetryLater&, const RetryLater&) = default;
};
// The server holds less than we thought, as after a restore from an old backup: send again from `seq`.
struct GoBack {
    std::uint64_t seq = 0;
    friend bool operator==(const GoBack&, const GoBack&) = default;
};
// Too large for the server or something before it; only for batches of more than one event.
struct HalveBatch {
    friend bool operator==(const HalveBatch&, const HalveBatch&) = default;
};
// The server holds another history of this journal. Nothing more is sent; both histories are kept.
struct Fork {
    std::string why;
    friend bool operator==(const Fork&, const Fork&) = default;
};
using Verdict = std::variant<Delivered, RetryLater, GoBack, HalveBatch, Fork>;

[[nodiscard]] Verdict judge(const SentBatch&, const BatchReply&, const OurHash&);

}  // namespace rancak::kiosk
