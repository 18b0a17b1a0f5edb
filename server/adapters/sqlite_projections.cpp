#include "server/adapters/sqlite_projections.h"

namespace rancak::server {
namespace {

using std::string_view;

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

// It stays as it is when the case is made anew.
void begin_case_file(SqliteSession& session, std::int64_t id, const Changes::Run& run, const Case& told) {
    auto put = session.prepared("INSERT OR IGNORE INTO case_file VALUES (?, ?, ?, ?, ?, ?, ?, 0, '', '', NULL, NULL)");
    put->bind(1, id).bind_view(2, run.id.office).bind_view(3, run.id.journal).bind(4, stored(told.seq)).bind(5, stored(run.received));
    put->bind_view(6, code(told.body.kind)).bind_view(7, code(CaseState::received)).run();
}

void put_survey(SqliteSession& session, std::int64_t id, const Survey& told) {
    auto put = session.prepared("INSERT INTO survey VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const SurveyBody& body = told.body;
    put->bind(1, id).bind(2, stored(told.seq)).bind(3, stored(told.at)).bind_view(4, body.service);
    put->bind_view(5, code(body.language)).bind_view(6, code(body.sex)).bind_view(7, code(body.education));
    put->bind_view(8, code(body.occupation));
    for (std::size_t i = 0; i < body.answers.size(); ++i) put->bind(9 + static_cast<int>(i), std::int64_t{body.answers[i]});
    put->bind_view(18, body.office).run();
}

// What was told and came with run i; `next` goes on behind it.
template <class Body, class Put>
void put_told(SqliteSession& session, const std::vector<Changes::NewTold<Body>>& told, std::size_t& next, std::size_t i,
              const RunRow& run, Put put) {
    for (; next < told.size() && told[next].run == i; ++next) put(session, run.event_id(told[next].told.seq), told[next].told);
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
        "INSERT INTO daily_reason VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n");
    for (const auto& [key, times] : counts.reasons) {
        tally->bind_view(1, key.office).bind_view(2, key.officer).bind(3, stored(key.day)).bind_view(4, key.counter);
        tally->bind_view(5, key.service).bind_view(6, key.reason).bind_view(7, key.cause ? code(*key.cause) : "").bind(8, times).run();
    }
    auto support = session.prepared("INSERT INTO topic_support VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n");
    for (const auto& [key, times] : counts.supports)
        support->bind_view(1, key.office).bind_view(2, key.forum).bind_view(3, key.topic).bind(4, times).run();
    auto flag = session.prepared("INSERT INTO daily_flag VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n");
    for (const auto& [key, times] : counts.flags) {
        flag->bind_view(1, key.office).bind_view(2, key.officer).bind(3, stored(key.day)).bind_view(4, key.counter);
        flag->bind_view(5, key.service).bind(6, static_cast<std::int64_t>(key.flag)).bind(7, times).run();
    }
}

// By office alone, so that what concerns a whole office is read in a few rows a day.
void put_office_counts(SqliteSession& session, const Counts& counts) {
    auto day = session.prepared(
        "INSERT INTO office_day VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " n_1 = n_1 + excluded.n_1, n_2 = n_2 + excluded.n_2, n_3 = n_3 + excluded.n_3, n_4 = n_4 + excluded.n_4,"
        " n_5 = n_5 + excluded.n_5, flagged_1 = flagged_1 + excluded.flagged_1, flagged_2 = flagged_2 + excluded.flagged_2,"
        " flagged_3 = flagged_3 + excluded.flagged_3, flagged_4 = flagged_4 + excluded.flagged_4,"
        " flagged_5 = flagged_5 + excluded.flagged_5");
    for (const auto& [key, of_scores] : counts.days()) {
        day->bind_view(1, key.office).bind(2, stored(key.day));
        for (int i = 0; i < 5; ++i) day->bind(3 + i, of_scores[static_cast<std::size_t>(i)].n).bind(8 + i, of_scores[static_cast<std::size_t>(i)].flagged);
        day->run();
    }
    auto hour = session.prepared(
        "INSERT INTO office_hour VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n, sum = sum + excluded.sum");
    for (const auto& [key, count] : counts.hours) {
        hour->bind_view(1, key.office).bind(2, stored(key.day)).bind(3, std::int64_t{key.hour});
        hour->bind(4, count.n).bind(5, count.sum).run();
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
}

}  // namespace

Chains::Growing& Chains::of(const JournalId& id) {
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

std::int64_t Chains::event_id(const JournalId& id, std::uint64_t seq) {
    const auto& chain = of(id);
    return (chain.newest.holds(seq) ? chain.newest : run_of(session_, chain, seq)).event_id(seq);
}

void Chains::move_head(const Changes::HeadMove& move, Timestamp received) {
    const auto& chain = of(move.id);
    auto update = session_.prepared(
        "UPDATE chain SET seq = ?, hash = ?, received_at = ?, runs = ?, newest_run = ?, newest_rating = ? WHERE number = ?");
    update->bind(1, stored(move.to.seq)).bind_blob_view(2, blob(move.to.hash.bytes)).bind(3, stored(received));
    update->bind(4, chain.runs).bind(5, chain.newest_run).bind(6, chain.newest_rating).bind(7, chain.number).run();
}

void Bringing::put_of_run(std::size_t i, Chains::Growing& chain) {
    auto put = session_.prepared("INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (; ratings_ < changes_.new_ratings.size() && changes_.new_ratings[ratings_].run == i; ++ratings_) {
        const auto& rating = changes_.new_ratings[ratings_].rating;
        const auto id = chain.newest.event_id(rating.seq);
        const auto reasons = joined_reasons(rating);
        put->bind(1, id).bind(2, std::exchange(chain.newest_rating, id)).bind(3, stored(rating.seq));
        put->bind(4, stored(rating.changed)).bind(5, stored(rating.at)).bind(6, stored(rating.day));
        put->bind_view(7, rating.counter).bind_view(8, rating.officer).bind_view(9, rating.service);
        put->bind_view(10, rating.visit).bind(11, std::int64_t{rating.score}).bind_view(12, code(rating.language));
        put->bind_view(13, rating.cause ? code(*rating.cause) : "").bind_view(14, reasons);
        put->bind_view(15, rating.withdrawn ? code(*rating.withdrawn) : "").bind(16, std::int64_t{rating.flags});
        bind_hash(*put, 17, rating.comment);
        put->bind(18, std::int64_t{rating.hour}).run();
    }
    put_told(session_, changes_.new_cases, cases_, i, chain.newest, [&](SqliteSession& session, std::int64_t id, const Case& told) {
        put_case(session, id, told);
        begin_case_file(session, id, changes_.runs[i], told);
    });
    put_told(session_, changes_.new_surveys, surveys_, i, chain.newest, put_survey);
}

void Spans::add(const Changes::Run& run, std::int64_t arrival) {
    const auto [at, fresh] = days_.try_emplace({run.id.office, span_of(arrival)}, run.first_day, run.last_day);
    auto& [first, last] = at->second;
    first = std::min(first, run.first_day);
    last = std::max(last, run.last_day);
}

void Spans::put(SqliteSession& session) const {
    auto put = session.prepared(
        "INSERT INTO office_span VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " first_day = min(first_day, excluded.first_day), last_day = max(last_day, excluded.last_day)");
    for (const auto& [key, days] : days_)
        put->bind_view(1, key.first).bind(2, key.second).bind(3, stored(days.first)).bind(4, stored(days.second)).run();
}

void put_changes(SqliteSession& session, const Changes& changes, Chains& chains) {
    put_changed_ratings(session, changes, chains);
    put_counts(session, changes.counts);
    put_office_counts(session, changes.counts);
    put_rest(session, changes, chains);
}

std::optional<Rating> read_rating(SqliteSession& session, const JournalId& id, std::uint64_t seq) {
    const auto run = run_of(session, read_chain(session, id), seq);
    if (run.number == 0) return std::nullopt;
    auto found = session.prepared("SELECT rating.*, run.arrival FROM rating, run WHERE rating.id = ? AND run.number = ?");
    found->bind(1, run.event_id(seq)).bind(2, run.number);
    if (!found->step()) return std::nullopt;
    auto rating = read_rating(*found, 0);
    rating.arrival = natural(found->integer(18));
    return rating;
}

}  // namespace rancak::server
