// The legal satisfaction survey (PermenPANRB 14/2017): nine elements, the index, who answered, the report, publishing.

import * as api from "../parts/api.js";
import { period, period_chooser, period_words, query_select } from "../parts/choices.js";
import { open_form } from "../parts/dialog.js";
import { fresh, h } from "../parts/dom.js";
import { tile } from "../parts/figures.js";
import { text_field } from "../parts/form.js";
import { badge, card, fill, head, notice, nothing, say } from "../parts/page.js";
import { edition, entries, named } from "../parts/offices.js";
import { choose, here } from "../parts/router.js";
import * as session from "../parts/session.js";
import { table } from "../parts/table.js";
import { day, number, of, t } from "../parts/words.js";

const usual = "year";
const shown = () => period(undefined, usual);
const formats = ["html", "pdf", "xlsx"];

function tiles(told) {
  const reached = told.needed && told.n >= told.needed;
  return h(
    "dl",
    { class: "tiles" },
    tile(
      t("skm.index"),
      told.ikm === null ? "–" : number(told.ikm, 2),
      told.ikm === null ? t("skm.none") : t("skm.of_hundred"),
      "wide",
    ),
    tile(t("skm.quality"), told.quality ?? "–", told.quality ? of("quality", told.quality) : ""),
    tile(
      t("skm.respondents"),
      number(told.n),
      told.needed
        ? t(reached ? "skm.enough" : "skm.too_few", { needed: number(told.needed), population: number(told.population) })
        : t("skm.population_unknown"),
      !told.needed ? "" : reached ? "good" : "bad",
    ),
  );
}

// NRR lies between 1 and 4: the bar is its place there.
const element_row = (one, lowest) => [
  [of("element", one.element), lowest.includes(one.element) && [" ", badge(t("skm.lowest"), "warn")]],
  number(one.n),
  number(one.sum),
  h(
    "div",
    { class: "bar-cell" },
    h("span", { class: "bar", "aria-hidden": "true", style: { width: `${((one.nrr - 1) / 3) * 100}%` } }),
    h("span", { class: "amount" }, number(one.nrr, 3)),
  ),
  number(one.weighted, 3),
  one.quality ? `${one.quality} · ${of("quality", one.quality)}` : "–",
];

const elements_card = (told) =>
  card(
    t("skm.elements"),
    { under: t("skm.elements_under") },
    table(
      t("skm.elements"),
      ["skm.element", "skm.respondents", "skm.sum", "skm.nrr", "skm.weighted", "skm.quality"].map((key) => t(key)),
      told.elements.map((one) => element_row(one, told.lowest)),
      "elements",
    ),
  );

function counts(kind, table_of, name_of) {
  const rows = Object.entries(table_of ?? {});
  const all = rows.reduce((sum, [, times]) => sum + times, 0);
  return h(
    "table",
    { class: "bars" },
    h("caption", {}, h("b", {}, t(`skm.by_${kind}`))),
    h(
      "thead",
      { class: "heard" },
      h("tr", {}, h("th", { scope: "col" }, t(`skm.by_${kind}`)), h("th", { scope: "col" }, t("figures.times"))),
    ),
    h(
      "tbody",
      {},
      rows.map(([code, times]) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, name_of(code)),
          h(
            "td",
            { class: "bar-cell" },
            h("span", { class: "bar", "aria-hidden": "true", style: { width: `${all ? (100 * times) / all : 0}%` } }),
            h("span", { class: "amount" }, number(times)),
          ),
        ),
      ),
    ),
  );
}

const respondents_card = (told, catalogue) =>
  card(
    t("skm.who"),
    {},
    h(
      "div",
      { class: "pair" },
      ["sex", "education", "occupation"].map((kind) => counts(kind, told.by[kind], (code) => of(kind, code))),
      counts("service", told.by.service, (code) => (code ? named(catalogue.services, code) : t("skm.no_service"))),
    ),
  );

