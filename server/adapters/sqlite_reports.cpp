#include "server/adapters/sqlite_runs.h"

namespace rancak::server {
namespace {

using std::string_view;

struct Walked {
    JournalId id;
    RunRow run;
    std::uint64_t arrival = 0, from = 0;  // its events before seq `from` are told already
    Timestamp received{};
};

// Calls visit for the runs of an office from a place on, until it answers false.
template <class Visit>
void walk_runs(SqliteSession& session, const std::string& office, Place from, Visit visit) {
    auto runs = session.prepared(
        "SELECT o.arrival, c.journal, r.number, r.first, r.last, r.received_at FROM office_run o"
        " JOIN run r ON r.number = o.run JOIN chain c ON c.number = r.chain"
        " WHERE o.office = ? AND o.arrival >= ? ORDER BY o.arrival");
    runs->bind(1, string_view(office)).bind(2, stored(from.arrival));
    while (runs->step()) {
        Walked walked{{office, std::string(runs->text(1))},
                      {runs->integer(2), natural(runs->integer(3)), natural(runs->integer(4))},
                      natural(runs->integer(0)), 0, timestamp(runs->integer(5))};
        walked.from = walked.arrival == from.arrival ? std::max(walked.run.first, from.seq + 1) : walked.run.first;
        if (walked.from <= walked.run.last && !visit(walked)) return;
    }
}

// Ratings that the run brought, and those that one of its events changed last, by that event's seq.
bool tell_ratings(SqliteSession& session, const Walked& walked, const OnRating& on_rating) {
    const auto& run = walked.run;
    auto found = session.prepared(
        "SELECT r.id AS told, r.*, ?4, ?5 FROM rating r WHERE r.id BETWEEN ?1 AND ?2"
        " UNION ALL"
        " SELECT c.id, r.*, o.received_at, o.arrival FROM rating_change c"
        " JOIN rating r ON r.id = c.rating AND r.changed = c.id - ?3 JOIN run o ON o.number = r.id / ?6"
        " WHERE c.id BETWEEN ?1 AND ?2 ORDER BY told");
    const auto id_less_seq = run.event_id(run.first) - stored(run.first);
    found->bind(1, run.event_id(walked.from)).bind(2, run.event_id(run.last)).bind(3, id_less_seq);
    found->bind(4, stored(walked.received)).bind(5, stored(walked.arrival)).bind(6, RunRow::ids_a_run);
    while (found->step()) {
        RatingRow row{walked.id, timestamp(found->integer(19)), {walked.arrival, natural(found->integer(0) - id_less_seq)},
                      read_rating(*found, 1)};
        row.rating.arrival = natural(found->integer(20));
        if (!on_rating(row)) return false;
    }
    return true;
}

// What the run's events told, in their order. `query` gives all columns of those with ids of a range, `read` takes them.
template <class Body>
bool tell_told(SqliteSession& session, const Walked& walked, const char* query,
               Told<Body> (*read)(const sqlite::Statement&, int), const std::function<bool(const ToldRow<Body>&)>& tell) {
    auto found = session.prepared(query);
    found->bind(1, walked.run.event_id(walked.from)).bind(2, walked.run.event_id(walked.run.last));
    while (found->step()) {
        ToldRow<Body> row{walked.id, walked.received, read(*found, 0)};
        row.told.arrival = walked.arrival;
        row.told.body.office = walked.id.office;
        if (!tell(row)) return false;
    }
    return true;
}

bool tell_events(SqliteSession& session, const Walked& walked, const OnEvent& on_event) {
    return for_each_event(session, walked.run, [&](std::uint64_t seq, string_view line, string_view parked) {
        return seq < walked.from || on_event({walked.id, {walked.arrival, seq}, walked.received, line, parked});
    });
}

std::vector<Week> read_weeks(SqliteSession& session, const std::string& office, const std::string& officer,
                             LocalDay from, LocalDay until, std::uint64_t& flagged) {
    // 1970-01-01 was a Thursday: three days after a Monday.
    auto found = session.prepared(
        "SELECT day - ((day + 3) % 7 + 7) % 7 AS monday, score, sum(n), sum(flagged) FROM daily_count"
        " WHERE office = ? AND officer = ? AND day BETWEEN ? AND ? GROUP BY monday, score ORDER BY monday");
    found->bind(1, string_view(office)).bind(2, string_view(officer)).bind(3, stored(from)).bind(4, stored(until));
    std::vector<Week> weeks;
    while (found->step()) {
        const auto monday = day(found->integer(0));
        if (weeks.empty() || weeks.back().monday != monday) weeks.push_back({monday, {}});
        weeks.back().distribution.add(static_cast<int>(found->integer(1)), natural(found->integer(2)));
        flagged += natural(found->integer(3));
    }
    return weeks;
}

Supports read_supports(SqliteSession& session, const std::string& office) {
    auto found = session.prepared("SELECT forum, topic, n FROM topic_support WHERE office = ?");
    found->bind(1, string_view(office));
    Supports supports;
    while (found->step())
        supports.emplace(SupportKey{office, std::string(found->text(0)), std::string(found->text(1))}, found->integer(2));
    return supports;
}

std::vector<FlagCount> read_flags(SqliteSession& session, const std::string& office, const std::string& officer, LocalDay from,
                                  LocalDay until) {
    auto found = session.prepared(
        "SELECT flag, sum(n) AS times FROM daily_flag WHERE office = ? AND officer = ? AND day BETWEEN ? AND ?"
        " GROUP BY flag HAVING times > 0");
    found->bind(1, string_view(office)).bind(2, string_view(officer)).bind(3, stored(from)).bind(4, stored(until));
    std::vector<FlagCount> flags;
    while (found->step())
        flags.push_back({std::string(code(static_cast<Flag>(found->integer(0)))), natural(found->integer(1))});
    return flags;
}

}  // namespace

Stored<std::map<std::string, std::uint64_t>> SqliteStore::arrivals() {
    return connections_->read([](SqliteSession& session) {
        // Steps from office to office along the key instead of reading every run.
        auto found = session.prepared(
            "WITH RECURSIVE office(id) AS (SELECT min(office) FROM office_run"
            " UNION ALL SELECT (SELECT min(office) FROM office_run WHERE office > id) FROM office WHERE id IS NOT NULL)"
            " SELECT id, (SELECT max(arrival) FROM office_run WHERE office = id) FROM office WHERE id IS NOT NULL");
        std::map<std::string, std::uint64_t> arrivals;
        while (found->step()) arrivals.emplace(std::string(found->text(0)), natural(found->integer(1)));
        return arrivals;
    });
}

Stored<void> SqliteStore::events_after(const std::string& office, Place from, const OnEvent& on_event) {
    return connections_->read([&](SqliteSession& session) {
        walk_runs(session, office, from, [&](const Walked& run) { return tell_events(session, run, on_event); });
    });
}

Stored<void> SqliteStore::ratings_after(const std::string& office, Place from, const OnRating& on_rating) {
    return connections_->read([&](SqliteSession& session) {
        walk_runs(session, office, from, [&](const Walked& run) { return tell_ratings(session, run, on_rating); });
    });
}

Stored<void> SqliteStore::cases_after(const std::string& office, Place from, const OnCase& on_case) {
    return connections_->read([&](SqliteSession& session) {
        walk_runs(session, office, from, [&](const Walked& run) {
            return tell_told(session, run, "SELECT * FROM citizen_case WHERE id BETWEEN ? AND ? ORDER BY id", read_case, on_case);
        });
    });
}

Stored<void> SqliteStore::surveys_after(const std::string& office, Place from, const OnSurvey& on_survey) {
    return connections_->read([&](SqliteSession& session) {
        walk_runs(session, office, from, [&](const Walked& run) {
            return tell_told(session, run, "SELECT * FROM survey WHERE id BETWEEN ? AND ? ORDER BY id", read_survey, on_survey);
        });
    });
}

Stored<std::optional<CaseRow>> SqliteStore::case_with(const Hash& code) {
    return connections_->read([&](SqliteSession& session) -> std::optional<CaseRow> {
        auto found = session.prepared(
            "SELECT t.*, r.received_at, r.arrival, c.office, c.journal FROM citizen_case t"
            " JOIN run r ON r.number = t.id / ?2 JOIN chain c ON c.number = r.chain WHERE t.code = ?1 ORDER BY t.id LIMIT 1");
        found->bind_blob(1, blob(code.bytes)).bind(2, RunRow::ids_a_run);
        if (!found->step()) return std::nullopt;
        CaseRow row{{std::string(found->text(14)), std::string(found->text(15))}, timestamp(found->integer(12)), read_case(*found, 0)};
        row.told.arrival = natural(found->integer(13));
        row.told.body.office = row.id.office;
        return row;
    });
}

Stored<std::vector<std::string>> SqliteStore::forked_lines(const JournalId& id) {
    return connections_->read([&](SqliteSession& session) {
        auto found = session.prepared(
            "SELECT f.line FROM forked_event f JOIN chain c ON c.number = f.chain WHERE c.office = ? AND c.journal = ?"
            " ORDER BY f.seq, f.hash");
        found->bind(1, string_view(id.office)).bind(2, string_view(id.journal));
        std::vector<std::string> lines;
        while (found->step()) lines.emplace_back(found->text(0));
        return lines;
    });
}

Stored<OfficerCounts> SqliteStore::officer_counts(const std::string& office, const std::string& officer, LocalDay from,
                                                  LocalDay until) {
    return connections_->read([&](SqliteSession& session) {
        OfficerCounts counts;
        counts.weeks = read_weeks(session, office, officer, from, until, counts.flagged);
        auto reasons = session.prepared(
            "SELECT reason, cause, sum(n) AS times FROM daily_reason"
            " WHERE office = ? AND officer = ? AND day BETWEEN ? AND ? GROUP BY reason, cause HAVING times > 0");
        reasons->bind(1, string_view(office)).bind(2, string_view(officer)).bind(3, stored(from)).bind(4, stored(until));
        while (reasons->step())
            counts.reasons.push_back(
                {std::string(reasons->text(0)), parse_cause(reasons->text(1)), natural(reasons->integer(2))});
        counts.flags = read_flags(session, office, officer, from, until);
        return counts;
    });
}

Stored<Supports> SqliteStore::supports(const std::string& office) {
    return connections_->read([&](SqliteSession& session) { return read_supports(session, office); });
}

Stored<Counts> SqliteStore::counts(const std::string& office) {
    return connections_->read([&](SqliteSession& session) {
        Counts counts;
        auto daily = session.prepared(
            "SELECT officer, day, counter, service, score, n, flagged FROM daily_count WHERE office = ? AND n > 0");
        daily->bind(1, string_view(office));
        while (daily->step()) {
            CountKey key{office, std::string(daily->text(0)), day(daily->integer(1)), std::string(daily->text(2)),
                         std::string(daily->text(3)), static_cast<int>(daily->integer(4))};
            counts.ratings.emplace(std::move(key), Count{daily->integer(5), daily->integer(6)});
        }
        auto tallies = session.prepared("SELECT officer, day, counter, service, reason, cause, n FROM daily_reason WHERE office = ? AND n > 0");
        tallies->bind(1, string_view(office));
        while (tallies->step()) {
            ReasonKey key{office, std::string(tallies->text(0)), day(tallies->integer(1)), std::string(tallies->text(2)),
                          std::string(tallies->text(3)), std::string(tallies->text(4)), parse_cause(tallies->text(5))};
            counts.reasons.emplace(std::move(key), tallies->integer(6));
        }
        counts.supports = read_supports(session, office);
        auto flags = session.prepared("SELECT officer, day, counter, service, flag, n FROM daily_flag WHERE office = ? AND n > 0");
        flags->bind(1, string_view(office));
        while (flags->step()) {
            FlagKey key{office, std::string(flags->text(0)), day(flags->integer(1)), std::string(flags->text(2)),
                        std::string(flags->text(3)), static_cast<Flag>(flags->integer(4))};
            counts.flags.emplace(std::move(key), flags->integer(5));
        }
        auto hours = session.prepared("SELECT day, hour, n, sum FROM office_hour WHERE office = ? AND n > 0");
        hours->bind(1, string_view(office));
        while (hours->step())
            counts.hours.emplace(HourKey{office, day(hours->integer(0)), static_cast<int>(hours->integer(1))},
                                 HourCount{hours->integer(2), hours->integer(3)});
        return counts;
    });
}

}  // namespace rancak::server
