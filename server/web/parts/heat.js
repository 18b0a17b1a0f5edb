// When people rate, and how: hour by weekday. A table whose cells are coloured, so that it reads as one.

import { h, heard, seen } from "./dom.js";
import { wide } from "./page.js";
import { number, t, weekday } from "./words.js";

const two = (hour) => String(hour).padStart(2, "0");

// The hours from the first to the last in which anybody rated.
function hours_of(heat) {
  const used = [...Array(24).keys()].filter((hour) => heat.some((row) => row[hour]?.n > 0));
  return used.length ? [...Array(used.at(-1) - used[0] + 1).keys()].map((step) => used[0] + step) : [];
}

function cell(entry) {
  if (!entry?.n) return h("td", { class: "heat" }, heard(t("heat.none")));
  const mean = entry.sum / entry.n;
  const step = Math.min(5, Math.max(1, Math.round(mean)));
  return h(
    "td",
    { class: `heat step-${step}` },
    heard(t("heat.cell", { mean: number(mean, 1), n: number(entry.n) })),
    seen(h("b", {}, number(mean, 1)), h("small", {}, number(entry.n))),
  );
}

export function heat_table(heat, caption) {
  const hours = hours_of(heat);
  if (hours.length === 0) return h("p", { class: "soft" }, t("figures.none"));
  return wide(
    caption,
    h(
      "table",
      { class: "heat-map" },
      h("caption", { class: "small soft" }, t("heat.caption")),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("heat.day")),
          hours.map((hour) => h("th", { scope: "col" }, two(hour))),
        ),
      ),
      h(
        "tbody",
        {},
        heat.map((row, index) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, weekday(index)),
            hours.map((hour) => cell(row[hour])),
          ),
        ),
      ),
    ),
  );
}
