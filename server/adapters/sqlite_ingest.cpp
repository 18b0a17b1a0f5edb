#include "server/adapters/sqlite_connections.h"
#include "shared/encoding.h"

namespace rancak::server {
namespace {

using std::string_view;

std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

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

struct Chain {
    std::int64_t number = 0;  // 0: not begun
    Head head;
};

Chain read_chain(SqliteSession& session, const JournalId& id) {
    auto found = session.prepared("SELECT number, seq, hash FROM chain WHERE office = ? AND journal = ?");
    found->bind_view(1, id.office).bind_view(2, id.journal);
    Chain chain;
    if (!found->step()) return chain;
    chain.number = found->integer(0);
    chain.head.seq = static_cast<std::uint64_t>(found->integer(1));
    from_blob(found->text(2), chain.head.hash.bytes);
    return chain;
}

std::vector<StoredEvent> read_events(SqliteSession& session, std::int64_t number, std::uint64_t first, std::uint64_t last) {
    const auto parked = read_parked(session, number, first, last);
    std::vector<StoredEvent> events;
    for_each_line(session, number, first, last, [&](std::uint64_t seq, string_view line) {
        const auto why = parked.find(seq);
        events.push_back({std::string(line), why == parked.end() ? "" : why->second});
        return true;
    });
    return events;
}

std::vector<RecentRating> read_recent(SqliteSession& session, std::int64_t number) {
    auto found = session.prepared(
        "SELECT id, at, visit, counter, officer, withdrawn FROM rating WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?");
    found->bind(1, row_id(number, 0)).bind(2, row_id(number, max_stored_seq)).bind(3, std::int64_t{recent_ratings});
    std::vector<RecentRating> recent;
    while (found->step()) {
        recent.push_back({seq_of(found->integer(0)), timestamp(found->integer(1)), std::string(found->text(2)),
                          std::string(found->text(3)), std::string(found->text(4)), !found->text(5).empty()});
    }
    std::reverse(recent.begin(), recent.end());
    return recent;
}

std::optional<Rating> read_one(SqliteSession& session, std::int64_t number, std::uint64_t seq) {
    auto found = session.prepared("SELECT * FROM rating WHERE id = ?");
    found->bind(1, row_id(number, seq));
    if (!found->step()) return std::nullopt;
    return read_rating(*found, 0);
}

// ---- What is new -------------------------------------------------------------------------------------------------------

// The numbers of the journals that a group touches; begins a chain where there is none.
class Numbers {
public:
    explicit Numbers(SqliteSession& session) : session_(session) {}

