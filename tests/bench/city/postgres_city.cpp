#include "tests/bench/city/city.h"

#include <fmt/format.h>

#include <chrono>

namespace rancak::bench {
namespace {

// The months in which something comes in (202611), each with its partitions.
std::string partitions() {
    using namespace std::chrono;
    std::string sql;
    for (int month = 0, day = City::days - 1; day >= 0; --day) {
        const year_month_day date{sys_days{days{City::last_day - day}}};
        const int of = static_cast<int>(date.year()) * 100 + static_cast<int>(static_cast<unsigned>(date.month()));
        if (of == month) continue;
        month = of;
        for (const char* table : {"run", "rating", "rating_change"})
            sql += fmt::format("CREATE TABLE {0}_{1} PARTITION OF {0} FOR VALUES IN ({1});\n", table, month);
    }
    return sql;
}

}  // namespace

std::string postgres_filling(const City& city) {
    // The i-th rating of an officer, from 0, comes on day floor(((i + 1) * days - 1) / of_officer); see until_day().
    return partitions() + fmt::format(R"sql(
INSERT INTO run SELECT office, month, journal, first, last, row_number() OVER (PARTITION BY office ORDER BY day, officer, first), received_at, ''
  FROM (SELECT 'kantor-' || lpad(office::text, 4, '0') AS office, officer, day, lpad((officer * {offices} + office)::text, 26, '0') AS journal,
          from_i + k * {a_run} + 1 AS first, least(from_i + (k + 1) * {a_run}, until_i) AS last,
          ({first_day} + day)::bigint * 86400000 + 3600000 + k * {a_run} * 900000 AS received_at,
          to_char(DATE '1970-01-01' + ({first_day} + day)::int, 'YYYYMM')::int AS month
        FROM (SELECT day, {of_officer}::bigint * day / {days} AS from_i, {of_officer}::bigint * (day + 1) / {days} AS until_i
              FROM generate_series(0, {days} - 1) day) d,
          generate_series(0, {offices} - 1) office, generate_series(0, {officers} - 1) officer,
          LATERAL generate_series(0, (until_i - from_i - 1) / {a_run}) k
        ORDER BY day, office, officer, k) r ORDER BY received_at, office, journal;
INSERT INTO rating SELECT r.office, r.month, r.journal, s, s, r.arrival, r.received_at, r.received_at + (s - r.first) * 900000,
    ({first_day} + (s * {days} - 1) / {of_officer})::int, 'loket-' || right(r.office, 4),
    'petugas-' || right(r.office, 4) || '-' || (r.journal::bigint / {offices}), 'layanan-' || right(r.office, 4), 'kunjungan-contoh',
    1 + (s - 1) % 5, 'id', '', CASE WHEN (s - 1) % 4 = 0 THEN 'ramah;cepat' ELSE '' END, '', 0, NULL, 8
  FROM run r, generate_series(r.first, r.last) s;
INSERT INTO office_span SELECT office, arrival / 64, min(received_at / 86400000) - 1, max(received_at / 86400000) + 1 FROM run GROUP BY 1, 2;
INSERT INTO chain SELECT office, journal, max(last), ''::bytea, max(received_at) FROM run GROUP BY 1, 2;
INSERT INTO chain_month SELECT office, journal, month, min(first) FROM run GROUP BY 1, 2, 3;
INSERT INTO office_month SELECT office, month, min(arrival) FROM run GROUP BY 1, 2;
INSERT INTO office_arrival SELECT office, max(arrival), max(month) FROM run GROUP BY 1;
)sql", fmt::arg("offices", city.offices), fmt::arg("officers", city.officers), fmt::arg("of_officer", city.of_officer),
                                      fmt::arg("a_run", city.ratings_a_run), fmt::arg("days", City::days),
                                      fmt::arg("first_day", City::last_day - City::days + 1));
}

}  // namespace rancak::bench
