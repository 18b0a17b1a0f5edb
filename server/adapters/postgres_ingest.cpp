#include "server/adapters/postgres_copy.h"
#include "server/adapters/postgres_projections.h"
#include "server/adapters/postgres_sessions.h"
#include "server/adapters/postgres_webhooks.h"
#include "server/core/webhook_messages.h"

#include <chrono>
#include <set>

namespace rancak::server {
namespace {

using postgres::Column;
using postgres::Connection;
using postgres::Copy;
using postgres::Parameters;
using postgres::Pipeline;
using postgres::Transaction;
using std::string_view;

constexpr auto number = Column::Type::number, text = Column::Type::text, bytes = Column::Type::bytes;

int month_of(Timestamp time) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
    return static_cast<int>(date.year()) * 100 + static_cast<int>(static_cast<unsigned>(date.month()));
}

// ---- What is there -----------------------------------------------------------------------------------------------------

// Journals and what is asked of each, as columns office, journal, first, last.
Parameters columns_of(const std::vector<Needs::OfJournal>& journals) {
    Column offices(text), names(text), first(number), last(number);
    for (const auto& journal : journals) {
        offices.add(journal.id.office);
        names.add(journal.id.journal);
        first.add(stored(journal.first));
        last.add(stored(journal.last));
    }
    return Parameters().add(std::move(offices)).add(std::move(names)).add(std::move(first)).add(std::move(last));
}

constexpr const char* heads_query =
    "SELECT n.i, c.seq, c.hash FROM unnest($1, $2, $3, $4) WITH ORDINALITY n(office, journal, first, last, i)"
    " JOIN chain c ON c.office = n.office AND c.journal = n.journal";
constexpr const char* recent_query =
    "SELECT n.i, t.seq, t.at, t.visit, t.counter, t.officer, t.withdrawn"
    " FROM unnest($1, $2, $3, $4) WITH ORDINALITY n(office, journal, first, last, i) CROSS JOIN LATERAL ("
    " SELECT r.* FROM chain_month m CROSS JOIN LATERAL ("
    "  SELECT * FROM rating WHERE office = m.office AND month = m.month AND journal = m.journal ORDER BY seq DESC LIMIT $5) r"
    " WHERE m.office = n.office AND m.journal = n.journal ORDER BY r.seq DESC LIMIT $5) t ORDER BY n.i, t.seq";
// A run begins at most a batch before any of its events.
constexpr const char* runs_query =
    "SELECT n.i, r.first, r.lines FROM unnest($1, $2, $3, $4) WITH ORDINALITY n(office, journal, first, last, i)"
    " JOIN chain_month m ON m.office = n.office AND m.journal = n.journal AND m.first_seq <= n.last"
    " JOIN run r ON r.office = m.office AND r.month = m.month AND r.journal = m.journal"
    " AND r.first BETWEEN n.first - $5 AND n.last AND r.last >= n.first ORDER BY n.i, r.first";
constexpr const char* parked_query =
    "SELECT n.i, p.seq, p.reason FROM unnest($1, $2, $3, $4) WITH ORDINALITY n(office, journal, first, last, i)"
    " JOIN parked p ON p.office = n.office AND p.journal = n.journal AND p.seq BETWEEN n.first AND n.last";
std::vector<Found::OfJournal> read_journals(Connection& connection, const std::vector<Needs::OfJournal>& needs) {
    std::vector<Found::OfJournal> journals(needs.size());
    if (needs.empty()) return journals;
    const auto asked = columns_of(needs);
    const auto of = [&](const postgres::Rows::Row& row) { return static_cast<std::size_t>(row.integer(0)) - 1; };
    for (const auto row : connection.run(heads_query, asked)) {
        auto& head = journals[of(row)].head;
        head.seq = natural(row.integer(1));
        from_blob(row.text(2), head.hash.bytes);
    }
    auto recent = asked;
    recent.add(std::int64_t{recent_ratings});
    for (const auto row : connection.run(recent_query, recent))
        journals[of(row)].recent.push_back({natural(row.integer(1)), timestamp(row.integer(2)), std::string(row.text(3)),
                                            std::string(row.text(4)), std::string(row.text(5)), !row.text(6).empty()});
    const auto is_new = [&](std::size_t i) { return needs[i].first > journals[i].head.seq; };
    bool all_new = true;
    for (std::size_t i = 0; i < needs.size(); ++i) all_new = all_new && is_new(i);
    if (all_new) return journals;

    std::map<std::pair<std::size_t, std::uint64_t>, std::string> reasons;
    for (const auto row : connection.run(parked_query, asked)) reasons.emplace(std::pair{of(row), natural(row.integer(1))}, row.text(2));
    auto runs = asked;
    runs.add(std::int64_t{max_batch_events});
    for (const auto row : connection.run(runs_query, runs)) {
        const auto i = of(row);
        auto seq = natural(row.integer(1));
        for (auto lines = row.text(2); !lines.empty(); ++seq) {
            const auto end = lines.find('\n');
            if (needs[i].first <= seq && seq <= needs[i].last) {
                const auto why = reasons.find({i, seq});
                journals[i].events.push_back({std::string(lines.substr(0, end)), why == reasons.end() ? std::string() : why->second});
            }
            lines.remove_prefix(end + 1);
        }
    }
    return journals;
}

// ---- What is new -------------------------------------------------------------------------------------------------------

struct OfficeRow {
    std::int64_t arrival = 0, month = 0;
};
using Offices = std::map<string_view, OfficeRow>;

Offices offices_of(const Changes& changes) {
    Offices offices;
    for (const auto& move : changes.heads) offices[move.id.office];
    for (const auto& forked : changes.forked) offices[forked.id.office];
    for (const auto& alarm : changes.alarms) offices[alarm.id.office];
    return offices;
}

// Holds the offices' rows until the transaction ends, in one order everywhere, and reads how far each is.
void hold(Connection& connection, Offices& offices) {
    Column names(text);
    for (const auto& [office, row] : offices) names.add(office);
    const auto asked = Parameters().add(std::move(names));
    const char* lock = "SELECT office, arrival, month FROM office_arrival WHERE office = ANY($1) ORDER BY office FOR UPDATE";
    auto held = connection.run(lock, asked);
    if (static_cast<std::size_t>(held.size()) < offices.size()) {
        connection.run("INSERT INTO office_arrival SELECT n, 0, 0 FROM unnest($1) n ORDER BY n ON CONFLICT DO NOTHING", asked);
        held = connection.run(lock, asked);
    }
    for (const auto row : held) offices[row.text(0)] = {row.integer(1), row.integer(2)};
}

bool heads_stand(Connection& connection, const std::vector<Changes::HeadMove>& moves) {
    std::vector<Needs::OfJournal> asked;
    for (const auto& move : moves) asked.push_back({move.id, 1, 1});
    std::vector<Head> heads(moves.size());
    for (const auto row : connection.run(heads_query, columns_of(asked))) {
        auto& head = heads[static_cast<std::size_t>(row.integer(0)) - 1];
        head.seq = natural(row.integer(1));
        from_blob(row.text(2), head.hash.bytes);
    }
    for (std::size_t i = 0; i < moves.size(); ++i)
        if (heads[i] != moves[i].from) return false;
    return true;
}

// The next arrivals and the months of the runs, kept in `offices`.
std::vector<PlaceOfRun> place_runs(const Changes& changes, Offices& offices) {
    std::vector<PlaceOfRun> places;
    for (const auto& run : changes.runs) {
        auto& row = offices[run.id.office];
        row.month = std::max<std::int64_t>(row.month, month_of(run.received));
        places.push_back({row.month, ++row.arrival});
    }
    return places;
}

void copy_runs(Connection& connection, const Changes& changes, const std::vector<PlaceOfRun>& places) {
    Copy copy(connection, "COPY run (office, month, journal, first, last, arrival, received_at, lines) FROM STDIN (FORMAT binary)");
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& run = changes.runs[i];
        copy.row(8).bytes(run.id.office).integer(places[i].month).bytes(run.id.journal).bigint(stored(run.first));
        copy.bigint(stored(run.last)).bigint(places[i].arrival).bigint(stored(run.received)).bytes(run.lines);
    }
    copy.finish();
}

