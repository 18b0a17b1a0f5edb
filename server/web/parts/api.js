// Speaks to the server. Whoever calls gets what it answered, or a Problem with a sentence for a person in their language, and
// what the server itself said, which is English.

import { of, t } from "./words.js";

export class Problem extends Error {
  constructor(status, sentence, { detail = "", wait = 0 } = {}) {
    super(sentence);
    this.status = status;
    this.detail = detail;
    this.wait = wait; // seconds until it makes sense to try again
  }
}

let token = "";
let signed_out = () => {};

// `csrf` of the session; what to do when the server no longer knows who asks.
export function begin(csrf, on_signed_out) {
  token = csrf;
  signed_out = on_signed_out;
}

const known = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503, 507];
const words_of = (status) => (known.includes(status) ? of("problem", status) : undefined);

async function problem_of(reply) {
  const told = await reply.json().catch(() => ({}));
  const wait = Number(reply.headers.get("Retry-After")) || 0;
  const sentence = words_of(reply.status) ?? t("error.status", { status: reply.status });
  return new Problem(reply.status, sentence + (wait ? ` ${t("error.wait", { seconds: wait })}` : ""), {
    detail: told.detail ?? "",
    wait,
  });
}

async function send(method, path, { body, type = "application/json", headers = {} } = {}) {
  const all = { Accept: "application/json", ...headers };
  if (method !== "GET" && token) all["X-Rancak-Token"] = token;
  if (body !== undefined) all["Content-Type"] = type;
  const raw = body === undefined || type !== "application/json" ? body : JSON.stringify(body);
  const cut = () => {
    throw new Problem(0, t("error.network"));
  };
  const reply = await fetch(path, { method, headers: all, body: raw, credentials: "same-origin", cache: "no-store" }).catch(cut);
  if (!reply.ok) {
    const problem = await problem_of(reply);
    if (reply.status === 401 && token) signed_out();
    throw problem;
  }
  if (reply.status === 204) return { body: null, etag: "" };
  return { body: await reply.json().catch(cut), etag: reply.headers.get("ETag") ?? "" };
}

// Values that are empty are left out.
export function query(values) {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return entries.length ? `?${new URLSearchParams(entries).toString().replaceAll("+", "%20")}` : "";
}

export const get = async (path, values = {}) => (await send("GET", path + query(values))).body;
export const get_with_etag = (path) => send("GET", path);
export const post = async (path, body) => (await send("POST", path, { body })).body;
export const post_bytes = async (path, bytes, type) => (await send("POST", path, { body: bytes, type })).body;
export const put = async (path, body, headers) => (await send("PUT", path, { body, headers })).body;
export const patch = async (path, body) => (await send("PATCH", path, { body })).body;
export const remove = async (path) => (await send("DELETE", path)).body;
