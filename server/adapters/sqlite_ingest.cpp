#include "server/adapters/sqlite_runs.h"
#include "shared/encoding.h"

namespace rancak::server {
namespace {

using std::string_view;

// ---- What is there -----------------------------------------------------------------------------------------------------

std::vector<StoredEvent> read_events(SqliteSession& session, const ChainRow& chain, std::uint64_t first, std::uint64_t last) {
    std::vector<StoredEvent> events;
    for (const auto& run : runs_between(session, chain, first, last))
        for_each_event(session, run, [&](std::uint64_t seq, string_view line, string_view parked) {
            if (first <= seq && seq <= last) events.push_back({std::string(line), std::string(parked)});
            return true;
        });
    return events;
}

std::vector<RecentRating> read_recent(SqliteSession& session, const ChainRow& chain) {
    auto found = session.prepared(
        "WITH RECURSIVE back(id, n) AS (SELECT ?1, 1 UNION ALL"
        " SELECT r.previous, n + 1 FROM back JOIN rating r USING (id) WHERE n < ?2)"
        " SELECT r.seq, r.at, r.visit, r.counter, r.officer, r.withdrawn FROM back JOIN rating r USING (id) ORDER BY r.id");
    found->bind(1, chain.newest_rating).bind(2, std::int64_t{recent_ratings});
    std::vector<RecentRating> recent;
    while (found->step()) {
        recent.push_back({natural(found->integer(0)), timestamp(found->integer(1)), std::string(found->text(2)),
                          std::string(found->text(3)), std::string(found->text(4)), !found->text(5).empty()});
    }
    return recent;
}

std::optional<Rating> read_one(SqliteSession& session, const JournalId& id, std::uint64_t seq) {
    const auto run = run_of(session, read_chain(session, id), seq);
    if (run.number == 0) return std::nullopt;
    auto found = session.prepared("SELECT rating.*, run.arrival FROM rating, run WHERE rating.id = ? AND run.number = ?");
    found->bind(1, run.event_id(seq)).bind(2, run.number);
    if (!found->step()) return std::nullopt;
    auto rating = read_rating(*found, 0);
    rating.arrival = natural(found->integer(17));
    return rating;
}

// ---- What is new -------------------------------------------------------------------------------------------------------

// The chains that a group touches, as they become while it is written; begins one where there is none.
class Chains {
public:
    struct Growing : ChainRow {
        RunRow newest;  // of this group
    };
    explicit Chains(SqliteSession& session) : session_(session) {}

