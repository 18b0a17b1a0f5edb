#pragma once

#include "server/adapters/report_views.h"
#include "shared/sqlite/schema.h"

#include <array>
#include <string_view>

namespace rancak::server {

// What comes in is laid down in the order in which it arrives, whatever journal it belongs to: a group of batches then
// fills a few pages at the end of each table, where a place of its own for each journal would touch a page a journal.
// A run has a number, and what its event at place i (from 0) brought has the key
//   id = run * 512 + i
// so that the writer appends, and everything of a run lies together. From a seq to its run lead the links between the
// runs of a chain and a mark on every 16th (sqlite_runs.h).
// Times are UTC milliseconds, days are days since 1970-01-01 in the office's own time, hashes and keys are blobs.
inline constexpr std::string_view sqlite_schema_1 = R"sql(
CREATE TABLE device (
  office TEXT NOT NULL, journal TEXT NOT NULL, counter TEXT NOT NULL, key BLOB NOT NULL, version TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL, revoked_at INTEGER,
  PRIMARY KEY (office, journal)) WITHOUT ROWID;
-- Finds the office of a key id.
CREATE TABLE journal_office (
  journal TEXT NOT NULL PRIMARY KEY, office TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE enrolment_code (
  id TEXT NOT NULL PRIMARY KEY, secret BLOB NOT NULL, office TEXT NOT NULL, counter TEXT NOT NULL,
  expires_at INTEGER NOT NULL, tries_left INTEGER NOT NULL, used_by TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE heartbeat (
  office TEXT NOT NULL, journal TEXT NOT NULL, received_at INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (office, journal)) WITHOUT ROWID;
CREATE TABLE alarm (
  office TEXT NOT NULL, journal TEXT NOT NULL, kind TEXT NOT NULL, raised_at INTEGER NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (office, journal, kind)) WITHOUT ROWID;

-- The journals that have events, each with its head, how many runs it has, and where to find its newest ones.
CREATE TABLE chain (
  number INTEGER PRIMARY KEY, office TEXT NOT NULL, journal TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL,
  received_at INTEGER NOT NULL, runs INTEGER NOT NULL, newest_run INTEGER NOT NULL, newest_rating INTEGER NOT NULL,
  UNIQUE (office, journal));
-- The raw lines exactly as they came, each ended by a line feed. `arrival` counts the runs of an office, `previous` is
-- the run before it in its chain, 0 for the first.
CREATE TABLE run (
  number INTEGER PRIMARY KEY, chain INTEGER NOT NULL, previous INTEGER NOT NULL, first INTEGER NOT NULL,
  last INTEGER NOT NULL, arrival INTEGER NOT NULL, received_at INTEGER NOT NULL, lines BLOB NOT NULL);
CREATE TABLE run_mark (
  chain INTEGER NOT NULL, first INTEGER NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (chain, first)) WITHOUT ROWID;
-- What exports walk along.
CREATE TABLE office_run (
  office TEXT NOT NULL, arrival INTEGER NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (office, arrival)) WITHOUT ROWID;
CREATE TABLE parked (id INTEGER PRIMARY KEY, reason TEXT NOT NULL);
-- The other side of a fork.
CREATE TABLE forked_event (
  chain INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, received_at INTEGER NOT NULL, line BLOB NOT NULL,
  PRIMARY KEY (chain, seq, hash)) WITHOUT ROWID;

-- Projections: all of it can be made again from run and catalogue. `previous` is the id of the
-- journal's rating before, 0 for its first.
CREATE TABLE rating (
  id INTEGER PRIMARY KEY, previous INTEGER NOT NULL, seq INTEGER NOT NULL, changed INTEGER NOT NULL, at INTEGER NOT NULL,
  day INTEGER NOT NULL, counter TEXT NOT NULL, officer TEXT NOT NULL, service TEXT NOT NULL, visit TEXT NOT NULL, score INTEGER NOT NULL,
  language TEXT NOT NULL, cause TEXT NOT NULL, reasons TEXT NOT NULL, withdrawn TEXT NOT NULL, flags INTEGER NOT NULL);
CREATE TABLE rating_change (id INTEGER PRIMARY KEY, rating INTEGER NOT NULL);  -- the id of the rating that it changed
CREATE TABLE shift (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, counter TEXT NOT NULL, officer TEXT NOT NULL, taken INTEGER NOT NULL);
CREATE TABLE daily_count (
  office TEXT NOT NULL, officer TEXT NOT NULL, day INTEGER NOT NULL, counter TEXT NOT NULL, service TEXT NOT NULL,
  score INTEGER NOT NULL, n INTEGER NOT NULL, flagged INTEGER NOT NULL,
  PRIMARY KEY (office, officer, day, counter, service, score)) WITHOUT ROWID;
CREATE TABLE daily_reason (
  office TEXT NOT NULL, officer TEXT NOT NULL, day INTEGER NOT NULL, reason TEXT NOT NULL, cause TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (office, officer, day, reason, cause)) WITHOUT ROWID;

CREATE TABLE catalogue (imported_at INTEGER NOT NULL PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE media (hash BLOB NOT NULL PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE attachment (
  office TEXT NOT NULL, hash BLOB NOT NULL, journal TEXT NOT NULL, received_at INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (office, hash));
CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)sql";

// What citizens write: comments of ratings, and cases.
inline constexpr std::string_view sqlite_schema_2 = R"sql(
ALTER TABLE rating ADD COLUMN comment BLOB;
CREATE TABLE citizen_case (
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,
  service TEXT NOT NULL, officer TEXT NOT NULL, privacy TEXT NOT NULL, language TEXT NOT NULL, code BLOB NOT NULL,
  text BLOB NOT NULL, contact BLOB);
CREATE INDEX citizen_case_by_code ON citizen_case (code);
)sql";

// How often the topics of forums were supported.
inline constexpr std::string_view sqlite_schema_3 = R"sql(
CREATE TABLE topic_support (
  office TEXT NOT NULL, forum TEXT NOT NULL, topic TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (office, forum, topic)) WITHOUT ROWID;
)sql";

// Answered surveys, and why ratings are flagged, by officer and day; `flag` is its bit. What is there already is counted
// once, here.
inline constexpr std::string_view sqlite_schema_4 = R"sql(
CREATE TABLE daily_flag (
  office TEXT NOT NULL, officer TEXT NOT NULL, day INTEGER NOT NULL, flag INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (office, officer, day, flag)) WITHOUT ROWID;
CREATE TABLE survey (
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL, service TEXT NOT NULL, language TEXT NOT NULL,
  sex TEXT NOT NULL, education TEXT NOT NULL, occupation TEXT NOT NULL, requirements INTEGER NOT NULL,
  procedure INTEGER NOT NULL, time INTEGER NOT NULL, cost INTEGER NOT NULL, product INTEGER NOT NULL,
  competence INTEGER NOT NULL, conduct INTEGER NOT NULL, complaints INTEGER NOT NULL, facilities INTEGER NOT NULL);
INSERT INTO daily_flag
  SELECT c.office, r.officer, r.day, f.column1, count(*) FROM rating r
  JOIN (VALUES (1), (2), (4), (8), (16)) f ON r.flags & f.column1
  JOIN run ON run.number = r.id / 512 JOIN chain c ON c.number = run.chain
  WHERE r.withdrawn = '' GROUP BY 1, 2, 3, 4;
)sql";

// Who may ask the centre, and what they changed. `sign_in_try` is of a name's hash, for somebody may type a password there.
inline constexpr std::string_view sqlite_schema_5 = R"sql(
CREATE TABLE account (
  name TEXT NOT NULL PRIMARY KEY, display TEXT NOT NULL, role TEXT NOT NULL, office TEXT NOT NULL, password TEXT NOT NULL,
  disabled INTEGER NOT NULL, created_at INTEGER NOT NULL, seen_at INTEGER) WITHOUT ROWID;
CREATE TABLE session (
  id BLOB NOT NULL PRIMARY KEY, account TEXT NOT NULL, opened_at INTEGER NOT NULL, seen_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sign_in_try (
  name BLOB NOT NULL PRIMARY KEY, failed INTEGER NOT NULL, last_at INTEGER NOT NULL, locked_until INTEGER) WITHOUT ROWID;
CREATE TABLE machine_token (
  hash BLOB NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, rights INTEGER NOT NULL, office TEXT NOT NULL,
  created_at INTEGER NOT NULL, expires_at INTEGER, used_at INTEGER) WITHOUT ROWID;
CREATE TABLE audit (
  at INTEGER NOT NULL, id TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL, office TEXT NOT NULL,
  detail TEXT NOT NULL, PRIMARY KEY (at, id)) WITHOUT ROWID;
CREATE INDEX audit_of_office ON audit (office, at, id);
ALTER TABLE catalogue ADD COLUMN who TEXT NOT NULL DEFAULT '';
)sql";

// What figures are read from: an office's ratings by day and by hour, reasons and flags by counter and service too, which
// ratings are flagged, an office's surveys, and what of them was published. What is there already is counted once, here; the
// hour of a rating by the catalogue that was in force when it came in.
inline constexpr std::string_view sqlite_schema_6 = R"sql(
CREATE TABLE office_day (
  office TEXT NOT NULL, day INTEGER NOT NULL, n_1 INTEGER NOT NULL, n_2 INTEGER NOT NULL, n_3 INTEGER NOT NULL,
  n_4 INTEGER NOT NULL, n_5 INTEGER NOT NULL, flagged_1 INTEGER NOT NULL, flagged_2 INTEGER NOT NULL,
  flagged_3 INTEGER NOT NULL, flagged_4 INTEGER NOT NULL, flagged_5 INTEGER NOT NULL,
  PRIMARY KEY (office, day)) WITHOUT ROWID;
-- sum: of the scores.
CREATE TABLE office_hour (
  office TEXT NOT NULL, day INTEGER NOT NULL, hour INTEGER NOT NULL, n INTEGER NOT NULL, sum INTEGER NOT NULL,
  PRIMARY KEY (office, day, hour)) WITHOUT ROWID;
CREATE TABLE publication (
  office TEXT NOT NULL, id TEXT NOT NULL, service TEXT NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
  n INTEGER NOT NULL, hundredths INTEGER NOT NULL, figures TEXT NOT NULL, published_at INTEGER NOT NULL, who TEXT NOT NULL,
  PRIMARY KEY (office, id)) WITHOUT ROWID;
DROP TABLE daily_reason;
CREATE TABLE daily_reason (
  office TEXT NOT NULL, officer TEXT NOT NULL, day INTEGER NOT NULL, counter TEXT NOT NULL, service TEXT NOT NULL,
  reason TEXT NOT NULL, cause TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (office, officer, day, counter, service, reason, cause)) WITHOUT ROWID;
DROP TABLE daily_flag;
CREATE TABLE daily_flag (
  office TEXT NOT NULL, officer TEXT NOT NULL, day INTEGER NOT NULL, counter TEXT NOT NULL, service TEXT NOT NULL,
  flag INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (office, officer, day, counter, service, flag)) WITHOUT ROWID;
ALTER TABLE rating ADD COLUMN hour INTEGER NOT NULL DEFAULT 0;
CREATE INDEX rating_flagged ON rating (day, at) WHERE flags <> 0 AND withdrawn = '';
ALTER TABLE survey ADD COLUMN office TEXT NOT NULL DEFAULT '';

CREATE TEMP TABLE edition (
  office TEXT NOT NULL, imported_at INTEGER NOT NULL, utc_offset INTEGER NOT NULL, PRIMARY KEY (office, imported_at)) WITHOUT ROWID;
INSERT OR IGNORE INTO edition SELECT json_extract(o.value, '$.id'), c.imported_at, json_extract(o.value, '$.utc_offset')
  FROM catalogue c, json_each(c.body, '$.offices') o;
UPDATE rating SET hour = ((at + 60000 * coalesce((
    SELECT e.utc_offset FROM run r JOIN chain c ON c.number = r.chain JOIN edition e ON e.office = c.office
    AND e.imported_at <= r.received_at WHERE r.number = rating.id / 512 ORDER BY e.imported_at DESC LIMIT 1), 420))
  % 86400000 + 86400000) % 86400000 / 3600000;
DROP TABLE edition;
UPDATE survey SET office = (SELECT c.office FROM run r JOIN chain c ON c.number = r.chain WHERE r.number = survey.id / 512);
CREATE INDEX survey_of_office ON survey (office, at);
INSERT INTO office_day SELECT office, day,
    sum(n * (score = 1)), sum(n * (score = 2)), sum(n * (score = 3)), sum(n * (score = 4)), sum(n * (score = 5)),
    sum(flagged * (score = 1)), sum(flagged * (score = 2)), sum(flagged * (score = 3)), sum(flagged * (score = 4)),
    sum(flagged * (score = 5)) FROM daily_count GROUP BY office, day;
INSERT INTO office_hour SELECT c.office, r.day, r.hour, count(*), sum(r.score) FROM rating r
  JOIN run ON run.number = r.id / 512 JOIN chain c ON c.number = run.chain WHERE r.withdrawn = '' GROUP BY 1, 2, 3;
WITH RECURSIVE one(id, reason, rest) AS (
  SELECT id, '', reasons || ';' FROM rating WHERE reasons <> '' AND withdrawn = ''
  UNION ALL SELECT id, substr(rest, 1, instr(rest, ';') - 1), substr(rest, instr(rest, ';') + 1) FROM one WHERE rest <> '')
INSERT INTO daily_reason SELECT c.office, r.officer, r.day, r.counter, r.service, one.reason, r.cause, count(*) FROM one
  JOIN rating r USING (id) JOIN run ON run.number = r.id / 512 JOIN chain c ON c.number = run.chain
  WHERE one.reason <> '' GROUP BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO daily_flag SELECT c.office, r.officer, r.day, r.counter, r.service, f.column1, count(*) FROM rating r
  JOIN (VALUES (1), (2), (4), (8), (16), (32)) f ON r.flags & f.column1
  JOIN run ON run.number = r.id / 512 JOIN chain c ON c.number = run.chain
  WHERE r.withdrawn = '' GROUP BY 1, 2, 3, 4, 5, 6;
)sql";

