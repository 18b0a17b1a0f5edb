// How many signed ratings a second rancak-server takes in, durable and exactly once, beside Fastify and better-sqlite3
// storing the same rows without signatures and chain. The load comes from this process, on the same machine.

#include "tests/bench/frame/figure.h"
#include "tests/bench/ingest/contestant.h"

#include <fmt/format.h>
#include <span>

namespace {

using namespace rancak;
using namespace rancak::bench;

struct Measured {
    double per_second = 0;
    double p99_ms = 0;
};

// One run against a fresh server; an Error when a rating is missing or stored twice.
Result<Measured> measure(Result<IngestServer> server, const std::vector<Traffic>& traffic, std::size_t batch, bool check_heads) {
    if (!server) return tl::unexpected<Error>(server.error());
    const auto load = send_all(server->port(), traffic, check_heads);
    if (!load) return tl::unexpected<Error>(load.error());
    const auto stored = server->stop_and_count();
    if (!stored) return tl::unexpected<Error>(stored.error());
    const auto sent = ratings_in(traffic, batch);
    if (*stored != sent) return fail(fmt::format("{} ratings were sent and {} are stored.", sent, *stored));
    return Measured{static_cast<double>(sent) / load->took.count(), quantile(load->latencies_ms, 0.99)};
}

struct Case {
    std::string name;
    unsigned kiosks;
    std::size_t batch, ratings;
    Goal goal;
    bool with_peer;
    std::optional<double> p99_at_most;
};

bool run(const Case& one, const Options& options) {
    auto plan = sample_plan();
    plan.kiosks = one.kiosks;
    plan.batch = one.batch;
    plan.ratings = options.quick ? one.ratings / 10 : one.ratings;
    const auto traffic = make_traffic(plan);
    Figure figure{one.name, "ratings/s", {}, "", {}, one.goal, ""};
    Figure p99{one.name + ", p99 of a request", "ms", {}, "", {}, {one.p99_at_most, {}, {}, {}}, ""};
    bool good = true;
    const auto add = [&](const Result<Measured>& measured, bool ours) {
        if (measured) {
            (ours ? figure.runs : figure.beside_runs).push_back(measured->per_second);
            if (ours) p99.runs.push_back(measured->p99_ms);
            return;
        }
        if (ours) good = false;
        figure.missing = measured.error().message;
        fmt::print(stderr, "ingest: {}: {}\n", one.name, measured.error().message);
    };
    if (one.with_peer) figure.beside = "Fastify + better-sqlite3, unsigned, same rows";
    interleave(options.quick ? 1 : 3,
               [&](int) { add(measure(IngestServer::ours(traffic), traffic, one.batch, true), true); },
               [&](int) { if (one.with_peer) add(measure(IngestServer::fastify(), traffic, one.batch, false), false); });
    print(figure);
    print(p99);
    return good;
}

}  // namespace

int main(int argc, char** argv) {
    const auto options = read_options(argc, argv);
    Goal batch_20, batch_200, drain;
    batch_20.at_least = 80'000;
    batch_20.ratio_at_least = 4;
    batch_200.ratio_at_least = 3;
    drain.at_least = 60'000;
    const Case cases[] = {
        {"ingest, batches of 20, 64 connections", 64, 20, 600'000, batch_20, true, {}},
        {"ingest, batches of 200, 64 connections", 64, 200, 1'000'000, batch_200, true, {}},
        {"ingest, batches of 500, 1 connection", 1, 500, 100'000, drain, false, {}},
        {"ingest, batches of 20, 1 connection", 1, 20, 40'000, {}, true, {}},
    };
    bool good = true;
    for (const auto& one : cases) good = run(one, options) && good;
    return good ? 0 : 1;
}
