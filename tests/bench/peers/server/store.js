// Stores what rancak-server stores, in the same tables with the same keys (server/adapters/sqlite_schema.h), with the
// same rules: each event once by journal and seq, an overlap compared with what is stored, withdrawals and details
// applied to the rating that they name, daily counts kept. Statements are prepared once, and what is known of a journal
// stays in memory.
import Database from "better-sqlite3";
import { createHash } from "node:crypto";
import { flagsOf, recentRatings } from "./flags.js";
import { hour, office, serviceAt } from "./office.js";

const schema = `
  CREATE TABLE chain (number INTEGER PRIMARY KEY, office TEXT NOT NULL, journal TEXT NOT NULL, seq INTEGER NOT NULL,
    hash BLOB NOT NULL, received_at INTEGER NOT NULL, runs INTEGER NOT NULL, newest_run INTEGER NOT NULL,
    newest_rating INTEGER NOT NULL, UNIQUE (office, journal));
  CREATE TABLE run (number INTEGER PRIMARY KEY, chain INTEGER NOT NULL, previous INTEGER NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, arrival INTEGER NOT NULL, received_at INTEGER NOT NULL, lines BLOB NOT NULL);
  CREATE TABLE run_mark (chain INTEGER NOT NULL, first INTEGER NOT NULL, run INTEGER NOT NULL,
    PRIMARY KEY (chain, first)) WITHOUT ROWID;
  CREATE TABLE office_run (office TEXT NOT NULL, arrival INTEGER NOT NULL, run INTEGER NOT NULL,
    PRIMARY KEY (office, arrival)) WITHOUT ROWID;
  CREATE TABLE rating (id INTEGER PRIMARY KEY, previous INTEGER NOT NULL, seq INTEGER NOT NULL, changed INTEGER NOT NULL,
    at INTEGER NOT NULL, day INTEGER NOT NULL, counter TEXT NOT NULL, officer TEXT NOT NULL, service TEXT NOT NULL,
    visit TEXT NOT NULL, score INTEGER NOT NULL, language TEXT NOT NULL, cause TEXT NOT NULL, reasons TEXT NOT NULL,
    withdrawn TEXT NOT NULL, flags INTEGER NOT NULL, hour INTEGER NOT NULL);
  CREATE INDEX rating_flagged ON rating (day, at) WHERE flags <> 0 AND withdrawn = '';
  CREATE TABLE rating_change (id INTEGER PRIMARY KEY, rating INTEGER NOT NULL);
  CREATE TABLE parked (id INTEGER PRIMARY KEY, reason TEXT NOT NULL);
  CREATE TABLE daily_count (office TEXT NOT NULL, officer TEXT NOT NULL, day INTEGER NOT NULL, counter TEXT NOT NULL,
    service TEXT NOT NULL, score INTEGER NOT NULL, n INTEGER NOT NULL, flagged INTEGER NOT NULL,
    PRIMARY KEY (office, officer, day, counter, service, score)) WITHOUT ROWID;
  CREATE TABLE daily_reason (office TEXT NOT NULL, officer TEXT NOT NULL, day INTEGER NOT NULL, counter TEXT NOT NULL,
    service TEXT NOT NULL, reason TEXT NOT NULL, cause TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (office, officer, day, counter, service, reason, cause)) WITHOUT ROWID;
  CREATE TABLE office_day (office TEXT NOT NULL, day INTEGER NOT NULL, n_1 INTEGER NOT NULL, n_2 INTEGER NOT NULL,
    n_3 INTEGER NOT NULL, n_4 INTEGER NOT NULL, n_5 INTEGER NOT NULL, flagged_1 INTEGER NOT NULL, flagged_2 INTEGER NOT NULL,
    flagged_3 INTEGER NOT NULL, flagged_4 INTEGER NOT NULL, flagged_5 INTEGER NOT NULL, PRIMARY KEY (office, day)) WITHOUT ROWID;
  CREATE TABLE office_hour (office TEXT NOT NULL, day INTEGER NOT NULL, hour INTEGER NOT NULL, n INTEGER NOT NULL,
    sum INTEGER NOT NULL, PRIMARY KEY (office, day, hour)) WITHOUT ROWID;
`;

const idsARun = 512, runsAMark = 16, dayMilliseconds = 86_400_000;

