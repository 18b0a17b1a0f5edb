// Comments on ratings: nothing is shown to anybody before somebody here has read it.

import * as api from "../parts/api.js";
import { switcher } from "../parts/choices.js";
import { h } from "../parts/dom.js";
import { badge, failure, fill, head, nothing, say } from "../parts/page.js";
import { edition, named, office_select } from "../parts/offices.js";
import { address, chosen_address } from "../parts/router.js";
import { day, of, t } from "../parts/words.js";

function row(one, catalogue, again) {
  const decide = (decision) => async (event) => {
    event.target.disabled = true;
    try {
      await api.post(`/v1/admin/comments/${encodeURIComponent(one.comment)}`, { decision });
      say(t(`comments.done_${decision}`));
      again();
    } catch (problem) {
      event.target.disabled = false;
      event.target.closest("li").append(failure(problem));
    }
  };
  return h(
    "li",
    { class: "case-row" },
    h(
      "div",
      { class: "case-main" },
      h("blockquote", { class: "told" }, one.text || t(one.unread === "sealed" ? "cases.sealed" : "cases.missing")),
      h(
        "p",
        { class: "soft small" },
        [
          named(catalogue.offices, one.office),
          one.officer && named(catalogue.officers, one.officer),
          day(one.day),
          `${one.score} · ${of("score", one.score)}`,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
    h(
      "div",
      { class: "row" },
      one.state !== "pending" && badge(of("comment", one.state), one.state === "shown" ? "good" : ""),
      one.state !== "shown" && h("button", { type: "button", class: "button", onclick: decide("show") }, t("comments.show")),
      one.state !== "hidden" &&
        h("button", { type: "button", class: "button quiet", onclick: decide("hide") }, t("comments.hide")),
    ),
  );
}

function list(told, catalogue, again) {
  if (told.comments.length === 0) return nothing(t("comments.none"));
  const older = told.next && h("a", { class: "button quiet", href: chosen_address({ before: told.next }) }, t("cases.older"));
  return [
    h(
      "ul",
      { class: "card plain lines cases" },
      told.comments.map((one) => row(one, catalogue, again)),
    ),
    older,
  ];
}

export function comments(query) {
  const page = h("div", {});
  const wish = { office: query.office, state: query.state || "pending", before: query.before, limit: 50 };
  const states = [
    ["", of("comment", "pending")],
    ["shown", of("comment", "shown")],
    ["hidden", of("comment", "hidden")],
  ];
  fill(
    page,
    async () => (await edition()).catalogue,
    (catalogue) => {
      const place = h("div", { class: "stack" });
      const load = () =>
        fill(
          place,
          () => api.get("/v1/admin/comments", wish),
          (told) => list(told, catalogue, load),
        );
      load();
      const tools = [office_select(catalogue, t("cases.all_offices")), switcher(t("comments.which"), "state", states)];
      return [
        head(t("comments.title"), { under: t("comments.under"), trail: [[t("cases.title"), address(["cases"])]], tools }),
        place,
      ];
    },
  );
  return page;
}
