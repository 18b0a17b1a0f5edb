// An entry as the kiosk shows it, in its three languages. The words are the kiosk's own: words/kiosk.js is made of
// assets/words when the server is built.

import words from "../words/kiosk.js";
import { h, replace } from "../parts/dom.js";
import { day, number, of, t } from "../parts/words.js";

const tongues = ["id", "min", "en"];
const initials = (name) =>
  name
    .replace(/\(.*\)/, "")
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part[0]?.toUpperCase() ?? "")
    .join("");

// What draws needs of one language: the kiosk's words, with the centre's own laid over them.
const speaker = (tongue, catalogue) => ({
  word: (key) => catalogue.words?.find((one) => one.id === key)?.text[tongue] ?? words[tongue][key] ?? key,
  local: (text) => (text ? text[tongue] || text.id || "" : ""),
});

const portrait = (officer) =>
  h(
    "span",
    { class: "portrait", "aria-hidden": "true" },
    officer.photo ? h("img", { src: `/v1/admin/media/${officer.photo}`, alt: "" }) : initials(officer.name ?? ""),
  );
const marked = (text, sample, say) => (sample ? `${text} (${say.word("sample")})` : text);
const glass = (kind, ...content) => h("div", { class: `glass ${kind}` }, ...content);

// ---- The screens

function officers(one, catalogue, say) {
  const others = catalogue.officers.filter((other) => other.office === one.office && other.id !== one.id).slice(0, 3);
  const tile = (officer) =>
    h(
      "div",
      { class: officer === one ? "officer-tile this" : "officer-tile" },
      portrait(officer),
      h(
        "div",
        {},
        h("b", {}, officer.name || "…"),
        h("p", {}, say.local(catalogue.counters.find((counter) => counter.id === officer.counter)?.name)),
      ),
    );
  return glass(
    "",
    h("p", { class: "glass-title" }, say.word("choose_title")),
    h("p", { class: "glass-soft" }, say.word("choose_hint")),
    h("div", { class: "officer-grid" }, [one, ...others].map(tile)),
    h(
      "div",
      { class: "officer-tile unsure" },
      h("div", {}, h("b", {}, say.word("choose_unsure")), h("p", {}, say.word("choose_unsure_hint"))),
    ),
  );
}

const part = (title, content) => h("div", { class: "glass-card" }, h("b", {}, title), content);

function service(one, catalogue, say) {
  const standard = one.standard ?? {};
  const where =
    (one.counters ?? [])
      .map((id) => say.local(catalogue.counters.find((counter) => counter.id === id)?.name))
      .filter(Boolean)
      .join(" · ") || say.word("service_ask_where");
  return glass(
    "",
    h("p", { class: "glass-title" }, say.local(one.name) || "…"),
    one.sample && h("p", { class: "glass-soft" }, say.word("service_sample")),
    standard.requirements &&
      part(
        say.word("service_requirements"),
        h(
          "ul",
          { class: "plain ticks" },
          standard.requirements.map((text) => h("li", {}, say.local(text))),
        ),
      ),
    standard.procedure &&
      part(
        say.word("service_procedure"),
        h(
          "ol",
          { class: "plain numbered" },
          standard.procedure.map((text) => h("li", {}, say.local(text))),
        ),
      ),
    part(say.word("service_where"), h("p", {}, where)),
    ["time", "cost", "product", "complaints"].map(
      (member) => standard[member] && part(say.word(`service_${member}`), h("p", {}, say.local(standard[member]))),
    ),
  );
}

const cloth = (heading, ...content) => glass("on-cloth", h("p", { class: "glass-heading" }, heading), ...content);

const forum = (one, _, say) =>
  cloth(
    say.word("attract_forum"),
    h("p", { class: "glass-title" }, say.local(one.title) || "…"),
    h(
      "p",
      {},
      marked(
        `${day(one.date)}, ${String(Math.floor((one.time ?? 0) / 60)).padStart(2, "0")}.${String((one.time ?? 0) % 60).padStart(2, "0")}`,
        one.sample,
        say,
      ),
    ),
    h("p", {}, say.local(one.place)),
  );
const change = (one, _, say) =>
  cloth(
    say.word("changes_title"),
    h("p", {}, `“${say.local(one.said)}”`),
    h("p", { class: "glass-arrow", "aria-hidden": "true" }, "↓"),
    h("p", { class: "glass-title" }, say.local(one.did) || "…"),
    h("p", {}, marked(day(one.date), one.sample, say)),
  );
function announcement(one, catalogue, say) {
  const office = catalogue.offices.find((other) => other.id === one.office);
  return cloth(
    say.word("announcement_title"),
    h("p", { class: "glass-title" }, say.local(one.title) || "…"),
    h("p", {}, say.local(one.text)),
    h("p", {}, marked(office ? say.local(office.name) : say.word("whole_city"), one.sample, say)),
  );
}
function award(one, catalogue, say) {
  const officer = catalogue.officers.find((other) => other.id === one.officer) ?? { name: "…" };
  return cloth(
    say.word("award_title"),
    portrait(officer),
    h("p", { class: "glass-title" }, officer.name),
    h("p", {}, say.local(one.why)),
    h("p", {}, marked(`${day(one.from)} – ${day(one.until)}`, one.sample, say)),
  );
}
function office(one, _, say) {
  const promises = (one.pledge?.promises ?? []).map((text) => h("p", {}, say.local(text)));
  return cloth(
    say.local(one.name) || "…",
    one.index && [h("p", {}, say.word("index_title")), h("p", { class: "glass-title" }, number(one.index.value, 2))],
    promises,
  );
}
const reason = (one, _, say) =>
  glass("", h("p", { class: "glass-title" }, say.word("why_title")), h("span", { class: "chip" }, say.local(one.text) || "…"));

const wording = (one, _, say) => glass("", h("p", { class: "glass-title" }, say.local(one.text)));

const draws = {
  officers,
  services: service,
  announcements: announcement,
  forums: forum,
  changes: change,
  awards: award,
  offices: office,
  reasons: reason,
  words: wording,
};

// Gives {element, show(entry)}; null for what no screen shows by itself.
export function preview(kind, catalogue) {
  const draw = draws[kind];
  if (!draw) return null;
  let tongue = "id";
  let shown = null;
  const place = h("div", {});
  const buttons = tongues.map((one) =>
    h(
      "button",
      {
        type: "button",
        class: "text-button",
        lang: one,
        "aria-pressed": String(one === tongue),
        onclick: () => {
          tongue = one;
          show(shown);
        },
      },
      of("language", one),
    ),
  );
  function show(entry) {
    shown = entry;
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(tongues[index] === tongue)));
    replace(place, draw(entry, catalogue, speaker(tongue, catalogue)));
    place.lang = tongue;
  }
  const element = h(
    "section",
    { class: "preview", "aria-label": t("catalogue.preview") },
    h("div", { class: "card-head" }, h("h2", {}, t("catalogue.preview")), h("div", { class: "row" }, buttons)),
    place,
  );
  return { element, show };
}
