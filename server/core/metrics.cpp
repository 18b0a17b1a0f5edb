#include "server/core/metrics.h"

#include <algorithm>

namespace rancak::server {
namespace {

using Kind = MetricFamily::Kind;

constexpr double microsecond = 1e-6;

MetricFamily counter(std::string name, std::string help, const Counter& counted) {
    return {std::move(name), std::move(help), Kind::counter, {{"", "", static_cast<double>(counted.value()), {}, 1}}};
}

MetricFamily histogram(std::string name, std::string help, const Histogram& measured, double unit) {
    return {std::move(name), std::move(help), Kind::histogram, {{"", "", 0, measured.read(), unit}}};
}

MetricFamily by_label(std::string name, std::string help, std::string label,
                      std::initializer_list<std::pair<const char*, const Counter*>> counted) {
    MetricFamily family{std::move(name), std::move(help), Kind::counter, {}};
    for (const auto& [value, counter] : counted)
        family.samples.push_back({label, value, static_cast<double>(counter->value()), {}, 1});
    return family;
}

}  // namespace

void Histogram::add(std::uint64_t measured) {
    const auto place = std::lower_bound(bounds_.begin(), bounds_.end(), measured) - bounds_.begin();
    inside_[static_cast<std::size_t>(place == static_cast<std::ptrdiff_t>(bounds_.size()) ? max_bounds : place)].fetch_add(
        1, std::memory_order_relaxed);
    sum_.fetch_add(measured, std::memory_order_relaxed);
}

Histogram::Reading Histogram::read() const {
    Reading reading;
    for (std::size_t i = 0; i < bounds_.size(); ++i) {
        reading.times += inside_[i].load(std::memory_order_relaxed);
        reading.up_to.emplace_back(bounds_[i], reading.times);
    }
    reading.times += inside_[max_bounds].load(std::memory_order_relaxed);
    reading.sum = sum_.load(std::memory_order_relaxed);
    return reading;
}

void Metrics::replied(int status) {
    const int kind = std::clamp(status / 100, 2, 5);
    replies[static_cast<std::size_t>(kind - 2)].add();
}

MetricFamily gauge(std::string name, std::string help, double value) {
    return {std::move(name), std::move(help), Kind::gauge, {{"", "", value, {}, 1}}};
}

std::vector<MetricFamily> families(const Metrics& metrics) {
    // Read before those begun, so that they are never more.
    const auto answered = metrics.requests_answered.value(), calls = metrics.calls_begun.value();
    return {
        by_label("rancak_replies_total", "Replies by the class of their status.", "status",
                 {{"2xx", &metrics.replies[0]}, {"3xx", &metrics.replies[1]}, {"4xx", &metrics.replies[2]}, {"5xx", &metrics.replies[3]}}),
        histogram("rancak_request_seconds", "From a request's last byte to its reply.", metrics.request_time, microsecond),
        gauge("rancak_requests_under_way", "Requests that are not answered yet.",
              static_cast<double>(metrics.requests_begun.value() - answered)),
        gauge("rancak_calls_waiting", "Calls that wait for one of the threads that may wait for the store.",
              static_cast<double>(metrics.calls_posted.value() - calls)),
        counter("rancak_batches_total", "Batches of events that were answered with a receipt.", metrics.batches),
        counter("rancak_events_total", "Events that came in, each once.", metrics.events),
        counter("rancak_parked_total", "Events that were stored but not understood.", metrics.parked),
        counter("rancak_forks_total", "Batches that tell another history of their journal.", metrics.forks),
        counter("rancak_gaps_total", "Batches before which events are missing.", metrics.gaps),
        histogram("rancak_group_batches", "Batches of one durable transaction.", metrics.group_batches, 1),
        by_label("rancak_store_failures_total", "Calls refused because the store failed.", "kind",
                 {{"full", &metrics.store_full}, {"unavailable", &metrics.store_unavailable}}),
        by_label("rancak_webhook_deliveries_total", "Tries to deliver a webhook message, and messages that were given up (dropped).", "outcome",
                 {{"delivered", &metrics.webhooks_delivered}, {"failed", &metrics.webhooks_failed}, {"gone", &metrics.webhooks_gone},
                  {"dropped", &metrics.webhooks_dropped}}),
    };
}

}  // namespace rancak::server
