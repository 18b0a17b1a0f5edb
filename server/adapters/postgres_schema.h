#pragma once

#include "server/adapters/report_views.h"

#include <array>
#include <string_view>

namespace rancak::server {

// Unlike the SQLite store this one is written by several servers and may be split by office: the office leads every
// primary and unique key but those of the city's own tables, no key counts, and no table refers to another.
// `month` is the one in which the run came in (202611), never smaller than that of a run of the office before it: what
// grows with ratings is divided by it, and an arrival or a seq leads to its month by office_month or chain_month.
// `word` compares by its bytes, whatever the database's language. Times, days and hashes as in stored_values.h.
// A step that was released is never edited: what it laid down is recognised by its text.
inline constexpr std::string_view postgres_schema_1 = R"sql(
CREATE DOMAIN word AS TEXT COLLATE "C";

CREATE TABLE device (
  office word NOT NULL, journal word NOT NULL, counter word NOT NULL, key BYTEA NOT NULL, version TEXT NOT NULL,
  enrolled_at BIGINT NOT NULL, revoked_at BIGINT,
  PRIMARY KEY (office, journal));
-- The city's: finds the office of a key id.
CREATE TABLE journal_office (journal word PRIMARY KEY, office word NOT NULL);
-- The city's: a code is typed before anybody knows the office.
CREATE TABLE enrolment_code (
  id word PRIMARY KEY, secret BYTEA NOT NULL, office word NOT NULL, counter word NOT NULL, expires_at BIGINT NOT NULL,
  tries_left INTEGER NOT NULL, used_by word NOT NULL);
CREATE TABLE heartbeat (
  office word NOT NULL, journal word NOT NULL, received_at BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (office, journal)) WITH (fillfactor = 50);
CREATE TABLE alarm (
  office word NOT NULL, journal word NOT NULL, kind word NOT NULL, raised_at BIGINT NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (office, journal, kind));

-- How many runs an office has. Whoever adds some holds this row until they are committed, so that they appear in the
-- order of their arrivals and no reader finds a later one before an earlier one.
CREATE TABLE office_arrival (
  office word PRIMARY KEY, arrival BIGINT NOT NULL, month INTEGER NOT NULL) WITH (fillfactor = 50);
CREATE TABLE office_month (
  office word NOT NULL, month INTEGER NOT NULL, first_arrival BIGINT NOT NULL, PRIMARY KEY (office, month));
-- The journals that have events, each with its head.
CREATE TABLE chain (
  office word NOT NULL, journal word NOT NULL, seq BIGINT NOT NULL, hash BYTEA NOT NULL, received_at BIGINT NOT NULL,
  PRIMARY KEY (office, journal)) WITH (fillfactor = 50);
CREATE TABLE chain_month (
  office word NOT NULL, journal word NOT NULL, month INTEGER NOT NULL, first_seq BIGINT NOT NULL,
  PRIMARY KEY (office, journal, month));

-- The raw lines exactly as they came, each ended by a line feed.
CREATE TABLE run (
  office word NOT NULL, month INTEGER NOT NULL, journal word NOT NULL, first BIGINT NOT NULL, last BIGINT NOT NULL,
  arrival BIGINT NOT NULL, received_at BIGINT NOT NULL, lines BYTEA COMPRESSION lz4 NOT NULL,
  PRIMARY KEY (office, month, journal, first), UNIQUE (office, month, arrival)) PARTITION BY LIST (month);
CREATE TABLE parked (
  office word NOT NULL, journal word NOT NULL, seq BIGINT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (office, journal, seq));
-- The other side of a fork.
CREATE TABLE forked_event (
  office word NOT NULL, journal word NOT NULL, seq BIGINT NOT NULL, hash BYTEA NOT NULL, received_at BIGINT NOT NULL,
  line BYTEA NOT NULL,
  PRIMARY KEY (office, journal, seq, hash));

-- Projections: all of it can be made again from run and catalogue.
CREATE TABLE rating (
  office word NOT NULL, month INTEGER NOT NULL, journal word NOT NULL, seq BIGINT NOT NULL, changed BIGINT NOT NULL,
  arrival BIGINT NOT NULL, received_at BIGINT NOT NULL, at BIGINT NOT NULL, day INTEGER NOT NULL, counter word NOT NULL,
  officer word NOT NULL, service word NOT NULL, visit word NOT NULL, score SMALLINT NOT NULL, language word NOT NULL,
  cause word NOT NULL, reasons word NOT NULL, withdrawn word NOT NULL, flags SMALLINT NOT NULL, comment BYTEA,
  PRIMARY KEY (office, month, journal, seq)) PARTITION BY LIST (month);
-- The event that changed a rating, with the month of that rating.
CREATE TABLE rating_change (
  office word NOT NULL, month INTEGER NOT NULL, journal word NOT NULL, seq BIGINT NOT NULL, rating BIGINT NOT NULL,
  rating_month INTEGER NOT NULL,
  PRIMARY KEY (office, month, journal, seq)) PARTITION BY LIST (month);
CREATE TABLE shift (
  office word NOT NULL, journal word NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, counter word NOT NULL,
  officer word NOT NULL, taken SMALLINT NOT NULL,
  PRIMARY KEY (office, journal, seq));
CREATE TABLE citizen_case (
  office word NOT NULL, arrival BIGINT NOT NULL, seq BIGINT NOT NULL, journal word NOT NULL, received_at BIGINT NOT NULL,
  at BIGINT NOT NULL, kind word NOT NULL, about word NOT NULL, service word NOT NULL, officer word NOT NULL,
  privacy word NOT NULL, language word NOT NULL, code BYTEA NOT NULL, text BYTEA NOT NULL, contact BYTEA,
  PRIMARY KEY (office, arrival, seq));
CREATE INDEX citizen_case_by_code ON citizen_case (code);
CREATE TABLE survey (
  office word NOT NULL, arrival BIGINT NOT NULL, seq BIGINT NOT NULL, journal word NOT NULL, received_at BIGINT NOT NULL,
  at BIGINT NOT NULL, service word NOT NULL, language word NOT NULL, sex word NOT NULL, education word NOT NULL,
  occupation word NOT NULL, requirements SMALLINT NOT NULL, procedure SMALLINT NOT NULL, time SMALLINT NOT NULL,
  cost SMALLINT NOT NULL, product SMALLINT NOT NULL, competence SMALLINT NOT NULL, conduct SMALLINT NOT NULL,
  complaints SMALLINT NOT NULL, facilities SMALLINT NOT NULL,
  PRIMARY KEY (office, arrival, seq));
CREATE TABLE daily_count (
  office word NOT NULL, officer word NOT NULL, day INTEGER NOT NULL, counter word NOT NULL, service word NOT NULL,
  score SMALLINT NOT NULL, n BIGINT NOT NULL, flagged BIGINT NOT NULL,
  PRIMARY KEY (office, officer, day, counter, service, score)) WITH (fillfactor = 50);
CREATE TABLE daily_reason (
  office word NOT NULL, officer word NOT NULL, day INTEGER NOT NULL, reason word NOT NULL, cause word NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (office, officer, day, reason, cause)) WITH (fillfactor = 50);
CREATE TABLE daily_flag (
  office word NOT NULL, officer word NOT NULL, day INTEGER NOT NULL, flag SMALLINT NOT NULL, n BIGINT NOT NULL,
  PRIMARY KEY (office, officer, day, flag)) WITH (fillfactor = 50);
CREATE TABLE topic_support (
  office word NOT NULL, forum word NOT NULL, topic word NOT NULL, n BIGINT NOT NULL,
  PRIMARY KEY (office, forum, topic)) WITH (fillfactor = 50);

CREATE TABLE attachment (
  office word NOT NULL, hash BYTEA NOT NULL, journal word NOT NULL, received_at BIGINT NOT NULL, bytes BYTEA NOT NULL,
  PRIMARY KEY (office, hash));
-- The city's.
CREATE TABLE catalogue (imported_at BIGINT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE media (hash BYTEA PRIMARY KEY, bytes BYTEA NOT NULL);
CREATE TABLE setting (name word PRIMARY KEY, value TEXT NOT NULL);
)sql";

// Who may ask the centre, and what they changed: the city's. `sign_in_try` is of a name's hash, for somebody may type a
// password there.
inline constexpr std::string_view postgres_schema_2 = R"sql(
CREATE TABLE account (
  name word PRIMARY KEY, display TEXT NOT NULL, role word NOT NULL, office word NOT NULL, password TEXT NOT NULL,
  disabled SMALLINT NOT NULL, created_at BIGINT NOT NULL, seen_at BIGINT) WITH (fillfactor = 50);
CREATE TABLE session (
  id BYTEA PRIMARY KEY, account word NOT NULL, opened_at BIGINT NOT NULL, seen_at BIGINT NOT NULL) WITH (fillfactor = 50);
CREATE TABLE sign_in_try (name BYTEA PRIMARY KEY, failed INTEGER NOT NULL, last_at BIGINT NOT NULL, locked_until BIGINT);
CREATE TABLE machine_token (
  hash BYTEA PRIMARY KEY, id word NOT NULL UNIQUE, name TEXT NOT NULL, rights SMALLINT NOT NULL, office word NOT NULL,
  created_at BIGINT NOT NULL, expires_at BIGINT, used_at BIGINT);
CREATE TABLE audit (
  at BIGINT NOT NULL, id word NOT NULL, who word NOT NULL, what word NOT NULL, subject word NOT NULL, office word NOT NULL,
  detail TEXT NOT NULL, PRIMARY KEY (at, id));
CREATE INDEX audit_of_office ON audit (office, at, id);
ALTER TABLE catalogue ADD COLUMN who TEXT NOT NULL DEFAULT '';
)sql";