    std::int64_t of(const JournalId& id) {
        const auto [at, fresh] = known_.try_emplace({id.office, id.journal}, 0);
        if (!fresh) return at->second;
        at->second = read_chain(session_, id).number;
        if (at->second != 0) return at->second;
        auto begin = session_.prepared("INSERT INTO chain VALUES (NULL, ?, ?, 0, zeroblob(32), 0)");
        begin->bind_view(1, id.office).bind_view(2, id.journal).run();
        return at->second = session_.database().last_insert_id();
    }
    // False when the head is not where it was found.
    bool move_head(const Changes::HeadMove& move, Timestamp received) {
        auto update = session_.prepared("UPDATE chain SET seq = ?, hash = ?, received_at = ? WHERE number = ? AND seq = ? AND hash = ?");
        update->bind(1, number(move.to.seq)).bind_blob_view(2, blob(move.to.hash.bytes)).bind(3, stored(received));
        update->bind(4, of(move.id)).bind(5, number(move.from.seq)).bind_blob_view(6, blob(move.from.hash.bytes)).run();
        return session_.database().changes() == 1;
    }

private:
    SqliteSession& session_;
    std::map<std::pair<string_view, string_view>, std::int64_t> known_;
};

// Gives the run the next arrival of its office.
std::uint64_t add_run(SqliteSession& session, const Changes::Run& run, std::int64_t chain,
                      std::map<string_view, std::uint64_t>& arrivals) {
    const auto [last, fresh] = arrivals.try_emplace(run.id.office, 0);
    if (fresh) {
        auto newest = session.prepared("SELECT max(arrival) FROM batch WHERE office = ?");
        newest->bind_view(1, run.id.office);
        if (newest->step()) last->second = static_cast<std::uint64_t>(newest->integer(0));
    }
    const auto arrival = ++last->second;
    auto batch = session.prepared("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?)");
    batch->bind_view(1, run.id.office).bind(2, number(arrival)).bind(3, chain).bind(4, number(run.first));
    batch->bind(5, number(run.last)).bind(6, stored(run.received)).run();
    auto lines = session.prepared("INSERT INTO event_run VALUES (?, ?)");
    lines->bind(1, row_id(chain, run.first)).bind_blob_view(2, run.lines).run();
    return arrival;
}

void put_rating(sqlite::Statement& put, std::int64_t chain, std::uint64_t arrival, const Rating& rating) {
    std::string reasons;
    for (const auto& reason : rating.reasons) reasons.append(reasons.empty() ? "" : ";").append(reason);
    put.bind(1, row_id(chain, rating.seq)).bind(2, number(arrival)).bind(3, number(rating.changed));
    put.bind(4, stored(rating.at)).bind(5, stored(rating.day)).bind_view(6, rating.counter).bind_view(7, rating.officer);
    put.bind_view(8, rating.service).bind_view(9, rating.visit).bind(10, std::int64_t{rating.score});
    put.bind_view(11, code(rating.language)).bind_view(12, rating.cause ? code(*rating.cause) : "");
    put.bind_view(13, reasons).bind_view(14, rating.withdrawn ? code(*rating.withdrawn) : "");
    put.bind(15, std::int64_t{rating.flags}).run();
}

void put_ratings(SqliteSession& session, const Changes& changes, const std::vector<std::uint64_t>& arrivals, Numbers& numbers) {
    auto insert = session.prepared("INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& fresh : changes.new_ratings)
        put_rating(*insert, numbers.of(changes.runs[fresh.run].id), arrivals[fresh.run], fresh.rating);
    auto replace = session.prepared("REPLACE INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& changed : changes.changed_ratings)
        put_rating(*replace, numbers.of(changed.id), changed.rating.arrival, changed.rating);
    auto change = session.prepared("INSERT INTO rating_change VALUES (?, ?)");
    for (const auto& [id, seq, rating] : changes.rating_changes) {
        const auto chain = numbers.of(id);
        change->bind(1, row_id(chain, seq)).bind(2, row_id(chain, rating)).run();
    }
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
}

void put_rest(SqliteSession& session, const Changes& changes, Numbers& numbers) {
    auto parked = session.prepared("INSERT INTO parked VALUES (?, ?)");
    for (const auto& [id, park] : changes.parked)
        parked->bind(1, row_id(numbers.of(id), park.seq)).bind_view(2, park.reason).run();
    auto shift = session.prepared("INSERT INTO shift VALUES (?, ?, ?, ?, ?)");
    for (const auto& [id, seq, at, body] : changes.shifts) {
        shift->bind(1, row_id(numbers.of(id), seq)).bind(2, stored(at)).bind_view(3, body.counter);
        shift->bind_view(4, body.officer).bind(5, std::int64_t{body.taken}).run();
    }
    auto forked = session.prepared("INSERT OR IGNORE INTO forked_event VALUES (?, ?, ?, ?, ?)");
    for (const auto& [id, seq, hash, received, line] : changes.forked) {
        forked->bind(1, numbers.of(id)).bind(2, number(seq)).bind_blob_view(3, blob(hash.bytes)).bind(4, stored(received));
        forked->bind_blob_view(5, line).run();
    }
    auto alarm = session.prepared("INSERT OR IGNORE INTO alarm VALUES (?, ?, ?, ?, ?)");
    for (const auto& [id, kind, raised, detail] : changes.alarms) {
        alarm->bind_view(1, id.office).bind_view(2, id.journal).bind_view(3, kind).bind(4, stored(raised));
        alarm->bind_view(5, detail).run();
    }
}

}  // namespace

void for_each_line(SqliteSession& session, std::int64_t number, std::uint64_t first, std::uint64_t last,
                   const std::function<bool(std::uint64_t, string_view)>& tell) {
    // From the run that holds `first`: the last one that begins there or before.
    auto runs = session.prepared(
        "SELECT id, lines FROM event_run"
        " WHERE id BETWEEN (SELECT max(id) FROM event_run WHERE id BETWEEN ? AND ?) AND ? ORDER BY id");
    runs->bind(1, row_id(number, 0)).bind(2, row_id(number, first)).bind(3, row_id(number, last));
    while (runs->step()) {
        auto seq = seq_of(runs->integer(0));
        for (auto lines = runs->text(1); !lines.empty() && seq <= last; ++seq) {
            const auto end = lines.find('\n');
            if (seq >= first && !tell(seq, lines.substr(0, end))) return;
            lines.remove_prefix(end + 1);
        }
    }
}

std::map<std::uint64_t, std::string> read_parked(SqliteSession& session, std::int64_t number, std::uint64_t first,
                                                 std::uint64_t last) {
    auto found = session.prepared("SELECT id, reason FROM parked WHERE id BETWEEN ? AND ?");
    found->bind(1, row_id(number, first)).bind(2, row_id(number, last));
    std::map<std::uint64_t, std::string> parked;
    while (found->step()) parked.emplace(seq_of(found->integer(0)), found->text(1));
    return parked;
}

Rating read_rating(const sqlite::Statement& row, int first) {
    const auto text = [&](int column) { return row.text(first + column); };
    const auto natural = [&](int column) { return static_cast<std::uint64_t>(row.integer(first + column)); };
    Rating rating;
    rating.seq = seq_of(row.integer(first));
    rating.arrival = natural(1);
    rating.changed = natural(2);
    rating.at = timestamp(row.integer(first + 3));
    rating.day = day(row.integer(first + 4));
    rating.counter = text(5);
    rating.officer = text(6);
    rating.service = text(7);
    rating.visit = text(8);
    rating.score = static_cast<int>(row.integer(first + 9));
    rating.language = parse_language(text(10)).value_or(Language::indonesian);
    rating.cause = parse_cause(text(11));
    rating.reasons = split_reasons(text(12));
    rating.withdrawn = parse_withdrawal_why(text(13));
    rating.flags = static_cast<std::uint8_t>(row.integer(first + 14));
    return rating;
}

Stored<Found> SqliteStore::look_up(const Needs& needs) {
    return connections_->write([&](SqliteSession& session) {
        Found found;
        for (const auto& need : needs.journals) {
            const auto chain = read_chain(session, need.id);
            Found::OfJournal journal{chain.head, {}, {}};
            if (chain.number) journal.recent = read_recent(session, chain.number);
            if (need.first <= chain.head.seq)
                journal.events = read_events(session, chain.number, need.first, std::min(need.last, chain.head.seq));
            found.journals.push_back(std::move(journal));
        }
        for (const auto& [id, seq] : needs.ratings)
            found.ratings.push_back(seq <= max_stored_seq ? read_one(session, read_chain(session, id).number, seq) : std::nullopt);
        return found;
    });
}

Stored<Appended> SqliteStore::append(const Changes& changes) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        Numbers numbers(session);
        std::map<string_view, std::uint64_t> last_arrival;
        std::vector<std::uint64_t> arrivals;
        const auto received = changes.runs.empty() ? Timestamp{} : changes.runs.back().received;
        for (const auto& move : changes.heads)
            if (!numbers.move_head(move, received)) return Appended::conflict;
        for (const auto& run : changes.runs) arrivals.push_back(add_run(session, run, numbers.of(run.id), last_arrival));
        put_ratings(session, changes, arrivals, numbers);
        put_counts(session, changes.counts);
        put_rest(session, changes, numbers);
        transaction.commit();
        return Appended::stored;
    });
}

}  // namespace rancak::server
