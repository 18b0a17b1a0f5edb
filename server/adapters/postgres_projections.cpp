#include "server/adapters/postgres_projections.h"

#include "server/adapters/postgres_copy.h"
#include "server/adapters/postgres_rows.h"
#include "server/adapters/stored_values.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace rancak::server {
namespace {

using postgres::Column;
using postgres::Connection;
using postgres::Copy;
using postgres::Parameters;
using postgres::Pipeline;
using std::string_view;

constexpr auto number = Column::Type::number, text = Column::Type::text, bytes = Column::Type::bytes;

void add_hash(Column& column, const std::optional<Hash>& hash) {
    if (hash) column.add(as_bytes(*hash));
    else column.add_null();
}

constexpr const char* ratings_query =
    "SELECT n.i, " RANCAK_RATING_COLUMNS " FROM unnest($1, $2, $3) WITH ORDINALITY n(office, journal, seq, i) CROSS JOIN LATERAL ("
    " SELECT month FROM chain_month WHERE office = n.office AND journal = n.journal AND first_seq <= n.seq"
    " ORDER BY month DESC LIMIT 1) m JOIN rating t ON t.office = n.office AND t.month = m.month AND t.journal = n.journal"
    " AND t.seq = n.seq";

// The month of a journal's rating n.seq, for statements that join it as m.
#define RANCAK_MONTH_OF_RATING(seq) \
    " CROSS JOIN LATERAL (SELECT c.month FROM chain_month c WHERE c.office = n.office AND c.journal = n.journal" \
    " AND c.first_seq <= " seq " ORDER BY c.month DESC LIMIT 1) m"

void put_changed_ratings(Pipeline& pipeline, const Changes& changes, const std::vector<PlaceOfRun>& places) {
    if (!changes.changed_ratings.empty()) {
        Column office(text), journal(text), seq(number), changed(number), cause(text), reasons(text), withdrawn(text), flags(number),
            comment(bytes);
        for (const auto& [id, rating] : changes.changed_ratings) {
            office.add(id.office);
            journal.add(id.journal);
            seq.add(stored(rating.seq));
            changed.add(stored(rating.changed));
            cause.add(rating.cause ? code(*rating.cause) : string_view{});
            reasons.add(joined_reasons(rating));
            withdrawn.add(rating.withdrawn ? code(*rating.withdrawn) : string_view{});
            flags.add(std::int64_t{rating.flags});
            add_hash(comment, rating.comment);
        }
        Parameters all;
        for (auto* column : {&office, &journal, &seq, &changed, &cause, &reasons, &withdrawn, &flags, &comment}) all.add(std::move(*column));
        pipeline.send("UPDATE rating t SET changed = n.changed, cause = n.cause, reasons = n.reasons, withdrawn = n.withdrawn,"
                      " flags = n.flags, comment = n.comment FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                      " n(office, journal, seq, changed, cause, reasons, withdrawn, flags, comment)" RANCAK_MONTH_OF_RATING("n.seq")
                      " WHERE t.office = n.office AND t.month = m.month AND t.journal = n.journal AND t.seq = n.seq", all);
    }
    if (changes.rating_changes.empty()) return;
    // The run that brought a change: of its journal, in this group.
    std::map<std::tuple<string_view, string_view, std::uint64_t>, std::int64_t> months;  // by the run's first seq
    for (std::size_t i = 0; i < changes.runs.size(); ++i)
        months[{changes.runs[i].id.office, changes.runs[i].id.journal, changes.runs[i].first}] = places[i].month;
    Column office(text), month(number), journal(text), seq(number), rating(number);
    for (const auto& change : changes.rating_changes) {
        office.add(change.id.office);
        month.add(std::prev(months.upper_bound({change.id.office, change.id.journal, change.seq}))->second);
        journal.add(change.id.journal);
        seq.add(stored(change.seq));
        rating.add(stored(change.rating));
    }
    pipeline.send("INSERT INTO rating_change SELECT n.office, n.month, n.journal, n.seq, n.rating, m.month FROM"
                  " unnest($1, $2, $3, $4, $5) n(office, month, journal, seq, rating)" RANCAK_MONTH_OF_RATING("n.rating"),
                  Parameters().add(std::move(office)).add(std::move(month)).add(std::move(journal)).add(std::move(seq)).add(std::move(rating)));
}

// How a row of what an event told begins: office, arrival, seq, journal, received_at, at.
struct ToldColumns {
    Column office{text}, arrival{number}, seq{number}, journal{text}, received{number}, at{number};
    template <class Body>
    void add(const Changes& changes, const std::vector<PlaceOfRun>& places, const Changes::NewTold<Body>& one) {
        const auto& run = changes.runs[one.run];
        office.add(run.id.office);
        arrival.add(places[one.run].arrival);
        seq.add(stored(one.told.seq));
        journal.add(run.id.journal);
        received.add(stored(run.received));
        at.add(stored(one.told.at));
    }
    [[nodiscard]] Parameters parameters() {
        Parameters all;
        for (auto* column : {&office, &arrival, &seq, &journal, &received, &at}) all.add(std::move(*column));
        return all;
    }
};

// They stay as they are when the cases are made anew.
void begin_case_files(Pipeline& pipeline, const Changes& changes, const std::vector<PlaceOfRun>& places) {
    Column office(text), journal(text), seq(number), arrival(number), received(number), kind(text);
    for (const auto& fresh : changes.new_cases) {
        const auto& run = changes.runs[fresh.run];
        office.add(run.id.office);
        journal.add(run.id.journal);
        seq.add(stored(fresh.told.seq));
        arrival.add(places[fresh.run].arrival);
        received.add(stored(run.received));
        kind.add(code(fresh.told.body.kind));
    }
    pipeline.send("INSERT INTO case_file SELECT *, 'received', 0, '', '', NULL, NULL FROM unnest($1, $2, $3, $4, $5, $6)"
                  " ON CONFLICT (office, journal, seq) DO NOTHING",
                  Parameters().add(std::move(office)).add(std::move(journal)).add(std::move(seq)).add(std::move(arrival))
                      .add(std::move(received)).add(std::move(kind)));
}

void put_cases(Pipeline& pipeline, const Changes& changes, const std::vector<PlaceOfRun>& places) {
    if (changes.new_cases.empty()) return;
    ToldColumns told;
    Column kind(text), about(text), service(text), officer(text), privacy(text), language(text), tracking(bytes), words(bytes), contact(bytes);
    for (const auto& fresh : changes.new_cases) {
        const auto& body = fresh.told.body;
        told.add(changes, places, fresh);
        kind.add(code(body.kind));
        about.add(code(body.about));
        service.add(body.service);
        officer.add(body.officer);
        privacy.add(code(body.privacy));
        language.add(code(body.language));
        tracking.add(as_bytes(body.code));
        words.add(as_bytes(body.text));
        add_hash(contact, body.contact);
    }
    auto all = told.parameters();
    for (auto* column : {&kind, &about, &service, &officer, &privacy, &language, &tracking, &words, &contact}) all.add(std::move(*column));
    pipeline.send("INSERT INTO citizen_case SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)", all);
    begin_case_files(pipeline, changes, places);
}

void put_surveys(Pipeline& pipeline, const Changes& changes, const std::vector<PlaceOfRun>& places) {
    if (changes.new_surveys.empty()) return;
    ToldColumns told;
    Column service(text), language(text), sex(text), education(text), occupation(text);
    std::vector<Column> answers(survey_elements.size(), Column(number));
    for (const auto& fresh : changes.new_surveys) {
        const auto& body = fresh.told.body;
        told.add(changes, places, fresh);
        service.add(body.service);
        language.add(code(body.language));
        sex.add(code(body.sex));
        education.add(code(body.education));
        occupation.add(code(body.occupation));
        for (std::size_t i = 0; i < answers.size(); ++i) answers[i].add(std::int64_t{body.answers[i]});
    }
    auto all = told.parameters();
    for (auto* column : {&service, &language, &sex, &education, &occupation}) all.add(std::move(*column));
    for (auto& answer : answers) all.add(std::move(answer));
    pipeline.send("INSERT INTO survey SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,"
                  " $18, $19, $20)", all);
}

void put_counts(Pipeline& pipeline, const Counts& counts) {
    if (!counts.ratings.empty()) {
        Column office(text), officer(text), on(number), counter(text), service(text), score(number), n(number), flagged(number);
        for (const auto& [key, value] : counts.ratings) {
            office.add(key.office);
            officer.add(key.officer);
            on.add(stored(key.day));
            counter.add(key.counter);
            service.add(key.service);
            score.add(std::int64_t{key.score});
            n.add(value.n);
            flagged.add(value.flagged);
        }
        Parameters all;
        for (auto* column : {&office, &officer, &on, &counter, &service, &score, &n, &flagged}) all.add(std::move(*column));
        pipeline.send("INSERT INTO daily_count AS d SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)"
                      " ON CONFLICT (office, officer, day, counter, service, score)"
                      " DO UPDATE SET n = d.n + excluded.n, flagged = d.flagged + excluded.flagged", all);
    }
    if (!counts.reasons.empty()) {
        Column office(text), officer(text), on(number), counter(text), service(text), reason(text), cause(text), n(number);
        for (const auto& [key, times] : counts.reasons) {
            office.add(key.office);
            officer.add(key.officer);
            on.add(stored(key.day));
            counter.add(key.counter);
            service.add(key.service);
            reason.add(key.reason);
            cause.add(key.cause ? code(*key.cause) : string_view{});
            n.add(times);
        }
        Parameters all;
        for (auto* column : {&office, &officer, &on, &counter, &service, &reason, &cause, &n}) all.add(std::move(*column));
        pipeline.send("INSERT INTO daily_reason AS d SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)"
                      " ON CONFLICT (office, officer, day, counter, service, reason, cause) DO UPDATE SET n = d.n + excluded.n", all);
    }
    if (!counts.supports.empty()) {
        Column office(text), forum(text), topic(text), n(number);
        for (const auto& [key, times] : counts.supports) {
            office.add(key.office);
            forum.add(key.forum);
            topic.add(key.topic);
            n.add(times);
        }
        pipeline.send("INSERT INTO topic_support AS d SELECT * FROM unnest($1, $2, $3, $4)"
                      " ON CONFLICT (office, forum, topic) DO UPDATE SET n = d.n + excluded.n",
                      Parameters().add(std::move(office)).add(std::move(forum)).add(std::move(topic)).add(std::move(n)));
    }
    if (!counts.flags.empty()) {
        Column office(text), officer(text), on(number), counter(text), service(text), flag(number), n(number);
        for (const auto& [key, times] : counts.flags) {
            office.add(key.office);
            officer.add(key.officer);
            on.add(stored(key.day));
            counter.add(key.counter);
            service.add(key.service);
            flag.add(static_cast<std::int64_t>(key.flag));
            n.add(times);
        }
        Parameters all;
        for (auto* column : {&office, &officer, &on, &counter, &service, &flag, &n}) all.add(std::move(*column));
        pipeline.send("INSERT INTO daily_flag AS d SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)"
                      " ON CONFLICT (office, officer, day, counter, service, flag) DO UPDATE SET n = d.n + excluded.n", all);
    }
}

// By office alone, so that what concerns a whole office is read in a few rows a day.
void put_office_counts(Pipeline& pipeline, const Counts& counts) {
    if (const auto days = counts.days(); !days.empty()) {
        Column office(text), on(number);
        std::vector<Column> n(5, Column(number)), flagged(5, Column(number));
        for (const auto& [key, of_scores] : days) {
            office.add(key.office);
            on.add(stored(key.day));
            for (std::size_t i = 0; i < of_scores.size(); ++i) {
                n[i].add(of_scores[i].n);
                flagged[i].add(of_scores[i].flagged);
            }
        }
        Parameters all;
        all.add(std::move(office)).add(std::move(on));
        for (auto* columns : {&n, &flagged})
            for (auto& column : *columns) all.add(std::move(column));
        pipeline.send("INSERT INTO office_day AS d SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
                      " ON CONFLICT (office, day) DO UPDATE SET n_1 = d.n_1 + excluded.n_1, n_2 = d.n_2 + excluded.n_2,"
                      " n_3 = d.n_3 + excluded.n_3, n_4 = d.n_4 + excluded.n_4, n_5 = d.n_5 + excluded.n_5,"
                      " flagged_1 = d.flagged_1 + excluded.flagged_1, flagged_2 = d.flagged_2 + excluded.flagged_2,"
                      " flagged_3 = d.flagged_3 + excluded.flagged_3, flagged_4 = d.flagged_4 + excluded.flagged_4,"
                      " flagged_5 = d.flagged_5 + excluded.flagged_5", all);
    }
    if (counts.hours.empty()) return;
    Column office(text), on(number), hour(number), n(number), sum(number);
    for (const auto& [key, count] : counts.hours) {
        office.add(key.office);
        on.add(stored(key.day));
        hour.add(std::int64_t{key.hour});
        n.add(count.n);
        sum.add(count.sum);
    }
    pipeline.send("INSERT INTO office_hour AS d SELECT * FROM unnest($1, $2, $3, $4, $5)"
                  " ON CONFLICT (office, day, hour) DO UPDATE SET n = d.n + excluded.n, sum = d.sum + excluded.sum",
                  Parameters().add(std::move(office)).add(std::move(on)).add(std::move(hour)).add(std::move(n)).add(std::move(sum)));
}

void put_spans(Pipeline& pipeline, const Changes& changes, const std::vector<PlaceOfRun>& places) {
    std::map<std::pair<string_view, std::int64_t>, std::pair<LocalDay, LocalDay>> days;
    for (std::size_t i = 0; i < changes.runs.size(); ++i) {
        const auto& run = changes.runs[i];
        const auto [at, fresh] = days.try_emplace({run.id.office, span_of(places[i].arrival)}, run.first_day, run.last_day);
        auto& [first, last] = at->second;
        first = std::min(first, run.first_day);
        last = std::max(last, run.last_day);
    }
    Column office(text), span(number), first(number), last(number);
    for (const auto& [key, of] : days) {
        office.add(key.first);
        span.add(key.second);
        first.add(stored(of.first));
        last.add(stored(of.second));
    }
    pipeline.send("INSERT INTO office_span AS o SELECT * FROM unnest($1, $2, $3, $4) ON CONFLICT (office, span) DO UPDATE"
                  " SET first_day = least(o.first_day, excluded.first_day), last_day = greatest(o.last_day, excluded.last_day)",
                  Parameters().add(std::move(office)).add(std::move(span)).add(std::move(first)).add(std::move(last)));
}

// Few at a time, so each is a statement.
void put_rest(Pipeline& pipeline, const Changes& changes) {
    for (const auto& [id, park] : changes.parked)
        pipeline.send("INSERT INTO parked VALUES ($1, $2, $3, $4)",
                      Parameters().add(id.office).add(id.journal).add(stored(park.seq)).add(park.reason));
    for (const auto& [id, seq, at, body] : changes.shifts)
        pipeline.send("INSERT INTO shift VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      Parameters().add(id.office).add(id.journal).add(stored(seq)).add(stored(at)).add(body.counter).add(body.officer)
                          .add(std::int64_t{body.taken}));
}

void copy_hash(Copy& copy, const std::optional<Hash>& hash) {
    if (hash) copy.bytes(as_bytes(*hash));
    else copy.null();
}

}  // namespace