    Growing& of(const JournalId& id) {
        const auto [at, fresh] = known_.try_emplace({id.office, id.journal});
        auto& chain = at->second;
        if (!fresh) return chain;
        static_cast<ChainRow&>(chain) = read_chain(session_, id);
        if (chain.number != 0) return chain;
        auto begin = session_.prepared("INSERT INTO chain VALUES (NULL, ?, ?, 0, zeroblob(32), 0, 0, 0, 0)");
        begin->bind_view(1, id.office).bind_view(2, id.journal).run();
        chain.number = session_.database().last_insert_id();
        return chain;
    }
    // The key of what an event of this journal brought, which is stored before or in this group.
    std::int64_t event_id(const JournalId& id, std::uint64_t seq) {
        const auto& chain = of(id);
        return (chain.newest.holds(seq) ? chain.newest : run_of(session_, chain, seq)).event_id(seq);
    }
    void move_head(const Changes::HeadMove& move, Timestamp received) {
        const auto& chain = of(move.id);
        auto update = session_.prepared(
            "UPDATE chain SET seq = ?, hash = ?, received_at = ?, runs = ?, newest_run = ?, newest_rating = ? WHERE number = ?");
        update->bind(1, stored(move.to.seq)).bind_blob_view(2, blob(move.to.hash.bytes)).bind(3, stored(received));
        update->bind(4, chain.runs).bind(5, chain.newest_run).bind(6, chain.newest_rating).bind(7, chain.number).run();
    }

private:
    SqliteSession& session_;
    std::map<std::pair<string_view, string_view>, Growing> known_;
};

// Stores the run behind all others and gives it the next arrival of its office.
void add_run(SqliteSession& session, const Changes::Run& run, Chains::Growing& chain,
             std::map<string_view, std::int64_t>& arrivals) {
    constexpr std::int64_t runs_a_mark = 16;
    const auto [last, fresh] = arrivals.try_emplace(run.id.office, 0);
    if (fresh) {
        auto newest = session.prepared("SELECT max(arrival) FROM office_run WHERE office = ?");
        newest->bind_view(1, run.id.office);
        if (newest->step()) last->second = newest->integer(0);
    }
    const auto arrival = ++last->second;
    auto insert = session.prepared("INSERT INTO run VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)");
    insert->bind(1, chain.number).bind(2, chain.newest_run).bind(3, stored(run.first)).bind(4, stored(run.last));
    insert->bind(5, arrival).bind(6, stored(run.received)).bind_blob_view(7, run.lines).run();
    chain.newest = {session.database().last_insert_id(), run.first, run.last};
    chain.newest_run = chain.newest.number;
    auto walk = session.prepared("INSERT INTO office_run VALUES (?, ?, ?)");
    walk->bind_view(1, run.id.office).bind(2, arrival).bind(3, chain.newest_run).run();
    if (++chain.runs % runs_a_mark != 0) return;
    auto mark = session.prepared("INSERT INTO run_mark VALUES (?, ?, ?)");
    mark->bind(1, chain.number).bind(2, stored(run.first)).bind(3, chain.newest_run).run();
}

std::string joined_reasons(const Rating& rating) {
    std::string joined;
    for (const auto& reason : rating.reasons) joined.append(joined.empty() ? "" : ";").append(reason);
    return joined;
}

void bind_hash(sqlite::Statement& statement, int position, const std::optional<Hash>& hash) {
    if (hash) statement.bind_blob_view(position, blob(hash->bytes));
    else statement.bind_null(position);
}

void put_case(SqliteSession& session, std::int64_t id, const Case& told) {
    auto put = session.prepared("INSERT INTO citizen_case VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const CaseBody& body = told.body;
    put->bind(1, id).bind(2, stored(told.seq)).bind(3, stored(told.at)).bind_view(4, code(body.kind));
    put->bind_view(5, code(body.about)).bind_view(6, body.service).bind_view(7, body.officer).bind_view(8, code(body.privacy));
    put->bind_view(9, code(body.language)).bind_blob_view(10, blob(body.code.bytes)).bind_blob_view(11, blob(body.text.bytes));
    bind_hash(*put, 12, body.contact);
    put->run();
}

void put_survey(SqliteSession& session, std::int64_t id, const Survey& told) {
    auto put = session.prepared("INSERT INTO survey VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const SurveyBody& body = told.body;
    put->bind(1, id).bind(2, stored(told.seq)).bind(3, stored(told.at)).bind_view(4, body.service);
    put->bind_view(5, code(body.language)).bind_view(6, code(body.sex)).bind_view(7, code(body.education));
    put->bind_view(8, code(body.occupation));
    for (std::size_t i = 0; i < body.answers.size(); ++i) put->bind(9 + static_cast<int>(i), std::int64_t{body.answers[i]});
    put->run();
}

// What was told and came with run i; `next` goes on behind it.
template <class Body, class Put>
void put_told(SqliteSession& session, const std::vector<Changes::NewTold<Body>>& told, std::size_t& next, std::size_t i,
              const RunRow& run, Put put) {
    for (; next < told.size() && told[next].run == i; ++next) put(session, run.event_id(told[next].told.seq), told[next].told);
}

// Each run with what it brought: all in the order of the chain.
void put_runs(SqliteSession& session, const Changes& changes, Chains& chains) {
    std::map<string_view, std::int64_t> arrivals;
    auto put = session.prepared("INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    std::size_t cases = 0, surveys = 0;
    auto fresh = changes.new_ratings.begin();
    for (std::size_t i = 0; i < changes.runs.size(); ++i) {
        auto& chain = chains.of(changes.runs[i].id);
        add_run(session, changes.runs[i], chain, arrivals);
        for (; fresh != changes.new_ratings.end() && fresh->run == i; ++fresh) {
            const auto& rating = fresh->rating;
            const auto id = chain.newest.event_id(rating.seq);
            const auto reasons = joined_reasons(rating);
            put->bind(1, id).bind(2, std::exchange(chain.newest_rating, id)).bind(3, stored(rating.seq));
            put->bind(4, stored(rating.changed)).bind(5, stored(rating.at)).bind(6, stored(rating.day));
            put->bind_view(7, rating.counter).bind_view(8, rating.officer).bind_view(9, rating.service);
            put->bind_view(10, rating.visit).bind(11, std::int64_t{rating.score}).bind_view(12, code(rating.language));
            put->bind_view(13, rating.cause ? code(*rating.cause) : "").bind_view(14, reasons);
            put->bind_view(15, rating.withdrawn ? code(*rating.withdrawn) : "").bind(16, std::int64_t{rating.flags});
            bind_hash(*put, 17, rating.comment);
            put->run();
        }
        put_told(session, changes.new_cases, cases, i, chain.newest, put_case);
        put_told(session, changes.new_surveys, surveys, i, chain.newest, put_survey);
    }
}

void put_changed_ratings(SqliteSession& session, const Changes& changes, Chains& chains) {
    auto update = session.prepared("UPDATE rating SET changed = ?, cause = ?, reasons = ?, withdrawn = ?, comment = ?, flags = ? WHERE id = ?");
    for (const auto& [id, rating] : changes.changed_ratings) {
        const auto reasons = joined_reasons(rating);
        update->bind(1, stored(rating.changed)).bind_view(2, rating.cause ? code(*rating.cause) : "").bind_view(3, reasons);
        update->bind_view(4, rating.withdrawn ? code(*rating.withdrawn) : "");
        bind_hash(*update, 5, rating.comment);
        update->bind(6, std::int64_t{rating.flags}).bind(7, chains.event_id(id, rating.seq)).run();
    }
    auto change = session.prepared("INSERT INTO rating_change VALUES (?, ?)");
    for (const auto& [id, seq, rating] : changes.rating_changes)
        change->bind(1, chains.event_id(id, seq)).bind(2, chains.event_id(id, rating)).run();
}

void put_counts(SqliteSession& session, const Counts& counts) {
    auto count = session.prepared(
        "INSERT INTO daily_count VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET n = n + excluded.n, flagged = flagged + excluded.flagged");
    for (const auto& [key, value] : counts.ratings) {
        count->bind_view(1, key.office).bind_view(2, key.officer).bind(3, stored(key.day));
        count->bind_view(4, key.counter).bind_view(5, key.service).bind(6, std::int64_t{key.score});
        count->bind(7, value.n).bind(8, value.flagged).run();
    }
    auto tally = session.prepared(
        "INSERT INTO daily_reason VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n");
    for (const auto& [key, times] : counts.reasons) {
        tally->bind_view(1, key.office).bind_view(2, key.officer).bind(3, stored(key.day));
        tally->bind_view(4, key.reason).bind_view(5, key.cause ? code(*key.cause) : "").bind(6, times).run();
    }
    auto support = session.prepared("INSERT INTO topic_support VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n");
    for (const auto& [key, times] : counts.supports)
        support->bind_view(1, key.office).bind_view(2, key.forum).bind_view(3, key.topic).bind(4, times).run();
    auto flag = session.prepared("INSERT INTO daily_flag VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n");
    for (const auto& [key, times] : counts.flags) {
        flag->bind_view(1, key.office).bind_view(2, key.officer).bind(3, stored(key.day));
        flag->bind(4, static_cast<std::int64_t>(key.flag)).bind(5, times).run();
    }
}

void put_rest(SqliteSession& session, const Changes& changes, Chains& chains) {
    auto parked = session.prepared("INSERT INTO parked VALUES (?, ?)");
    for (const auto& [id, park] : changes.parked)
        parked->bind(1, chains.event_id(id, park.seq)).bind_view(2, park.reason).run();
    auto shift = session.prepared("INSERT INTO shift VALUES (?, ?, ?, ?, ?)");
    for (const auto& [id, seq, at, body] : changes.shifts) {
        shift->bind(1, chains.event_id(id, seq)).bind(2, stored(at)).bind_view(3, body.counter);
        shift->bind_view(4, body.officer).bind(5, std::int64_t{body.taken}).run();
    }
    auto forked = session.prepared("INSERT OR IGNORE INTO forked_event VALUES (?, ?, ?, ?, ?)");
    for (const auto& [id, seq, hash, received, line] : changes.forked) {
        forked->bind(1, chains.of(id).number).bind(2, stored(seq)).bind_blob_view(3, blob(hash.bytes)).bind(4, stored(received));
        forked->bind_blob_view(5, line).run();
    }
    auto alarm = session.prepared("INSERT OR IGNORE INTO alarm VALUES (?, ?, ?, ?, ?)");
    for (const auto& [id, kind, raised, detail] : changes.alarms) {
        alarm->bind_view(1, id.office).bind_view(2, id.journal).bind_view(3, kind).bind(4, stored(raised));
        alarm->bind_view(5, detail).run();
    }
}

}  // namespace

Stored<Found> SqliteStore::look_up(const Needs& needs) {
    return connections_->write([&](SqliteSession& session) {
        // One transaction, so that SQLite locks once.
        sqlite::Transaction snapshot(session.database(), sqlite::Transaction::Kind::reading);
        Found found;
        for (const auto& need : needs.journals) {
            const auto chain = read_chain(session, need.id);
            Found::OfJournal journal{chain.head, {}, {}};
            if (chain.newest_rating) journal.recent = read_recent(session, chain);
            if (need.first <= chain.head.seq)
                journal.events = read_events(session, chain, need.first, std::min(need.last, chain.head.seq));
            found.journals.push_back(std::move(journal));
        }
        for (const auto& [id, seq] : needs.ratings) found.ratings.push_back(read_one(session, id, seq));
        snapshot.commit();
        return found;
    });
}

Stored<Appended> SqliteStore::append(const Changes& changes) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        Chains chains(session);
        for (const auto& move : changes.heads)
            if (chains.of(move.id).head != move.from) return Appended::conflict;
        put_runs(session, changes, chains);
        put_changed_ratings(session, changes, chains);
        put_counts(session, changes.counts);
        put_rest(session, changes, chains);
        const auto received = changes.runs.empty() ? Timestamp{} : changes.runs.back().received;
        for (const auto& move : changes.heads) chains.move_head(move, received);
        transaction.commit();
        return Appended::stored;
    });
}

}  // namespace rancak::server
