#pragma once

#include <string_view>

namespace rancak::server {

// What other tools read (docs/operations.md): the same columns in both stores, times and days as such, nothing that a citizen
// wrote, no visit, no key. A version that was released keeps its columns; what changes them is a version of its own beside it.
inline constexpr std::string_view postgres_report_views_1 = R"sql(
CREATE VIEW report_v1_rating AS SELECT office, journal, seq, to_timestamp(at / 1000.0) AS at,
  to_timestamp(received_at / 1000.0) AS received_at, DATE '1970-01-01' + day AS day, counter, officer, service, score, language,
  cause, reasons, withdrawn, flags <> 0 AS flagged, comment IS NOT NULL AS has_comment FROM rating;
CREATE VIEW report_v1_daily AS SELECT office, officer, counter, service, DATE '1970-01-01' + day AS day, score, n, flagged
  FROM daily_count WHERE n > 0;
CREATE VIEW report_v1_reason AS SELECT office, officer, counter, service, DATE '1970-01-01' + day AS day, reason, cause, n
  FROM daily_reason WHERE n > 0;
CREATE VIEW report_v1_officer_month AS SELECT office, officer, date_trunc('month', DATE '1970-01-01' + day)::date AS month,
  sum(n)::bigint AS n, sum(flagged)::bigint AS flagged, sum(n * score)::double precision / sum(n) AS mean
  FROM daily_count WHERE n > 0 GROUP BY 1, 2, 3;
CREATE VIEW report_v1_case AS SELECT f.office, f.journal, f.seq, to_timestamp(f.received_at / 1000.0) AS received_at, f.kind,
  t.about, t.service, t.officer, t.privacy, f.state, f.assigned, f.steps, to_timestamp(f.verified_at / 1000.0) AS verified_at,
  to_timestamp(f.answered_at / 1000.0) AS answered_at
  FROM case_file f JOIN citizen_case t ON t.office = f.office AND t.arrival = f.arrival AND t.seq = f.seq;
CREATE VIEW report_v1_survey AS SELECT office, to_timestamp(received_at / 1000.0) AS received_at, service, language, sex, education,
  occupation, requirements, procedure, time, cost, product, competence, conduct, complaints, facilities FROM survey;
CREATE VIEW report_v1_kiosk AS SELECT d.office, d.journal, d.counter, d.version, to_timestamp(d.enrolled_at / 1000.0) AS enrolled_at,
  to_timestamp(d.revoked_at / 1000.0) AS revoked_at, to_timestamp(h.received_at / 1000.0) AS last_heartbeat,
  to_timestamp(c.received_at / 1000.0) AS last_batch, coalesce(c.seq, 0) AS seq
  FROM device d LEFT JOIN heartbeat h USING (office, journal) LEFT JOIN chain c USING (office, journal);
)sql";

inline constexpr std::string_view sqlite_report_views_1 = R"sql(
CREATE VIEW report_v1_rating AS SELECT c.office, c.journal, r.seq, strftime('%Y-%m-%dT%H:%M:%fZ', r.at / 1000.0, 'unixepoch') AS at,
  strftime('%Y-%m-%dT%H:%M:%fZ', run.received_at / 1000.0, 'unixepoch') AS received_at, date(r.day * 86400, 'unixepoch') AS day,
  r.counter, r.officer, r.service, r.score, r.language, r.cause, r.reasons, r.withdrawn, r.flags <> 0 AS flagged,
  r.comment IS NOT NULL AS has_comment
  FROM rating r JOIN run ON run.number = r.id / 512 JOIN chain c ON c.number = run.chain;
CREATE VIEW report_v1_daily AS SELECT office, officer, counter, service, date(day * 86400, 'unixepoch') AS day, score, n, flagged
  FROM daily_count WHERE n > 0;
CREATE VIEW report_v1_reason AS SELECT office, officer, counter, service, date(day * 86400, 'unixepoch') AS day, reason, cause, n
  FROM daily_reason WHERE n > 0;
CREATE VIEW report_v1_officer_month AS SELECT office, officer, date(day * 86400, 'unixepoch', 'start of month') AS month,
  sum(n) AS n, sum(flagged) AS flagged, sum(n * score) * 1.0 / sum(n) AS mean FROM daily_count WHERE n > 0 GROUP BY 1, 2, 3;
CREATE VIEW report_v1_case AS SELECT f.office, f.journal, f.seq,
  strftime('%Y-%m-%dT%H:%M:%fZ', f.received_at / 1000.0, 'unixepoch') AS received_at, f.kind, t.about, t.service, t.officer,
  t.privacy, f.state, f.assigned, f.steps, strftime('%Y-%m-%dT%H:%M:%fZ', f.verified_at / 1000.0, 'unixepoch') AS verified_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', f.answered_at / 1000.0, 'unixepoch') AS answered_at FROM case_file f JOIN citizen_case t USING (id);
CREATE VIEW report_v1_survey AS SELECT c.office, strftime('%Y-%m-%dT%H:%M:%fZ', run.received_at / 1000.0, 'unixepoch') AS received_at,
  s.service, s.language, s.sex, s.education, s.occupation, s.requirements, s.procedure, s.time, s.cost, s.product, s.competence,
  s.conduct, s.complaints, s.facilities FROM survey s JOIN run ON run.number = s.id / 512 JOIN chain c ON c.number = run.chain;
CREATE VIEW report_v1_kiosk AS SELECT d.office, d.journal, d.counter, d.version,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.enrolled_at / 1000.0, 'unixepoch') AS enrolled_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.revoked_at / 1000.0, 'unixepoch') AS revoked_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', h.received_at / 1000.0, 'unixepoch') AS last_heartbeat,
  strftime('%Y-%m-%dT%H:%M:%fZ', c.received_at / 1000.0, 'unixepoch') AS last_batch, coalesce(c.seq, 0) AS seq
  FROM device d LEFT JOIN heartbeat h USING (office, journal) LEFT JOIN chain c USING (office, journal);
)sql";

}  // namespace rancak::server
