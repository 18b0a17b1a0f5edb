// What a page shows is chosen here and stands in its address, so that it can be sent to somebody and printed.

import { fresh, h } from "./dom.js";
import { choose, chosen_address, here } from "./router.js";
import { add_days, day, t, today } from "./words.js";

export function select(label, entries, value, onchange, attributes = {}) {
  const id = fresh("select");
  return h(
    "div",
    { class: "field inline" },
    h("label", { for: id }, label),
    h(
      "select",
      { id, onchange: (event) => onchange(event.target.value), ...attributes },
      entries.map(([code, text]) => h("option", { value: code, selected: code === value }, text)),
    ),
  );
}

// A choice of the address by its name; the first entry is the usual one, with an empty code.
export const query_select = (label, name, entries) =>
  select(label, entries, here().query[name] ?? "", (value) => choose({ [name]: value, before: "" }));

// Two or three ways to see the same.
export const switcher = (label, name, entries) =>
  h(
    "div",
    { class: "switcher", role: "group", "aria-label": label },
    entries.map(([code, text]) =>
      h(
        "a",
        { href: chosen_address({ [name]: code }), "aria-current": (here().query[name] ?? "") === code ? "true" : false },
        text,
      ),
    ),
  );

// ---- Periods: both days included

const usual_days = 30;
const first_of_month = (iso) => `${iso.slice(0, 7)}-01`;

const presets = {
  7: (now) => ({ from: add_days(now, -6), until: now }),
  30: (now) => ({ from: add_days(now, 1 - usual_days), until: now }),
  90: (now) => ({ from: add_days(now, -89), until: now }),
  month: (now) => ({ from: first_of_month(now), until: now }),
  last_month: (now) => {
    const until = add_days(first_of_month(now), -1);
    return { from: first_of_month(until), until };
  },
  year: (now) => ({ from: `${now.slice(0, 4)}-01-01`, until: now }),
};

export function period(query = here().query, usual = "30") {
  const whole = /^\d{4}-\d\d-\d\d$/;
  if (whole.test(query.from ?? "") && whole.test(query.until ?? "") && query.from <= query.until)
    return { from: query.from, until: query.until };
  return presets[usual](today());
}

export const period_words = ({ from, until }) => t("period.words", { from: day(from), until: day(until) });

export function period_chooser(usual = "30") {
  const now = today();
  const is = period(undefined, usual);
  const same = Object.keys(presets).find((name) => presets[name](now).from === is.from && presets[name](now).until === is.until);
  const named = Object.keys(presets).map((name) => [name, t(`period.${name}`)]);
  const preset = select(t("period.label"), [...named, ["own", t("period.own")]], same ?? "own", (name) =>
    name === "own" ? dates.removeAttribute("hidden") : choose({ ...presets[name](now), before: "" }),
  );
  const take = (event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    choose({ from: data.get("from"), until: data.get("until"), before: "" });
  };
  const from = fresh("from");
  const until = fresh("until");
  const dates = h(
    "form",
    { class: "dates", hidden: Boolean(same), onsubmit: take },
    h(
      "div",
      { class: "field inline" },
      h("label", { for: from }, t("period.from")),
      h("input", { id: from, type: "date", name: "from", required: true, max: now, value: is.from }),
    ),
    h(
      "div",
      { class: "field inline" },
      h("label", { for: until }, t("period.until")),
      h("input", { id: until, type: "date", name: "until", required: true, max: now, value: is.until }),
    ),
    h("button", { class: "button quiet" }, t("period.show")),
  );
  return h("div", { class: "period" }, preset, dates);
}

export const flagged_switcher = () =>
  switcher(t("flagged.label"), "flagged", [
    ["", t("flagged.all")],
    ["without", t("flagged.without")],
  ]);