// What figures are read from: an office's ratings by day and by hour, reasons and flags by counter and service too, which
// ratings are flagged, and what was published of surveys. What is there already is counted once, here; the hour of a rating by
// the catalogue that was in force when it came in.
inline constexpr std::string_view postgres_schema_3 = R"sql(
SET LOCAL statement_timeout = 0;
SET LOCAL enable_seqscan = on;
SET LOCAL enable_hashjoin = on;
CREATE TABLE office_day (
  office word NOT NULL, day INTEGER NOT NULL, n_1 BIGINT NOT NULL, n_2 BIGINT NOT NULL, n_3 BIGINT NOT NULL, n_4 BIGINT NOT NULL,
  n_5 BIGINT NOT NULL, flagged_1 BIGINT NOT NULL, flagged_2 BIGINT NOT NULL, flagged_3 BIGINT NOT NULL, flagged_4 BIGINT NOT NULL,
  flagged_5 BIGINT NOT NULL,
  PRIMARY KEY (office, day)) WITH (fillfactor = 50);
-- sum: of the scores.
CREATE TABLE office_hour (
  office word NOT NULL, day INTEGER NOT NULL, hour SMALLINT NOT NULL, n BIGINT NOT NULL, sum BIGINT NOT NULL,
  PRIMARY KEY (office, day, hour)) WITH (fillfactor = 50);
