// What is being changed and not saved yet: a copy of the edition in force. It lives until it is saved or thrown away, also
// while other pages are looked at.

import * as api from "../parts/api.js";
import { edition, forget_catalogue, named } from "../parts/offices.js";
import { local, of, t } from "../parts/words.js";

export const kinds = [
  "offices",
  "counters",
  "officers",
  "caretakers",
  "services",
  "categories",
  "reasons",
  "announcements",
  "forums",
  "changes",
  "awards",
  "words",
];

let base = null; // the edition that the copy was made of
let draft = null;

const copy = (value) => JSON.parse(JSON.stringify(value));

export async function open_draft() {
  if (!draft) {
    base = await edition();
    draft = copy(base.catalogue);
    for (const kind of kinds) draft[kind] ??= [];
  }
  return draft;
}
export function forget_draft() {
  base = draft = null;
  forget_catalogue();
}

export const find = (kind, id) => draft[kind].find((one) => one.id === id);

// In the place of the entry of that id, or as a new one.
export function put(kind, entry) {
  const at = draft[kind].findIndex((one) => one.id === entry.id);
  if (at >= 0) draft[kind][at] = entry;
  else draft[kind].push(entry);
}
export const take_away = (kind, id) => (draft[kind] = draft[kind].filter((one) => one.id !== id));

// What an entry is called for a person.
export function title_of(kind, one, catalogue = draft) {
  if (kind === "forums" || kind === "announcements") return local(one.title);
  if (kind === "changes") return local(one.said);
  if (kind === "reasons") return local(one.text);
  if (kind === "words") return one.id;
  if (kind === "awards") return named(catalogue.officers, one.officer);
  return local(one.name) || one.id;
}

// ---- What changes

// The same members with the same values, in whatever order they stand.
function canonical(value) {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, canonical(value[key])]),
  );
}
const same = (one, other) => JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));

function changed_members(before, after) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => name !== "standard" && !same(before[name] ?? null, after[name] ?? null),
  );
  const standard = [...new Set([...Object.keys(before.standard ?? {}), ...Object.keys(after.standard ?? {})])];
  return [...names, ...standard.filter((name) => !same(before.standard?.[name] ?? null, after.standard?.[name] ?? null))];
}

// One sentence each, in the order of the kinds.
export function differences(before, after) {
  const told = [];
  for (const kind of kinds) {
    const old = new Map((before[kind] ?? []).map((one) => [one.id, one]));
    for (const one of after[kind] ?? []) {
      const was = old.get(one.id);
      const what = { kind: of("one_of", kind), title: title_of(kind, one, after) };
      if (!was) told.push(t("catalogue.added", what));
      else if (!same(was, one))
        told.push(
          t("catalogue.changed", {
            ...what,
            members: changed_members(was, one)
              .map((name) => of("member", name))
              .join(", "),
          }),
        );
      old.delete(one.id);
    }
    for (const one of old.values())
      told.push(t("catalogue.removed", { kind: of("one_of", kind), title: title_of(kind, one, before) }));
  }
  return told;
}
export const changes = () => (draft ? differences(base.catalogue, draft) : []);

// Only when nobody else has changed the catalogue since the copy was made.
export async function save() {
  await api.put("/v1/admin/catalogue", draft, base.etag ? { "If-Match": `"${base.etag.replaceAll('"', "")}"` } : {});
  forget_draft();
}