// Which months of an office and of a journal there are, and how far the offices are.
void put_places(Pipeline& pipeline, const Changes& changes, const std::vector<PlaceOfRun>& places, const Offices& offices) {
    std::map<std::pair<string_view, std::int64_t>, std::int64_t> begun;         // office and month, with the first arrival
    std::map<std::tuple<string_view, string_view, std::int64_t>, std::int64_t> chains;  // and journal, with the first seq
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& run = changes.runs[i];
        begun.try_emplace({run.id.office, places[i].month}, places[i].arrival);
        chains.try_emplace({run.id.office, run.id.journal, places[i].month}, stored(run.first));
    }
    {
        Column of(text), in(number), from(number);
        for (const auto& [key, first_arrival] : begun) {
            of.add(key.first);
            in.add(key.second);
            from.add(first_arrival);
        }
        pipeline.send("INSERT INTO office_month SELECT * FROM unnest($1, $2, $3) ON CONFLICT DO NOTHING",
                      Parameters().add(std::move(of)).add(std::move(in)).add(std::move(from)));
    }
    {
        Column of(text), by(text), in(number), from(number);
        for (const auto& [key, first_seq] : chains) {
            of.add(std::get<0>(key));
            by.add(std::get<1>(key));
            in.add(std::get<2>(key));
            from.add(first_seq);
        }
        pipeline.send("INSERT INTO chain_month SELECT * FROM unnest($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                      Parameters().add(std::move(of)).add(std::move(by)).add(std::move(in)).add(std::move(from)));
    }
    {
        Column of(text), at(number), in(number);
        for (const auto& [name, row] : offices) {
            of.add(name);
            at.add(row.arrival);
            in.add(row.month);
        }
        pipeline.send("UPDATE office_arrival o SET arrival = n.arrival, month = n.month"
                      " FROM unnest($1, $2, $3) n(office, arrival, month) WHERE o.office = n.office",
                      Parameters().add(std::move(of)).add(std::move(at)).add(std::move(in)));
    }
}

