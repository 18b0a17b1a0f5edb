// What citizens wrote: the inbox, one case, and the comments that wait to be shown.

import * as api from "../parts/api.js";
import { query_select, select } from "../parts/choices.js";
import { fresh, h } from "../parts/dom.js";
import { badge, card, fill, head, nothing } from "../parts/page.js";
import { edition, named, office_select } from "../parts/offices.js";
import { address, choose, chosen_address, here } from "../parts/router.js";
import * as session from "../parts/session.js";
import { day, number, of, t } from "../parts/words.js";
import { one_case } from "./one_case.js";
import { comments } from "./comments.js";

export const states = ["received", "verified", "in_progress", "answered", "closed"];
const kinds = ["complaint", "suggestion", "question"];

export const deadline_badge = (one) =>
  one.state !== "closed" &&
  one.deadline &&
  badge(t(one.overdue ? "cases.overdue" : "cases.until", { day: day(one.deadline) }), one.overdue ? "bad" : "warn");

const state_ways = (counts, query) =>
  h(
    "nav",
    { class: "tabs", "aria-label": t("cases.states") },
    ["", ...states].map((state) => {
      const times = state ? counts?.[state] : states.reduce((sum, one) => sum + (counts?.[one] ?? 0), 0);
      return h(
        "a",
        { href: chosen_address({ state, before: "" }), "aria-current": (query.state ?? "") === state ? "true" : false },
        state ? of("state", state) : t("cases.all"),
        " ",
        h("span", { class: "count" }, number(times ?? 0)),
      );
    }),
  );

function row(one, catalogue) {
  const about = one.officer
    ? named(catalogue.officers, one.officer)
    : one.service
      ? named(catalogue.services, one.service)
      : of("about", one.about);
  return h(
    "li",
    { class: "case-row" },
    h(
      "div",
      { class: "case-main" },
      h(
        "p",
        { class: "case-title" },
        h("a", { href: address(["cases", one.case]) }, `${of("kind", one.kind)}: ${about}`),
        " ",
        badge(of("state", one.state), one.state),
      ),
      one.excerpt && h("p", { class: "excerpt" }, one.excerpt),
      h(
        "p",
        { class: "soft small" },
        [
          named(catalogue.offices, one.office),
          t("cases.received_on", { day: day(one.received) }),
          of("privacy", one.privacy),
          one.has_contact && t("cases.has_contact"),
          one.assigned && t("cases.with", { who: one.assigned }),
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
    deadline_badge(one),
  );
}

const search = (query) => {
  const id = fresh("search");
  const take = (event) => {
    event.preventDefault();
    choose({ q: new FormData(event.target).get("q").trim(), before: "" });
  };
  return h(
    "form",
    { class: "field inline search", role: "search", onsubmit: take },
    h("label", { for: id }, t("cases.search")),
    h(
      "div",
      { class: "row" },
      h("input", { id, type: "search", name: "q", value: query.q ?? "", maxlength: 100 }),
      h("button", { class: "button quiet" }, t("cases.find")),
    ),
  );
};

function inbox(query, catalogue) {
  const place = h("div", { class: "stack" });
  const { office, state, kind, assigned, q, before } = query;
  fill(
    place,
    () => api.get("/v1/admin/inbox", { office, state, kind, assigned, q, before, limit: 30 }),
    (told) => [
      state_ways(told.counts, query),
      told.cases.length === 0
        ? nothing(t(state || kind || q || assigned || office ? "cases.none_so" : "cases.none"))
        : h(
            "ul",
            { class: "card plain lines cases" },
            told.cases.map((one) => row(one, catalogue)),
          ),
      told.next && h("p", {}, h("a", { class: "button quiet", href: chosen_address({ before: told.next }) }, t("cases.older"))),
    ],
  );
  return place;
}

const tools = (query, catalogue) => [
  office_select(catalogue, t("cases.all_offices")),
  query_select(t("cases.kind"), "kind", [["", t("cases.all")], ...kinds.map((kind) => [kind, of("kind", kind)])]),
  select(
    t("cases.assigned"),
    [
      ["", t("cases.anybody")],
      [session.current().name, t("cases.me")],
    ],
    query.assigned ?? "",
    (assigned) => choose({ assigned, before: "" }),
  ),
  search(query),
];

export function cases(path) {
  const { query } = here();
  if (path[0] === "comments") return comments(query);
  if (path[0]) return one_case(path[0]);
  const page = h("div", {});
  fill(
    page,
    async () => (await edition()).catalogue,
    (catalogue) => [
      head(t("cases.title"), {
        under: t("cases.under"),
        tools:
          session.may("texts") && h("a", { class: "button quiet", href: address(["cases", "comments"]) }, t("comments.title")),
      }),
      h("div", { class: "filters" }, tools(query, catalogue)),
      inbox(query, catalogue),
    ],
  );
  return page;
}