CREATE TABLE publication (
  office word NOT NULL, id word NOT NULL, service word NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
  n BIGINT NOT NULL, hundredths INTEGER NOT NULL, figures TEXT NOT NULL, published_at BIGINT NOT NULL, who TEXT NOT NULL,
  PRIMARY KEY (office, id));
DROP TABLE daily_reason;
CREATE TABLE daily_reason (
  office word NOT NULL, officer word NOT NULL, day INTEGER NOT NULL, counter word NOT NULL, service word NOT NULL,
  reason word NOT NULL, cause word NOT NULL, n BIGINT NOT NULL,
  PRIMARY KEY (office, officer, day, counter, service, reason, cause)) WITH (fillfactor = 50);
DROP TABLE daily_flag;
CREATE TABLE daily_flag (
  office word NOT NULL, officer word NOT NULL, day INTEGER NOT NULL, counter word NOT NULL, service word NOT NULL,
  flag SMALLINT NOT NULL, n BIGINT NOT NULL,
  PRIMARY KEY (office, officer, day, counter, service, flag)) WITH (fillfactor = 50);
ALTER TABLE rating ADD COLUMN hour SMALLINT NOT NULL DEFAULT 0;
CREATE INDEX rating_flagged ON rating (office, day, at) WHERE flags <> 0 AND withdrawn = '';
CREATE INDEX survey_of_office ON survey (office, at);