void move_heads(Pipeline& pipeline, const Changes& changes) {
    std::map<std::pair<string_view, string_view>, Timestamp> received;
    for (const auto& run : changes.runs) received[{run.id.office, run.id.journal}] = run.received;
    Column office(text), journal(text), seq(number), hash(bytes), at(number);
    for (const auto& move : changes.heads) {
        office.add(move.id.office);
        journal.add(move.id.journal);
        seq.add(stored(move.to.seq));
        hash.add(as_bytes(move.to.hash));
        at.add(stored(received[{move.id.office, move.id.journal}]));
    }
    pipeline.send("INSERT INTO chain SELECT * FROM unnest($1, $2, $3, $4, $5) ON CONFLICT (office, journal) DO UPDATE"
                  " SET seq = excluded.seq, hash = excluded.hash, received_at = excluded.received_at",
                  Parameters().add(std::move(office)).add(std::move(journal)).add(std::move(seq)).add(std::move(hash)).add(std::move(at)));
}

void put_forks(Pipeline& pipeline, const Changes& changes) {
    for (const auto& [id, seq, hash, received, line] : changes.forked)
        pipeline.send("INSERT INTO forked_event VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                      Parameters().add(id.office).add(id.journal).add(stored(seq)).add_bytes(as_bytes(hash)).add(stored(received))
                          .add_bytes(line));
    for (const auto& alarm : changes.alarms) {
        // Told before it is there: the first of its kind stands, and only that one is news.
        announce_unless_alarmed(pipeline, kiosk_alarm(alarm), alarm);
        pipeline.send("INSERT INTO alarm VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                      Parameters().add(alarm.id.office).add(alarm.id.journal).add(alarm.kind).add(stored(alarm.raised)).add(alarm.detail));
    }
}

}  // namespace

Stored<Found> PostgresStore::look_up(const Needs& needs) {
    return sessions_->read([&](Connection& connection) {
        return Found{read_journals(connection, needs.journals), read_ratings(connection, needs.ratings)};
    });
}

Stored<Appended> PostgresStore::append(const Changes& changes) {
    return sessions_->attempt([&](Connection& connection) {
        std::set<int> months;
        for (const auto& run : changes.runs) months.insert(month_of(run.received));
        for (const int month : months) sessions_->make_room_for(connection, month);

        Transaction transaction(connection, Transaction::Kind::writing);
        auto offices = offices_of(changes);
        hold(connection, offices);
        if (!heads_stand(connection, changes.heads)) return Appended::conflict;
        const auto places = place_runs(changes, offices);
        if (!places.empty()) {
            copy_runs(connection, changes, places);
            copy_ratings(connection, changes, places);
        }
        Pipeline pipeline(connection);
        if (!places.empty()) {
            put_places(pipeline, changes, places, offices);
            move_heads(pipeline, changes);
            put_projections(pipeline, changes, places);
        }
        put_forks(pipeline, changes);
        for (const auto& one : changes.announcements) announce(pipeline, one);
        pipeline.finish();
        transaction.commit();
        return Appended::stored;
    });
}

}  // namespace rancak::server
