// How many signed ratings a second rancak-server takes in, durable and exactly once, beside Fastify and better-sqlite3
// storing the same rows without signatures and chain: as it is mostly used, a transaction a request, and with group
// commit as ours. The load comes from this process, on the same machine.

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
    bool with_peers;
    std::optional<double> p99_at_most;
};

// The runs of one contestant.
struct Runs {
    std::vector<double> per_second, p99_ms;
    std::string missing;

    void add(const std::string& what, const Result<Measured>& measured) {
        if (measured) {
            per_second.push_back(measured->per_second);
            p99_ms.push_back(measured->p99_ms);
            return;
        }
        missing = measured.error().message;
        fmt::print(stderr, "ingest: {}: {}\n", what, missing);
    }
};

bool run(const Case& one, const Options& options) {
    auto plan = sample_plan();
    plan.kiosks = one.kiosks;
    plan.batch = one.batch;
    plan.ratings = options.quick ? one.ratings / 10 : one.ratings;
    const auto traffic = make_traffic(plan);
    Runs ours, each, groups;
    const auto peer = [&](Runs& runs, IngestServer::Commits commits) {
        if (one.with_peers) runs.add(one.name, measure(IngestServer::fastify(commits), traffic, one.batch, false));
    };
    interleave(options.quick ? 1 : 3,
               [&](int) { ours.add(one.name, measure(IngestServer::ours(traffic), traffic, one.batch, true)); },
               [&](int) {
                   peer(each, IngestServer::Commits::each_request);
                   peer(groups, IngestServer::Commits::in_groups);
               });
    const auto missing = [&](const Runs& runs) { return ours.missing.empty() ? runs.missing : ours.missing; };
    const std::string peer_name = "Fastify + better-sqlite3, unsigned, same rows";
    print(Figure{one.name, "ratings/s", ours.per_second, one.with_peers ? peer_name + ", a transaction a request" : "",
                 each.per_second, one.goal, missing(each)});
    print(Figure{one.name + ", p99 of a request", "ms", ours.p99_ms, one.with_peers ? peer_name : "", each.p99_ms,
                 {one.p99_at_most, {}, {}, {}}, missing(each)});
    if (one.with_peers)
        print(Figure{one.name + ", beside group commit", "ratings/s", ours.per_second, peer_name + ", in groups",
                     groups.per_second, {}, missing(groups)});
    return ours.missing.empty();
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
        // As many requests as the server takes of one kiosk at once.
        {"ingest, batches of 20, 1 connection", 1, 20, 20'000, {}, true, {}},
    };
    bool good = true;
    for (const auto& one : cases) good = run(one, options) && good;
    return good ? 0 : 1;
}
