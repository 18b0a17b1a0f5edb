// What the pages say, in the language that the reader chose: Indonesian first (UU 24/2009).

import indonesian from "../words/id.js";
import english from "../words/en.js";

const tables = { id: indonesian, en: english };
const locales = { id: "id-ID", en: "en-GB" };
const kept = "rancak.language";

let chosen = tables[localStorage.getItem(kept)] ? localStorage.getItem(kept) : "id";

export const language = () => chosen;
export const languages = Object.keys(tables);
export function speak(which) {
  chosen = which;
  localStorage.setItem(kept, which);
  document.documentElement.lang = which;
}

// t("today.title"), t("figures.n", { n: "12" }): a word in braces is replaced.
export function t(key, values = {}) {
  const text = tables[chosen][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
// The word of a code that the server uses: of("kind", "complaint").
export const of = (group, code) => tables[chosen][`${group}.${code}`] ?? code;

// A text of the catalogue; names of people are the same in every language.
export const local = (text) => (typeof text === "string" ? text : text ? text[chosen] || text.id || "" : "");

export const number = (value, digits = 0) =>
  new Intl.NumberFormat(locales[chosen], { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
export const percent = (share) =>
  new Intl.NumberFormat(locales[chosen], { style: "percent", maximumFractionDigits: 0 }).format(share);

// ---- Days and times. A day is the office's own, YYYY-MM-DD; times are shown as WIB shows them.

const zone = "Asia/Jakarta";
const format = (options, value) => new Intl.DateTimeFormat(locales[chosen], options).format(value);

export const day = (iso, options = { day: "numeric", month: "short", year: "numeric" }) =>
  iso ? format({ timeZone: "UTC", ...options }, new Date(`${iso}T00:00:00Z`)) : "";
export const long_day = (iso) => day(iso, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const time = (at) =>
  at
    ? `${format({ timeZone: zone, day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, new Date(at))} WIB`
    : "";
export const day_of = (at) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(at));
export const today = () => day_of(Date.now());
export const add_days = (iso, days) => new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);

// "3 jam lalu"
export function ago(at) {
  if (!at) return t("never");
  const seconds = (Date.parse(at) - Date.now()) / 1000;
  const [unit, size] = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
  ].find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", 60];
  return new Intl.RelativeTimeFormat(locales[chosen], { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

// Monday first.
export const weekday = (index) => day(add_days("2024-01-01", index), { weekday: "long" });
