#include "tests/bench/city/city.h"

#include "shared/protocol.h"
#include "shared/sqlite/sqlite.h"

#include <fmt/format.h>

#include <array>

namespace rancak::bench {
namespace {

std::string journal_id(const City& city, std::int64_t office, int officer) { return fmt::format("{:026}", officer * city.offices + office); }

// Those that an officer gets until the end of a day.
std::int64_t until_day(const City& city, int day) { return city.of_officer * day / City::days; }

// The ratings of a year, day by day as they come in.
void put_ratings(sqlite::Database& database, const City& city) {
    auto rating = database.prepare("INSERT INTO rating VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, 'kunjungan-contoh', ?, 'id', '', ?, '', 0, NULL, ?)");
    auto run = database.prepare("INSERT INTO run VALUES (?, ?, 0, ?, ?, ?, ?, x'')");
    auto walk = database.prepare("INSERT INTO office_run VALUES (?, ?, ?)");
    std::int64_t number = 0;
    std::vector<std::int64_t> arrivals(static_cast<std::size_t>(city.offices));
    for (int day = 0; day < City::days; ++day) {
        const std::int64_t on = City::last_day - City::days + 1 + day, from = until_day(city, day), until = until_day(city, day + 1);
        for (std::int64_t office = 0; office < city.offices; ++office) {
            const auto name = office_id(office), counter = fmt::format("loket-{:04}", office), service = fmt::format("layanan-{:04}", office);
            for (int officer = 0; officer < city.officers; ++officer) {
                const auto whom = officer_id(office, officer);
                for (auto i = from; i < until; ++i) {
                    const auto seq = i + 1, place = (i - from) % city.ratings_a_run;
                    const auto at = on * 86'400'000 + 3'600'000 + (i - from) * 900'000;
                    if (place == 0) {
                        const auto last = std::min(seq + city.ratings_a_run - 1, until), arrival = ++arrivals[static_cast<std::size_t>(office)];
                        ++number;
                        run.bind(1, number).bind(2, officer * city.offices + office + 1).bind(3, seq).bind(4, last).bind(5, arrival).bind(6, at).run();
                        walk.bind_view(1, name).bind(2, arrival).bind(3, number).run();
                    }
                    rating.bind(1, number * 512 + place).bind(2, seq).bind(3, seq).bind(4, at).bind(5, on).bind_view(6, counter);
                    rating.bind_view(7, whom).bind_view(8, service).bind(9, 1 + i % 5).bind_view(10, i % 4 == 0 ? "ramah;cepat" : "");
                    rating.bind(11, 8 + (i - from) % 8).run();
                }
            }
        }
    }
}

// The days of each run, as ingest would have noted them.
void put_spans(sqlite::Database& database) {
    database.execute("INSERT INTO office_span SELECT o.office, o.arrival / 64, min(r.received_at / 86400000) - 1, max(r.received_at / 86400000) + 1"
                     " FROM office_run o JOIN run r ON r.number = o.run GROUP BY 1, 2");
}

// What ingest would have counted of them: the same numbers, without adding one at a time.
void put_counts(sqlite::Database& database, const City& city) {
    auto count = database.prepare("INSERT INTO daily_count VALUES (?, ?, ?, ?, ?, ?, ?, 0)");
    auto of_day = database.prepare("INSERT INTO office_day VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)");
    for (std::int64_t office = 0; office < city.offices; ++office) {
        const auto name = office_id(office), counter = fmt::format("loket-{:04}", office), service = fmt::format("layanan-{:04}", office);
        for (int day = 0; day < City::days; ++day) {
            const std::int64_t on = City::last_day - City::days + 1 + day;
            std::array<std::int64_t, 5> n{};
            for (auto i = until_day(city, day); i < until_day(city, day + 1); ++i) ++n[static_cast<std::size_t>(i % 5)];
            for (int officer = 0; officer < city.officers; ++officer) {
                const auto whom = officer_id(office, officer);
                for (int score = 0; score < 5; ++score) {
                    if (n[static_cast<std::size_t>(score)] == 0) continue;
                    count.bind_view(1, name).bind_view(2, whom).bind(3, on).bind_view(4, counter).bind_view(5, service);
                    count.bind(6, std::int64_t{score} + 1).bind(7, n[static_cast<std::size_t>(score)]).run();
                }
            }
            of_day.bind_view(1, name).bind(2, on);
            for (int score = 0; score < 5; ++score) of_day.bind(3 + score, city.officers * n[static_cast<std::size_t>(score)]);
            of_day.run();
        }
    }
}

void put_kiosks(sqlite::Database& database, const City& city, std::int64_t heartbeat_at) {
    auto device = database.prepare("INSERT INTO device VALUES (?, ?, '', zeroblob(32), '0.1.0', 0, NULL)");
    auto heartbeat = database.prepare("INSERT INTO heartbeat VALUES (?, ?, ?, ?)");
    auto chain = database.prepare("INSERT INTO chain VALUES (?, ?, ?, 1, zeroblob(32), ?, 1, 1, 0)");
    auto visits = database.prepare("INSERT INTO visit_day VALUES (?, ?, ?, ?, ?)");
    const auto said = encode(Heartbeat{"0.1.0", {}, 0, 0, 1, 1, {}});
    for (int officer = 0; officer < city.officers; ++officer) {
        for (std::int64_t office = 0; office < city.offices; ++office) {
            const auto name = office_id(office), journal = journal_id(city, office, officer);
            device.bind_view(1, name).bind_view(2, journal).run();
            heartbeat.bind_view(1, name).bind_view(2, journal).bind(3, heartbeat_at).bind_view(4, said).run();
            for (int day = 0; day < City::days; ++day) {
                const auto rated = until_day(city, day + 1) - until_day(city, day);
                visits.bind_view(1, name).bind_view(2, journal).bind(3, City::last_day - City::days + 1 + day).bind(4, rated * 2).bind(5, rated).run();
            }
            chain.bind(1, officer * city.offices + office + 1).bind_view(2, name).bind_view(3, journal).bind(4, heartbeat_at).run();
        }
    }
}

}  // namespace

std::string office_id(std::int64_t office) { return fmt::format("kantor-{:04}", office); }
std::string officer_id(std::int64_t office, int officer) { return fmt::format("petugas-{:04}-{}", office, officer); }

void fill(const std::filesystem::path& file, const City& city, std::int64_t heartbeat_at) {
    auto database = sqlite::Database::open_writer(file, sqlite::Durability::normal);
    sqlite::Transaction transaction(database);
    put_ratings(database, city);
    put_spans(database);
    put_counts(database, city);
    put_kiosks(database, city, heartbeat_at);
    transaction.commit();
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace rancak::bench
