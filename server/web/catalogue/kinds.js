// What each kind of entry is made of. fields(entry, catalogue, changed) gives [[member, field], …].

import { h } from "../parts/dom.js";
import { entries } from "../parts/offices.js";
import { local, of, t } from "../parts/words.js";
import * as field from "./fields.js";

const delivery = ["time", "cost", "product", "complaints"];
const management = ["legal_basis", "facilities", "competence", "supervision", "staffing", "guarantee", "safety", "evaluation"];
const label = (member) => of("member", member);

const name = (one, most = 120) => ["name", field.local_text(label("name"), one.name, { most, required: true })];
const person = (one) => ["name", field.plain(t("people.display"), one.name, { most: 120, required: true })];
const sample = (one) => ["sample", field.check(t("catalogue.sample"), one.sample)];
const own = (list, office) => entries(list.filter((one) => one.office === office));
const office_or_city = (one, catalogue) => [
  "office",
  field.choice(label("office"), one.office ?? "", [["", t("catalogue.city")], ...entries(catalogue.offices)]),
];
const text = (member, one, most, rows = 0) => [
  member,
  field.local_text(label(member), one[member], { most, required: true, rows }),
];
const lines = (member, values, most) =>
  field.several(label(member), values, (value) => field.local_text(t("catalogue.line"), value, { most: 240, rows: 2 }), { most });

function standard(value = {}) {
  const parts = {
    requirements: lines("requirements", value.requirements, 30),
    procedure: lines("procedure", value.procedure, 30),
  };
  for (const member of [...delivery, ...management])
    parts[member] = field.local_text(label(member), value[member], { most: 600, rows: 2 });
  const elements = (members) =>
    h(
      "div",
      { class: "stack tight" },
      members.map((member) => parts[member].element),
    );
  const element = h(
    "div",
    { class: "stack tight" },
    h("h2", {}, t("catalogue.delivery")),
    elements(["requirements", "procedure", ...delivery]),
    h("details", {}, h("summary", {}, t("catalogue.management")), elements(management)),
  );
  return { element, read: () => field.read_members(parts) };
}

const topic = (value = {}) => {
  const words = field.local_text(t("catalogue.topic"), value.text, { most: 160 });
  const id = value.id ?? `topik-${random_letters(4)}`;
  return { element: words.element, read: () => (words.read() ? { id, text: words.read() } : undefined) };
};
const shut_day = (value = {}) => {
  const parts = {
    date: field.date(label("date"), value.date),
    why: field.local_text(t("catalogue.why_shut"), value.why, { most: 60 }),
  };
  const both = field.members(parts);
  return { element: both.element, read: () => (parts.date.read() && parts.why.read() ? both.read() : undefined) };
};
const pledge = (value = {}) => {
  const promises = lines("promises", value.promises, 8);
  const marked = field.check(t("catalogue.sample"), value.sample);
  const read = () => (promises.read() ? { promises: promises.read(), ...(marked.read() ? { sample: true } : {}) } : undefined);
  return { element: field.members({ promises, marked }).element, read };
};

// Says nothing about what it names: officers are known by an opaque id.
export function random_letters(count) {
  const digits = "0123456789abcdefghjkmnpqrstvwxyz";
  return [...crypto.getRandomValues(new Uint8Array(count))].map((byte) => digits[byte % 32]).join("");
}