CREATE TEMP TABLE edition ON COMMIT DROP AS
  SELECT (o ->> 'id')::word AS office, imported_at, (o ->> 'utc_offset')::numeric::bigint AS utc_offset
  FROM catalogue, jsonb_array_elements(body::jsonb -> 'offices') o;
CREATE INDEX ON edition (office, imported_at);
UPDATE rating r SET hour = mod(mod(at + 60000 * coalesce((
    SELECT e.utc_offset FROM edition e WHERE e.office = r.office AND e.imported_at <= r.received_at
    ORDER BY e.imported_at DESC LIMIT 1), 420), 86400000) + 86400000, 86400000) / 3600000;
INSERT INTO office_day SELECT office, day,
    sum(n * (score = 1)::int), sum(n * (score = 2)::int), sum(n * (score = 3)::int), sum(n * (score = 4)::int),
    sum(n * (score = 5)::int), sum(flagged * (score = 1)::int), sum(flagged * (score = 2)::int), sum(flagged * (score = 3)::int),
    sum(flagged * (score = 4)::int), sum(flagged * (score = 5)::int) FROM daily_count GROUP BY office, day;
INSERT INTO office_hour SELECT office, day, hour, count(*), sum(score) FROM rating WHERE withdrawn = '' GROUP BY 1, 2, 3;
INSERT INTO daily_reason SELECT r.office, r.officer, r.day, r.counter, r.service, o.reason, r.cause, count(*)
  FROM rating r CROSS JOIN LATERAL unnest(string_to_array(r.reasons, ';')) o(reason)
  WHERE r.withdrawn = '' AND r.reasons <> '' GROUP BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO daily_flag SELECT r.office, r.officer, r.day, r.counter, r.service, f.flag, count(*)
  FROM rating r JOIN (VALUES (1), (2), (4), (8), (16), (32)) f(flag) ON (r.flags & f.flag) <> 0
  WHERE r.withdrawn = '' GROUP BY 1, 2, 3, 4, 5, 6;
)sql";

// What people at the centre do with what citizens wrote; see sqlite_schema_7.
inline constexpr std::string_view postgres_schema_4 = R"sql(
CREATE TABLE case_file (
  office word NOT NULL, journal word NOT NULL, seq BIGINT NOT NULL, arrival BIGINT NOT NULL, received_at BIGINT NOT NULL,
  kind word NOT NULL, state word NOT NULL, steps BIGINT NOT NULL, assigned word NOT NULL, answer TEXT NOT NULL,
  verified_at BIGINT, answered_at BIGINT,
  PRIMARY KEY (office, journal, seq));
CREATE INDEX case_file_by_event ON case_file (journal, seq);
CREATE INDEX case_file_in_time ON case_file (received_at, office, journal, seq);
CREATE INDEX case_file_by_state ON case_file (office, state);
CREATE TABLE case_step (
  office word NOT NULL, journal word NOT NULL, seq BIGINT NOT NULL, number BIGINT NOT NULL, at BIGINT NOT NULL,
  who word NOT NULL, action word NOT NULL, text TEXT NOT NULL, recipient word NOT NULL,
  PRIMARY KEY (office, journal, seq, number));
