// The limit that a store sets: the rows of a run of the bench once more, by INSERT … SELECT.

#include "shared/sqlite/sqlite.h"
#include "tests/bench/ingest/cluster.h"
#include "tests/bench/ingest/contestant.h"

namespace rancak::bench {
namespace {

using Clock = std::chrono::steady_clock;

// The tables that a load of ratings fills, in the server's own schema.
std::chrono::duration<double> again_in_sqlite(const std::filesystem::path& from, const std::filesystem::path& into, std::size_t runs_a_commit) {
    auto database = sqlite::Database::open_writer(into, sqlite::Durability::full);
    database.execute("PRAGMA cache_size = -16384; ATTACH '" + from.string() + "' AS old");
    std::vector<std::string> schema;
    auto tables = database.prepare("SELECT sql FROM old.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rootpage");
    while (tables.step()) schema.emplace_back(tables.text(0));
    tables.reset();
    for (const auto& sql : schema) database.execute(sql);
    auto last = database.prepare("SELECT max(number) FROM old.run");
    if (!last.step()) return {};
    const auto runs = last.integer(0), step = static_cast<std::int64_t>(runs_a_commit);
    last.reset();
    const auto began = Clock::now();
    for (std::int64_t from_run = 1; from_run <= runs; from_run += step) {
        sqlite::Transaction transaction(database);
        const auto range = std::to_string(from_run) + " AND " + std::to_string(from_run + step - 1);
        const auto ids = std::to_string(from_run * 512) + " AND " + std::to_string((from_run + step) * 512 - 1);
        database.execute("INSERT INTO run SELECT * FROM old.run WHERE number BETWEEN " + range +
                         "; INSERT INTO office_run SELECT * FROM old.office_run WHERE run BETWEEN " + range +
                         "; INSERT INTO rating SELECT * FROM old.rating WHERE id BETWEEN " + ids);
        if (from_run == 1) database.execute("INSERT INTO daily_count SELECT * FROM old.daily_count");
        transaction.commit();
    }
    return Clock::now() - began;
}

std::chrono::duration<double> again_in_postgres(const std::string& database, std::size_t runs_a_commit) {
    auto& cluster = ingest_cluster();
    cluster.query(database, "CREATE SCHEMA again");
    for (const std::string table : {"run", "rating", "daily_count"})
        cluster.query(database, "CREATE TABLE again." + table + " (LIKE public." + table + " INCLUDING ALL)");
    cluster.query(database, "ANALYZE");
    const auto step = std::to_string(runs_a_commit);
    const auto began = Clock::now();
    cluster.query(database,
                  "DO $$ DECLARE a BIGINT := 1; last BIGINT := (SELECT max(arrival) FROM run); m INTEGER := (SELECT max(month) FROM run); BEGIN"
                  " INSERT INTO again.daily_count SELECT * FROM daily_count;"
                  " WHILE a <= last LOOP"
                  "  INSERT INTO again.run SELECT * FROM run WHERE office = 'dukcapil' AND month = m AND arrival BETWEEN a AND a + " + step + " - 1;"
                  "  INSERT INTO again.rating SELECT t.* FROM run r JOIN rating t ON t.office = r.office AND t.month = r.month AND t.journal = r.journal"
                  "   AND t.seq BETWEEN r.first AND r.last WHERE r.office = 'dukcapil' AND r.month = m AND r.arrival BETWEEN a AND a + " + step + " - 1;"
                  "  COMMIT; a := a + " + step + "; END LOOP; END $$");
    return Clock::now() - began;
}

}  // namespace

Result<std::chrono::duration<double>> IngestServer::insert_again(std::size_t runs_a_commit) {
    try {
        return database_.empty() ? again_in_sqlite(file_, *folder_ / "again.db", runs_a_commit) : again_in_postgres(database_, runs_a_commit);
    } catch (const std::exception& failure) {
        return fail(failure.what());
    }
}

}  // namespace rancak::bench
