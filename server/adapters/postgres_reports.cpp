#include "server/adapters/postgres_rows.h"
#include "server/adapters/postgres_sessions.h"

#include <algorithm>
#include <limits>

namespace rancak::server {
namespace {

using postgres::Connection;
using postgres::Parameters;
using postgres::Rows;
using std::string_view;

// What is fetched at once, if it is more than one run: a few megabytes at most, and a round trip for thousands of ratings.
constexpr std::int64_t runs_at_once = 1000, events_at_once = 4000, bytes_at_once = 4 << 20, told_at_once = 500;

constexpr auto all_arrivals = std::numeric_limits<std::int64_t>::max();

// The months of an office in which arrivals from one to another came in.
std::vector<std::int64_t> months_of(Connection& connection, const std::string& office, std::int64_t first, std::int64_t last) {
    const auto found = connection.run(
        "SELECT month FROM office_month WHERE office = $1 AND first_arrival <= $3 AND month >= coalesce((SELECT max(month)"
        " FROM office_month WHERE office = $1 AND first_arrival <= $2), 0) ORDER BY month",
        Parameters().add(office).add(first).add(last));
    std::vector<std::int64_t> months;
    for (const auto row : found) months.push_back(row.integer(0));
    return months;
}

// Some runs of one month that follow each other, and that a place leads to.
struct Stretch {
    std::string_view office;
    std::int64_t month = 0;
    Place from;               // the events up to here are told
    std::uint64_t until = 0;  // the last arrival
    [[nodiscard]] Parameters parameters() const {
        return Parameters().add(office).add(month).add(stored(from.arrival)).add(stored(from.seq)).add(stored(until));
    }
};

// Those of an office's arrivals from a place on that may have rows of these days, as ranges with both ends included.
std::vector<std::pair<std::int64_t, std::int64_t>> ranges_of(Connection& connection, const std::string& office, Place from, const Days& days) {
    const auto first = stored(from.arrival);
    if (days.all()) return {{first, all_arrivals}};
    constexpr std::int64_t never = std::numeric_limits<std::int32_t>::max();
    std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
    for (const auto row : connection.run("SELECT span FROM office_span WHERE office = $1 AND span >= $2 AND last_day >= $3 AND first_day <= $4 ORDER BY span",
                                         Parameters().add(office).add(span_of(first)).add(days.from ? stored(*days.from) : -never)
                                             .add(days.until ? stored(*days.until) : never))) {
        const auto begin = row.integer(0) * arrivals_a_span, end = begin + arrivals_a_span - 1;
        if (!ranges.empty() && ranges.back().second + 1 == begin) ranges.back().second = end;
        else ranges.emplace_back(std::max(first, begin), end);
    }
    return ranges;
}

// Calls tell(stretch) along an office's runs from a place on, until it answers false. `place` moves along with it, so that
// whoever has to begin again goes on from there.
template <class Tell>
void walk(Connection& connection, const std::string& office, Place& place, const Days& days, Tell tell) {
    for (const auto& [first, last] : ranges_of(connection, office, place, days)) {
        place = std::max(place, Place{natural(first), 0});
        for (const auto month : months_of(connection, office, first, last)) {
            for (;;) {
                const auto found = connection.run(
                    "SELECT max(arrival), count(*) FROM (SELECT arrival, row_number() OVER w AS runs, sum(last - first + 1) OVER w AS events,"
                    " sum(length(lines)) OVER w AS bytes FROM (SELECT arrival, first, last, lines FROM run WHERE office = $1 AND month = $2"
                    " AND (arrival > $3 OR arrival = $3 AND last > $4) AND arrival <= $5 ORDER BY arrival LIMIT $6) r"
                    " WINDOW w AS (ORDER BY arrival)) s WHERE runs = 1 OR events <= $7 AND bytes <= $8",
                    Parameters().add(office).add(month).add(stored(place.arrival)).add(stored(place.seq)).add(last).add(runs_at_once)
                        .add(events_at_once).add(bytes_at_once));
                if (found.front().integer(1) == 0) break;
                const Stretch stretch{office, month, place, natural(found.front().integer(0))};
                if (!tell(stretch)) return;
                place = {stretch.until + 1, 0};
            }
        }
    }
}

// The ratings that the runs brought, and those that one of their events changed last, with that event's place, in no order: the
// database would carry whole rows about to put them into one.
constexpr const char* ratings_of_stretch =
    "SELECT r.arrival AS run, t.seq AS event, r.journal, t.received_at, " RANCAK_RATING_COLUMNS " FROM run r JOIN rating t"
    " ON t.office = $1 AND t.month = $2 AND t.journal = r.journal AND t.seq BETWEEN r.first AND r.last"
    " WHERE r.office = $1 AND r.month = $2 AND r.arrival BETWEEN $3 AND $5 AND (r.arrival > $3 OR t.seq > $4)"
    " UNION ALL"
    " SELECT r.arrival, c.seq, r.journal, t.received_at, " RANCAK_RATING_COLUMNS " FROM run r JOIN rating_change c"
    " ON c.office = $1 AND c.month = $2 AND c.journal = r.journal AND c.seq BETWEEN r.first AND r.last"
    " JOIN rating t ON t.office = $1 AND t.month = c.rating_month AND t.journal = c.journal AND t.seq = c.rating AND t.changed = c.seq"
    " WHERE r.office = $1 AND r.month = $2 AND r.arrival BETWEEN $3 AND $5 AND (r.arrival > $3 OR c.seq > $4)";

bool tell_ratings(Connection& connection, const Stretch& stretch, const OnRating& on_rating, Place& place) {
    // One for all of them, so that its texts find their room again.
    RatingRow told;
    told.id.office = stretch.office;
    const auto found = connection.run(ratings_of_stretch, stretch.parameters());
    std::vector<std::pair<Place, int>> rows;
    for (int i = 0; i < found.size(); ++i) rows.emplace_back(Place{natural(found[i].integer(0)), natural(found[i].integer(1))}, i);
    std::sort(rows.begin(), rows.end());
    for (const auto& [at, i] : rows) {
        const auto row = found[i];
        told.id.journal = row.text(2);
        told.received = timestamp(row.integer(3));
        told.place = at;
        read_rating(row, 4, told.rating);
        const bool more = on_rating(told);
        place = told.place;
        if (!more) return false;
    }
    return true;
}

bool tell_events(Connection& connection, const Stretch& stretch, const OnEvent& on_event, Place& place) {
    const auto runs = connection.run(
        "SELECT arrival, journal, received_at, first, lines FROM run r"
        " WHERE r.office = $1 AND r.month = $2 AND r.arrival BETWEEN $3 AND $5 AND $4 >= 0 ORDER BY arrival",
        stretch.parameters());
    const auto parked = connection.run(
        "SELECT r.arrival, p.seq, p.reason FROM run r JOIN parked p ON p.office = $1 AND p.journal = r.journal AND p.seq"
        " BETWEEN r.first AND r.last WHERE r.office = $1 AND r.month = $2 AND r.arrival BETWEEN $3 AND $5 AND $4 >= 0",
        stretch.parameters());
    std::map<Place, string_view> reasons;
    for (const auto row : parked) reasons.emplace(Place{natural(row.integer(0)), natural(row.integer(1))}, row.text(2));
    for (const auto run : runs) {
        const JournalId id{std::string(stretch.office), std::string(run.text(1))};
        Place at{natural(run.integer(0)), natural(run.integer(3))};
        for (auto lines = run.text(4); !lines.empty(); ++at.seq) {
            const auto end = lines.find('\n');
            const auto line = lines.substr(0, end);
            lines.remove_prefix(end + 1);
            if (at <= stretch.from) continue;
            const auto why = reasons.find(at);
            const bool more = on_event({id, at, timestamp(run.integer(2)), line, why == reasons.end() ? string_view{} : why->second});
            place = at;
            if (!more) return false;
        }
    }
    return true;
}

// What events told, in the order of their arrival, from a place on.
template <class Body>
void tell_told(Connection& connection, const char* query, const std::string& office, Place& place, const Days& days,
               ToldRow<Body> (*read)(const Rows::Row&), const std::function<bool(const ToldRow<Body>&)>& tell) {
    for (const auto& [first, last] : ranges_of(connection, office, place, days)) {
        place = std::max(place, Place{natural(first), 0});
        for (;;) {
            const auto found = connection.run(
                query, Parameters().add(office).add(stored(place.arrival)).add(stored(place.seq)).add(last).add(told_at_once));
            for (const auto row : found) {
                const auto told = read(row);
                const bool more = tell(told);
                place = {told.told.arrival, told.told.seq};
                if (!more) return;
            }
            if (found.size() < told_at_once) break;
        }
    }
}

Parameters period(const std::string& office, const std::string& officer, LocalDay from, LocalDay until) {
    return Parameters().add(office).add(officer).add(stored(from)).add(stored(until));
}

std::vector<Week> read_weeks(const Rows& found, std::uint64_t& flagged) {
    std::vector<Week> weeks;
    for (const auto row : found) {
        const auto monday = day(row.integer(0));
        if (weeks.empty() || weeks.back().monday != monday) weeks.push_back({monday, {}});
        weeks.back().distribution.add(static_cast<int>(row.integer(1)), natural(row.integer(2)));
        flagged += natural(row.integer(3));
    }
    return weeks;
}

Supports read_supports(Connection& connection, const std::string& office) {
    Supports supports;
    for (const auto row : connection.run("SELECT forum, topic, n FROM topic_support WHERE office = $1", Parameters().add(office)))
        supports.emplace(SupportKey{office, std::string(row.text(0)), std::string(row.text(1))}, row.integer(2));
    return supports;
}

}  // namespace

Stored<std::map<std::string, std::uint64_t>> PostgresStore::arrivals() {
    return sessions_->read([](Connection& connection) {
        std::map<std::string, std::uint64_t> arrivals;
        for (const auto row : connection.run("SELECT office, arrival FROM office_arrival WHERE arrival > 0"))
            arrivals.emplace(std::string(row.text(0)), natural(row.integer(1)));
        return arrivals;
    });
}

Stored<void> PostgresStore::events_after(const std::string& office, Place from, const OnEvent& on_event, const Days& days) {
    return sessions_->read([&](Connection& connection) {
        walk(connection, office, from, days, [&](const Stretch& stretch) { return tell_events(connection, stretch, on_event, from); });
    });
}

Stored<void> PostgresStore::ratings_after(const std::string& office, Place from, const OnRating& on_rating, const Days& days) {
    return sessions_->read([&](Connection& connection) {
        // A plan for each stretch would look at every month's tables, and cost more than the stretch.
        connection.run("SET LOCAL plan_cache_mode = force_generic_plan");
        walk(connection, office, from, days, [&](const Stretch& stretch) { return tell_ratings(connection, stretch, on_rating, from); });
    });
}

Stored<void> PostgresStore::cases_after(const std::string& office, Place from, const OnCase& on_case, const Days& days) {
    return sessions_->read([&](Connection& connection) {
        tell_told(connection, "SELECT * FROM citizen_case WHERE office = $1 AND (arrival, seq) > ($2, $3) AND arrival <= $4 ORDER BY arrival, seq LIMIT $5",
                  office, from, days, read_case, on_case);
    });
}

Stored<void> PostgresStore::surveys_after(const std::string& office, Place from, const OnSurvey& on_survey, const Days& days) {
    return sessions_->read([&](Connection& connection) {
        tell_told(connection, "SELECT * FROM survey WHERE office = $1 AND (arrival, seq) > ($2, $3) AND arrival <= $4 ORDER BY arrival, seq LIMIT $5",
                  office, from, days, read_survey, on_survey);
    });
}

Stored<std::optional<CaseRow>> PostgresStore::case_with(const Hash& code) {
    return sessions_->read([&](Connection& connection) -> std::optional<CaseRow> {
        const auto found = connection.run(
            "SELECT * FROM citizen_case WHERE code = $1 ORDER BY received_at, arrival, office, seq LIMIT 1",
            Parameters().add_bytes(as_bytes(code)));
        if (found.empty()) return std::nullopt;
        return read_case(found.front());
    });
}

Stored<std::vector<std::string>> PostgresStore::forked_lines(const JournalId& id) {
    return sessions_->read([&](Connection& connection) {
        std::vector<std::string> lines;
        for (const auto row : connection.run("SELECT line FROM forked_event WHERE office = $1 AND journal = $2 ORDER BY seq, hash",
                                             Parameters().add(id.office).add(id.journal)))
            lines.emplace_back(row.text(0));
        return lines;
    });
}

Stored<OfficerCounts> PostgresStore::officer_counts(const std::string& office, const std::string& officer, LocalDay from,
                                                    LocalDay until) {
    if (!is_text(officer)) return OfficerCounts{};
    return sessions_->read([&](Connection& connection) {
        OfficerCounts counts;
        // 1970-01-01 was a Thursday: three days after a Monday.
        counts.weeks = read_weeks(
            connection.run("SELECT day - ((day + 3) % 7 + 7) % 7 AS monday, score, sum(n)::bigint, sum(flagged)::bigint"
                           " FROM daily_count WHERE office = $1 AND officer = $2 AND day BETWEEN $3 AND $4"
                           " GROUP BY monday, score ORDER BY monday",
                           period(office, officer, from, until)),
            counts.flagged);
        for (const auto row : connection.run(
                 "SELECT reason, cause, sum(n)::bigint FROM daily_reason WHERE office = $1 AND officer = $2 AND day BETWEEN $3 AND $4"
                 " GROUP BY reason, cause HAVING sum(n) > 0 ORDER BY reason, cause",
                 period(office, officer, from, until)))
            counts.reasons.push_back({std::string(row.text(0)), parse_cause(row.text(1)), natural(row.integer(2))});
        for (const auto row : connection.run(
                 "SELECT flag, sum(n)::bigint FROM daily_flag WHERE office = $1 AND officer = $2 AND day BETWEEN $3 AND $4"
                 " GROUP BY flag HAVING sum(n) > 0 ORDER BY flag",
                 period(office, officer, from, until)))
            counts.flags.push_back({std::string(code(static_cast<Flag>(row.integer(0)))), natural(row.integer(1))});
        return counts;
    });
}

Stored<Supports> PostgresStore::supports(const std::string& office) {
    return sessions_->read([&](Connection& connection) { return read_supports(connection, office); });
}

Stored<Counts> PostgresStore::counts(const std::string& office) {
    return sessions_->read([&](Connection& connection) {
        const auto all = Parameters().add(office);
        Counts counts;
        for (const auto row : connection.run(
                 "SELECT officer, day, counter, service, score, n, flagged FROM daily_count WHERE office = $1 AND n > 0", all)) {
            CountKey key{office, std::string(row.text(0)), day(row.integer(1)), std::string(row.text(2)),
                         std::string(row.text(3)), static_cast<int>(row.integer(4))};
            counts.ratings.emplace(std::move(key), Count{row.integer(5), row.integer(6)});
        }
        for (const auto row : connection.run(
                 "SELECT officer, day, counter, service, reason, cause, n FROM daily_reason WHERE office = $1 AND n > 0", all)) {
            ReasonKey key{office, std::string(row.text(0)), day(row.integer(1)), std::string(row.text(2)), std::string(row.text(3)),
                          std::string(row.text(4)), parse_cause(row.text(5))};
            counts.reasons.emplace(std::move(key), row.integer(6));
        }
        counts.supports = read_supports(connection, office);
        for (const auto row : connection.run("SELECT officer, day, counter, service, flag, n FROM daily_flag WHERE office = $1 AND n > 0", all)) {
            FlagKey key{office, std::string(row.text(0)), day(row.integer(1)), std::string(row.text(2)), std::string(row.text(3)),
                        static_cast<Flag>(row.integer(4))};
            counts.flags.emplace(std::move(key), row.integer(5));
        }
        for (const auto row : connection.run("SELECT day, hour, n, sum FROM office_hour WHERE office = $1 AND n > 0", all))
            counts.hours.emplace(HourKey{office, day(row.integer(0)), static_cast<int>(row.integer(1))}, HourCount{row.integer(2), row.integer(3)});
        return counts;
    });
}

}  // namespace rancak::server
