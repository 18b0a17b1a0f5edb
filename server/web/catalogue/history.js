// Who changed the catalogue and when, and the way back.

import * as api from "../parts/api.js";
import { confirm_that, open_note } from "../parts/dialog.js";
import { h, replace } from "../parts/dom.js";
import { badge, card, failure, fill, loading, nothing, say } from "../parts/page.js";
import { table } from "../parts/table.js";
import { of, t, time } from "../parts/words.js";
import { differences, forget_draft } from "./draft.js";

const path_of = (edition) => `/v1/admin/catalogues/${encodeURIComponent(edition.imported)}`;

// What putting it in force again would change now.
function compare(edition) {
  const place = h("div", {}, loading());
  open_note(t("history.compare_title", { time: time(edition.imported) }), place);
  Promise.all([api.get("/v1/admin/catalogue"), api.get(path_of(edition))]).then(
    ([now, then]) => {
      const told = differences(now.catalogue, then.catalogue);
      replace(
        place,
        told.length
          ? [
              h("p", {}, t("history.compare_words")),
              h(
                "ul",
                { class: "changes" },
                told.map((text) => h("li", {}, text)),
              ),
            ]
          : h("p", {}, t("history.same")),
      );
    },
    (problem) => replace(place, failure(problem)),
  );
}

function restore(edition, again) {
  confirm_that(
    t("history.restore_title"),
    t("history.restore_words", { time: time(edition.imported) }),
    t("history.restore"),
    async () => {
      await api.post(`${path_of(edition)}/restoration`);
      forget_draft();
      say(t("history.restored"));
      again();
    },
  );
}

// "officers +1 ~2" as the reader says it.
const signs = { "+": "history.added", "-": "history.removed", "~": "history.changed" };
const in_words = (line) =>
  line
    .replace(/^[a-z]+/, (kind) => `${of("many_of", kind)}:`)
    .replace(/([+\-~])(\d+)/g, (_, sign, times) => t(signs[sign], { n: times }));

const row = (edition, again) => [
  time(edition.imported),
  edition.who || "–",
  edition.summary.length ? edition.summary.map(in_words).join("; ") : t("history.no_summary"),
  edition.in_force
    ? badge(t("history.in_force"), "good")
    : h(
        "div",
        { class: "row" },
        h("button", { type: "button", class: "button quiet small", onclick: () => compare(edition) }, t("history.compare")),
        h(
          "button",
          { type: "button", class: "button quiet small", onclick: () => restore(edition, again) },
          t("history.restore"),
        ),
      ),
];

export function history() {
  const place = h("div", {});
  const load = () =>
    fill(
      place,
      () => api.get("/v1/admin/catalogues"),
      ({ editions }) =>
        editions.length === 0
          ? nothing(t("history.none"))
          : table(
              t("history.title"),
              ["flagged.at", "people.who", "history.what", "people.actions"].map((key) => t(key)),
              editions.map((edition) => row(edition, load)),
            ),
    );
  load();
  return card(t("history.title"), { under: t("history.under") }, place);
}
