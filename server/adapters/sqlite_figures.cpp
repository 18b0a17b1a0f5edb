#include "server/adapters/sqlite_accounts.h"
#include "server/adapters/sqlite_runs.h"
#include "server/adapters/sqlite_webhooks.h"
#include "server/core/webhook_messages.h"

namespace rancak::server {
namespace {

using std::string_view;

// The officers of an office's rows as o.id, each found along the key, so that of a long history only the days asked for are read.
#define RANCAK_OFFICERS_OF(table)                                                                               \
    "WITH RECURSIVE o(id) AS (SELECT min(officer) FROM " table " WHERE office = ?1"                             \
    " UNION ALL SELECT (SELECT min(officer) FROM " table " WHERE office = ?1 AND officer > id) FROM o WHERE id IS NOT NULL)"
// Then the days' rows as d; ?1 office, ?2 and ?3 days, ?4 officer, ?5 service, ?6 counter.
#define RANCAK_CHOSEN_OF(table)                                                                                 \
    " FROM o CROSS JOIN " table " d ON d.office = ?1 AND d.officer = o.id AND d.day BETWEEN ?2 AND ?3"           \
    " WHERE (?4 = '' OR o.id = ?4) AND (?5 = '' OR d.service = ?5) AND (?6 = '' OR d.counter = ?6)"

void bind_choice(sqlite::Statement& statement, const Choice& choice, LocalDay from, LocalDay until) {
    statement.bind(1, string_view(choice.office)).bind(2, stored(from)).bind(3, stored(until));
    statement.bind(4, string_view(choice.officer)).bind(5, string_view(choice.service)).bind(6, string_view(choice.counter));
}

void tell_days(SqliteSession& session, const std::string& office, LocalDay from, LocalDay until, const OnOfficeDay& tell) {
    auto days = session.prepared(
        "SELECT day, n_1, n_2, n_3, n_4, n_5, flagged_1, flagged_2, flagged_3, flagged_4, flagged_5 FROM office_day"
        " WHERE office = ? AND day BETWEEN ? AND ? ORDER BY day");
    days->bind_view(1, office).bind(2, stored(from)).bind(3, stored(until));
    while (days->step()) {
        DayCount count;
        for (int i = 0; i < 5; ++i) count[static_cast<std::size_t>(i)] = {days->integer(1 + i), days->integer(6 + i)};
        tell(office, day(days->integer(0)), count);
    }
}

Publication read_publication(const sqlite::Statement& row) {
    const auto text = [&](int column) { return std::string(row.text(column)); };
    return {text(0), text(1), text(2), {day(row.integer(3)), day(row.integer(4))}, natural(row.integer(5)),
            static_cast<int>(row.integer(6)), text(7), timestamp(row.integer(8)), text(9)};
}

}  // namespace

Stored<void> SqliteStore::office_days(std::string_view office, LocalDay from, LocalDay until, const OnOfficeDay& tell) {
    return connections_->read([&](SqliteSession& session) {
        if (!office.empty()) return tell_days(session, std::string(office), from, until, tell);
        std::string at;
        for (;;) {
            auto next = session.prepared("SELECT min(office) FROM office_day WHERE office > ?");
            next->bind_view(1, at);
            if (!next->step() || next->is_null(0)) return;
            at = next->text(0);
            tell_days(session, at, from, until, tell);
        }
    });
}

Stored<VisitsByOffice> SqliteStore::visits(std::string_view office, LocalDay from, LocalDay until) {
    return connections_->read([&](SqliteSession& session) {
        // By the kiosks, so that of a long history only the days asked for are read.
        auto found = session.prepared(
            "SELECT k.office, sum(d.visits), sum(d.rated) FROM device k CROSS JOIN visit_day d"
            " ON d.office = k.office AND d.journal = k.journal AND d.day BETWEEN ?2 AND ?3"
            " WHERE ?1 = '' OR k.office = ?1 GROUP BY k.office HAVING sum(d.visits) > 0");
        found->bind(1, office).bind(2, stored(from)).bind(3, stored(until));
        VisitsByOffice all;
        while (found->step()) all.emplace(found->text(0), Visits{natural(found->integer(1)), natural(found->integer(2))});
        return all;
    });
}

Stored<Heat> SqliteStore::heat(const std::string& office, LocalDay from, LocalDay until) {
    return connections_->read([&](SqliteSession& session) {
        // 1970-01-01 was a Thursday: three days after a Monday.
        auto found = session.prepared(
            "SELECT ((day + 3) % 7 + 7) % 7 AS weekday, hour, sum(n), sum(sum) FROM office_hour"
            " WHERE office = ? AND day BETWEEN ? AND ? GROUP BY weekday, hour");
        found->bind(1, string_view(office)).bind(2, stored(from)).bind(3, stored(until));
        Heat heat{};
        while (found->step())
            heat.at(static_cast<std::size_t>(found->integer(0))).at(static_cast<std::size_t>(found->integer(1))) = {found->integer(2), found->integer(3)};
        return heat;
    });
}

Stored<void> SqliteStore::daily_counts(const Choice& choice, LocalDay from, LocalDay until, const OnCount& tell) {
    return connections_->read([&](SqliteSession& session) {
        auto found = session.prepared(RANCAK_OFFICERS_OF("daily_count")
                                      " SELECT d.officer, d.day, d.counter, d.service, d.score, d.n, d.flagged" RANCAK_CHOSEN_OF("daily_count"));
        bind_choice(*found, choice, from, until);
        while (found->step())
            tell({found->text(0), day(found->integer(1)), found->text(2), found->text(3), static_cast<int>(found->integer(4)),
                  {found->integer(5), found->integer(6)}});
    });
}

Stored<WhyCounts> SqliteStore::why(const Choice& choice, LocalDay from, LocalDay until) {
    return connections_->read([&](SqliteSession& session) {
        WhyCounts why;
        auto reasons = session.prepared(RANCAK_OFFICERS_OF("daily_reason")
                                        " SELECT d.reason, d.cause, sum(d.n) AS times" RANCAK_CHOSEN_OF("daily_reason")
                                        " GROUP BY d.reason, d.cause HAVING times > 0 ORDER BY d.reason, d.cause");
        bind_choice(*reasons, choice, from, until);
        while (reasons->step())
            why.reasons.push_back({std::string(reasons->text(0)), parse_cause(reasons->text(1)), natural(reasons->integer(2))});
        auto flags = session.prepared(RANCAK_OFFICERS_OF("daily_flag")
                                      " SELECT d.flag, sum(d.n) AS times" RANCAK_CHOSEN_OF("daily_flag")
                                      " GROUP BY d.flag HAVING times > 0 ORDER BY d.flag");
        bind_choice(*flags, choice, from, until);
        while (flags->step())
            why.flags.push_back({std::string(code(static_cast<Flag>(flags->integer(0)))), natural(flags->integer(1))});
        return why;
    });
}

Stored<std::vector<FlaggedRating>> SqliteStore::flagged(const std::string& office, LocalDay from, LocalDay until, std::size_t limit) {
    return connections_->read([&](SqliteSession& session) {
        // The index holds flagged ratings alone; the condition is the one that it was made with.
        auto found = session.prepared(
            "SELECT c.office, c.journal, r.seq, r.at, r.officer, r.counter, r.score, r.flags FROM rating r"
            " CROSS JOIN run ON run.number = r.id / ?5 CROSS JOIN chain c ON c.number = run.chain"
            " WHERE r.flags <> 0 AND r.withdrawn = '' AND r.day BETWEEN ?2 AND ?3 AND (?1 = '' OR c.office = ?1)"
            " ORDER BY r.day DESC, r.at DESC LIMIT ?4");
        found->bind(1, string_view(office)).bind(2, stored(from)).bind(3, stored(until));
        found->bind(4, stored(std::uint64_t{limit})).bind(5, RunRow::ids_a_run);
        std::vector<FlaggedRating> ratings;
        while (found->step()) {
            const auto text = [&](int column) { return std::string(found->text(column)); };
            ratings.push_back({{text(0), text(1)}, natural(found->integer(2)), timestamp(found->integer(3)), text(4), text(5),
                               static_cast<int>(found->integer(6)), static_cast<std::uint8_t>(found->integer(7))});
        }
        return ratings;
    });
}

// ---- Surveys -----------------------------------------------------------------------------------------------------------

Stored<void> SqliteStore::surveys_between(const std::string& office, Timestamp from, Timestamp before, const OnSurvey& on_survey) {
    return connections_->read([&](SqliteSession& session) {
        auto found = session.prepared(
            "SELECT s.*, r.received_at, r.arrival, c.journal FROM survey s JOIN run r ON r.number = s.id / ?4"
            " JOIN chain c ON c.number = r.chain WHERE s.office = ?1 AND s.at >= ?2 AND s.at < ?3 ORDER BY s.at, s.id");
        found->bind(1, string_view(office)).bind(2, stored(from)).bind(3, stored(before)).bind(4, RunRow::ids_a_run);
        while (found->step()) {
            SurveyRow row{{office, std::string(found->text(20))}, timestamp(found->integer(18)), read_survey(*found, 0)};
            row.told.arrival = natural(found->integer(19));
            row.told.body.office = office;
            if (!on_survey(row)) return;
        }
    });
}

Stored<Publication> SqliteStore::put_publication(const Publication& one, const AuditEntry& entry) {
    return connections_->write([&](SqliteSession& session) {
        sqlite::Transaction transaction(session.database());
        auto put = session.prepared("INSERT OR IGNORE INTO publication VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        put->bind(1, string_view(one.office)).bind(2, string_view(one.id)).bind(3, string_view(one.service));
        put->bind(4, stored(one.period.from)).bind(5, stored(one.period.until)).bind(6, stored(one.n));
        put->bind(7, std::int64_t{one.hundredths}).bind(8, string_view(one.figures)).bind(9, stored(one.published));
        put->bind(10, string_view(one.who)).run();
        if (session.database().changes() > 0) {
            server::note(session, entry);
            announce(session, survey_published(one));
        }
        auto found = session.prepared("SELECT * FROM publication WHERE office = ? AND id = ?");
        found->bind(1, string_view(one.office)).bind(2, string_view(one.id));
        auto there = found->step() ? read_publication(*found) : one;
        found->reset();
        transaction.commit();
        return there;
    });
}

Stored<std::vector<Publication>> SqliteStore::publications(const std::string& office) {
    return connections_->read([&](SqliteSession& session) {
        auto found = session.prepared("SELECT * FROM publication WHERE ?1 = '' OR office = ?1 ORDER BY published_at DESC, office, id");
        found->bind(1, string_view(office));
        std::vector<Publication> all;
        while (found->step()) all.push_back(read_publication(*found));
        return all;
    });
}

}  // namespace rancak::server