function publish(told, again) {
  open_form(
    t("skm.publish"),
    [
      h(
        "p",
        {},
        t("skm.publish_words", {
          ikm: number(told.ikm, 2),
          quality: told.quality,
          n: number(told.n),
          from: day(told.from),
          until: day(told.until),
        }),
      ),
      text_field(t("skm.population"), "population", told.population ?? "", {
        type: "number",
        min: 1,
        max: 10000000,
        inputmode: "numeric",
        hint: t("skm.population_hint"),
      }),
    ],
    {
      button: t("skm.publish"),
      act: async (data) => {
        const population = Number(data.get("population")) || undefined;
        await api.post("/v1/admin/skm/publications", {
          office: told.office,
          service: told.service ?? "",
          from: told.from,
          until: told.until,
          population,
        });
        say(t("skm.published_now"));
        again();
      },
    },
  );
}

const report_links = (told) => {
  const wish = { office: told.office, service: told.service, from: told.from, until: told.until, population: told.population };
  return h(
    "ul",
    { class: "plain row" },
    formats.map((format) =>
      h(
        "li",
        {},
        h(
          "a",
          {
            class: "button quiet",
            href: `/v1/admin/skm/report${api.query({ format, ...wish })}`,
            download: format === "html" ? null : true,
            target: format === "html" ? "_blank" : null,
            rel: "noopener",
          },
          t(`skm.report_${format}`),
        ),
      ),
    ),
  );
};

const actions_card = (told, again) =>
  card(
    t("skm.report"),
    { under: t("skm.report_under") },
    report_links(told),
    session.may("catalogue") &&
      told.ikm !== null &&
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", class: "button", onclick: () => publish(told, again) }, t("skm.publish")),
      ),
    told.needed && told.n < told.needed && notice("info", t("skm.few_words")),
  );

function published_card(office) {
  const place = h("div", {});
  const load = () =>
    fill(
      place,
      () => api.get("/v1/admin/skm/publications", { office }),
      ({ publications }) =>
        publications.length === 0
          ? nothing(t("skm.never_published"))
          : table(
              t("skm.published"),
              ["period.label", "skm.index", "skm.quality", "skm.respondents", "skm.on"].map((key) => t(key)),
              publications.map((one) => [
                `${day(one.from)} – ${day(one.until)}`,
                number(one.ikm, 2),
                one.quality,
                number(one.n),
                one.published ? day(one.published.slice(0, 10)) : "",
              ]),
            ),
    );
  load();
  return [card(t("skm.published"), { under: t("skm.published_under") }, place), load];
}

export function skm() {
  const { query } = here();
  const page = h("div", {});
  fill(
    page,
    async () => (await edition()).catalogue,
    (catalogue) => {
      const office = session.own_office() || query.office || entries(catalogue.offices)[0]?.[0];
      if (!office) return [head(t("skm.title")), nothing(t("today.no_offices"))];
      const services = entries(catalogue.services.filter((one) => one.office === office));
      const [published, again] = published_card(office);
      const place = h("div", { class: "stack" });
      fill(
        place,
        () => api.get("/v1/admin/skm", { office, service: query.service, population: query.population, ...shown() }),
        (told) =>
          told.n === 0
            ? nothing(t("skm.none"))
            : [tiles(told), elements_card(told), respondents_card(told, catalogue), actions_card(told, again)],
      );
      return [
        head(t("skm.title"), {
          under: `${named(catalogue.offices, office)} · ${period_words(shown())}`,
          tools: [
            !session.own_office() &&
              catalogue.offices.length > 1 &&
              query_select(t("today.office"), "office", choices_of(catalogue, office)),
            query_select(t("office.service"), "service", [["", t("office.all")], ...services]),
            period_chooser(usual),
            population_field(query),
          ],
        }),
        h("div", { class: "stack" }, place, published),
      ];
    },
  );
  return page;
}

// How many people use the service in a year: what the sample's size is held against.
function population_field(query) {
  const take = (event) => {
    event.preventDefault();
    choose({ population: new FormData(event.target).get("population") });
  };
  const id = fresh("population");
  return h(
    "form",
    { class: "row ends", onsubmit: take },
    h(
      "div",
      { class: "field inline" },
      h("label", { for: id }, t("skm.population")),
      h("input", {
        id,
        type: "number",
        name: "population",
        min: 1,
        max: 10000000,
        inputmode: "numeric",
        value: query.population ?? "",
      }),
    ),
    h("button", { class: "button quiet" }, t("skm.count")),
  );
}

// The first office of the list is the usual one, which needs no word in the address.
const choices_of = (catalogue, office) =>
  entries(catalogue.offices).map(([id, name]) => [here().query.office || id !== office ? id : "", name]);
