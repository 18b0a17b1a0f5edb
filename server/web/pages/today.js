// All offices at a glance.

import * as api from "../parts/api.js";
import { flagged_switcher, period, period_chooser, period_words } from "../parts/choices.js";
import { h } from "../parts/dom.js";
import { change, chosen_of, distribution_bar, mean_cell, mean_tile, responses, tile, whisker } from "../parts/figures.js";
import { icon } from "../parts/icons.js";
import { badge, card, fill, head, nothing } from "../parts/page.js";
import { edition, named } from "../parts/offices.js";
import { address, here } from "../parts/router.js";
import * as session from "../parts/session.js";
import { cell, table } from "../parts/table.js";
import { ago, day, local, number, of, t, time } from "../parts/words.js";

const most_due = 6;
const sum = (list, value) => list.reduce((all, one) => all + value(one), 0);

function tiles(told, query) {
  const city = chosen_of(told.city, query);
  const silent = told.silent.length;
  const overdue = sum(told.offices, (one) => one.cases.overdue);
  const soon = sum(told.offices, (one) => one.cases.due_soon);
  return h(
    "dl",
    { class: "tiles" },
    mean_tile(t("today.city_mean"), city),
    tile(t("today.ratings"), number(city.n), [
      t("today.today", { n: number(sum(told.offices, (one) => one.today)) }),
      h("br"),
      `${t("figures.responses")}: `,
      responses(told.city.visits),
    ]),
    tile(
      t("today.kiosks"),
      silent ? t("today.silent_n", { n: number(silent) }) : t("today.all_heard"),
      t("today.enrolled_n", { n: number(sum(told.offices, (one) => one.kiosks.enrolled)) }),
      silent ? "bad" : "good",
    ),
    tile(
      t("today.cases"),
      overdue ? t("today.overdue_n", { n: number(overdue) }) : t("today.none_overdue"),
      t("today.due_soon_n", { n: number(soon) }),
      overdue ? "bad" : "good",
    ),
  );
}

function office_row(office, query) {
  const figures = chosen_of(office, query);
  const link = address(["offices", office.office], { from: query.from, until: query.until, flagged: query.flagged });
  return [
    h("a", { href: link }, local(office.name)),
    [mean_cell(figures), change(figures, office.previous)],
    cell("drawn", [whisker(figures), distribution_bar(figures)]),
    number(office.today),
    responses(office.visits),
    kiosk_words(office.kiosks),
    case_words(office.cases),
  ];
}

const kiosk_words = ({ enrolled, silent }) =>
  silent
    ? badge(t("today.silent_of", { silent: number(silent), n: number(enrolled) }), "bad")
    : t("today.heard_of", { n: number(enrolled) });

function case_words({ open, due_soon, overdue }) {
  if (!open) return t("today.no_cases");
  return [
    t("today.open_n", { n: number(open) }),
    overdue > 0 && [" ", badge(t("today.overdue_n", { n: number(overdue) }), "bad")],
    due_soon > 0 && [" ", badge(t("today.due_soon_short", { n: number(due_soon) }), "warn")],
  ];
}

const columns = [
  "today.office",
  "figures.mean",
  "today.drawn",
  "today.of_today",
  "figures.responses",
  "today.kiosks",
  "today.cases",
];

const office_table = (told, query) =>
  card(
    t("today.offices"),
    { under: t("figures.explained") },
    table(
      t("today.offices"),
      columns.map((key) => t(key)),
      [...told.offices].sort((a, b) => local(a.name).localeCompare(local(b.name))).map((office) => office_row(office, query)),
    ),
  );

const silent_card = (told, catalogue) =>
  card(
    t("today.silent"),
    {},
    told.silent.length === 0
      ? nothing(t("today.silent_none"))
      : h(
          "ul",
          { class: "plain lines" },
          told.silent.map((kiosk) =>
            h(
              "li",
              {},
              h(
                "div",
                {},
                h(
                  "b",
                  {},
                  [
                    named(catalogue.offices, kiosk.office),
                    kiosk.counter ? named(catalogue.counters, kiosk.counter) : t("kiosks.lobby"),
                  ].join(" · "),
                ),
                h("p", { class: "soft small" }, t("today.last_heard", { ago: ago(kiosk.last_heard) })),
                kiosk.alarms.map((alarm) =>
                  h("p", { class: "small" }, icon("warning"), " ", typeof alarm === "string" ? alarm : alarm.detail),
                ),
              ),
              h("span", { class: "soft" }, t("today.waiting", { n: number(kiosk.waiting) })),
            ),
          ),
        ),
  );

const due_card = (told, catalogue) =>
  card(
    t("today.due"),
    { tools: session.may("cases") && h("a", { href: address(["cases"]) }, t("today.all_cases")) },
    told.due.length === 0
      ? nothing(t("today.due_none"))
      : h(
          "ul",
          { class: "plain lines" },
          told.due
            .slice(0, most_due)
            .map((one) =>
              h(
                "li",
                {},
                h(
                  "div",
                  {},
                  session.may("cases")
                    ? h("a", { href: address(["cases", one.case]) }, of("kind", one.kind))
                    : of("kind", one.kind),
                  h("p", { class: "soft small" }, `${named(catalogue.offices, one.office)} · ${of("state", one.state)}`),
                ),
                badge(day(one.deadline), one.deadline < told.until ? "bad" : "warn"),
              ),
            ),
        ),
  );

export function today() {
  const { query } = here();
  const place = h("div", { class: "stack" });
  fill(
    place,
    async () => {
      const [told, { catalogue }] = await Promise.all([api.get("/v1/admin/overview", period()), edition()]);
      return { told, catalogue };
    },
    ({ told, catalogue }) => [
      h("p", { class: "soft small as-of" }, t("as_of", { time: time(told.as_of) })),
      tiles(told, query),
      told.offices.length === 0 ? nothing(t("today.no_offices")) : office_table(told, query),
      h("div", { class: "pair" }, silent_card(told, catalogue), due_card(told, catalogue)),
    ],
  );
  return h(
    "div",
    {},
    head(t("today.title"), { under: period_words(period()), tools: [period_chooser(), flagged_switcher()] }),
    place,
  );
}
