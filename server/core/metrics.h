#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rancak::server {

// What the server counts of itself while it runs; nothing in it tells of a person, a kiosk or a text. Counting costs the
// same few instructions however much there is, and is done from any thread.

class Counter {
public:
    void add(std::uint64_t times = 1) { value_.fetch_add(times, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

// How many of what was measured were not larger than each bound. Measured and summed in whole units.
class Histogram {
public:
    static constexpr std::size_t max_bounds = 16;

    // `bounds` ascending, at most max_bounds, and outlives it.
    explicit Histogram(std::span<const std::uint64_t> bounds) : bounds_(bounds.first(std::min(bounds.size(), max_bounds))) {}
    void add(std::uint64_t measured);

    struct Reading {
        std::vector<std::pair<std::uint64_t, std::uint64_t>> up_to;  // bound, and how many were not larger
        std::uint64_t times = 0, sum = 0;
    };
    [[nodiscard]] Reading read() const;

private:
    const std::span<const std::uint64_t> bounds_;
    std::array<std::atomic<std::uint64_t>, max_bounds + 1> inside_{};  // the last: larger than every bound
    std::atomic<std::uint64_t> sum_{0};
};

namespace bounds {
inline constexpr std::array<std::uint64_t, 14> microseconds{500,     1'000,   2'500,     5'000,     10'000,    20'000,    50'000,
                                                            100'000, 250'000, 500'000, 1'000'000, 2'500'000, 10'000'000, 30'000'000};
inline constexpr std::array<std::uint64_t, 10> group{1, 2, 4, 8, 16, 32, 64, 128, 256, 1024};
}  // namespace bounds

struct Metrics {
    // Requests by the class of their reply's status, 2xx to 5xx; those refused before their body are among them.
    std::array<Counter, 4> replies;
    Histogram request_time{bounds::microseconds};  // of what was not refused before its body
    Counter requests_begun, requests_answered;        // the difference is under way
    Counter calls_posted, calls_begun;                // the difference waits for one of the threads that may wait for the store

    Counter batches, events;  // taken in; events that were there before are not among them
    Counter parked, forks, gaps;
    Histogram group_batches{bounds::group};  // of each durable transaction
    Counter store_full, store_unavailable;  // calls that were refused because of the store
    Counter webhooks_delivered, webhooks_failed, webhooks_gone;  // tries, by what came of them
    Counter webhooks_dropped;                                    // messages that nobody took

    void replied(int status);
};

// ---- For whoever asks ---------------------------------------------------------------------------------------------------

// One figure under one name, as Prometheus knows them.
struct MetricFamily {
    enum class Kind { counter, gauge, histogram };
    struct Sample {
        std::string label, label_value;  // empty: none
        double value = 0;
        Histogram::Reading histogram;  // of a histogram
        double unit = 1;                     // what one of the histogram's whole units is worth
    };
    std::string name, help;
    Kind kind = Kind::counter;
    std::vector<Sample> samples;
};

// Written as Prometheus' text format; an adapter's.
using MetricsText = std::string (*)(const std::vector<MetricFamily>&);

[[nodiscard]] std::vector<MetricFamily> families(const Metrics&);
[[nodiscard]] MetricFamily gauge(std::string name, std::string help, double value);

}  // namespace rancak::server
