// An office, a service, an officer, a counter: one page, chosen narrower by its address.

import * as api from "../parts/api.js";
import { flagged_switcher, period, period_chooser, period_words, query_select, switcher } from "../parts/choices.js";
import { h, replace } from "../parts/dom.js";
import { chosen_of, distribution_bar, distribution_table, mean_cell, mean_tile, responses, tile, whisker } from "../parts/figures.js";
import { heat_table } from "../parts/heat.js";
import { badge, card, fill, head, nothing } from "../parts/page.js";
import { edition, entries, named } from "../parts/offices.js";
import { address, chosen_address, go, here } from "../parts/router.js";
import * as session from "../parts/session.js";
import { cell, table } from "../parts/table.js";
import { trend_figure } from "../parts/trend.js";
import { language, local, number, of, percent, t, time } from "../parts/words.js";

const usual = "90"; // days
const narrower = ["service", "officer", "counter"];
const shown = () => period(undefined, usual);
const most_reasons = 6;
const causes = ["officer", "rule", "queue", "place"];

function tiles(told, figures, query) {
  const flagged = told.all.flagged;
  return h(
    "dl",
    { class: "tiles" },
    mean_tile(t("figures.mean"), figures, chosen_of(told.previous, query)),
    tile(t("office.ratings"), number(figures.n), [
      t("office.before_n", { n: number(chosen_of(told.previous, query).n) }),
      told.visits !== undefined && [h("br"), `${t("figures.responses")}: `, responses(told.visits)],
    ]),
    tile(
      t("office.flagged"),
      number(flagged),
      told.all.n ? t("office.flagged_share", { share: percent(flagged / told.all.n) }) : "",
    ),
  );
}

// ---- Why

function cause_row(cause, times, most) {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, of("cause", cause)),
    h(
      "td",
      { class: "bar-cell" },
      h("span", { class: "bar", "aria-hidden": "true", style: { width: `${most ? (100 * times) / most : 0}%` } }),
      h("span", { class: "amount" }, number(times)),
    ),
  );
}

const reason_line = (one) =>
  h(
    "li",
    {},
    h("div", {}, local(one.text) || one.reason, h("p", { class: "soft small" }, of("cause", one.cause))),
    h("b", { class: "number" }, number(one.times)),
  );

// The most named ones; the others behind them.
function reason_lists(reasons) {
  const list = (part) => h("ul", { class: "plain lines" }, part.map(reason_line));
  const rest = reasons.slice(most_reasons);
  return [
    list(reasons.slice(0, most_reasons)),
    rest.length > 0 && h("details", {}, h("summary", {}, t("reasons.rest", { n: number(rest.length) })), list(rest)),
  ];
}

function reasons_card(told) {
  const most = Math.max(1, ...causes.map((cause) => told.causes?.[cause] ?? 0));
  return card(
    t("reasons.title"),
    { under: t("reasons.under") },
    h(
      "table",
      { class: "bars" },
      h("caption", { class: "heard" }, t("reasons.by_cause")),
      h(
        "thead",
        { class: "heard" },
        h("tr", {}, h("th", { scope: "col" }, t("reasons.cause")), h("th", { scope: "col" }, t("figures.times"))),
      ),
      h(
        "tbody",
        {},
        causes.map((cause) => cause_row(cause, told.causes?.[cause] ?? 0, most)),
      ),
    ),
    told.reasons.length === 0 ? h("p", { class: "soft" }, t("reasons.none")) : reason_lists(told.reasons),
  );
}

// ---- What looks suspect

async function flagged_list(place, office) {
  const list = h("div", {});
  replace(place, list);
  await fill(
    list,
    () => api.get("/v1/admin/flagged", { office, ...shown(), limit: 50 }),
    ({ ratings }) =>
      table(
        t("flagged.title"),
        ["flagged.at", "figures.score", "flagged.why", "flagged.kiosk"].map((key) => t(key)),
        ratings.map((one) => [
          time(one.at),
          `${one.score} · ${of("score", one.score)}`,
          one.flags.map((flag) => of("flag", flag)).join("; "),
          `${one.counter || t("kiosks.lobby")}, ${one.journal.slice(0, 6)}… ${one.seq}`,
        ]),
      ),
  );
}

