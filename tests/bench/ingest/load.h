#pragma once

#include "shared/event_line.h"
#include "shared/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace rancak::bench {

// What one kiosk sends over one connection, made and signed beforehand: the bytes of each request, and what its
// receipt must say.
struct Traffic {
    struct Batch {
        std::string request;
        Head head;  // after it
    };
    std::string journal;
    std::vector<Batch> batches;
};

struct LoadPlan {
    unsigned kiosks = 64;          // a connection each
    unsigned first_kiosk = 0;      // their numbers, for more than one plan at a server
    std::size_t batch = 20;        // ratings a request
    std::size_t ratings = 0;       // of all kiosks together, rounded down to whole batches a kiosk
    std::string office, counter;   // that the ratings are about
    std::vector<std::string> officers;
};

// Each kiosk's ratings in its own order, their chain right, as far apart in time as visits are, while the office is open.
[[nodiscard]] std::vector<Traffic> make_traffic(const LoadPlan&);
[[nodiscard]] std::size_t ratings_in(const std::vector<Traffic>&, std::size_t batch);

struct LoadResult {
    std::chrono::duration<double> took{};
    std::vector<double> latencies_ms;  // one a request
};
// Sends all of it from one thread, each connection its next batch as soon as the receipt of the last is there.
// Fails on the first reply that is no receipt of the right seq (and, when `check_heads`, of the right head).
[[nodiscard]] Result<LoadResult> send_all(std::uint16_t port, const std::vector<Traffic>&, bool check_heads);

}  // namespace rancak::bench
