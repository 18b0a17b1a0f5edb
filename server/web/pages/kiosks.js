// The kiosks: who is heard, what waits, what is wrong; enrolling one and taking a key back.

import * as api from "../parts/api.js";
import { confirm_that, open_form, open_note } from "../parts/dialog.js";
import { h, replace } from "../parts/dom.js";
import { tile } from "../parts/figures.js";
import { choice_field } from "../parts/form.js";
import { icon } from "../parts/icons.js";
import { badge, fill, head, nothing, say } from "../parts/page.js";
import { edition, entries, named } from "../parts/offices.js";
import * as session from "../parts/session.js";
import { ago, number, of, t, time } from "../parts/words.js";

const last_heard = (kiosk) => [kiosk.last_heartbeat, kiosk.last_batch].filter(Boolean).sort().at(-1) ?? null;
// `silent`: the journals that were not heard while their office was open, as the overview tells them.
const state_of = (kiosk, silent) =>
  kiosk.revoked ? "revoked" : !last_heard(kiosk) ? "never" : silent.has(kiosk.journal) ? "silent" : "heard";

// Every kiosk with its state.
async function fetch_kiosks() {
  const [{ journals }, overview] = await Promise.all([api.get("/v1/admin/journals"), api.get("/v1/admin/overview")]);
  const silent = new Set(overview.silent.map((kiosk) => kiosk.journal));
  return journals.map((kiosk) => ({ ...kiosk, state: state_of(kiosk, silent) }));
}
const kinds = { heard: "good", silent: "bad", never: "warn", revoked: "" };
const gigabytes = (bytes) => `${number(bytes / 1e9, 1)} GB`;

const alarms_of = (kiosk) => [
  ...kiosk.alarms.map((alarm) => `${of("alarm", alarm.kind)} (${time(alarm.raised)}): ${alarm.detail}`),
  ...(kiosk.heartbeat?.alarms ?? []),
];

const fact = (label, value, bad = false) =>
  h("div", { class: bad ? "fact bad" : "fact" }, h("dt", {}, label), h("dd", {}, value));

function facts(kiosk) {
  const { heartbeat } = kiosk;
  return h(
    "dl",
    { class: "fact-row" },
    fact(t("kiosks.heard"), last_heard(kiosk) ? ago(last_heard(kiosk)) : t("never")),
    fact(t("kiosks.events"), number(kiosk.seq)),
    fact(t("kiosks.waiting"), heartbeat ? number(heartbeat.waiting) : "–", heartbeat?.waiting > 100),
    fact(t("kiosks.parked"), heartbeat ? number(heartbeat.parked) : "–", heartbeat?.parked > 0),
    fact(t("kiosks.disk"), heartbeat ? gigabytes(heartbeat.disk_free_bytes) : "–", heartbeat && heartbeat.disk_free_bytes < 5e8),
    fact(t("kiosks.version"), kiosk.version || heartbeat?.version || "–"),
  );
}

function kiosk_card(kiosk, catalogue, again) {
  const { state } = kiosk;
  const revoke = () =>
    confirm_that(t("kiosks.revoke_title"), t("kiosks.revoke_words"), t("kiosks.revoke"), async () => {
      await api.post(`/v1/admin/journals/${kiosk.journal}/revocation`);
      say(t("kiosks.revoked_now"));
      again();
    });
  const alarms = alarms_of(kiosk);
  return h(
    "li",
    { class: `card kiosk is-${state}` },
    h(
      "div",
      { class: "card-head" },
      h(
        "div",
        {},
        h("h3", {}, kiosk.counter ? named(catalogue.counters, kiosk.counter) : t("kiosks.lobby")),
        h("p", { class: "soft small" }, t("kiosks.enrolled_on", { time: time(kiosk.enrolled) })),
      ),
      badge(t(`kiosks.${state}`), kinds[state]),
    ),
    facts(kiosk),
    alarms.length > 0 &&
      h(
        "ul",
        { class: "plain alarms" },
        alarms.map((text) => h("li", {}, icon("warning"), h("span", {}, text))),
      ),
    h(
      "details",
      {},
      h("summary", {}, t("kiosks.more")),
      h(
        "dl",
        { class: "facts" },
        h("dt", {}, t("kiosks.journal")),
        h("dd", { class: "code" }, kiosk.journal),
        h("dt", {}, t("kiosks.head")),
        h("dd", { class: "code" }, `${kiosk.seq} · ${kiosk.head}`),
        h("dt", {}, t("kiosks.last_batch")),
        h("dd", {}, time(kiosk.last_batch) || t("never")),
      ),
      !kiosk.revoked && h("button", { type: "button", class: "button quiet small", onclick: revoke }, t("kiosks.revoke")),
    ),
  );
}