CREATE TABLE comment_decision (
  office word NOT NULL, journal word NOT NULL, seq BIGINT NOT NULL, text BYTEA NOT NULL, state word NOT NULL,
  at BIGINT NOT NULL, who word NOT NULL,
  PRIMARY KEY (office, journal, seq, text));
CREATE INDEX rating_with_comment ON rating (at) WHERE comment IS NOT NULL;
INSERT INTO case_file SELECT office, journal, seq, arrival, received_at, kind, 'received', 0, '', '', NULL, NULL FROM citizen_case;
)sql";

// Who is told of what happens, and what is still to be told to each: the city's; see sqlite_schema_8.
inline constexpr std::string_view postgres_schema_5 = R"sql(
CREATE TABLE webhook (
  id word PRIMARY KEY, url TEXT NOT NULL, kinds BIGINT NOT NULL, office word NOT NULL, who TEXT NOT NULL, created_at BIGINT NOT NULL,
  state word NOT NULL, secret BYTEA NOT NULL, former BYTEA NOT NULL, former_until BIGINT, watermark TEXT NOT NULL,
  succeeded_at BIGINT, failed_at BIGINT, failure TEXT NOT NULL, failing_since BIGINT, failures BIGINT NOT NULL,
  retry_at BIGINT NOT NULL) WITH (fillfactor = 50);
CREATE TABLE webhook_message (
  webhook word NOT NULL, id word NOT NULL, kind word NOT NULL, body TEXT NOT NULL, created_at BIGINT NOT NULL, due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL, PRIMARY KEY (webhook, id));
CREATE INDEX webhook_message_due ON webhook_message (webhook, due_at, created_at);
)sql";

// The days of an office's runs; see sqlite_schema_9.
inline constexpr std::string_view postgres_schema_6 = R"sql(
SET LOCAL statement_timeout = 0;
SET LOCAL enable_seqscan = on;
SET LOCAL enable_hashjoin = on;
CREATE TABLE office_span (
  office word NOT NULL, span BIGINT NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
  PRIMARY KEY (office, span)) WITH (fillfactor = 50);
INSERT INTO office_span SELECT office, arrival / 64, min(first), max(last) FROM (
    SELECT office, arrival, day AS first, day AS last FROM rating
    UNION ALL SELECT n.office, r.arrival, t.day, t.day FROM rating_change n
      JOIN run r ON r.office = n.office AND r.month = n.month AND r.journal = n.journal AND n.seq BETWEEN r.first AND r.last
      JOIN rating t ON t.office = n.office AND t.month = n.rating_month AND t.journal = n.journal AND t.seq = n.rating
    UNION ALL SELECT office, arrival, day - 1, day + 1 FROM (
      SELECT office, arrival, floor(at / 86400000.0)::int AS day FROM (
        SELECT office, arrival, received_at AS at FROM run
        UNION ALL SELECT office, arrival, at FROM citizen_case UNION ALL SELECT office, arrival, at FROM survey) o) p) d GROUP BY 1, 2;
)sql";

// What kiosks count; see sqlite_schema_10.
inline constexpr std::string_view postgres_schema_7 = R"sql(
CREATE TABLE visit_day (
  office word NOT NULL, journal word NOT NULL, day INTEGER NOT NULL, visits BIGINT NOT NULL, rated BIGINT NOT NULL,
  PRIMARY KEY (office, journal, day)) WITH (fillfactor = 50);
)sql";

inline constexpr std::array<std::string_view, 8> postgres_steps{
    postgres_schema_1, postgres_schema_2, postgres_schema_3, postgres_schema_4, postgres_report_views_1, postgres_schema_5, postgres_schema_6,
    postgres_schema_7};
// What is divided by month: a partition each is made as months come.
inline constexpr std::array<std::string_view, 3> postgres_monthly{"run", "rating", "rating_change"};

}  // namespace rancak::server
