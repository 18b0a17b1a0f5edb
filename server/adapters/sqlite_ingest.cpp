#include "server/adapters/sqlite_projections.h"
#include "server/adapters/sqlite_webhooks.h"
#include "server/core/webhook_messages.h"
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

// ---- What is new -------------------------------------------------------------------------------------------------------

// Stores the run behind all others and gives it the next arrival of its office, which it tells.
std::int64_t add_run(SqliteSession& session, const Changes::Run& run, Chains::Growing& chain,
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
    if (++chain.runs % runs_a_mark != 0) return arrival;
    auto mark = session.prepared("INSERT INTO run_mark VALUES (?, ?, ?)");
    mark->bind(1, chain.number).bind(2, stored(run.first)).bind(3, chain.newest_run).run();
    return arrival;
}

// Each run with what it brought: all in the order of the chain.
void put_runs(SqliteSession& session, const Changes& changes, Chains& chains) {
    std::map<string_view, std::int64_t> arrivals;
    Bringing bringing(session, changes);
    Spans spans;
    for (std::size_t i = 0; i < changes.runs.size(); ++i) {
        auto& chain = chains.of(changes.runs[i].id);
        spans.add(changes.runs[i], add_run(session, changes.runs[i], chain, arrivals));
        bringing.put_of_run(i, chain);
    }
    spans.put(session);
}

void put_forks(SqliteSession& session, const Changes& changes, Chains& chains) {
    auto forked = session.prepared("INSERT OR IGNORE INTO forked_event VALUES (?, ?, ?, ?, ?)");
    for (const auto& [id, seq, hash, received, line] : changes.forked) {
        forked->bind(1, chains.of(id).number).bind(2, stored(seq)).bind_blob_view(3, blob(hash.bytes)).bind(4, stored(received));
        forked->bind_blob_view(5, line).run();
    }
    auto alarm = session.prepared("INSERT OR IGNORE INTO alarm VALUES (?, ?, ?, ?, ?)");
    for (const auto& raised : changes.alarms) {
        alarm->bind_view(1, raised.id.office).bind_view(2, raised.id.journal).bind_view(3, raised.kind).bind(4, stored(raised.raised));
        alarm->bind_view(5, raised.detail).run();
        if (session.database().changes() > 0) announce(session, kiosk_alarm(raised));
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
        for (const auto& [id, seq] : needs.ratings) found.ratings.push_back(read_rating(session, id, seq));
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
        put_changes(session, changes, chains);
        put_forks(session, changes, chains);
        const auto received = changes.runs.empty() ? Timestamp{} : changes.runs.back().received;
        for (const auto& move : changes.heads) chains.move_head(move, received);
        for (const auto& one : changes.announcements) announce(session, one);
        transaction.commit();
        return Appended::stored;
    });
}

}  // namespace rancak::server