export class Store {
  constructor(file) {
    this.database = new Database(file);
    for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "cache_size = -16384"]) this.database.pragma(pragma);
    this.database.exec(schema);
    const prepare = (sql) => this.database.prepare(sql);
    this.beginChain = prepare("INSERT INTO chain VALUES (NULL, ?, ?, 0, zeroblob(32), 0, 0, 0, 0)");
    this.moveChain = prepare(
      "UPDATE chain SET seq = ?, hash = ?, received_at = ?, runs = ?, newest_run = ?, newest_rating = ? WHERE number = ?");
    this.putRun = prepare("INSERT INTO run VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)");
    this.putOfficeRun = prepare("INSERT INTO office_run VALUES (?, ?, ?)");
    this.putMark = prepare("INSERT INTO run_mark VALUES (?, ?, ?)");
    this.findRun = prepare(
      "WITH RECURSIVE back(number) AS (" +
      " SELECT coalesce((SELECT run FROM run_mark WHERE chain = ?1 AND first > ?2 ORDER BY first LIMIT 1), ?3)" +
      " UNION ALL SELECT r.previous FROM back JOIN run r USING (number) WHERE r.first > ?2)" +
      " SELECT number, first, last, lines FROM back JOIN run USING (number) WHERE first <= ?2 AND last >= ?2");
    this.putRating = prepare("INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', ?, ?)");
    this.getRating = prepare("SELECT * FROM rating WHERE id = ?");
    this.changeRating = prepare("UPDATE rating SET changed = ?, cause = ?, reasons = ?, withdrawn = ? WHERE id = ?");
    this.putChange = prepare("INSERT INTO rating_change VALUES (?, ?)");
    this.putParked = prepare("INSERT INTO parked VALUES (?, ?)");
    this.addCount = prepare("INSERT INTO daily_count VALUES (?, ?, ?, ?, ?, ?, ?, ?)" +
      " ON CONFLICT DO UPDATE SET n = n + excluded.n, flagged = flagged + excluded.flagged");
    this.addReason = prepare(
      "INSERT INTO daily_reason VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n");
    const five = [1, 2, 3, 4, 5];
    this.addDay = prepare("INSERT INTO office_day VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET " +
      five.map((i) => `n_${i} = n_${i} + excluded.n_${i}, flagged_${i} = flagged_${i} + excluded.flagged_${i}`).join(", "));
    this.addHour = prepare("INSERT INTO office_hour VALUES (?, ?, ?, ?, ?)" +
      " ON CONFLICT DO UPDATE SET n = n + excluded.n, sum = sum + excluded.sum");
    this.journals = new Map();
    this.arrival = 0;
    this.takeInOne = this.database.transaction((batch) => this.takeIn(batch));
    this.takeInAll = this.database.transaction((batches) => batches.map((batch) => this.takeIn(batch)));
  }

  // One batch, durable when this returns. Throws when it cannot be stored.
  store(batch) {
    return this.remembering(() => this.takeInOne(batch));
  }
  // Many, in one transaction.
  storeAll(batches) {
    return this.remembering(() => this.takeInAll(batches));
  }

  // Memory is not rolled back; what is known is then read again, as it would be after a start.
  remembering(work) {
    try {
      return work();
    } catch (failure) {
      this.journals.clear();
      throw failure;
    }
  }

  journal(id, received) {
    let known = this.journals.get(id);
    if (!known) {
      const number = this.beginChain.run(office.id, id).lastInsertRowid;
      known = { number, seq: 0, runs: 0, newestRun: 0, newestRating: 0, recent: [], began: received };
      this.journals.set(id, known);
    }
    return known;
  }

  takeIn({ journal: id, first, lines, events }) {
    const now = Date.now();
    const journal = this.journal(id, now);
    if (first > journal.seq + 1) return { status: 409, detail: "gap", expected: String(journal.seq + 1) };
    const last = first + lines.length - 1;
    let overlapping = null;
    for (let seq = first; seq <= Math.min(journal.seq, last); ++seq) {
      if (!overlapping || seq > overlapping.last) {
        overlapping = this.findRun.get(journal.number, seq, journal.newestRun);
        overlapping.text = overlapping.lines.toString().split("\n");
      }
      if (overlapping.text[seq - overlapping.first] !== lines[seq - first]) return { status: 409, detail: "fork" };
    }
    const skipped = journal.seq + 1 - first;
    const parked = skipped < lines.length ? this.append(journal, lines.slice(skipped), events.slice(skipped), now) : [];
    return { status: 200, receipt: { journal: id, seq: journal.seq, parked, catalogue: "" } };
  }

  append(journal, lines, events, now) {
    const first = journal.seq + 1, last = journal.seq + lines.length, arrival = ++this.arrival;
    const run = Number(this.putRun.run(
      journal.number, journal.newestRun, first, last, arrival, now, Buffer.from(lines.join("\n") + "\n")).lastInsertRowid);
    this.putOfficeRun.run(office.id, arrival, run);
    if (++journal.runs % runsAMark === 0) this.putMark.run(journal.number, first, run);
    journal.newestRun = run;
    const counts = new Map(), parked = [];
    this.hours = new Map();
    events.forEach((event, i) => {
      const id = run * idsARun + i, seq = first + i;
      const why = event.wrong ?? this.project(journal, event, id, seq, counts, now);
      if (!why) return;
      this.putParked.run(id, why);
      parked.push({ seq, reason: why });
    });
    const days = new Map();
    for (const { key, n, flagged } of counts.values()) {
      this.addCount.run(office.id, ...key, n, flagged);
      const [, day, , , score] = key;
      if (!days.has(day)) days.set(day, Array(10).fill(0));
      days.get(day)[score - 1] += n;
      days.get(day)[score + 4] += flagged;
    }
    for (const [day, sums] of days) this.addDay.run(office.id, day, ...sums);
    for (const { day, hour: at, n, sum } of this.hours.values()) this.addHour.run(office.id, day, at, n, sum);
    journal.seq = last;
    const head = createHash("sha256").update(lines[lines.length - 1]).digest();
    this.moveChain.run(last, head, now, journal.runs, run, journal.newestRating, journal.number);
    return parked;
  }

  // Why the event is parked, if it is.
  project(journal, event, id, seq, counts, now) {
    switch (event.kind) {
      case "rating": return this.rate(journal, event, id, seq, counts, now);
      case "rating_detail": return this.change(journal, event.body, id, seq, counts, (rating) => {
        rating.reasons = event.body.reasons.join(";");
        rating.cause = event.body.cause ?? "";
      });
      case "withdrawal": return this.change(journal, event.body, id, seq, counts, (rating) => {
        rating.withdrawn ||= event.body.why;
        for (const recent of journal.recent) if (recent.id === rating.id) recent.withdrawn = true;
      });
    }
  }

  rate(journal, event, id, seq, counts, now) {
    const { visit, score, counter = "", officer = "", language } = event.body;
    if (event.body.office !== office.id) return "is about another office";
    const at = Date.parse(event.at);
    const rating = { id, at, visit, counter, officer, withdrawn: false };
    const flags = flagsOf(rating, journal.recent, office, journal.began, now);
    const local = at + office.utcOffset, day = Math.floor(local / dayMilliseconds), service = serviceAt.get(counter) ?? "";
    const hourOfDay = Math.floor((local - day * dayMilliseconds) / hour);
    this.putRating.run(id, journal.newestRating, seq, seq, at, day, counter, officer, service, visit, score, language, flags, hourOfDay);
    journal.newestRating = id;
    if (journal.recent.push(rating) > recentRatings) journal.recent.shift();
    this.count(counts, { officer, day, counter, service, score, flags, hour: hourOfDay }, 1);
  }

  change(journal, { rating: seq }, id, by, counts, apply) {
    const run = this.findRun.get(journal.number, seq, journal.newestRun);
    const rating = run && this.getRating.get(run.number * idsARun + seq - run.first);
    if (!rating || seq >= by) return "names no rating before it";
    this.tally(counts, rating, -1);
    apply(rating);
    this.tally(counts, rating, 1);
    this.changeRating.run(by, rating.cause, rating.reasons, rating.withdrawn, rating.id);
    this.putChange.run(id, rating.id);
  }

  tally(counts, rating, times) {
    if (rating.withdrawn) return;
    this.count(counts, rating, times);
    for (const reason of rating.reasons ? rating.reasons.split(";") : [])
      this.addReason.run(office.id, rating.officer, rating.day, rating.counter, rating.service, reason, rating.cause, times);
  }

  count(counts, { officer, day, counter, service, score, flags, hour: at }, times) {
    const name = `${officer}/${day}/${counter}/${service}/${score}`;
    let count = counts.get(name);
    if (!count) counts.set(name, (count = { key: [officer, day, counter, service, score], n: 0, flagged: 0 }));
    count.n += times;
    if (flags) count.flagged += times;
    const hourName = `${day}/${at}`;
    let ofHour = this.hours.get(hourName);
    if (!ofHour) this.hours.set(hourName, (ofHour = { day, hour: at, n: 0, sum: 0 }));
    ofHour.n += times;
    ofHour.sum += times * score;
  }
}