function flags_card(told) {
  const place = h("div", {});
  const show = h(
    "button",
    { type: "button", class: "button quiet", onclick: () => flagged_list(place, told.office) },
    t("flagged.show"),
  );
  replace(place, show);
  return card(
    t("flagged.title"),
    { under: t("flagged.under") },
    told.flags.length === 0
      ? nothing(t("flagged.none"))
      : [
          h(
            "ul",
            { class: "plain lines" },
            told.flags.map((one) =>
              h(
                "li",
                {},
                h("div", {}, of("flag", one.flag), h("p", { class: "soft small" }, of("flag_why", one.flag))),
                h("b", { class: "number" }, number(one.times)),
              ),
            ),
          ),
          place,
        ],
  );
}

// ---- What the office has

function part_row(part, name, id, query) {
  const figures = chosen_of(part, query);
  return [
    [
      h("a", { href: chosen_address({ [name]: id }) }, local(part.name) || id),
      part.in_catalogue === false && [" ", badge(t("office.gone"))],
    ],
    mean_cell(figures),
    cell("drawn", whisker(figures)),
    cell("drawn", distribution_bar(figures)),
  ];
}

function parts_card(name, list, query) {
  if (!list?.length) return null;
  const columns = [`office.${name}`, "figures.mean", "figures.place", "figures.distribution"];
  return card(
    t(`office.${name}s`),
    { under: t("office.by_name") },
    table(
      t(`office.${name}s`),
      columns.map((key) => t(key)),
      list.map((part) => part_row(part, name, part[name], query)),
    ),
  );
}

function content(told, query) {
  const figures = chosen_of(told, query);
  return [
    h("p", { class: "soft small as-of" }, t("as_of", { time: time(told.as_of) })),
    tiles(told, figures, query),
    card(
      t("trend.title"),
      {
        tools: switcher(t("trend.by"), "by", [
          ["", t("trend.week")],
          ["day", t("trend.day")],
          ["month", t("trend.month")],
        ]),
      },
      trend_figure(told.trend, period_words(told)),
    ),
    h(
      "div",
      { class: "pair" },
      card(
        t("figures.distribution"),
        {},
        figures.n ? distribution_table(figures, t("figures.distribution")) : nothing(t("figures.none")),
      ),
      reasons_card(told),
    ),
    told.heat && card(t("heat.title"), { under: t("heat.under") }, heat_table(told.heat, t("heat.title"))),
    flags_card(told),
    narrower.map((name) => parts_card(name, told[`${name}s`], query)),
  ];
}

// ---- Which one

const belongs = (list, office) => entries(list.filter((one) => one.office === office));

function choosers(catalogue, office) {
  return narrower.map((name) => {
    const own = belongs(catalogue[`${name}s`], office);
    return own.length > 0 && query_select(t(`office.${name}`), name, [["", t("office.all")], ...own]);
  });
}

function title_of(catalogue, office, query) {
  const name = narrower.find((one) => query[one]);
  return name ? named(catalogue[`${name}s`], query[name]) : named(catalogue.offices, office);
}

export function office(path) {
  const { query } = here();
  const page = h("div", {});
  fill(
    page,
    async () => (await edition()).catalogue,
    (catalogue) => {
      const office_id = session.own_office() || path[0] || entries(catalogue.offices)[0]?.[0];
      if (!office_id) return [head(t("way.offices")), nothing(t("today.no_offices"))];
      const all = catalogue.offices.length > 1 && h("div", { class: "field inline" }, office_select(catalogue, office_id));
      const chosen = narrower.some((name) => query[name]);
      const trail = chosen
        ? [
            [
              named(catalogue.offices, office_id),
              address(["offices", office_id], { from: query.from, until: query.until, flagged: query.flagged }),
            ],
          ]
        : [];
      const place = h("div", { class: "stack" });
      const wish = { office: office_id, by: query.by || "week", ...shown() };
      for (const name of narrower) wish[name] = query[name];
      fill(
        place,
        () => api.get("/v1/admin/figures", wish),
        (told) => content(told, query),
      );
      return [
        head(title_of(catalogue, office_id, query), {
          under: period_words(shown()),
          trail,
          tools: [all, period_chooser(usual), flagged_switcher(), choosers(catalogue, office_id)],
        }),
        place,
      ];
    },
  );
  return page;
}

function office_select(catalogue, office_id) {
  const { query } = here();
  const kept = { from: query.from, until: query.until, flagged: query.flagged, by: query.by };
  return [
    h("label", { for: "which-office" }, t("today.office")),
    h(
      "select",
      { id: "which-office", lang: language(), onchange: (event) => go(["offices", event.target.value], kept) },
      entries(catalogue.offices).map(([id, name]) => h("option", { value: id, selected: id === office_id }, name)),
    ),
  ];
}