function show_code({ code, expires, qr }) {
  const grouped = `${code.slice(0, 5)} ${code.slice(5)}`.toUpperCase();
  open_note(
    t("kiosks.code"),
    h("p", {}, t("kiosks.code_words", { time: time(expires) })),
    h("p", { class: "enrolment-code" }, grouped),
    h("img", { class: "qr", alt: t("kiosks.qr"), src: `data:image/svg+xml,${encodeURIComponent(qr)}` }),
    h("pre", { class: "code" }, `rancak-kiosk --config kiosk.toml --enrol ${code}`),
  );
}

function enrol(catalogue) {
  const counters = h("div", { class: "stack" });
  const own = (office) =>
    replace(
      counters,
      choice_field(
        t("office.counter"),
        "counter",
        "",
        [["", t("kiosks.lobby")], ...entries(catalogue.counters.filter((one) => one.office === office))],
        { hint: t("kiosks.counter_hint") },
      ),
    );
  const offices = entries(catalogue.offices).filter(([id]) => !session.own_office() || id === session.own_office());
  own(offices[0]?.[0]);
  open_form(
    t("kiosks.enrol"),
    [
      choice_field(t("today.office"), "office", offices[0]?.[0], offices, { onchange: (event) => own(event.target.value) }),
      counters,
    ],
    {
      button: t("kiosks.make_code"),
      act: async (data) => {
        const wish = { office: data.get("office") };
        if (data.get("counter")) wish.counter = data.get("counter");
        show_code(await api.post("/v1/admin/enrolment-codes", wish));
      },
    },
  );
}

function tiles(journals) {
  const living = journals.filter((kiosk) => kiosk.state !== "revoked");
  const count = (...states) => journals.filter((kiosk) => states.includes(kiosk.state)).length;
  const wrong = living.filter((kiosk) => alarms_of(kiosk).length > 0).length;
  return h(
    "dl",
    { class: "tiles" },
    tile(t("kiosks.all"), number(living.length), t("kiosks.revoked_n", { n: number(count("revoked")) })),
    tile(t("kiosks.heard_n"), number(count("heard")), t("kiosks.heard_under"), "good"),
    tile(t("kiosks.silent_n"), number(count("silent", "never")), t("kiosks.silent_under"), count("silent") ? "bad" : ""),
    tile(t("kiosks.alarms"), number(wrong), t("kiosks.alarms_under"), wrong ? "bad" : "good"),
  );
}

const order = ["silent", "never", "heard", "revoked"];

function of_office(office, journals, catalogue, again) {
  const own = journals.filter((kiosk) => kiosk.office === office).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const cards = own.map((kiosk) => kiosk_card(kiosk, catalogue, again));
  return h(
    "section",
    {},
    h("h2", { class: "section-title" }, named(catalogue.offices, office)),
    h("ul", { class: "plain kiosks" }, cards),
  );
}

function content(journals, catalogue, again) {
  if (journals.length === 0) return nothing(t("kiosks.none"));
  const name = (office) => named(catalogue.offices, office);
  const offices = [...new Set(journals.map((kiosk) => kiosk.office))].sort((a, b) => name(a).localeCompare(name(b)));
  return [tiles(journals), offices.map((office) => of_office(office, journals, catalogue, again))];
}

export function kiosks() {
  const page = h("div", {});
  fill(
    page,
    async () => (await edition()).catalogue,
    (catalogue) => {
      const place = h("div", { class: "stack" });
      const load = () => fill(place, fetch_kiosks, (journals) => content(journals, catalogue, load));
      load();
      return [
        head(t("kiosks.title"), {
          under: t("kiosks.under"),
          tools:
            catalogue.offices.length > 0
              ? h("button", { type: "button", class: "button", onclick: () => enrol(catalogue) }, icon("add"), t("kiosks.enrol"))
              : [],
        }),
        place,
      ];
    },
  );
  return page;
}
