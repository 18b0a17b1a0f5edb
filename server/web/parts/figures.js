// Figures as they are always shown: never a mean without its N and its interval, and the same as a sentence for those who
// hear the page. `figures` is what docs/openapi.yaml calls Figures.

import { h, heard, seen, svg } from "./dom.js";
import { number, of, percent, t } from "./words.js";

export const scores = [1, 2, 3, 4, 5];

export const has_mean = (figures) => figures && figures.n > 0 && figures.mean !== undefined;
const two = (value) => number(value, 2);

// "Rata-rata 4,21 dari 5; selang kepercayaan 95 % dari 4,10 sampai 4,31; 312 penilaian."
export function sentence(figures) {
  if (!has_mean(figures)) return t("figures.none");
  const { low, high } = figures.interval;
  return t("figures.sentence", { mean: two(figures.mean), low: two(low), high: two(high), n: number(figures.n) });
}

// The mean's place on the scale, and its interval as a line.
export function whisker(figures) {
  const at = (value) => 4 + ((value - 1) / 4) * 112;
  const marks = scores.map((score) => svg("line", { x1: at(score), x2: at(score), y1: 8, y2: 16, class: "tick" }));
  const drawing = svg(
    "svg",
    { viewBox: "0 0 120 24", class: "whisker", "aria-hidden": "true", focusable: "false" },
    svg("line", { x1: at(1), x2: at(5), y1: 12, y2: 12, class: "scale" }),
    ...marks,
  );
  if (!has_mean(figures)) return drawing;
  const { low, high } = figures.interval;
  drawing.append(
    svg("line", { x1: at(low), x2: at(high), y1: 12, y2: 12, class: "interval" }),
    svg("circle", { cx: at(figures.mean), cy: 12, r: 4.5, class: "mean" }),
  );
  return drawing;
}

// For tables and lists: mean, interval, N.
export function mean_cell(figures) {
  if (!has_mean(figures)) return h("span", { class: "mean none" }, t("figures.none_short"));
  const { low, high } = figures.interval;
  return h(
    "span",
    { class: "mean" },
    heard(sentence(figures)),
    seen(
      h("b", {}, two(figures.mean)),
      h("span", { class: "interval" }, `${two(low)} – ${two(high)}`),
      h("span", { class: "n" }, `N ${number(figures.n)}`),
    ),
  );
}

export function distribution_sentence(distribution) {
  return scores.map((score) => `${of("score", score)}: ${number(distribution[score - 1])}`).join("; ") + ".";
}

// A bar of five pieces.
export function distribution_bar(figures) {
  const all = figures?.distribution?.reduce((sum, times) => sum + times, 0) ?? 0;
  if (!all) return h("span", { class: "pieces empty" }, heard(t("figures.none")));
  return h(
    "span",
    { class: "pieces" },
    heard(distribution_sentence(figures.distribution)),
    scores.map((score) => {
      const times = figures.distribution[score - 1];
      return (
        times > 0 &&
        h("span", {
          class: `piece face-${score}`,
          "aria-hidden": "true",
          title: `${of("score", score)}: ${number(times)}`,
          style: { "flex-grow": times },
        })
      );
    }),
  );
}

// Five rows with words, numbers and bars.
export function distribution_table(figures, caption) {
  const all = figures.distribution.reduce((sum, times) => sum + times, 0);
  return h(
    "table",
    { class: "bars" },
    h("caption", { class: "heard" }, caption),
    h(
      "thead",
      { class: "heard" },
      h(
        "tr",
        {},
        h("th", { scope: "col" }, t("figures.score")),
        h("th", { scope: "col" }, t("figures.times")),
        h("th", { scope: "col" }, t("figures.share")),
      ),
    ),
    h(
      "tbody",
      {},
      [...scores].reverse().map((score) => {
        const times = figures.distribution[score - 1];
        return h(
          "tr",
          {},
          h(
            "th",
            { scope: "row" },
            h("span", { class: `dot face-${score}`, "aria-hidden": "true" }),
            `${score} · ${of("score", score)}`,
          ),
          h(
            "td",
            { class: "bar-cell" },
            h("span", {
              class: `bar face-${score}`,
              "aria-hidden": "true",
              style: { width: `${all ? (100 * times) / all : 0}%` },
            }),
            h("span", { class: "amount" }, number(times)),
          ),
          h("td", { class: "share" }, percent(all ? times / all : 0)),
        );
      }),
    ),
  );
}

// How the mean stands to that of the time before. Two intervals that overlap are no change.
export function change(figures, before) {
  if (!has_mean(figures) || !has_mean(before)) return h("span", { class: "change" }, t("figures.no_before"));
  const apart = figures.interval.low > before.interval.high || figures.interval.high < before.interval.low;
  const direction = !apart ? "same" : figures.mean > before.mean ? "up" : "down";
  return h(
    "span",
    { class: `change ${direction}` },
    t(`figures.change_${direction}`, { before: two(before.mean), n: number(before.n) }),
  );
}

// How many visits left a rating, never without how many there were; not known where no kiosk counts them. `visits` is what
// docs/openapi.yaml calls Visits.
export const responses = (visits) =>
  visits
    ? h(
        "span",
        { class: "responses" },
        h("b", {}, percent(visits.rated / visits.count)),
        " ",
        h("span", { class: "n" }, t("figures.of_visits", { n: number(visits.count) })),
      )
    : h("span", { class: "responses none" }, t("figures.visits_unknown"));

// One large figure.
export const tile = (label, value, under, kind = "") =>
  h(
    "div",
    { class: `tile ${kind}` },
    h("dt", {}, label),
    h("dd", {}, h("span", { class: "value" }, value), under && h("span", { class: "under" }, under)),
  );

export function mean_tile(label, figures, before) {
  if (!has_mean(figures)) return tile(label, "–", t("figures.none"));
  const { low, high } = figures.interval;
  const value = [heard(sentence(figures)), seen(two(figures.mean), h("span", { class: "of" }, t("figures.of_five")))];
  return tile(
    label,
    value,
    [
      whisker(figures),
      seen(t("figures.interval", { low: two(low), high: two(high) }), " · ", `N ${number(figures.n)}`),
      before && h("br"),
      before && change(figures, before),
    ],
    "wide",
  );
}

// All ratings, or without those that look suspect: chosen by the address.
export const chosen_of = (both, query) => (query.flagged === "without" ? both.without_flagged : both.all);