// What people at the centre do with what citizens wrote. Not made from runs, and left alone when projections are made anew;
// a case's file is begun when it comes in. `id` is the case's, `text` the hash of the comment that was decided about.
inline constexpr std::string_view sqlite_schema_7 = R"sql(
CREATE TABLE case_file (
  id INTEGER PRIMARY KEY, office TEXT NOT NULL, journal TEXT NOT NULL, seq INTEGER NOT NULL, received_at INTEGER NOT NULL,
  kind TEXT NOT NULL, state TEXT NOT NULL, steps INTEGER NOT NULL, assigned TEXT NOT NULL, answer TEXT NOT NULL,
  verified_at INTEGER, answered_at INTEGER);
CREATE INDEX case_file_by_event ON case_file (journal, seq);
CREATE INDEX case_file_in_time ON case_file (received_at, office, journal, seq);
CREATE INDEX case_file_by_state ON case_file (office, state);
CREATE TABLE case_step (
  office TEXT NOT NULL, journal TEXT NOT NULL, seq INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,
  who TEXT NOT NULL, action TEXT NOT NULL, text TEXT NOT NULL, recipient TEXT NOT NULL,
  PRIMARY KEY (office, journal, seq, number)) WITHOUT ROWID;
CREATE TABLE comment_decision (
  office TEXT NOT NULL, journal TEXT NOT NULL, seq INTEGER NOT NULL, text BLOB NOT NULL, state TEXT NOT NULL,
  at INTEGER NOT NULL, who TEXT NOT NULL,
  PRIMARY KEY (office, journal, seq, text)) WITHOUT ROWID;
