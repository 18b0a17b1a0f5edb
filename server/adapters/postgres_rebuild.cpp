#include "server/adapters/postgres_projections.h"
#include "server/adapters/postgres_sessions.h"

#include <array>

namespace rancak::server {
namespace {

using postgres::Connection;
using postgres::Parameters;
using postgres::Pipeline;
using postgres::Transaction;

// What is made from runs, with how its rows are told apart from those that say nothing. Literals: a statement a table.
struct Made {
    const char *name, *prove, *empty;
};
#define RANCAK_MADE(table, where)                                                                                               \
    Made{table,                                                                                                                 \
         "SELECT count(*), coalesce(bit_xor(hashtextextended(t::text, 0)), 0) FROM " table " t WHERE t.office = $1" where,      \
         "DELETE FROM " table " WHERE office = $1"}
constexpr std::array made{
    RANCAK_MADE("rating", ""),       RANCAK_MADE("rating_change", ""), RANCAK_MADE("citizen_case", ""),
    RANCAK_MADE("survey", ""),       RANCAK_MADE("shift", ""),         RANCAK_MADE("parked", ""),
    // A count that came back to nothing leaves a row, or none, as the batches fell.
    RANCAK_MADE("daily_count", " AND t.n <> 0"), RANCAK_MADE("daily_reason", " AND t.n <> 0"),
    RANCAK_MADE("daily_flag", " AND t.n <> 0"),  RANCAK_MADE("topic_support", " AND t.n <> 0"),
    RANCAK_MADE("office_day", " AND t.n_1 + t.n_2 + t.n_3 + t.n_4 + t.n_5 <> 0"), RANCAK_MADE("office_hour", " AND t.n <> 0"),
    RANCAK_MADE("office_span", "")};
#undef RANCAK_MADE

struct Proof {
    std::int64_t rows = 0, hash = 0;
    friend bool operator==(const Proof&, const Proof&) = default;
};

std::array<Proof, made.size()> prove(Connection& connection, const std::string& office) {
    std::array<Proof, made.size()> proofs;
    for (std::size_t i = 0; i < made.size(); ++i) {
        const auto rows = connection.run(made[i].prove, Parameters().add(office));
        proofs[i] = {rows.front().integer(0), rows.front().integer(1)};
    }
    return proofs;
}

// Thrown out of the transaction, which ends without a trace.
struct Refused {
    std::string message;
};

constexpr std::int64_t runs_at_once = 32;  // arrivals have no gaps

std::uint64_t replay_all(Connection& connection, const std::string& office, Replay& replay) {
    std::uint64_t count = 0;
    for (std::int64_t arrival = 0;;) {
        const auto found = connection.run(
            "SELECT r.arrival, r.month, r.journal, r.first, r.received_at, r.lines FROM office_month m JOIN run r ON r.office = m.office"
            " AND r.month = m.month WHERE m.office = $1 AND r.arrival > $2 AND r.arrival <= $2 + $3 ORDER BY r.arrival",
            Parameters().add(office).add(arrival).add(runs_at_once));
        if (found.empty()) return count;
        std::vector<StoredRun> runs;
        std::vector<PlaceOfRun> places;
        for (const auto row : found) {
            arrival = row.integer(0);
            places.push_back({row.integer(1), arrival});
            runs.push_back({{office, std::string(row.text(2))}, natural(row.integer(3)), timestamp(row.integer(4)), std::string(row.text(5))});
        }
        std::size_t next = 0;
        const auto done = replay.project(
            runs, [&](const auto& asked) { return read_ratings(connection, asked); },
            [&](const Changes& changes) {
                const std::vector place{places[next++]};
                copy_ratings(connection, changes, place);
                Pipeline pipeline(connection);
                put_projections(pipeline, changes, place);
                pipeline.finish();
            });
        if (!done) throw Refused{done.error().message};
        count += runs.size();
    }
}

}  // namespace

Stored<Rebuilt> PostgresStore::rebuild(const std::string& office, Replay& replay) {
    try {
        return sessions_->attempt([&](Connection& connection) {
            Transaction transaction(connection, Transaction::Kind::writing);
            connection.run("SET LOCAL statement_timeout = 0");  // takes as long as there is to read
            connection.run("SELECT 1 FROM office_arrival WHERE office = $1 FOR UPDATE", Parameters().add(office));
            if (const auto begun = replay.begin(); !begun) throw Refused{begun.error().message};
            const auto before = prove(connection, office);
            for (const auto& table : made) connection.run(table.empty, Parameters().add(office));
            Rebuilt rebuilt;
            rebuilt.runs = replay_all(connection, office, replay);
            const auto after = prove(connection, office);
            for (std::size_t i = 0; i < made.size(); ++i)
                rebuilt.tables.push_back({made[i].name, natural(before[i].rows), natural(after[i].rows), before[i] == after[i]});
            transaction.commit();
            return rebuilt;
        });
    } catch (const Refused& refused) {
        return tl::unexpected<StoreFailure>({StoreFailure::Kind::unavailable, refused.message});
    }
}

}  // namespace rancak::server
