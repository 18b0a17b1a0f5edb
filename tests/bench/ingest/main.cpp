// How many signed ratings a second rancak-server takes in, durable and exactly once, on SQLite and on PostgreSQL, beside
// Fastify storing the same rows without signatures and chain: as it is mostly used, a transaction a request, and with group
// commit as ours; and beside the same rows inserted again by SQL alone. The load comes from this process, on the same machine.

#include "tests/bench/frame/figure.h"
#include "tests/bench/ingest/contestant.h"

#include <fmt/format.h>

namespace {

using namespace rancak;
using namespace rancak::bench;
using Storage = IngestServer::Storage;
using Commits = IngestServer::Commits;

struct Measured {
    double per_second = 0;
    double p99_ms = 0;
    double again_per_second = 0;  // only of ours
};

// One run against a fresh server; an Error when a rating is missing or stored twice.
Result<Measured> measure(Result<IngestServer> server, const std::vector<Traffic>& traffic, std::size_t batch, bool ours) {
    if (!server) return tl::unexpected<Error>(server.error());
    const auto load = send_all(server->port(), traffic, ours);
    if (!load) return tl::unexpected<Error>(load.error());
    const auto stored = server->stop_and_count();
    if (!stored) return tl::unexpected<Error>(stored.error());
    const auto sent = ratings_in(traffic, batch);
    if (*stored != sent) return fail(fmt::format("{} ratings were sent and {} are stored.", sent, *stored));
    Measured measured{static_cast<double>(sent) / load->took.count(), quantile(load->latencies_ms, 0.99), 0};
    if (!ours) return measured;
    const auto again = server->insert_again(traffic.size());
    if (!again) return tl::unexpected<Error>(again.error());
    measured.again_per_second = static_cast<double>(sent) / again->count();
    return measured;
}

struct Case {
    Storage storage;
    unsigned kiosks;
    std::size_t batch, ratings;
    Goal goal;
    bool with_peers;
    std::optional<double> p99_at_most;

    [[nodiscard]] std::string name() const {
        return fmt::format("ingest {}, batches of {}, {} connection{}", storage == Storage::sqlite ? "SQLite" : "PostgreSQL", batch, kiosks,
                           kiosks == 1 ? "" : "s");
    }
};

// The runs of one contestant.
struct Runs {
    std::vector<double> per_second, p99_ms, again;
    std::string missing;

    void add(const std::string& what, const Result<Measured>& measured) {
        if (measured) {
            per_second.push_back(measured->per_second);
            p99_ms.push_back(measured->p99_ms);
            again.push_back(measured->again_per_second);
            return;
        }
        missing = measured.error().message;
        fmt::print(stderr, "{}: {}\n", what, missing);
    }
};

bool run(const Case& one, const Options& options) {
    auto plan = sample_plan();
    plan.kiosks = one.kiosks;
    plan.batch = one.batch;
    plan.ratings = options.quick ? std::max<std::size_t>(one.ratings / 10, one.kiosks * one.batch) : one.ratings;
    const auto traffic = make_traffic(plan);
    Runs ours, each, groups;
    const auto peer = [&](Runs& runs, Commits commits) {
        if (one.with_peers) runs.add(one.name(), measure(IngestServer::fastify(commits, one.storage), traffic, one.batch, false));
    };
    interleave(options.quick ? 1 : 3,
               [&](int) { ours.add(one.name(), measure(IngestServer::ours(traffic, one.storage), traffic, one.batch, true)); },
               [&](int) {
                   peer(each, Commits::each_request);
                   peer(groups, Commits::in_groups);
               });
    const auto missing = [&](const Runs& runs) { return ours.missing.empty() ? runs.missing : ours.missing; };
    const std::string peer_name = fmt::format("Fastify + {}, unsigned, same rows", one.storage == Storage::sqlite ? "better-sqlite3" : "pg");
    print(Figure{one.name(), "ratings/s", ours.per_second, one.with_peers ? peer_name + ", a transaction a request" : "",
                 each.per_second, one.goal, missing(each)});
    print(Figure{one.name() + ", p99 of a request", "ms", ours.p99_ms, one.with_peers ? peer_name : "", each.p99_ms,
                 {one.p99_at_most, {}, {}, {}}, missing(each)});
    if (one.with_peers)
        print(Figure{one.name() + ", beside group commit", "ratings/s", ours.per_second, peer_name + ", in groups",
                     groups.per_second, {}, missing(groups)});
    Goal limit;
    if (one.kiosks == 64) limit.ratio_at_least = 0.7;
    print(Figure{one.name() + ", beside the limit", "ratings/s", ours.per_second, "the same rows by INSERT … SELECT, as many a commit",
                 ours.again, limit, ours.missing});
    return ours.missing.empty();
}

Goal goal(double at_least, std::optional<double> ratio) {
    Goal goal;
    goal.at_least = at_least;
    goal.ratio_at_least = ratio;
    return goal;
}

}  // namespace

int main(int argc, char** argv) {
    const auto options = read_options(argc, argv);
    const Case cases[] = {
        {Storage::sqlite, 64, 20, 600'000, goal(100'000, 5), true, 20},
        {Storage::sqlite, 64, 200, 1'000'000, goal(220'000, 3), true, {}},
        // What a connection more is worth: alone, the disk decides. A kiosk alone may send as many requests at once as its
        // limit allows.
        {Storage::sqlite, 1, 20, 20'000, {}, true, {}},
        {Storage::sqlite, 4, 20, 80'000, {}, true, {}},
        {Storage::sqlite, 1000, 20, 400'000, {}, true, {}},
        {Storage::sqlite, 1, 500, 100'000, goal(60'000, {}), false, {}},
        {Storage::postgres, 64, 20, 300'000, goal(90'000, 4), true, {}},
        {Storage::postgres, 64, 200, 600'000, goal(150'000, 3), true, {}},
    };
    bool good = true;
    for (const auto& one : cases) good = run(one, options) && good;
    return good ? 0 : 1;
}
