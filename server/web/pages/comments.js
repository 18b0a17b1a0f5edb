// Comments on ratings: nothing is shown to anybody before somebody here has read it.

import * as api from "../parts/api.js";
import { query_select, switcher } from "../parts/choices.js";
import { h } from "../parts/dom.js";
import { badge, failure, fill, head, nothing, say } from "../parts/page.js";
import { edition, entries, named } from "../parts/offices.js";
import { address, chosen_address } from "../parts/router.js";
import * as session from "../parts/session.js";
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

export function comments(query) {
  const page = h("div", {});
  fill(
    page,
    async () => (await edition()).catalogue,
    (catalogue) => {
      const place = h("div", {});
      const load = () =>
        fill(
          place,
          () =>
            api.get("/v1/admin/comments", {
              office: query.office,
              state: query.state || "pending",
              before: query.before,
              limit: 50,
            }),
          (told) => [
            told.comments.length === 0
              ? nothing(t("comments.none"))
              : h(
                  "ul",
                  { class: "card plain lines cases" },
                  told.comments.map((one) => row(one, catalogue, load)),
                ),
            told.next &&
              h("p", {}, h("a", { class: "button quiet", href: chosen_address({ before: told.next }) }, t("cases.older"))),
          ],
        );
      load();
      return [
        head(t("comments.title"), {
          under: t("comments.under"),
          trail: [[t("cases.title"), address(["cases"])]],
          tools: [
            !session.own_office() &&
              catalogue.offices.length > 1 &&
              query_select(t("today.office"), "office", [["", t("cases.all_offices")], ...entries(catalogue.offices)]),
            switcher(t("comments.which"), "state", [
              ["", of("comment", "pending")],
              ["shown", of("comment", "shown")],
              ["hidden", of("comment", "hidden")],
            ]),
          ],
        }),
        place,
      ];
    },
  );
  return page;
}
