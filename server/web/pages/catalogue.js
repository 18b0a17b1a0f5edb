// All that kiosks show. Changes are gathered, told in plain words, and saved together.

import { h } from "../parts/dom.js";
import { confirm_that, open_form } from "../parts/dialog.js";
import { icon } from "../parts/icons.js";
import { badge, card, fill, head, nothing, say } from "../parts/page.js";
import { office_select } from "../parts/offices.js";
import { address, here } from "../parts/router.js";
import * as session from "../parts/session.js";
import { number, of, t } from "../parts/words.js";
import { changes, forget_draft, kinds, open_draft, save, title_of } from "../catalogue/draft.js";
import { entry_page } from "../catalogue/entry.js";
import { history } from "../catalogue/history.js";
import { city_wide, of_office, under_of } from "../catalogue/kinds.js";
import { words_list } from "../catalogue/words.js";

// An office's user changes what is their office's alone.
const changeable = (kind) => !session.own_office() || !city_wide.includes(kind);

function belongs(kind, one, office, catalogue) {
  if (!office) return true;
  if (kind === "offices") return one.id === office;
  if (kind === "awards") return catalogue.officers.find((officer) => officer.id === one.officer)?.office === office;
  return !of_office.includes(kind) || one.office === office || (!one.office && !session.own_office());
}

// ---- What is not saved yet

const change_list = (told) =>
  h(
    "ul",
    { class: "changes" },
    told.map((text) => h("li", {}, text)),
  );

function save_bar(redraw) {
  const told = changes();
  if (told.length === 0) return null;
  const review = () =>
    open_form(t("catalogue.review"), [h("p", {}, t("catalogue.review_words")), change_list(told)], {
      button: t("catalogue.save_all"),
      act: async () => {
        await save();
        redraw();
        say(t("catalogue.saved"));
      },
    });
  const drop = () =>
    confirm_that(
      t("catalogue.drop_title"),
      t("catalogue.drop_words", { n: number(told.length) }),
      t("catalogue.drop"),
      async () => {
        forget_draft();
        redraw();
      },
    );
  return h(
    "div",
    { class: "save-bar", role: "region", "aria-label": t("catalogue.unsaved") },
    h("p", {}, h("b", {}, t("catalogue.unsaved_n", { n: number(told.length) }))),
    h(
      "div",
      { class: "row" },
      h("button", { type: "button", class: "button", onclick: review }, t("catalogue.look_and_save")),
      h("button", { type: "button", class: "button quiet", onclick: drop }, t("catalogue.drop")),
    ),
  );
}

// ---- Lists

const parts = (kind, catalogue, office) =>
  h(
    "nav",
    { class: "tabs", "aria-label": t("catalogue.parts") },
    [
      ...kinds.map((one) => [
        one,
        of("many_of", one),
        catalogue[one].filter((entry) => belongs(one, entry, office, catalogue)).length,
      ]),
      ["history", t("history.title"), null],
    ].map(([one, words, times]) =>
      h(
        "a",
        { href: address(["catalogue", one], { office: here().query.office }), "aria-current": one === kind ? "page" : false },
        words,
        times !== null && [" ", h("span", { class: "count" }, number(times))],
      ),
    ),
  );

function list(kind, catalogue, office) {
  const own = catalogue[kind].filter((one) => belongs(kind, one, office, catalogue));
  const may_add = changeable(kind) && !(kind === "offices" && session.own_office());
  const needs_office = ["counters", "officers", "caretakers", "services"].includes(kind) && !office;
  const add =
    may_add &&
    (needs_office
      ? h("p", { class: "soft small" }, t("catalogue.choose_office"))
      : h(
          "a",
          { class: "button", href: address(["catalogue", kind, "new"], { office: office || undefined }) },
          icon("add"),
          t("catalogue.add"),
        ));
  const row = (one) =>
    h(
      "li",
      {},
      h(
        "div",
        {},
        changeable(kind)
          ? h("a", { href: address(["catalogue", kind, one.id], { office: here().query.office }) }, title_of(kind, one))
          : title_of(kind, one),
        h("p", { class: "soft small" }, under_of(kind, one, catalogue)),
      ),
      one.sample && badge(t("catalogue.sample_short")),
    );
  return card(
    of("many_of", kind),
    { under: of("under_of", kind), tools: add },
    own.length === 0
      ? nothing(t("catalogue.empty"))
      : h("ul", { class: "plain lines" }, own.sort((a, b) => title_of(kind, a).localeCompare(title_of(kind, b))).map(row)),
  );
}

function overview(kind, catalogue, redraw) {
  const office = session.own_office() || here().query.office || "";
  return [
    head(t("catalogue.title"), { under: t("catalogue.under"), tools: office_select(catalogue, t("people.all_offices")) }),
    h(
      "div",
      { class: "stack" },
      parts(kind, catalogue, office),
      kind === "history" ? history() : kind === "words" ? words_list(catalogue, changeable(kind)) : list(kind, catalogue, office),
      save_bar(redraw),
    ),
  ];
}

export function catalogue(path, redraw) {
  const page = h("div", {});
  const kind = [...kinds, "history"].includes(path[0]) ? path[0] : "officers";
  fill(page, open_draft, (draft) =>
    path[1] && kind !== "history" && changeable(kind) ? entry_page(kind, path[1], draft) : overview(kind, draft, redraw),
  );
  return page;
}
