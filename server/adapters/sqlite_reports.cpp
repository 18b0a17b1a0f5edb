#include "server/adapters/sqlite_runs.h"

#include <limits>

namespace rancak::server {
namespace {

using std::string_view;

// Arrivals that follow each other, both included, and the place behind which something is asked for.
struct Stretch {
    std::string_view office;
    Place from;
    std::int64_t first = 0, last = 0;
    void bind_to(sqlite::Statement& statement) const { statement.bind_view(1, office).bind(2, first).bind(3, last); }
};

// Calls visit(stretch) for those of an office's arrivals from a place on that may have rows of these days, until it answers false.
template <class Visit>
void walk(SqliteSession& session, const std::string& office, Place from, const Days& days, Visit visit) {
    constexpr auto all = std::numeric_limits<std::int64_t>::max();
    const auto first = stored(from.arrival);
    if (days.all()) {
        visit(Stretch{office, from, first, all});
        return;
    }
    auto spans = session.prepared("SELECT span FROM office_span WHERE office = ? AND span >= ? AND last_day >= ? AND first_day <= ? ORDER BY span");
    spans->bind_view(1, office).bind(2, span_of(first)).bind(3, days.from ? stored(*days.from) : -all).bind(4, days.until ? stored(*days.until) : all);
    while (spans->step()) {
        const auto begin = spans->integer(0) * arrivals_a_span;
        if (!visit(Stretch{office, from, std::max(first, begin), begin + arrivals_a_span - 1})) return;
    }
}

// The keys of what a run o.run brought.
#define RANCAK_OF_RUN "BETWEEN o.run * 512 AND o.run * 512 + 511"
static_assert(RunRow::ids_a_run == 512);

// The ratings that runs brought, and those that one of their events changed last, each with that event's key and place. Both are
// in the order of the keys, for an office's later arrivals have later runs.
constexpr const char* new_ratings =
    "SELECT t.id, t.seq, o.arrival, c.journal, r.received_at, o.arrival, t.* FROM office_run o CROSS JOIN run r ON r.number = o.run"
    " CROSS JOIN chain c ON c.number = r.chain CROSS JOIN rating t ON t.id " RANCAK_OF_RUN
    " WHERE o.office = ? AND o.arrival BETWEEN ? AND ? ORDER BY o.arrival, t.id";
constexpr const char* changed_ratings =  // few runs change one: the others are not looked at
    "SELECT n.id, t.changed, o.arrival, c.journal, b.received_at, b.arrival, t.* FROM office_run o CROSS JOIN rating_change n ON n.id " RANCAK_OF_RUN
    " CROSS JOIN run r ON r.number = o.run CROSS JOIN rating t ON t.id = n.rating AND t.changed = n.id - o.run * 512 + r.first"
    " CROSS JOIN run b ON b.number = t.id / 512 CROSS JOIN chain c ON c.number = r.chain"
    " WHERE o.office = ? AND o.arrival BETWEEN ? AND ? ORDER BY o.arrival, n.id";

bool tell_ratings(SqliteSession& session, const Stretch& stretch, const OnRating& on_rating) {
    auto fresh = session.prepared(new_ratings), changed = session.prepared(changed_ratings);
    stretch.bind_to(*fresh);
    stretch.bind_to(*changed);
    // One for all of them, so that its texts find their room again.
    RatingRow row;
    row.id.office = stretch.office;
    bool is_fresh = fresh->step(), is_changed = changed->step();
    while (is_fresh || is_changed) {
        const bool next_is_fresh = is_fresh && (!is_changed || fresh->integer(0) < changed->integer(0));
        auto& next = next_is_fresh ? *fresh : *changed;
        row.place = {natural(next.integer(2)), natural(next.integer(1))};
        if (row.place > stretch.from) {
            row.id.journal = next.text(3);
            row.received = timestamp(next.integer(4));
            row.rating.arrival = natural(next.integer(5));
            read_rating(next, 6, row.rating);
            if (!on_rating(row)) return false;
        }
        (next_is_fresh ? is_fresh : is_changed) = next.step();
    }
    return true;
}

// What events told, in the order of arrival. `query` begins with arrival, journal and time; `read` takes the columns behind.
template <class Body>
bool tell_told(SqliteSession& session, const Stretch& stretch, const char* query, Told<Body> (*read)(const sqlite::Statement&, int),
               const std::function<bool(const ToldRow<Body>&)>& tell) {
    auto found = session.prepared(query);
    stretch.bind_to(*found);
    while (found->step()) {
        ToldRow<Body> row{{std::string(stretch.office), std::string(found->text(1))}, timestamp(found->integer(2)), read(*found, 3)};
        row.told.arrival = natural(found->integer(0));
        row.told.body.office = row.id.office;
        if (Place{row.told.arrival, row.told.seq} > stretch.from && !tell(row)) return false;
    }
    return true;
}
#define RANCAK_TOLD(table)                                                                                                            \
    "SELECT o.arrival, c.journal, r.received_at, t.* FROM office_run o CROSS JOIN " table " t ON t.id " RANCAK_OF_RUN                  \
    " CROSS JOIN run r ON r.number = o.run CROSS JOIN chain c ON c.number = r.chain"                                                  \
    " WHERE o.office = ? AND o.arrival BETWEEN ? AND ? ORDER BY o.arrival, t.id"

bool tell_events(SqliteSession& session, const Stretch& stretch, const OnEvent& on_event) {
    auto runs = session.prepared(
        "SELECT o.arrival, c.journal, r.received_at, r.number, r.first, r.last FROM office_run o"
        " CROSS JOIN run r ON r.number = o.run CROSS JOIN chain c ON c.number = r.chain"
        " WHERE o.office = ? AND o.arrival BETWEEN ? AND ? ORDER BY o.arrival");
    stretch.bind_to(*runs);
    while (runs->step()) {
        EventRow row{{std::string(stretch.office), std::string(runs->text(1))}, {natural(runs->integer(0)), 0}, timestamp(runs->integer(2)), {}, {}};
        const RunRow run{runs->integer(3), natural(runs->integer(4)), natural(runs->integer(5))};
        const bool told = for_each_event(session, run, [&](std::uint64_t seq, string_view line, string_view parked) {
            row.place.seq = seq;
            row.line = line;
            row.parked = parked;
            return row.place <= stretch.from || on_event(row);
        });
        if (!told) return false;
    }
    return true;
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

Stored<void> SqliteStore::events_after(const std::string& office, Place from, const OnEvent& on_event, const Days& days) {
    return connections_->read([&](SqliteSession& session) {
        walk(session, office, from, days, [&](const Stretch& stretch) { return tell_events(session, stretch, on_event); });
    });
}

Stored<void> SqliteStore::ratings_after(const std::string& office, Place from, const OnRating& on_rating, const Days& days) {
    return connections_->read([&](SqliteSession& session) {
        walk(session, office, from, days, [&](const Stretch& stretch) { return tell_ratings(session, stretch, on_rating); });
    });
}

Stored<void> SqliteStore::cases_after(const std::string& office, Place from, const OnCase& on_case, const Days& days) {
    return connections_->read([&](SqliteSession& session) {
        walk(session, office, from, days,
             [&](const Stretch& stretch) { return tell_told(session, stretch, RANCAK_TOLD("citizen_case"), read_case, on_case); });
    });
}

Stored<void> SqliteStore::surveys_after(const std::string& office, Place from, const OnSurvey& on_survey, const Days& days) {
    return connections_->read([&](SqliteSession& session) {
        walk(session, office, from, days,
             [&](const Stretch& stretch) { return tell_told(session, stretch, RANCAK_TOLD("survey"), read_survey, on_survey); });
    });
}
#undef RANCAK_TOLD
#undef RANCAK_OF_RUN

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