void copy_ratings(Connection& connection, const Changes& changes, const std::vector<PlaceOfRun>& places) {
    if (changes.new_ratings.empty()) return;
    Copy copy(connection,
              "COPY rating (office, month, journal, seq, changed, arrival, received_at, at, day, counter, officer, service, visit, score,"
              " language, cause, reasons, withdrawn, flags, comment, hour) FROM STDIN (FORMAT binary)");
    for (const auto& [place, rating] : changes.new_ratings) {
        const auto& run = changes.runs[place];
        copy.row(21).bytes(run.id.office).integer(places[place].month).bytes(run.id.journal).bigint(stored(rating.seq));
        copy.bigint(stored(rating.changed)).bigint(places[place].arrival).bigint(stored(run.received)).bigint(stored(rating.at));
        copy.integer(stored(rating.day)).bytes(rating.counter).bytes(rating.officer).bytes(rating.service).bytes(rating.visit);
        copy.smallint(rating.score).bytes(code(rating.language)).bytes(rating.cause ? code(*rating.cause) : string_view{});
        copy.bytes(joined_reasons(rating)).bytes(rating.withdrawn ? code(*rating.withdrawn) : string_view{}).smallint(rating.flags);
        copy_hash(copy, rating.comment);
        copy.smallint(rating.hour);
    }
    copy.finish();
}

