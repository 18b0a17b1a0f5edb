// Fields of the catalogue's forms. Each gives {element, read}: read() tells the member's value, undefined when it is left out.

import * as api from "../parts/api.js";
import { fresh, h, replace } from "../parts/dom.js";
import { area_field, check_field, choice_field, group, text_field } from "../parts/form.js";
import { failure, problem_of } from "../parts/page.js";
import { of, t, weekday } from "../parts/words.js";

const tongues = ["id", "min", "en"];
const trimmed = (input) => input.value.trim();
const input_of = (element) => element.querySelector("input, textarea, select");

export function plain(label, value, { most, required = false, hint, ...attributes } = {}) {
  const element = text_field(label, "", value, { maxlength: most, required, hint, ...attributes });
  return { element, read: () => trimmed(input_of(element)) || undefined };
}

export function choice(label, value, entries, hint) {
  const element = choice_field(label, "", value, entries, { hint });
  return { element, read: () => input_of(element).value || undefined };
}

export function check(label, value) {
  const element = check_field(label, "", value === true);
  return { element, read: () => input_of(element).checked || undefined };
}

export function date(label, value, required = false) {
  const element = text_field(label, "", value, { type: "date", required });
  return { element, read: () => input_of(element).value || undefined };
}

export function number(label, value, { min, max, hint } = {}) {
  const element = text_field(label, "", value ?? "", { type: "number", min, max, inputmode: "numeric", hint });
  return { element, read: () => (input_of(element).value === "" ? undefined : Number(input_of(element).value)) };
}

// A text in the three languages; Indonesian stands first and is what the others fall back to.
export function local_text(label, value, { most, required = false, rows = 0 } = {}) {
  const inputs = tongues.map((tongue) => {
    const attributes = { maxlength: most, required: required && tongue === "id", lang: tongue };
    return rows
      ? area_field(of("language", tongue), "", value?.[tongue], { rows, ...attributes })
      : text_field(of("language", tongue), "", value?.[tongue], attributes);
  });
  const read = () => {
    const told = Object.fromEntries(
      tongues
        .map((tongue, index) => [tongue, trimmed(input_of(inputs[index])).replace(/\s*\n\s*/g, " ")])
        .filter(([, text]) => text),
    );
    return told.id ? told : undefined;
  };
  return { element: h("fieldset", { class: "group tongues" }, h("legend", {}, label), inputs), read };
}

// Several of a kind, one below the other; `make(value)` gives a field.
export function several(label, values, make, { most = 30, add: words = t("catalogue.add_line") } = {}) {
  const rows = [];
  const list = h("ol", { class: "several" });
  const button = h("button", { type: "button", class: "button quiet small", onclick: () => add(undefined, true) }, words);
  function add(value, focus) {
    if (rows.length >= most) return;
    const field = make(value);
    const row = { field };
    const remove = () => {
      rows.splice(rows.indexOf(row), 1);
      item.remove();
      button.disabled = false;
      button.focus();
    };
    const item = h(
      "li",
      {},
      field.element,
      h("button", { type: "button", class: "text-button", onclick: remove }, t("catalogue.remove_line")),
    );
    rows.push(row);
    list.append(item);
    button.disabled = rows.length >= most;
    if (focus) input_of(item).focus();
  }
  for (const value of values ?? []) add(value, false);
  const read = () => {
    const told = rows.map((row) => row.field.read()).filter((one) => one !== undefined);
    return told.length ? told : undefined;
  };
  return { element: h("fieldset", { class: "group" }, h("legend", {}, label), list, button), read };
}

// Which of them: checkboxes. `entries`: [[code, text], …]; codes may be numbers.
export function which(label, values, entries) {
  const boxes = entries.map(([code, text]) => [code, check_field(text, "", (values ?? []).includes(code))]);
  return {
    element: group(
      label,
      h(
        "div",
        { class: "checks" },
        boxes.map(([, box]) => box),
      ),
    ),
    read: () => boxes.filter(([, box]) => input_of(box).checked).map(([code]) => code),
  };
}

// Lines of one text each.
export function words(label, values, hint) {
  const element = area_field(label, "", (values ?? []).join("\n"), { rows: 4, hint });
  const read = () => {
    const told = input_of(element)
      .value.split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
    return told.length ? told : undefined;
  };
  return { element, read };
}

