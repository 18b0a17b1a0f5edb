// What a web developer would build instead of rancak-server: Fastify and better-sqlite3 behind the same address, storing
// the same rows (server/adapters/sqlite_schema.h; its keys name office and journal), each batch once, durable before it is answered.
// Lighter than ours by intent: no signatures, no chain of hashes, no flags, no catalogue.
//
// Usage: node server.js FILE    prints "listening on 127.0.0.1:PORT" when it takes batches
import Database from "better-sqlite3";
import fastify from "fastify";
import { createHash } from "node:crypto";

const database = new Database(process.argv[2]);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec(`
  CREATE TABLE head (office TEXT NOT NULL, journal TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL,
    received_at INTEGER NOT NULL, PRIMARY KEY (office, journal)) WITHOUT ROWID;
  CREATE TABLE event_run (office TEXT NOT NULL, journal TEXT NOT NULL, first INTEGER NOT NULL, lines BLOB NOT NULL,
    PRIMARY KEY (office, journal, first)) WITHOUT ROWID;
  CREATE TABLE batch (office TEXT NOT NULL, arrival INTEGER NOT NULL, journal TEXT NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, received_at INTEGER NOT NULL, PRIMARY KEY (office, arrival)) WITHOUT ROWID;
  CREATE TABLE rating (office TEXT NOT NULL, journal TEXT NOT NULL, seq INTEGER NOT NULL, arrival INTEGER NOT NULL,
    changed INTEGER NOT NULL, at INTEGER NOT NULL, day INTEGER NOT NULL, counter TEXT NOT NULL, officer TEXT NOT NULL,
    service TEXT NOT NULL, visit TEXT NOT NULL, score INTEGER NOT NULL, language TEXT NOT NULL, cause TEXT NOT NULL,
    reasons TEXT NOT NULL, withdrawn TEXT NOT NULL, flags INTEGER NOT NULL,
    PRIMARY KEY (office, journal, seq)) WITHOUT ROWID;
  CREATE TABLE daily_count (office TEXT NOT NULL, officer TEXT NOT NULL, day INTEGER NOT NULL, counter TEXT NOT NULL,
    service TEXT NOT NULL, score INTEGER NOT NULL, n INTEGER NOT NULL, flagged INTEGER NOT NULL,
    PRIMARY KEY (office, officer, day, counter, service, score)) WITHOUT ROWID;
`);
const readHead = database.prepare("SELECT seq FROM head WHERE office = ? AND journal = ?").pluck();
const putHead = database.prepare("INSERT OR REPLACE INTO head VALUES (?, ?, ?, ?, ?)");
const readRun = database.prepare(
  "SELECT first, lines FROM event_run WHERE office = ? AND journal = ? AND first <= ? ORDER BY first DESC LIMIT 1");
const readLine = (office, journal, seq) => {
  const { first, lines } = readRun.get(office, journal, seq);
  return lines.split("\n")[seq - first];
};
const putRun = database.prepare("INSERT INTO event_run VALUES (?, ?, ?, ?)");
const newestBatch = database.prepare("SELECT max(arrival) FROM batch WHERE office = ?").pluck();
const putBatch = database.prepare("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?)");
const putRating = database.prepare("INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
const putCount = database.prepare(
  "INSERT INTO daily_count VALUES (?, ?, ?, ?, '', ?, ?, 0) ON CONFLICT DO UPDATE SET n = n + excluded.n");

const wib = 7 * 3_600_000;
const dayMilliseconds = 86_400_000;

// The office of a batch is its first event's: there is no enrolment here that would know it.
function store({ journal, first, body }) {
  const lines = body.split("\n");
  if (lines.pop() !== "" || lines.length === 0) return { status: 400, detail: "each line ends with a line feed" };
  const events = lines.map((line) => JSON.parse(line));
  const office = events[0].body.office;
  const head = readHead.get(office, journal) ?? 0;
  if (first > head + 1) return { status: 409, detail: "gap", expected: String(head + 1) };

  const last = first + lines.length - 1;
  for (let seq = first; seq <= Math.min(head, last); ++seq) {
    if (readLine(office, journal, seq) !== lines[seq - first]) return { status: 409, detail: "fork" };
  }
  if (last > head) append(office, journal, head + 1, lines.slice(head + 1 - first), events.slice(head + 1 - first));
  return { status: 200, receipt: { journal, seq: Math.max(last, head), parked: [], catalogue: "" } };
}

function append(office, journal, first, lines, events) {
  const now = Date.now();
  const last = first + lines.length - 1;
  const arrival = (newestBatch.get(office) ?? 0) + 1;
  putBatch.run(office, arrival, journal, first, last, now);
  putRun.run(office, journal, first, lines.join("\n") + "\n");
  const counts = new Map();
  events.forEach((event, i) => {
    if (event.kind !== "rating") return;
    const { visit, score, counter = "", officer = "", language } = event.body;
    const at = Date.parse(event.at);
    const day = Math.floor((at + wib) / dayMilliseconds);
    putRating.run(office, journal, first + i, arrival, first + i, at, day, counter, officer, "", visit, score, language, "", "", "", 0);
    const key = JSON.stringify([officer, day, counter, score]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  for (const [key, n] of counts) putCount.run(office, ...JSON.parse(key), n);
  putHead.run(office, journal, last, createHash("sha256").update(lines.at(-1)).digest(), now);
}

// Requests that came in together are stored in one transaction, as ours are.
const waiting = [];
const storeAll = database.transaction((group) => group.map(({ request }) => store(request)));
function commit() {
  const group = waiting.splice(0);
  try {
    const outcomes = storeAll(group);
    group.forEach(({ answer }, i) => answer(outcomes[i]));
  } catch (failure) {
    group.forEach(({ answer }) => answer({ status: 503, detail: String(failure) }));
  }
}
function stored(request) {
  return new Promise((answer) => {
    if (waiting.push({ request, answer }) === 1) setImmediate(commit);
  });
}

const server = fastify({ bodyLimit: 256 * 1024, keepAliveTimeout: 60_000 });
server.addContentTypeParser("application/x-ndjson", { parseAs: "string" }, (request, body, done) => done(null, body));
server.post("/v1/journals/:journal/events", async (request, reply) => {
  const { status, receipt, ...problem } = await stored({
    journal: request.params.journal, first: Number(request.query.first), body: request.body });
  reply.code(status).type(receipt ? "application/json" : "application/problem+json");
  return JSON.stringify(receipt ?? { type: "about:blank", status, ...problem });
});
await server.listen({ host: "127.0.0.1", port: 0 });
console.log(`listening on 127.0.0.1:${server.server.address().port}`);
