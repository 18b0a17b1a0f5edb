// The same as store.js over PostgreSQL: the tables and keys of server/adapters/postgres_schema.h that a load of ratings
// fills, each event once by journal and seq, an overlap compared with what is stored, daily counts kept. Columns go as arrays
// that unnest() takes apart, and what is known of a journal stays in memory. Details and withdrawals are not taken: the load
// has none, so this peer does a little less than store.js.
import pg from "pg";
import { createHash } from "node:crypto";
import { flagsOf, recentRatings } from "./flags.js";
import { office, serviceAt } from "./office.js";

const schema = `
  CREATE TABLE chain (office TEXT COLLATE "C", journal TEXT COLLATE "C", seq BIGINT NOT NULL, hash BYTEA NOT NULL,
    received_at BIGINT NOT NULL, PRIMARY KEY (office, journal)) WITH (fillfactor = 50);
  CREATE TABLE run (office TEXT COLLATE "C", month INTEGER, journal TEXT COLLATE "C", first BIGINT, last BIGINT NOT NULL,
    arrival BIGINT NOT NULL, received_at BIGINT NOT NULL, lines BYTEA COMPRESSION lz4 NOT NULL,
    PRIMARY KEY (office, month, journal, first), UNIQUE (office, month, arrival));
  CREATE TABLE rating (office TEXT COLLATE "C", month INTEGER, journal TEXT COLLATE "C", seq BIGINT, changed BIGINT NOT NULL,
    arrival BIGINT NOT NULL, received_at BIGINT NOT NULL, at BIGINT NOT NULL, day INTEGER NOT NULL, counter TEXT NOT NULL,
    officer TEXT NOT NULL, service TEXT NOT NULL, visit TEXT NOT NULL, score SMALLINT NOT NULL, language TEXT NOT NULL,
    cause TEXT NOT NULL, reasons TEXT NOT NULL, withdrawn TEXT NOT NULL, flags SMALLINT NOT NULL, comment BYTEA,
    PRIMARY KEY (office, month, journal, seq));
  CREATE TABLE daily_count (office TEXT COLLATE "C", officer TEXT COLLATE "C", day INTEGER, counter TEXT COLLATE "C",
    service TEXT COLLATE "C", score SMALLINT, n BIGINT NOT NULL, flagged BIGINT NOT NULL,
    PRIMARY KEY (office, officer, day, counter, service, score)) WITH (fillfactor = 50);
`;
const putRuns = {
  name: "runs",
  text: "INSERT INTO run SELECT $1, $2, * FROM unnest($3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bytea[])",
};
const putRatings = {
  name: "ratings",
  text: "INSERT INTO rating SELECT $1, $2, j, s, s, a, r, t, d, c, o, v, i, p, l, '', '', '', f, NULL FROM unnest($3::text[]," +
    " $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::int[], $9::text[], $10::text[], $11::text[], $12::text[]," +
    " $13::smallint[], $14::text[], $15::smallint[]) n(j, s, a, r, t, d, c, o, v, i, p, l, f)",
};
const putCounts = {
  name: "counts",
  text: "INSERT INTO daily_count AS d SELECT $1, * FROM unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::smallint[]," +
    " $7::bigint[], $8::bigint[]) ON CONFLICT (office, officer, day, counter, service, score)" +
    " DO UPDATE SET n = d.n + excluded.n, flagged = d.flagged + excluded.flagged",
};
const putChains = {
  name: "chains",
  text: "INSERT INTO chain SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::bytea[], $5::bigint[])" +
    " ON CONFLICT (office, journal) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, received_at = excluded.received_at",
};
const dayMilliseconds = 86_400_000;

export class PostgresStore {
  static async open(address) {
    const store = new PostgresStore();
    store.pool = new pg.Pool({ connectionString: address, max: 10 });
    await store.pool.query(schema);
    return store;
  }

  constructor() {
    this.journals = new Map();
    this.arrival = 0;
  }

  async store(batch) {
    return (await this.storeAll([batch]))[0];
  }