// ---- Hours

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const clock = (minutes) =>
  minutes === undefined ? "" : `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const minutes = (text) => (text ? Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)) : undefined);

export function time_of_day(label, value) {
  const element = text_field(label, "", clock(value), { type: "time", required: true });
  return { element, read: () => minutes(input_of(element).value) };
}

export function hours(label, value) {
  const rows = days.map((day, index) => {
    const input = (which) =>
      h("input", {
        type: "time",
        "aria-label": `${weekday(index)}, ${t(`catalogue.${which}`)}`,
        value: clock(value?.[day]?.[which]),
      });
    return { day, opens: input("opens"), closes: input("closes"), index };
  });
  const table = h(
    "table",
    { class: "hours" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, t("heat.day")),
        h("th", { scope: "col" }, t("catalogue.opens")),
        h("th", { scope: "col" }, t("catalogue.closes")),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map((row) =>
        h("tr", {}, h("th", { scope: "row" }, weekday(row.index)), h("td", {}, row.opens), h("td", {}, row.closes)),
      ),
    ),
  );
  const read = () =>
    Object.fromEntries(
      rows
        .filter((row) => row.opens.value && row.closes.value)
        .map((row) => [row.day, { opens: minutes(row.opens.value), closes: minutes(row.closes.value) }]),
    );
  return { element: group(label, h("p", { class: "hint" }, t("catalogue.hours_hint")), table), read };
}

// Both days or none.
export function span(label, value) {
  const from = date(t("period.from"), value?.from);
  const until = date(t("period.until"), value?.until);
  const read = () => (from.read() && until.read() ? { from: from.read(), until: until.read() } : undefined);
  return {
    element: h("fieldset", { class: "group" }, h("legend", {}, label), h("div", { class: "row" }, from.element, until.element)),
    read,
  };
}

// What several fields tell as one value; undefined when all are left out.
export function read_members(parts) {
  const told = Object.entries(parts).map(([name, field]) => [name, field.read()]);
  const given = told.filter(([, value]) => value !== undefined);
  return given.length ? Object.fromEntries(given) : undefined;
}

export const members = (parts) => ({
  element: h(
    "div",
    { class: "stack tight" },
    Object.values(parts).map((field) => field.element),
  ),
  read: () => read_members(parts),
});

// ---- People

// undefined: the PIN in force stays.
export function pin(label, has_pin) {
  const id = fresh("pin");
  const input = text_field(t(has_pin ? "catalogue.pin_new" : "catalogue.pin_first"), "", "", {
    type: "password",
    inputmode: "numeric",
    pattern: "[0-9]{6,12}",
    autocomplete: "new-password",
    minlength: 6,
    maxlength: 12,
    hint: t("catalogue.pin_hint"),
  });
  const remove = has_pin && check_field(t("catalogue.pin_remove"), id, false);
  const read = () => (remove && input_of(remove).checked ? "" : input_of(input).value || undefined);
  return {
    element: group(label, h("p", { class: "hint" }, t(has_pin ? "catalogue.pin_is" : "catalogue.pin_none")), input, remove),
    read,
  };
}

const largest_photo = 2 * 1024 * 1024;

// Its hash, once the server has taken out what a camera wrote into it.
async function uploaded(file) {
  if (file.size > largest_photo) throw Object.assign(new Error(t("catalogue.photo_large")), { status: 413 });
  return (await api.post_bytes("/v1/admin/photos", file, file.type)).hash;
}

function photo_row(shown, id, take, clear) {
  const input = h("input", { type: "file", id, class: "heard", accept: "image/png,image/jpeg", onchange: take });
  const choose = h("span", { class: "file" }, input, h("label", { class: "button quiet", for: id }, t("catalogue.photo_choose")));
  const remove = h("button", { type: "button", class: "text-button", onclick: clear }, t("catalogue.photo_remove"));
  const words = h(
    "div",
    { class: "stack tight" },
    h("p", { class: "hint" }, t("catalogue.photo_hint")),
    h("div", { class: "row" }, choose, remove),
  );
  return h("div", { class: "photo-row" }, shown, words);
}

// Uploaded as soon as it is chosen.
export function photo(label, value, changed) {
  let hash = value;
  const shown = h("div", { class: "photo" });
  const said = h("div", {});
  const show = () =>
    replace(shown, hash ? h("img", { src: `/v1/admin/media/${hash}`, alt: "" }) : h("span", {}, t("catalogue.no_photo")));
  const become = (now) => {
    hash = now;
    show();
    changed();
  };
  const take = async (event) => {
    const [file] = event.target.files;
    replace(said);
    try {
      if (file) become(await uploaded(file));
    } catch (thrown) {
      replace(said, failure(problem_of(thrown)));
    }
    event.target.value = "";
  };
  show();
  return {
    element: group(
      label,
      photo_row(shown, fresh("photo"), take, () => become(undefined)),
      said,
    ),
    read: () => hash,
  };
}
