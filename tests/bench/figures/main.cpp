// How long the figures of one officer and the page of the whole city take as the store grows: the counts that are kept by day
// against the raw table.

#include "server/adapters/pdf_report.h"
#include "server/adapters/sqlite_store.h"
#include "server/adapters/xlsx_skm_report.h"
#include "server/core/overview_api.h"
#include "server/core/standings.h"
#include "shared/sqlite/sqlite.h"
#include "tests/bench/city/city.h"
#include "tests/bench/frame/bench.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace rancak::bench {
namespace {

using namespace server;

double milliseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
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
    explicit Filled(const City& city) : ratings(city.ratings()), clock(Timestamp{std::chrono::days{City::last_day}} + std::chrono::hours{5}) {
        store = checked(SqliteStore::open(folder / "server.db"));
        if (!store->put_catalogue({clock.now(), encode(catalogue_of(city.offices)), "bench"}, std::nullopt, {}, {})) throw std::runtime_error("the catalogue was not stored");
        fill(folder / "server.db", city, (clock.now() - std::chrono::minutes{1}).time_since_epoch().count());
    }
    // An officer's standing of a year, as the API makes it.
    [[nodiscard]] double standing() {
        return milliseconds([&] {
            const auto officer = officer_id(0, 0);
            const auto until = LocalDay{std::chrono::days{City::last_day}}, from = until - std::chrono::days{City::days - 1};
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
