// How long the figures of one officer and the page of the whole city take as the store grows: the counts that are kept by day
// against the raw table. The store is filled by SQL with what an ingest of so many ratings leaves behind, but for the raw lines.

#include "server/adapters/pdf_report.h"
#include "server/adapters/sqlite_store.h"
#include "server/adapters/xlsx_skm_report.h"
#include "server/core/figures_api.h"
#include "server/core/standings.h"
#include "shared/sqlite/sqlite.h"
#include "tests/bench/frame/bench.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace rancak::bench {
namespace {

using namespace server;

constexpr int days = 365;
constexpr std::int64_t last_day = 20'786;  // 2026-11-29
constexpr std::int64_t ratings_a_run = 20;

double milliseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

std::string office_id(std::int64_t office) { return fmt::format("kantor-{:04}", office); }
std::string officer_id(std::int64_t office, int officer) { return fmt::format("petugas-{:04}-{}", office, officer); }

// Whom a store knows: each officer has as many ratings as every other, spread over the year.
struct City {
    std::int64_t offices = 1;
    int officers = 1;  // an office
    std::int64_t of_officer = 10'000;
    [[nodiscard]] std::int64_t ratings() const { return offices * officers * of_officer; }
};

// The ratings of a year, day by day as they come in.
void put_ratings(sqlite::Database& database, const City& city) {
    const auto& [offices, officers, of_officer] = city;
    auto rating = database.prepare("INSERT INTO rating VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, 'kunjungan-contoh', ?, 'id', '', '', '', 0, NULL, ?)");
    auto run = database.prepare("INSERT INTO run VALUES (?, ?, 0, ?, ?, ?, ?, x'')");
    auto walk = database.prepare("INSERT INTO office_run VALUES (?, ?, ?)");
    std::int64_t number = 0;
    for (int day = 0; day < days; ++day) {
        const std::int64_t on = last_day - days + 1 + day, from = of_officer * day / days, until = of_officer * (day + 1) / days;
        for (std::int64_t office = 0; office < offices; ++office) {
            const auto name = office_id(office), counter = fmt::format("loket-{:04}", office), service = fmt::format("layanan-{:04}", office);
            for (int officer = 0; officer < officers; ++officer) {
                const auto whom = officer_id(office, officer);
                for (auto i = from; i < until; ++i) {
                    const auto seq = i * officers + officer + 1;
                    const auto at = on * 86'400'000 + 3'600'000 + (i - from) * 900'000;
                    if ((i - from) % ratings_a_run == 0) {
                        ++number;
                        run.bind(1, number).bind(2, office + 1).bind(3, seq).bind(4, seq).bind(5, number).bind(6, at).run();
                        walk.bind_view(1, name).bind(2, number).bind(3, number).run();
                    }
                    rating.bind(1, number * 512 + (i - from) % ratings_a_run).bind(2, seq).bind(3, seq).bind(4, at).bind(5, on);
                    rating.bind_view(6, counter).bind_view(7, whom).bind_view(8, service).bind(9, 1 + i % 5).bind(10, 8 + (i - from) % 8).run();
                }
            }
        }
    }
}

// What ingest would have counted of them: the same numbers, without adding one at a time.
void put_counts(sqlite::Database& database, const City& city) {
    const auto& [offices, officers, of_officer] = city;
    auto count = database.prepare("INSERT INTO daily_count VALUES (?, ?, ?, ?, ?, ?, ?, 0)");
    auto of_day = database.prepare("INSERT INTO office_day VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)");
    for (std::int64_t office = 0; office < offices; ++office) {
        const auto name = office_id(office), counter = fmt::format("loket-{:04}", office), service = fmt::format("layanan-{:04}", office);
        for (int day = 0; day < days; ++day) {
            const std::int64_t on = last_day - days + 1 + day, from = of_officer * day / days, until = of_officer * (day + 1) / days;
            std::array<std::int64_t, 5> n{};
            for (auto i = from; i < until; ++i) ++n[static_cast<std::size_t>(i % 5)];
            for (int officer = 0; officer < officers; ++officer) {
                const auto whom = officer_id(office, officer);
                for (int score = 0; score < 5; ++score) {
                    if (n[static_cast<std::size_t>(score)] == 0) continue;
                    count.bind_view(1, name).bind_view(2, whom).bind(3, on).bind_view(4, counter).bind_view(5, service);
                    count.bind(6, std::int64_t{score} + 1).bind(7, n[static_cast<std::size_t>(score)]).run();
                }
            }
            of_day.bind_view(1, name).bind(2, on);
            for (int score = 0; score < 5; ++score) of_day.bind(3 + score, officers * n[static_cast<std::size_t>(score)]);
            of_day.run();
        }
    }
}

// Two kiosks an office, each of which spoke a minute ago.
void put_kiosks(sqlite::Database& database, std::int64_t offices, Timestamp now) {
    auto device = database.prepare("INSERT INTO device VALUES (?, ?, '', zeroblob(32), '0.1.0', 0, NULL)");
    auto heartbeat = database.prepare("INSERT INTO heartbeat VALUES (?, ?, ?, ?)");
    auto chain = database.prepare("INSERT INTO chain VALUES (?, ?, ?, 1, zeroblob(32), ?, 1, 1, 0)");
    const auto said = encode(Heartbeat{"0.1.0", {}, 0, 0, 1, 1, {}});
    const auto at = (now - std::chrono::minutes{1}).time_since_epoch().count();
    for (std::int64_t kiosk = 0; kiosk < 2 * offices; ++kiosk) {
        const auto office = office_id(kiosk % offices), journal = fmt::format("{:026}", kiosk);
        device.bind_view(1, office).bind_view(2, journal).run();
        heartbeat.bind_view(1, office).bind_view(2, journal).bind(3, at).bind_view(4, said).run();
        chain.bind(1, kiosk + 1).bind_view(2, office).bind_view(3, journal).bind(4, at).run();
    }
}

Catalogue catalogue_of(std::int64_t offices) {
    Catalogue catalogue;
    for (std::int64_t i = 0; i < offices; ++i) {
        Office office{office_id(i), {fmt::format("Kantor {} (contoh)", i), "", ""}};
        for (std::size_t day = 0; day < 5; ++day) office.hours[day] = {std::chrono::hours{8}, std::chrono::hours{16}};
        catalogue.offices.push_back(std::move(office));
    }
    return catalogue;
}

// A store of so many ratings, in a folder of its own.
class Filled {
public:
    explicit Filled(const City& city) : ratings(city.ratings()), clock(Timestamp{std::chrono::days{last_day}} + std::chrono::hours{5}) {
        store = checked(SqliteStore::open(folder / "server.db"));
        if (!store->put_catalogue({clock.now(), encode(catalogue_of(city.offices)), "bench"}, std::nullopt, {}, {})) throw std::runtime_error("the catalogue was not stored");
        auto database = sqlite::Database::open_writer(folder / "server.db", sqlite::Durability::normal);
        sqlite::Transaction transaction(database);
        put_ratings(database, city);
        put_counts(database, city);
        put_kiosks(database, city.offices, clock.now());
        transaction.commit();
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    // An officer's standing of a year, as the API makes it.
    [[nodiscard]] double standing() {
        return milliseconds([&] {
            const auto officer = officer_id(0, 0);
            const auto until = LocalDay{std::chrono::days{last_day}}, from = until - std::chrono::days{days - 1};
            const auto counts = store->officer_counts(office_id(0), officer, from, until);
            if (!counts) throw std::runtime_error(counts.error().message);
            const auto told = encode(standing_of(officer, from, until, *counts, Catalogue{}));
            if (told.find("\"mean\"") == told.npos) throw std::runtime_error("the officer has no standing");
        });
    }
    // The same out of the raw table.
    [[nodiscard]] double raw() {
        auto database = sqlite::Database::open_reader(folder / "server.db");
        return milliseconds([&] {
            for (const char* query : {"SELECT count(*), avg(score) FROM rating WHERE officer = ? AND withdrawn = ''",
                                      "SELECT score, count(*) FROM rating WHERE officer = ? AND withdrawn = '' GROUP BY score"}) {
                auto found = database.prepare(query);
                found.bind(1, std::string_view(officer_id(0, 0)));
                while (found.step()) {
                }
            }
        });
    }
    [[nodiscard]] double overview() {
        CatalogueBook book(*store, clock);
        Metrics metrics;
        FailureLog failures([](Severity, const std::string&) {}, metrics);
        SystemRandom random;
        const PdfReportWriter pdf;
        const XlsxReportWriter xlsx(folder.path());
        const auto web = checked(WebFiles::of({}));
        const Centre centre{.store = *store, .catalogue = book, .clock = clock, .random = random, .log = [](Severity, const std::string&) {},
                            .failures = failures, .seal_key = {}, .admin_token = {}, .web = web, .qr_svg = nullptr, .pdf = pdf, .xlsx = xlsx,
                            .metrics = metrics, .metrics_text = nullptr, .make_spreadsheet = nullptr};
        static_cast<void>(book.current());  // it is in memory while the server runs
        return milliseconds([&] {
            const Request request;
            const Query query;
            const auto reply = get_overview(centre, Call{request, {}, query, nullptr, Caller{"bench", all_rights, {}}});
            if (reply.status != 200 || reply.body.find("kantor-0000") == std::string::npos) throw std::runtime_error("no overview: " + reply.body);
        });
    }

    const std::int64_t ratings;
    test::TemporaryFolder folder;
    test::ManualClock clock;
    std::unique_ptr<SqliteStore> store;
};

std::string many(std::int64_t ratings) {
    return ratings % 1'000'000 == 0 ? fmt::format("{} million", ratings / 1'000'000) : fmt::format("{} thousand", ratings / 1000);
}

void measure(const Options& options) {
    std::vector<std::unique_ptr<Filled>> stores;
    for (const auto& city : options.quick ? std::vector<City>{{1, 1, 2000}, {5, 2, 2000}, {25, 2, 2000}} : std::vector<City>{{1, 1}, {50, 2}, {500, 2}})
        stores.push_back(std::make_unique<Filled>(city));
    const auto& smallest = *stores.front();
    std::vector<Figure> against_small, against_raw;
    for (const auto& store : stores) {
        const auto name = "an officer's standing in a store of " + many(store->ratings) + " ratings";
        against_small.push_back({.name = name, .unit = "ms", .beside = "in a store of " + many(smallest.ratings)});
        against_raw.push_back({.name = name, .unit = "ms", .beside = "count, avg and group by on the raw table"});
        against_small.back().goal.at_most = against_raw.back().goal.at_most = 2;
        against_small.back().goal.ratio_at_most = 1.3;
    }
    Figure today{.name = fmt::format("Today's data of {} offices and {} ratings", options.quick ? 25 : 500, many(stores.back()->ratings)), .unit = "ms"};
    today.goal.at_most = 50;
    for (int round = 0; round < (options.quick ? 3 : 7); ++round) {
        for (std::size_t i = 0; i < stores.size(); ++i) {
            constexpr int times = 20;  // one alone is too short to be told from what else the machine does
            double small = 0, large = 0;
            for (int n = 0; n < times; ++n) {
                large += stores[i]->standing();
                small += stores.front()->standing();
            }
            against_small[i].runs.push_back(large / times);
            against_small[i].beside_runs.push_back(small / times);
            against_raw[i].runs.push_back(large / times);
            against_raw[i].beside_runs.push_back(stores[i]->raw());
        }
        today.runs.push_back(stores.back()->overview());
    }
    for (std::size_t i = 1; i < stores.size(); ++i) print(against_small[i]);
    for (const auto& figure : against_raw) print(figure);
    print(today);
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
