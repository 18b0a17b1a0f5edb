#include "server/adapters/sqlite_connections.h"
#include "shared/encoding.h"

namespace rancak::server {
namespace {

using std::string_view;

std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

sqlite::Statement& bind_id(sqlite::Statement& statement, const JournalId& id) {
    return statement.bind(1, string_view(id.office)).bind(2, string_view(id.journal));
}

std::vector<std::string> split_reasons(string_view joined) {
    std::vector<std::string> reasons;
    while (!joined.empty()) {
        const auto end = joined.find(';');
        reasons.emplace_back(joined.substr(0, end));
        joined.remove_prefix(end == string_view::npos ? joined.size() : end + 1);
    }
    return reasons;
}

// ---- What is there -----------------------------------------------------------------------------------------------------

Head read_head(SqliteSession& session, const JournalId& id) {
    auto found = session.prepared("SELECT seq, hash FROM head WHERE office = ? AND journal = ?");
    bind_id(*found, id);
    Head head;
    if (!found->step()) return head;
    head.seq = static_cast<std::uint64_t>(found->integer(0));
    from_blob(found->text(1), head.hash.bytes);
    return head;
}

std::vector<StoredEvent> read_events(SqliteSession& session, const Needs::OfJournal& need) {
    auto found = session.prepared(
        "SELECT e.line, p.reason FROM event e LEFT JOIN parked p USING (office, journal, seq)"
        " WHERE e.office = ? AND e.journal = ? AND e.seq BETWEEN ? AND ? ORDER BY e.seq");
    bind_id(*found, need.id).bind(3, number(need.first)).bind(4, number(need.last));
    std::vector<StoredEvent> events;
    while (found->step()) events.push_back({std::string(found->text(0)), std::string(found->text(1))});
    return events;
}

std::vector<RecentRating> read_recent(SqliteSession& session, const JournalId& id) {
    auto found = session.prepared(
        "SELECT seq, at, visit, counter, officer, withdrawn FROM rating WHERE office = ? AND journal = ?"
        " ORDER BY seq DESC LIMIT ?");
    bind_id(*found, id).bind(3, number(recent_ratings));
    std::vector<RecentRating> recent;
    while (found->step()) {
        recent.push_back({static_cast<std::uint64_t>(found->integer(0)), timestamp(found->integer(1)),
                          std::string(found->text(2)), std::string(found->text(3)), std::string(found->text(4)),
                          !found->text(5).empty()});
    }
    std::reverse(recent.begin(), recent.end());
    return recent;
}

std::optional<Rating> read_one(SqliteSession& session, const JournalId& id, std::uint64_t seq) {
    auto found = session.prepared("SELECT * FROM rating WHERE office = ? AND journal = ? AND seq = ?");
    bind_id(*found, id).bind(3, number(seq));
    if (!found->step()) return std::nullopt;
    return read_rating(*found, 0);
}

// ---- What is new -------------------------------------------------------------------------------------------------------

bool move_head(SqliteSession& session, const Changes::HeadMove& move, Timestamp received) {
    if (read_head(session, move.id) != move.from) return false;
    auto put = session.prepared("INSERT OR REPLACE INTO head VALUES (?, ?, ?, ?, ?)");
    bind_id(*put, move.id).bind(3, number(move.to.seq)).bind_blob(4, blob(move.to.hash.bytes)).bind(5, stored(received)).run();
    return true;
}

// Gives the run the next arrival of its office.
std::uint64_t add_run(SqliteSession& session, const Changes::Run& run, std::map<string_view, std::uint64_t>& arrivals) {
    const auto [last, fresh] = arrivals.try_emplace(run.id.office, 0);
    if (fresh) {
        auto newest = session.prepared("SELECT max(arrival) FROM batch WHERE office = ?");
        newest->bind(1, string_view(run.id.office));
        if (newest->step()) last->second = static_cast<std::uint64_t>(newest->integer(0));
    }
    const auto arrival = ++last->second;
    auto batch = session.prepared("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?)");
    batch->bind(1, string_view(run.id.office)).bind(2, number(arrival)).bind(3, string_view(run.id.journal));
    batch->bind(4, number(run.first)).bind(5, number(run.first + run.lines.size() - 1)).bind(6, stored(run.received)).run();
    auto event = session.prepared("INSERT INTO event VALUES (?, ?, ?, ?)");
    bind_id(*event, run.id);
    auto seq = run.first;
    for (const auto line : run.lines) event->bind(3, number(seq++)).bind_blob(4, line).run();
    return arrival;
}

void put_rating(sqlite::Statement& put, const JournalId& id, const Rating& rating) {
    std::string reasons;
    for (const auto& reason : rating.reasons) reasons += (reasons.empty() ? "" : ";") + reason;
    bind_id(put, id).bind(3, number(rating.seq)).bind(4, number(rating.arrival)).bind(5, number(rating.changed));
    put.bind(6, stored(rating.at)).bind(7, stored(rating.day)).bind(8, string_view(rating.counter));
    put.bind(9, string_view(rating.officer)).bind(10, string_view(rating.service)).bind(11, string_view(rating.visit));
    put.bind(12, std::int64_t{rating.score}).bind(13, code(rating.language));
    put.bind(14, rating.cause ? code(*rating.cause) : string_view("")).bind(15, string_view(reasons));
    put.bind(16, rating.withdrawn ? code(*rating.withdrawn) : string_view("")).bind(17, std::int64_t{rating.flags}).run();
}

void put_ratings(SqliteSession& session, const Changes& changes, const std::vector<std::uint64_t>& arrivals) {
    auto insert = session.prepared("INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& fresh : changes.new_ratings) {
        auto rating = fresh.rating;
        rating.arrival = arrivals[fresh.run];
        put_rating(*insert, changes.runs[fresh.run].id, rating);
    }
    auto replace = session.prepared("REPLACE INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& changed : changes.changed_ratings) put_rating(*replace, changed.id, changed.rating);
    auto change = session.prepared("INSERT INTO rating_change VALUES (?, ?, ?, ?)");
    for (const auto& [id, seq, rating] : changes.rating_changes)
        bind_id(*change, id).bind(3, number(seq)).bind(4, number(rating)).run();
}

void put_counts(SqliteSession& session, const Counts& counts) {
    auto count = session.prepared(
        "INSERT INTO daily_count VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET n = n + excluded.n, flagged = flagged + excluded.flagged");
    for (const auto& [key, value] : counts.ratings) {
        count->bind(1, string_view(key.office)).bind(2, string_view(key.officer)).bind(3, stored(key.day));
        count->bind(4, string_view(key.counter)).bind(5, string_view(key.service)).bind(6, std::int64_t{key.score});
        count->bind(7, value.n).bind(8, value.flagged).run();
    }
    auto tally = session.prepared(
        "INSERT INTO daily_reason VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n");
    for (const auto& [key, times] : counts.reasons) {
        tally->bind(1, string_view(key.office)).bind(2, string_view(key.officer)).bind(3, stored(key.day));
        tally->bind(4, string_view(key.reason)).bind(5, key.cause ? code(*key.cause) : string_view("")).bind(6, times).run();
    }
}

void put_rest(SqliteSession& session, const Changes& changes) {
    auto parked = session.prepared("INSERT INTO parked VALUES (?, ?, ?, ?)");
    for (const auto& [id, park] : changes.parked)
        bind_id(*parked, id).bind(3, number(park.seq)).bind(4, string_view(park.reason)).run();
    auto shift = session.prepared("INSERT INTO shift VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const auto& [id, seq, at, body] : changes.shifts) {
        bind_id(*shift, id).bind(3, number(seq)).bind(4, stored(at)).bind(5, string_view(body.counter));
        shift->bind(6, string_view(body.officer)).bind(7, std::int64_t{body.taken}).run();
    }
    auto forked = session.prepared("INSERT OR IGNORE INTO forked_event VALUES (?, ?, ?, ?, ?, ?)");
    for (const auto& [id, seq, hash, received, line] : changes.forked) {
        bind_id(*forked, id).bind(3, number(seq)).bind_blob(4, blob(hash.bytes)).bind(5, stored(received));
        forked->bind_blob(6, line).run();
    }
    auto alarm = session.prepared("INSERT OR IGNORE INTO alarm VALUES (?, ?, ?, ?, ?)");
    for (const auto& [id, kind, raised, detail] : changes.alarms) {
        bind_id(*alarm, id).bind(3, string_view(kind)).bind(4, stored(raised)).bind(5, string_view(detail)).run();
    }
}

}  // namespace

Rating read_rating(const sqlite::Statement& row, int first) {
    const auto text = [&](int column) { return row.text(first + column); };
    const auto natural = [&](int column) { return static_cast<std::uint64_t>(row.integer(first + column)); };
    Rating rating;
    rating.seq = natural(2);
    rating.arrival = natural(3);
    rating.changed = natural(4);
    rating.at = timestamp(row.integer(first + 5));
    rating.day = day(row.integer(first + 6));
    rating.counter = text(7);
    rating.officer = text(8);
    rating.service = text(9);
    rating.visit = text(10);
    rating.score = static_cast<int>(row.integer(first + 11));
    rating.language = parse_language(text(12)).value_or(Language::indonesian);
    rating.cause = parse_cause(text(13));
    rating.reasons = split_reasons(text(14));
    rating.withdrawn = parse_withdrawal_why(text(15));
    rating.flags = static_cast<std::uint8_t>(row.integer(first + 16));
    return rating;
}

Stored<Found> SqliteStore::look_up(const Needs& needs) {
    return connections_->write([&](SqliteSession& session) {
        Found found;
        for (const auto& need : needs.journals) {
            Found::OfJournal journal{read_head(session, need.id), {}, read_recent(session, need.id)};
            if (need.first <= journal.head.seq) journal.events = read_events(session, need);
            found.journals.push_back(std::move(journal));
        }
        for (const auto& [id, seq] : needs.ratings) found.ratings.push_back(read_one(session, id, seq));
        return found;
    });
}

Stored<Appended> SqliteStore::append(const Changes& changes) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        std::map<string_view, std::uint64_t> last_arrival;
        std::vector<std::uint64_t> arrivals;
        const auto received = changes.runs.empty() ? Timestamp{} : changes.runs.back().received;
        for (const auto& move : changes.heads)
            if (!move_head(session, move, received)) return Appended::conflict;
        for (const auto& run : changes.runs) arrivals.push_back(add_run(session, run, last_arrival));
        put_ratings(session, changes, arrivals);
        put_counts(session, changes.counts);
        put_rest(session, changes);
        transaction.commit();
        return Appended::stored;
    });
}

}  // namespace rancak::server
