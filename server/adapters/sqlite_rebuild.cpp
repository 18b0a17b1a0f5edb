#include "server/adapters/sqlite_projections.h"

#include "shared/hash.h"

#include <array>

namespace rancak::server {
namespace {

using std::string_view;

// What is made from runs: rows by the keys of a run's events, or by office. Literals: a statement a table.
struct Made {
    const char *name, *read, *empty;
};
#define RANCAK_OF_RUN(table) \
    Made{table, "SELECT * FROM " table " WHERE id BETWEEN ? AND ? ORDER BY id", "DELETE FROM " table " WHERE id BETWEEN ? AND ?"}
// A count that came back to nothing leaves a row, or none, as the batches fell. `key`: its columns after the office.
#define RANCAK_OF_OFFICE(table, count, key) \
    Made{table, "SELECT * FROM " table " WHERE office = ? AND " count " <> 0 ORDER BY " key, "DELETE FROM " table " WHERE office = ?"}
constexpr std::array of_runs{RANCAK_OF_RUN("rating"), RANCAK_OF_RUN("rating_change"), RANCAK_OF_RUN("citizen_case"),
                             RANCAK_OF_RUN("survey"), RANCAK_OF_RUN("shift"),         RANCAK_OF_RUN("parked")};
constexpr std::array of_offices{RANCAK_OF_OFFICE("daily_count", "n", "officer, day, counter, service, score"),
                                RANCAK_OF_OFFICE("daily_reason", "n", "officer, day, counter, service, reason, cause"),
                                RANCAK_OF_OFFICE("daily_flag", "n", "officer, day, counter, service, flag"),
                                RANCAK_OF_OFFICE("office_day", "n_1 + n_2 + n_3 + n_4 + n_5", "day"),
                                RANCAK_OF_OFFICE("office_hour", "n", "day, hour"),
                                RANCAK_OF_OFFICE("topic_support", "n", "forum, topic"),
                                Made{"office_span", "SELECT * FROM office_span WHERE office = ? ORDER BY span", "DELETE FROM office_span WHERE office = ?"}};
#undef RANCAK_OF_RUN
#undef RANCAK_OF_OFFICE

struct Proof {
    std::uint64_t rows = 0;
    Hash hash;  // of the row and the hash before
    friend bool operator==(const Proof&, const Proof&) = default;

    void add(const sqlite::Statement& row, int columns) {
        std::string text(as_bytes(hash));
        for (int i = 0; i < columns; ++i) {
            const auto value = row.text(i);
            text += (row.is_null(i) ? "n" : "v") + std::to_string(value.size()) + ":";
            text += value;
        }
        hash = blake2b(text);
        ++rows;
    }
};
using Proofs = std::array<Proof, of_runs.size() + of_offices.size()>;

// An office's runs, by arrival.
template <class Visit>
void each_run(SqliteSession& session, const std::string& office, Visit visit) {
    auto runs = session.prepared("SELECT run FROM office_run WHERE office = ? ORDER BY arrival");
    runs->bind(1, string_view(office));
    while (runs->step()) visit(runs->integer(0));
}

Proofs prove(SqliteSession& session, const std::string& office) {
    Proofs proofs;
    each_run(session, office, [&](std::int64_t run) {
        for (std::size_t i = 0; i < of_runs.size(); ++i) {
            auto rows = session.prepared(of_runs[i].read);
            rows->bind(1, run * RunRow::ids_a_run).bind(2, run * RunRow::ids_a_run + RunRow::ids_a_run - 1);
            while (rows->step()) proofs[i].add(*rows, rows->columns());
        }
    });
    for (std::size_t i = 0; i < of_offices.size(); ++i) {
        auto rows = session.prepared(of_offices[i].read);
        rows->bind(1, string_view(office));
        while (rows->step()) proofs[of_runs.size() + i].add(*rows, rows->columns());
    }
    return proofs;
}

void throw_away(SqliteSession& session, const std::string& office) {
    each_run(session, office, [&](std::int64_t run) {
        for (const auto& table : of_runs)
            session.prepared(table.empty)->bind(1, run * RunRow::ids_a_run).bind(2, run * RunRow::ids_a_run + RunRow::ids_a_run - 1).run();
    });
    for (const auto& table : of_offices) session.prepared(table.empty)->bind(1, string_view(office)).run();
    session.prepared("UPDATE chain SET newest_rating = 0 WHERE office = ?")->bind(1, string_view(office)).run();
}

// Thrown out of the transaction, which ends without a trace.
struct Refused {
    std::string message;
};

std::uint64_t replay_all(SqliteSession& session, const std::string& office, Replay& replay) {
    std::uint64_t count = 0;
    each_run(session, office, [&](std::int64_t number) {
        auto found = session.prepared(
            "SELECT c.journal, r.first, r.last, r.received_at, r.lines, r.arrival FROM run r JOIN chain c ON c.number = r.chain WHERE r.number = ?");
        found->bind(1, number);
        if (!found->step()) throw Refused{"a run is missing"};
        const RunRow row{number, natural(found->integer(1)), natural(found->integer(2))};
        const StoredRun run{{office, std::string(found->text(0))}, row.first, timestamp(found->integer(3)), std::string(found->text(4))};
        const auto arrival = found->integer(5);
        Chains chains(session);
        const auto done = replay.project(
            {&run, 1},
            [&](const auto& asked) {
                std::vector<std::optional<Rating>> ratings;
                for (const auto& [id, seq] : asked) ratings.push_back(read_rating(session, id, seq));
                return ratings;
            },
            [&](const Changes& changes) {
                auto& chain = chains.of(run.id);
                chain.newest = row;
                Bringing(session, changes).put_of_run(0, chain);
                put_changes(session, changes, chains);
                Spans spans;
                spans.add(changes.runs[0], arrival);
                spans.put(session);
                session.prepared("UPDATE chain SET newest_rating = ? WHERE number = ?")->bind(1, chain.newest_rating).bind(2, chain.number).run();
            });
        if (!done) throw Refused{done.error().message};
        ++count;
    });
    return count;
}

}  // namespace

Stored<Rebuilt> SqliteStore::rebuild(const std::string& office, Replay& replay) {
    try {
        return connections_->write([&](SqliteSession& session) {
            if (const auto begun = replay.begin(); !begun) throw Refused{begun.error().message};
            sqlite::Transaction transaction(session.database());
            const auto before = prove(session, office);
            throw_away(session, office);
            Rebuilt rebuilt;
            rebuilt.runs = replay_all(session, office, replay);
            const auto after = prove(session, office);
            for (std::size_t i = 0; i < before.size(); ++i) {
                const auto* name = i < of_runs.size() ? of_runs[i].name : of_offices[i - of_runs.size()].name;
                rebuilt.tables.push_back({name, before[i].rows, after[i].rows, before[i] == after[i]});
            }
            transaction.commit();
            return rebuilt;
        });
    } catch (const Refused& refused) {
        return tl::unexpected<StoreFailure>({StoreFailure::Kind::unavailable, refused.message});
    }
}

}  // namespace rancak::server