CREATE INDEX rating_with_comment ON rating (at) WHERE comment IS NOT NULL;
INSERT INTO case_file
  SELECT t.id, c.office, c.journal, t.seq, r.received_at, t.kind, 'received', 0, '', '', NULL, NULL FROM citizen_case t
  JOIN run r ON r.number = t.id / 512 JOIN chain c ON c.number = r.chain;
)sql";

// Who is told of what happens (server/core/webhook.h), and what is still to be told to each. Not made from runs. `secret` and
// `former` are sealed to the server's key.
inline constexpr std::string_view sqlite_schema_8 = R"sql(
CREATE TABLE webhook (
  id TEXT NOT NULL PRIMARY KEY, url TEXT NOT NULL, kinds INTEGER NOT NULL, office TEXT NOT NULL, who TEXT NOT NULL,
  created_at INTEGER NOT NULL, state TEXT NOT NULL, secret BLOB NOT NULL, former BLOB NOT NULL, former_until INTEGER,
  watermark TEXT NOT NULL, succeeded_at INTEGER, failed_at INTEGER, failure TEXT NOT NULL, failing_since INTEGER,
  failures INTEGER NOT NULL, retry_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE webhook_message (
  webhook TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL, attempts INTEGER NOT NULL, PRIMARY KEY (webhook, id)) WITHOUT ROWID;
CREATE INDEX webhook_message_due ON webhook_message (webhook, due_at, created_at);
)sql";

