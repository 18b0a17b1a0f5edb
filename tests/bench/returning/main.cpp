// The network of the city comes back: 1,000 kiosks bring 500 events each at the same moment, while one that was never away
// goes on rating. All has to arrive once, and the healthy one must hardly notice.

#include "tests/bench/frame/bench.h"
#include "tests/bench/ingest/contestant.h"

#include <fmt/format.h>

#include <future>

namespace rancak::bench {
namespace {

void measure(const Options& options) {
    auto away = sample_plan();
    away.kiosks = options.quick ? 100 : 1000;
    away.batch = 500;
    away.ratings = away.kiosks * away.batch;
    auto healthy = sample_plan();
    healthy.kiosks = 1;
    healthy.first_kiosk = away.kiosks;
    healthy.batch = 1;
    healthy.ratings = 200;
    const auto returning = make_traffic(away), steady = make_traffic(healthy);
    auto all = returning;
    all.insert(all.end(), steady.begin(), steady.end());

    Figure rate{fmt::format("{} kiosks return at once with 500 events each", away.kiosks), "events/s"};
    Figure noticed{"a healthy kiosk's request meanwhile, p99", "ms"};
    noticed.goal.at_most = 500;
    for (int round = 0; round < (options.quick ? 1 : 3); ++round) {
        auto server = checked(IngestServer::ours(all, IngestServer::Storage::sqlite));
        auto beside = std::async(std::launch::async, [&] { return send_all(server.port(), steady, true); });
        const auto load = checked(send_all(server.port(), returning, true));
        const auto usual = checked(beside.get());
        rate.runs.push_back(static_cast<double>(away.ratings) / load.took.count());
        noticed.runs.push_back(quantile(usual.latencies_ms, 0.99));
        const auto stored = checked(server.stop_and_count());
        if (stored != away.ratings + healthy.ratings)
            throw std::runtime_error(fmt::format("{} ratings were sent and {} are stored", away.ratings + healthy.ratings, stored));
    }
    print(rate);
    print(noticed);
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
