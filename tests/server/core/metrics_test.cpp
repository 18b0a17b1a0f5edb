#include "server/core/metrics.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace rancak::server {
namespace {

const MetricFamily& family(const std::vector<MetricFamily>& all, const std::string& name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
    REQUIRE_MESSAGE(found != all.end(), name);
    return *found;
}

double value(const std::vector<MetricFamily>& all, const std::string& name, const std::string& label = {}) {
    for (const auto& sample : family(all, name).samples)
        if (sample.label_value == label) return sample.value;
    FAIL("no sample ", name, " ", label);
    return 0;
}

}  // namespace

TEST_CASE("a histogram counts what is not larger than each bound, what is larger than all of them too, and the sum") {
    constexpr std::uint64_t bounds[] = {10, 20};
    Histogram measured(bounds);
    for (const std::uint64_t one : {0, 10, 11, 20, 21, 1'000'000}) measured.add(one);
    const auto read = measured.read();
    CHECK(read.up_to == std::vector<std::pair<std::uint64_t, std::uint64_t>>{{10, 2}, {20, 4}});
    CHECK(read.times == 6);
    CHECK(read.sum == 1'000'062);
    CHECK(Histogram(bounds).read().times == 0);
}

TEST_CASE("replies are counted by the class of their status, and one of none is not lost") {
    Metrics metrics;
    for (const int status : {200, 204, 304, 404, 429, 503, 507, 100, 999}) metrics.replied(status);
    const auto all = families(metrics);
    CHECK(value(all, "rancak_replies_total", "2xx") == 3);
    CHECK(value(all, "rancak_replies_total", "3xx") == 1);
    CHECK(value(all, "rancak_replies_total", "4xx") == 2);
    CHECK(value(all, "rancak_replies_total", "5xx") == 3);
}

TEST_CASE("what is under way is what was begun and is not answered") {
    Metrics metrics;
    metrics.requests_begun.add(5);
    metrics.requests_answered.add(3);
    metrics.calls_posted.add(4);
    metrics.calls_begun.add();
    const auto all = families(metrics);
    CHECK(value(all, "rancak_requests_under_way") == 2);
    CHECK(value(all, "rancak_calls_waiting") == 3);
    CHECK(family(all, "rancak_requests_under_way").kind == MetricFamily::Kind::gauge);
}

TEST_CASE("each counter is told under its own name, and times in seconds") {
    Metrics metrics;
    metrics.batches.add(1);
    metrics.events.add(2);
    metrics.parked.add(3);
    metrics.forks.add(4);
    metrics.gaps.add(5);
    metrics.store_full.add(6);
    metrics.store_unavailable.add(7);
    metrics.webhooks_delivered.add(8);
    metrics.webhooks_failed.add(9);
    metrics.webhooks_gone.add(10);
    metrics.webhooks_dropped.add(11);
    const auto all = families(metrics);
    double expected = 0;
    for (const char* name : {"rancak_batches_total", "rancak_events_total", "rancak_parked_total", "rancak_forks_total", "rancak_gaps_total"})
        CHECK_MESSAGE(value(all, name) == ++expected, name);
    CHECK(value(all, "rancak_store_failures_total", "full") == 6);
    CHECK(value(all, "rancak_store_failures_total", "unavailable") == 7);
    for (const char* outcome : {"delivered", "failed", "gone", "dropped"}) CHECK_MESSAGE(value(all, "rancak_webhook_deliveries_total", outcome) == ++expected + 2, outcome);
    CHECK(family(all, "rancak_request_seconds").samples.front().unit == doctest::Approx(1e-6));
    CHECK(family(all, "rancak_group_batches").samples.front().unit == 1);
}

}  // namespace rancak::server