export const forms = {
  offices: (one) => [
    name(one),
    ["hours", field.hours(label("hours"), one.hours)],
    ["shut_days", field.several(label("shut_days"), one.shut_days, shut_day, { most: 100 })],
    ["survey", field.span(label("survey"), one.survey)],
    ["pledge", pledge(one.pledge)],
    [
      "contact_days",
      field.number(label("contact_days"), one.contact_days ?? 365, { min: 1, max: 3650, hint: t("catalogue.contact_hint") }),
    ],
    [
      "public_address",
      field.plain(label("public_address"), one.public_address, {
        most: 100,
        type: "url",
        pattern: "https?://[a-z0-9.:\\-]+",
        hint: t("catalogue.public_address_hint"),
      }),
    ],
  ],
  counters: (one) => [name(one)],
  officers: (one, catalogue, changed) => [
    person(one),
    [
      "counter",
      field.choice(
        label("counter"),
        one.counter ?? "",
        [["", t("catalogue.no_counter")], ...own(catalogue.counters, one.office)],
        t("catalogue.counter_hint"),
      ),
    ],
    ["photo", field.photo(label("photo"), one.photo, changed)],
    ["pin", field.pin(label("pin"), one.has_pin === true)],
  ],
  caretakers: (one) => [person(one), ["pin", field.pin(label("pin"), one.has_pin === true)]],
  services: (one, catalogue) => [
    name(one),
    [
      "category",
      field.choice(label("category"), one.category ?? "", [["", t("catalogue.no_category")], ...entries(catalogue.categories)]),
    ],
    ["counters", field.which(label("counters"), one.counters, own(catalogue.counters, one.office))],
    ["also", field.words(label("also"), one.also, t("catalogue.also_hint"))],
    ["standard", standard(one.standard)],
    ["checked_on", field.date(label("checked_on"), one.checked_on)],
    [
      "link",
      field.plain(label("link"), one.link, { most: 200, type: "url", pattern: "https://.+", hint: t("catalogue.link_hint") }),
    ],
    sample(one),
  ],
  categories: (one) => [name(one, 60)],
  reasons: (one) => [
    text("text", one, 60),
    [
      "cause",
      field.choice(
        label("cause"),
        one.cause ?? "officer",
        ["officer", "rule", "queue", "place"].map((cause) => [cause, of("cause", cause)]),
      ),
    ],
    [
      "scores",
      field.which(
        label("scores"),
        one.scores,
        [1, 2, 3, 4, 5].map((score) => [score, `${score} · ${of("score", score)}`]),
      ),
    ],
  ],
  forums: (one, catalogue) => [
    office_or_city(one, catalogue),
    text("title", one, 100),
    ["date", field.date(label("date"), one.date, true)],
    ["time", field.time_of_day(label("time_of_day"), one.time ?? 540)],
    text("place", one, 160),
    ["agenda", lines("agenda", one.agenda, 12)],
    ["topics", field.several(label("topics"), one.topics, topic, { most: 8 })],
    sample(one),
  ],
  changes: (one, catalogue) => [
    office_or_city(one, catalogue),
    text("said", one, 200, 2),
    text("did", one, 200, 2),
    ["date", field.date(label("date"), one.date, true)],
    sample(one),
  ],
  announcements: (one, catalogue) => [
    office_or_city(one, catalogue),
    text("title", one, 100, 2),
    text("text", one, 300, 3),
    ["from", field.date(t("period.from"), one.from, true)],
    ["until", field.date(t("period.until"), one.until, true)],
    sample(one),
  ],
  awards: (one, catalogue) => [
    ["officer", field.choice(label("officer"), one.officer, entries(catalogue.officers))],
    ["from", field.date(t("period.from"), one.from, true)],
    ["until", field.date(t("period.until"), one.until, true)],
    text("why", one, 200, 2),
    sample(one),
  ],
};

// Kinds that belong to one office, or to an officer of one.
export const of_office = ["counters", "officers", "caretakers", "services", "forums", "changes", "announcements"];
export const city_wide = ["categories", "reasons", "words"];

// Members that are lists or objects even when nothing is in them.
const always = {
  offices: { hours: {} },
  services: { counters: [] },
  reasons: { scores: [] },
  forums: { agenda: [], topics: [] },
};

// The entry as its form says it.
export function read_entry(kind, one, fields) {
  const told = { ...one };
  for (const [member, { read }] of fields) {
    const value = read() ?? always[kind]?.[member];
    if (value === undefined) delete told[member];
    else told[member] = value;
  }
  return told;
}

const prefixes = {
  offices: "kantor",
  counters: "loket",
  officers: "petugas",
  caretakers: "penjaga",
  services: "layanan",
  categories: "kategori",
  reasons: "alasan",
  forums: "forum",
  changes: "perubahan",
  awards: "penghargaan",
  announcements: "pengumuman",
};

export function new_entry(kind, office) {
  const one = { id: `${prefixes[kind]}-${random_letters(6)}`, ...always[kind] };
  if (kind === "offices") Object.assign(one, { utc_offset: 420, contact_days: 365 });
  if (
    kind === "officers" ||
    kind === "caretakers" ||
    kind === "counters" ||
    kind === "services" ||
    (["forums", "changes", "announcements"].includes(kind) && office)
  )
    one.office = office;
  return one;
}

// A line under the name in lists.
export function under_of(kind, one, catalogue) {
  const named_in = (list, id) => local(catalogue[list].find((other) => other.id === id)?.name);
  if (kind === "officers")
    return [named_in("counters", one.counter), one.has_pin || one.pin ? t("catalogue.has_pin") : t("catalogue.without_pin")]
      .filter(Boolean)
      .join(" · ");
  if (kind === "services")
    return [
      named_in("categories", one.category),
      one.checked_on ? t("catalogue.checked", { day: one.checked_on }) : t("catalogue.not_checked"),
    ]
      .filter(Boolean)
      .join(" · ");
  if (kind === "reasons") return `${of("cause", one.cause)} · ${t("catalogue.for_scores", { scores: one.scores.join(", ") })}`;
  if (kind === "forums" || kind === "changes")
    return [one.date, one.office ? named_in("offices", one.office) : t("catalogue.city")].join(" · ");
  if (kind === "announcements")
    return [`${one.from} – ${one.until}`, one.office ? named_in("offices", one.office) : t("catalogue.city")].join(" · ");
  if (kind === "awards") return `${one.from} – ${one.until}`;
  return one.id;
}