// The days of an office's runs, 64 arrivals in a row: what an export of some days need not read. No row that those runs bring to
// an export is of a day before or after. What is there already is looked at once, here; a day that depends on the office's clock
// is spread by one.
inline constexpr std::string_view sqlite_schema_9 = R"sql(
CREATE TABLE office_span (
  office TEXT NOT NULL, span INTEGER NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
  PRIMARY KEY (office, span)) WITHOUT ROWID;
INSERT INTO office_span SELECT c.office, r.arrival / 64, min(d.first), max(d.last) FROM (
    SELECT id / 512 AS run, day AS first, day AS last FROM rating
    UNION ALL SELECT n.id / 512, t.day, t.day FROM rating_change n JOIN rating t ON t.id = n.rating
    UNION ALL SELECT run, day - 1, day + 1 FROM (
      SELECT run, at / 86400000 - (at % 86400000 < 0) AS day FROM (
        SELECT number AS run, received_at AS at FROM run
        UNION ALL SELECT id / 512, at FROM citizen_case UNION ALL SELECT id / 512, at FROM survey))) d
  JOIN run r ON r.number = d.run JOIN chain c ON c.number = r.chain GROUP BY 1, 2;
)sql";

// What kiosks count: how many visits of citizens ended on an office's day, and how many of them left a rating that stands. Comes
// with heartbeats, not made from runs.
inline constexpr std::string_view sqlite_schema_10 = R"sql(
CREATE TABLE visit_day (
  office TEXT NOT NULL, journal TEXT NOT NULL, day INTEGER NOT NULL, visits INTEGER NOT NULL, rated INTEGER NOT NULL,
  PRIMARY KEY (office, journal, day)) WITHOUT ROWID;
)sql";

inline constexpr std::array<std::string_view, 11> sqlite_steps{
    sqlite_schema_1, sqlite_schema_2, sqlite_schema_3,       sqlite_schema_4, sqlite_schema_5, sqlite_schema_6,
    sqlite_schema_7, sqlite_report_views_1, sqlite_schema_8, sqlite_schema_9, sqlite_schema_10};
inline constexpr sqlite::Schema sqlite_schema{"rancak-server", sqlite_steps};

}  // namespace rancak::server
