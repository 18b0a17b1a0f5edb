// A kiosk that was long without a network: 100,000 ratings wait in its journal, and the real courier brings them,
// signed, to the real server on this machine. Beside it, what the server's ingest takes when the same lines are handed
// to it by a call: no network, no signatures, no receipts.
#include "kiosk/adapters/courier.h"
#include "kiosk/adapters/journal.h"
#include "server/adapters/sqlite_store.h"
#include "server/core/group_commit.h"
#include "shared/sqlite/sqlite.h"
#include "tests/bench/frame/bench.h"
#include "tests/bench/programs/centre.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>

#include <future>

namespace rancak::bench {
namespace {

using Seconds = std::chrono::duration<double>;

Seconds since(std::chrono::steady_clock::time_point began) { return std::chrono::steady_clock::now() - began; }

HttpSettings http_settings(const std::string& server) {
    HttpSettings settings;
    settings.server = server;
    settings.agent = "rancak-kiosk/bench";
    settings.max_reply_bytes = max_catalogue_bytes;
    return settings;
}

// A kiosk's data folder, its identity, and what its adapters work with.
struct Kiosk {
    SystemClock clock;
    SystemRandom random;
    kiosk::Alarms alarms;
    kiosk::Mailbox<kiosk::Action> mailbox{[] {}};
    kiosk::DataFolder folder;
    kiosk::DeviceIdentity identity;

    Kiosk(const std::filesystem::path& data, const Centre& centre)
        : folder(checked(kiosk::DataFolder::open(data))), identity(enrolled(centre)) {}

    kiosk::DeviceIdentity enrolled(const Centre& centre) {
        const auto http = checked(make_http_client(http_settings(centre.address())));
        return checked(
            kiosk::enrol(folder, *http, {centre.address(), checked(centre.enrolment_code()), "bench"}, random));
    }

    void rate(std::size_t ratings) {
        auto journal = kiosk::Journal::open(folder, identity.journal, clock);
        if (!journal) throw std::runtime_error(journal.error().message);
        constexpr std::size_t at_once = 1000;  // only to be quick: a visitor's rating is a transaction of its own
        for (std::size_t done = 0; done < ratings;) {
            std::vector<EventBody> events;
            for (; events.size() < at_once && done < ratings; ++done) {
                events.push_back(RatingBody{random_id(random), static_cast<int>(1 + done % 5), identity.office,
                                            identity.counter, fmt::format("petugas-{:02}", 1 + done % 7),
                                            Language::indonesian});
            }
            if (auto appended = journal->append(events); !appended) throw std::runtime_error(appended.error().message);
        }
    }

    [[nodiscard]] kiosk::JournalReader reader() const {
        return checked(kiosk::JournalReader::open(folder.paths().journal()));
    }
};

// Until the server has acknowledged all of it.
Seconds drain(Kiosk& kiosk, const Centre& centre, std::uint64_t ratings) {
    kiosk::Courier courier({kiosk.folder.paths(), kiosk.identity, "bench", kiosk.reader(),
                            checked(kiosk::CourierMemory::open(kiosk.folder, kiosk.identity.journal)),
                            kiosk::CatalogueCache::open(kiosk.folder, kiosk.identity.office),
                            checked(make_http_client(http_settings(centre.address()))), kiosk.clock, kiosk.random,
                            kiosk.alarms, kiosk.mailbox});
    const auto began = std::chrono::steady_clock::now();
    while (courier.status().acknowledged < ratings) {
        if (!courier.step()) continue;  // more to do at once
        const auto status = courier.status();
        if (status.acknowledged < ratings) throw std::runtime_error("the courier rests: " + status.last_error);
    }
    return since(began);
}

std::uint64_t ratings_stored(const std::filesystem::path& database) {
    auto reader = sqlite::Database::open_reader(database);
    auto count = reader.prepare("SELECT count(*) FROM rating");
    return count.step() ? static_cast<std::uint64_t>(count.integer(0)) : 0;
}

void expect_stored(const std::filesystem::path& database, std::uint64_t ratings) {
    const auto stored = ratings_stored(database);
    if (stored == ratings) return;
    throw std::runtime_error(fmt::format("{} ratings were sent and {} are stored", ratings, stored));
}

// The journal as the courier would send it: batches of as many events and bytes as the server takes.
std::vector<kiosk::Lines> batches_of(const Kiosk& kiosk) {
    auto reader = kiosk.reader();
    std::vector<kiosk::Lines> batches;
    for (std::uint64_t next = 1;;) {
        auto lines = checked(reader.read_from(next, {max_batch_events, max_batch_bytes}));
        if (lines.count == 0) return batches;
        next = lines.first + lines.count;
        batches.push_back(std::move(lines));
    }
}

// Parsed, checked and stored as the server does it, handed over as fast as it takes them.
Seconds ingest(const std::filesystem::path& database, const kiosk::DeviceIdentity& identity,
               const std::vector<kiosk::Lines>& batches) {
    const SystemClock clock;
    const auto store = checked(server::SqliteStore::open(database));
    server::CatalogueBook catalogue(*store, clock);
    const auto began = std::chrono::steady_clock::now();
    std::vector<std::promise<bool>> taken(batches.size());
    server::Metrics metrics;
    server::FailureLog failures([](server::Severity, const std::string& line) { fmt::print(stderr, "drain: {}\n", line); },
                                metrics);
    server::GroupCommit commit(*store, catalogue, failures, metrics);
    for (std::size_t i = 0; i < batches.size(); ++i) {
        auto batch = server::read_batch({identity.office, identity.journal}, clock.now(), clock.now(), batches[i].first,
                                        batches[i].text);
        if (!batch) throw std::runtime_error(batch.error().message);
        commit.submit(std::move(*batch), [&promise = taken[i]](const server::Stored<server::Outcome>& outcome) {
            promise.set_value(outcome && std::holds_alternative<Receipt>(*outcome));
        });
    }
    for (auto& promise : taken) {
        if (!promise.get_future().get()) throw std::runtime_error("the server's ingest did not take a batch");
    }
    return since(began);
}

void measure(const Options& options) {
    const std::uint64_t ratings = options.quick ? 10'000 : 100'000;
    Figure figure;
    figure.name = fmt::format("{} queued ratings to the server, signed", options.quick ? "10,000" : "100,000");
    figure.unit = "ratings/s";
    figure.beside = "the server's ingest without a network";
    figure.goal.at_least = 60'000;
    for (int round = 0; round < (options.quick ? 1 : 3); ++round) {
        const test::TemporaryFolder folder;
        std::vector<kiosk::Lines> batches;
        std::optional<kiosk::DeviceIdentity> identity;
        {
            const auto centre = checked(Centre::start(folder / "centre"));
            Kiosk kiosk(folder / "kiosk", centre);
            kiosk.rate(ratings);
            batches = batches_of(kiosk);
            identity = kiosk.identity;
            figure.runs.push_back(static_cast<double>(ratings) / drain(kiosk, centre, ratings).count());
            expect_stored(folder / "centre/server.db", ratings);
        }
        figure.beside_runs.push_back(static_cast<double>(ratings) /
                                     ingest(folder / "direct.db", *identity, batches).count());
        expect_stored(folder / "direct.db", ratings);
    }
    print(figure);
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