  // Many, in one transaction; durable when this is done. Throws when they cannot be stored.
  async storeAll(batches) {
    const group = { runs: [], ratings: [], counts: new Map(), heads: new Map() };
    const outcomes = [];
    for (const batch of batches) outcomes.push(await this.takeIn(batch, group));
    if (group.runs.length === 0) return outcomes;
    const client = await this.pool.connect();
    try {
      await client.query("BEGIN");
      await this.put(client, group);
      await client.query("COMMIT");
    } catch (failure) {
      this.journals.clear();
      await client.query("ROLLBACK");
      throw failure;
    } finally {
      client.release();
    }
    return outcomes;
  }

  async takeIn({ journal: id, first, lines, events }, group) {
    const now = Date.now();
    let journal = this.journals.get(id);
    if (!journal) this.journals.set(id, (journal = { seq: 0, recent: [], began: now }));
    if (first > journal.seq + 1) return { status: 409, detail: "gap", expected: String(journal.seq + 1) };
    const skipped = journal.seq + 1 - first;
    if (skipped > 0 && !(await this.isKnown(id, first, lines.slice(0, skipped)))) return { status: 409, detail: "fork" };
    const parked = [];
    if (skipped < lines.length) this.append(id, journal, lines.slice(skipped), events.slice(skipped), now, group, parked);
    return { status: 200, receipt: { journal: id, seq: journal.seq, parked, catalogue: "" } };
  }

  async isKnown(id, first, lines) {
    const found = await this.pool.query(
      "SELECT first, lines FROM run WHERE office = $1 AND journal = $2 AND last >= $3 AND first < $4 ORDER BY first",
      [office.id, id, first, first + lines.length]);
    const stored = found.rows.flatMap((row) => row.lines.toString().split("\n").slice(0, -1)
      .map((line, i) => [Number(row.first) + i, line]));
    return new Map(stored).size > 0 && lines.every((line, i) => new Map(stored).get(first + i) === line);
  }

  append(id, journal, lines, events, now, group, parked) {
    const first = journal.seq + 1, last = journal.seq + lines.length, arrival = ++this.arrival;
    group.runs.push([id, first, last, arrival, now, Buffer.from(lines.join("\n") + "\n")]);
    events.forEach((event, i) => {
      const seq = first + i;
      if (event.wrong || event.kind !== "rating") return parked.push({ seq, reason: event.wrong ?? "is not taken" });
      const { visit, score, counter = "", officer = "", language } = event.body;
      const at = Date.parse(event.at);
      const rating = { at, visit, counter, officer, withdrawn: false };
      const flags = flagsOf(rating, journal.recent, office, journal.began, now);
      const day = Math.floor((at + office.utcOffset) / dayMilliseconds), service = serviceAt.get(counter) ?? "";
      group.ratings.push([id, seq, arrival, now, at, day, counter, officer, service, visit, score, language, flags]);
      if (journal.recent.push(rating) > recentRatings) journal.recent.shift();
      const name = `${officer}/${day}/${counter}/${service}/${score}`;
      let count = group.counts.get(name);
      if (!count) group.counts.set(name, (count = [officer, day, counter, service, score, 0, 0]));
      ++count[5];
      if (flags) ++count[6];
    });
    journal.seq = last;
    group.heads.set(id, [last, createHash("sha256").update(lines[lines.length - 1]).digest(), now]);
  }

  async put(client, { runs, ratings, counts, heads }) {
    const columns = (rows) => rows[0].map((_, column) => rows.map((row) => row[column]));
    const date = new Date();
    const month = date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
    // One behind the other on the wire, as ours are.
    await Promise.all([
      client.query({ ...putRuns, values: [office.id, month, ...columns(runs)] }),
      client.query({ ...putRatings, values: [office.id, month, ...columns(ratings)] }),
      // In one order, so that transactions do not wait for each other in a circle.
      client.query({ ...putCounts, values: [office.id, ...columns([...counts].sort().map(([, row]) => row))] }),
      client.query({ ...putChains, values: [office.id, ...columns([...heads].map(([id, row]) => [id, ...row]))] }),
    ]);
  }
}
