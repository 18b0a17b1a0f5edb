#pragma once

#include "kiosk/core/acknowledgement.h"
#include "shared/hash.h"
#include "shared/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rancak::kiosk {

// The courier's decisions, as functions of plain values.

// Tries of one kind of errand that failed in a row, and when the next may be made.
struct Attempts {
    int failures = 0;
    Monotonic next{};  // not before
    friend bool operator==(const Attempts&, const Attempts&) = default;
};
// After one more failure. `share` is uniform in [0, 1).
[[nodiscard]] Attempts failed_again(const Attempts&, std::optional<Milliseconds> retry_after, Monotonic now,
                                    double share);

// How far the events of a journal have got.
struct Sending {
    std::uint64_t acknowledged = 0;               // seq; all up to it are on the server
    std::size_t batch_events = max_batch_events;  // halved while the server finds batches too large
    Attempts attempts;
    bool went_back = false;       // and nothing was delivered since
    std::string fork;             // why nothing is sent any more; empty: sending
    std::string last_error;       // of the last try; empty when it succeeded
    bool needs_a_person = false;  // the last error will not heal by itself
    friend bool operator==(const Sending&, const Sending&) = default;
};
// What a verdict on a batch of `count` events makes of it.
[[nodiscard]] Sending after(Sending, const Verdict&, std::size_t count, Monotonic now, double share);

// What a heartbeat tells of the visits: all that is counted, when nothing was told yet or a day has begun since, so that a
// centre that lost some has them again within a day; else what has changed.
[[nodiscard]] std::vector<DayVisits> visits_to_tell(const std::vector<DayVisits>& counted, const std::vector<DayVisits>& told);

// ---- What to do next
// -------------------------------------------------------------------------------------------------

struct SendEvents {
    std::uint64_t first = 0;
    std::size_t events = 0;  // at most
    friend bool operator==(const SendEvents&, const SendEvents&) = default;
};
struct SendHeartbeat {
    friend bool operator==(const SendHeartbeat&, const SendHeartbeat&) = default;
};
struct FetchCatalogue {
    friend bool operator==(const FetchCatalogue&, const FetchCatalogue&) = default;
};
struct FetchMedium {
    Hash hash;
    friend bool operator==(const FetchMedium&, const FetchMedium&) = default;
};
struct AskStanding {
    std::string officer;
    friend bool operator==(const AskStanding&, const AskStanding&) = default;
};
struct RecheckChain {
    friend bool operator==(const RecheckChain&, const RecheckChain&) = default;
};
struct Rest {
    std::optional<Monotonic> until;  // none: until something new comes
    friend bool operator==(const Rest&, const Rest&) = default;
};
using Errand = std::variant<SendEvents, SendHeartbeat, FetchCatalogue, FetchMedium, AskStanding, RecheckChain, Rest>;

struct Agenda {
    Sending sending;
    std::uint64_t newest = 0;  // seq of the journal's head
    Attempts heartbeat;        // after a success, `next` is when the next one is due
    bool catalogue_wanted = false;
    Attempts catalogue;
    std::vector<Hash> media_missing;
    Attempts media;
    std::vector<std::string> standings_wanted;  // officers who wait at the screen
    bool chain_unchecked = false;
    Attempts chain;
};
// Whoever waits at the screen comes first, then the heartbeat, which is short and rare, then what citizens said.
[[nodiscard]] Errand next_errand(const Agenda&, Monotonic now);

inline constexpr std::chrono::seconds heartbeat_every{60};

}  // namespace rancak::kiosk
