// What a web developer would build instead of rancak-server: Fastify and better-sqlite3, or pg, behind the same address. Bodies
// are checked by the schemas that Fastify compiles, replies written by them. Lighter than ours: no signatures, no chain
// of hashes, and journals begin when they are first seen.
//
// Usage: node server.js FILE|ADDRESS [--group]    the address of a PostgreSQL database, postgres://…; prints "listening on 127.0.0.1:PORT" when it takes batches
// A batch is a transaction, as better-sqlite3 is used everywhere. With --group, all batches that came in meanwhile are
// one transaction, as ours are.
import fastify from "fastify";
import { PostgresStore } from "./postgres_store.js";

const id = { type: "string", pattern: "^[a-z0-9-]{1,40}$" };
const seq = { type: "integer", minimum: 1, maximum: 4294967295 };
const journal = { type: "string", pattern: "^[0-9a-z]{26}$" };
const object = (properties, optional = []) => ({
  type: "object", properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) });
const line = object({
  v: { const: 1 }, journal, seq, prev: { type: "string", pattern: "^[0-9a-f]{64}$" },
  at: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" },
  kind: { type: "string", pattern: "^[a-z_]{1,32}$" }, body: { type: "object" } });
const bodies = {
  rating: object({ visit: id, score: { type: "integer", minimum: 1, maximum: 5 }, office: id, counter: id, officer: id,
    language: { enum: ["id", "min", "en"] } }, ["counter", "officer"]),
  rating_detail: object({ rating: seq, reasons: { type: "array", maxItems: 32, items: id },
    cause: { enum: ["officer", "rule", "queue", "place"] } }, ["cause"]),
  withdrawal: object({ rating: seq, why: { enum: ["undo", "wrong_officer", "replaced"] } }),
};
const receipt = object({ journal, seq, parked: { type: "array", items: object({ seq, reason: { type: "string" } }) },
  catalogue: { type: "string" } });

function readEvent(request, text, expected) {
  try {
    const event = JSON.parse(text);
    if (!request.validateInput(event, line) || event.journal !== request.params.journal || event.seq !== expected)
      return { wrong: "is no event line" };
    if (bodies[event.kind] && !request.validateInput(event.body, bodies[event.kind]))
      return { wrong: "its body cannot be understood" };
    return event;
  } catch {
    return { wrong: "is no event line" };
  }
}

// better-sqlite3 is an addon that must have been compiled; who asks for PostgreSQL needs none.
const openSqlite = async (file) => new (await import("./store.js")).Store(file);
const target = process.argv[2];
const store = target.startsWith("postgres") ? await PostgresStore.open(target) : await openSqlite(target);
const waiting = [];
async function storeWaiting() {
  const group = waiting.splice(0);
  try {
    const outcomes = await store.storeAll(group.map(({ batch }) => batch));
    group.forEach(({ answer }, i) => answer(outcomes[i]));
  } catch (failure) {
    group.forEach(({ refuse }) => refuse(failure));
  }
}
const storeInGroup = (batch) => new Promise((answer, refuse) => {
  if (waiting.push({ batch, answer, refuse }) === 1) setImmediate(storeWaiting);
});
const stored = process.argv[3] === "--group" ? storeInGroup : async (batch) => store.store(batch);

const server = fastify({ bodyLimit: 256 * 1024, keepAliveTimeout: 60_000 });
server.addContentTypeParser("application/x-ndjson", { parseAs: "string" }, (request, body, done) => done(null, body));
const route = { schema: { params: object({ journal }), querystring: object({ first: seq }), response: { 200: receipt } } };
server.post("/v1/journals/:journal/events", route, async (request, reply) => {
  const { first } = request.query;
  const lines = request.body.split("\n");
  if (lines.pop() !== "" || lines.length === 0 || lines.length > 500) {
    reply.code(422);
    return { detail: "a batch is 1 to 500 lines, each ended by a line feed" };
  }
  const events = lines.map((text, i) => readEvent(request, text, first + i));
  const outcome = await stored({ journal: request.params.journal, first, lines, events });
  reply.code(outcome.status);
  return outcome.receipt ?? outcome;
});
await server.listen({ host: "127.0.0.1", port: 0 });
console.log(`listening on 127.0.0.1:${server.server.address().port}`);