void put_projections(Pipeline& pipeline, const Changes& changes, const std::vector<PlaceOfRun>& places) {
    put_changed_ratings(pipeline, changes, places);
    put_cases(pipeline, changes, places);
    put_surveys(pipeline, changes, places);
    put_counts(pipeline, changes.counts);
    put_office_counts(pipeline, changes.counts);
    put_spans(pipeline, changes, places);
    put_rest(pipeline, changes);
}

std::vector<std::optional<Rating>> read_ratings(Connection& connection, const std::vector<std::pair<JournalId, std::uint64_t>>& needs) {
    std::vector<std::optional<Rating>> ratings(needs.size());
    if (needs.empty()) return ratings;
    Column offices(text), journals(text), seqs(number);
    for (const auto& [id, seq] : needs) {
        offices.add(id.office);
        journals.add(id.journal);
        seqs.add(stored(std::min(seq, max_seq)));
    }
    const auto asked = Parameters().add(std::move(offices)).add(std::move(journals)).add(std::move(seqs));
    for (const auto row : connection.run(ratings_query, asked))
        if (const auto i = static_cast<std::size_t>(row.integer(0)) - 1; natural(row.integer(1)) == needs[i].second)
            ratings[i] = read_rating(row, 1);
    return ratings;
}

}  // namespace rancak::server
