#include "server/adapters/postgres_accounts.h"
#include "server/adapters/postgres_rows.h"
#include "server/adapters/postgres_webhooks.h"
#include "server/core/webhook_messages.h"

namespace rancak::server {
namespace {

using postgres::Connection;
using postgres::Parameters;
using postgres::Rows;

// The officers of an office's rows as o.id, each found along the key, so that of a long history only the days asked for are read.
#define RANCAK_OFFICERS_OF(table)                                                                               \
    "WITH RECURSIVE o(id) AS (SELECT min(officer) FROM " table " WHERE office = $1"                             \
    " UNION ALL SELECT (SELECT min(officer) FROM " table " WHERE office = $1 AND officer > id) FROM o WHERE id IS NOT NULL)"
// Then the days' rows as d; $1 office, $2 and $3 days, $4 officer, $5 service, $6 counter.
#define RANCAK_CHOSEN_OF(table)                                                                                 \
    " FROM o JOIN " table " d ON d.office = $1 AND d.officer = o.id AND d.day BETWEEN $2 AND $3"                 \
    " WHERE ($4 = '' OR o.id = $4) AND ($5 = '' OR d.service = $5) AND ($6 = '' OR d.counter = $6)"

Parameters chosen(const Choice& choice, LocalDay from, LocalDay until) {
    return Parameters().add(choice.office).add(stored(from)).add(stored(until)).add(choice.officer).add(choice.service).add(choice.counter);
}

bool are_texts(const Choice& choice) {
    return is_text(choice.office) && is_text(choice.officer) && is_text(choice.service) && is_text(choice.counter);
}

Publication read_publication(const Rows::Row& row) {
    const auto text = [&](int column) { return std::string(row.text(column)); };
    return {text(0), text(1), text(2), {day(row.integer(3)), day(row.integer(4))}, natural(row.integer(5)),
            static_cast<int>(row.integer(6)), text(7), timestamp(row.integer(8)), text(9)};
}

}  // namespace

// What is read is told when the reading is over: a transaction that has to begin again tells nothing twice.

Stored<void> PostgresStore::office_days(std::string_view office, LocalDay from, LocalDay until, const OnOfficeDay& tell) {
    const auto found = sessions_->read([&](Connection& connection) {
        return connection.run(
            "SELECT d.* FROM office_arrival o JOIN office_day d ON d.office = o.office AND d.day BETWEEN $2 AND $3"
            " WHERE $1 = '' OR o.office = $1 ORDER BY d.office, d.day",
            Parameters().add(office).add(stored(from)).add(stored(until)));
    });
    if (!found) return tl::unexpected<StoreFailure>(found.error());
    for (const auto row : *found) {
        DayCount count;
        for (int i = 0; i < 5; ++i) count[static_cast<std::size_t>(i)] = {row.integer(2 + i), row.integer(7 + i)};
        tell(row.text(0), day(row.integer(1)), count);
    }
    return {};
}

Stored<VisitsByOffice> PostgresStore::visits(std::string_view office, LocalDay from, LocalDay until) {
    if (!is_text(office)) return VisitsByOffice{};
    return sessions_->read([&](Connection& connection) {
        VisitsByOffice all;
        // By the kiosks, so that of a long history only the days asked for are read.
        for (const auto row : connection.run(
                 "SELECT k.office, sum(d.visits)::bigint, sum(d.rated)::bigint FROM device k JOIN visit_day d"
                 " ON d.office = k.office AND d.journal = k.journal AND d.day BETWEEN $2 AND $3"
                 " WHERE $1 = '' OR k.office = $1 GROUP BY k.office HAVING sum(d.visits) > 0",
                 Parameters().add(office).add(stored(from)).add(stored(until))))
            all.emplace(row.text(0), Visits{natural(row.integer(1)), natural(row.integer(2))});
        return all;
    });
}

Stored<Heat> PostgresStore::heat(const std::string& office, LocalDay from, LocalDay until) {
    return sessions_->read([&](Connection& connection) {
        // 1970-01-01 was a Thursday: three days after a Monday.
        const auto found = connection.run(
            "SELECT ((day + 3) % 7 + 7) % 7 AS weekday, hour, sum(n)::bigint, sum(sum)::bigint FROM office_hour"
            " WHERE office = $1 AND day BETWEEN $2 AND $3 GROUP BY weekday, hour",
            Parameters().add(office).add(stored(from)).add(stored(until)));
        Heat heat{};
        for (const auto row : found)
            heat.at(static_cast<std::size_t>(row.integer(0))).at(static_cast<std::size_t>(row.integer(1))) = {row.integer(2), row.integer(3)};
        return heat;
    });
}

Stored<void> PostgresStore::daily_counts(const Choice& choice, LocalDay from, LocalDay until, const OnCount& tell) {
    if (!are_texts(choice)) return {};
    const auto found = sessions_->read([&](Connection& connection) {
        return connection.run(RANCAK_OFFICERS_OF("daily_count")
                              " SELECT d.officer, d.day, d.counter, d.service, d.score, d.n, d.flagged" RANCAK_CHOSEN_OF("daily_count"),
                              chosen(choice, from, until));
    });
    if (!found) return tl::unexpected<StoreFailure>(found.error());
    for (const auto row : *found)
        tell({row.text(0), day(row.integer(1)), row.text(2), row.text(3), static_cast<int>(row.integer(4)), {row.integer(5), row.integer(6)}});
    return {};
}

Stored<WhyCounts> PostgresStore::why(const Choice& choice, LocalDay from, LocalDay until) {
    if (!are_texts(choice)) return WhyCounts{};
    return sessions_->read([&](Connection& connection) {
        WhyCounts why;
        for (const auto row : connection.run(RANCAK_OFFICERS_OF("daily_reason")
                                             " SELECT d.reason, d.cause, sum(d.n)::bigint" RANCAK_CHOSEN_OF("daily_reason")
                                             " GROUP BY d.reason, d.cause HAVING sum(d.n) > 0 ORDER BY d.reason, d.cause",
                                             chosen(choice, from, until)))
            why.reasons.push_back({std::string(row.text(0)), parse_cause(row.text(1)), natural(row.integer(2))});
        for (const auto row : connection.run(RANCAK_OFFICERS_OF("daily_flag")
                                             " SELECT d.flag, sum(d.n)::bigint" RANCAK_CHOSEN_OF("daily_flag")
                                             " GROUP BY d.flag HAVING sum(d.n) > 0 ORDER BY d.flag",
                                             chosen(choice, from, until)))
            why.flags.push_back({std::string(code(static_cast<Flag>(row.integer(0)))), natural(row.integer(1))});
        return why;
    });
}

Stored<std::vector<FlaggedRating>> PostgresStore::flagged(const std::string& office, LocalDay from, LocalDay until, std::size_t limit) {
    return sessions_->read([&](Connection& connection) {
        // The index holds flagged ratings alone; the condition is the one that it was made with.
        const auto found = connection.run(
            "SELECT r.office, r.journal, r.seq, r.at, r.officer, r.counter, r.score, r.flags FROM office_arrival o JOIN rating r"
            " ON r.office = o.office AND r.flags <> 0 AND r.withdrawn = '' AND r.day BETWEEN $2 AND $3"
            " WHERE $1 = '' OR o.office = $1 ORDER BY r.day DESC, r.at DESC LIMIT $4",
            Parameters().add(office).add(stored(from)).add(stored(until)).add(stored(std::uint64_t{limit})));
        std::vector<FlaggedRating> ratings;
        for (const auto row : found) {
            const auto text = [&](int column) { return std::string(row.text(column)); };
            ratings.push_back({{text(0), text(1)}, natural(row.integer(2)), timestamp(row.integer(3)), text(4), text(5),
                               static_cast<int>(row.integer(6)), static_cast<std::uint8_t>(row.integer(7))});
        }
        return ratings;
    });
}

// ---- Surveys -----------------------------------------------------------------------------------------------------------

Stored<void> PostgresStore::surveys_between(const std::string& office, Timestamp from, Timestamp before, const OnSurvey& on_survey) {
    const auto found = sessions_->read([&](Connection& connection) {
        return connection.run("SELECT * FROM survey WHERE office = $1 AND at >= $2 AND at < $3 ORDER BY at, arrival, seq",
                              Parameters().add(office).add(stored(from)).add(stored(before)));
    });
    if (!found) return tl::unexpected<StoreFailure>(found.error());
    for (const auto row : *found)
        if (!on_survey(read_survey(row))) break;
    return {};
}

Stored<Publication> PostgresStore::put_publication(const Publication& one, const AuditEntry& entry) {
    return sessions_->write([&](Connection& connection) {
        const auto put = connection.run("INSERT INTO publication VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
                       Parameters().add(one.office).add(one.id).add(one.service).add(stored(one.period.from)).add(stored(one.period.until))
                           .add(stored(one.n)).add(std::int64_t{one.hundredths}).add(one.figures).add(stored(one.published)).add(one.who));
        if (put.affected() > 0) {
            server::note(connection, entry);
            announce(connection, survey_published(one));
        }
        const auto found = connection.run("SELECT * FROM publication WHERE office = $1 AND id = $2", Parameters().add(one.office).add(one.id));
        return read_publication(found.front());
    });
}

Stored<std::vector<Publication>> PostgresStore::publications(const std::string& office) {
    return sessions_->read([&](Connection& connection) {
        std::vector<Publication> all;
        for (const auto row : connection.run(
                 "SELECT * FROM publication WHERE $1 = '' OR office = $1 ORDER BY published_at DESC, office, id", Parameters().add(office)))
            all.push_back(read_publication(row));
        return all;
    });
}

}  // namespace rancak::server
