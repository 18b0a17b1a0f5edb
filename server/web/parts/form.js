// Fields of forms: a label, a hint, what is wrong.

import { fresh, h } from "./dom.js";
import { failure, problem_of } from "./page.js";

function framed(label, input, hint) {
  const id = fresh("field");
  input.id = id;
  if (hint) input.setAttribute("aria-describedby", `${id}-hint`);
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint),
    input,
  );
}

export const text_field = (label, name, value, { hint, ...attributes } = {}) =>
  framed(label, h("input", { type: "text", name, autocomplete: "off", value: value ?? "", ...attributes }), hint);

export const area_field = (label, name, value, { hint, rows = 3, ...attributes } = {}) =>
  framed(label, h("textarea", { name, rows, value: value ?? "", ...attributes }), hint);

export const choice_field = (label, name, value, entries, { hint, ...attributes } = {}) =>
  framed(
    label,
    h(
      "select",
      { name, ...attributes },
      entries.map(([code, text]) => h("option", { value: code, selected: code === (value ?? "") }, text)),
    ),
    hint,
  );

export function check_field(label, name, checked, attributes = {}) {
  const id = fresh("check");
  return h(
    "div",
    { class: "check" },
    h("input", { type: "checkbox", id, name, checked, ...attributes }),
    h("label", { for: id }, label),
  );
}

export const group = (legend, ...fields) => h("fieldset", { class: "group" }, h("legend", {}, legend), ...fields);

export const submit = (text, kind = "") => h("button", { class: `button ${kind}`, type: "submit" }, text);

// Runs what the form asks; while it runs nothing can be pressed twice, and what goes wrong stands above the buttons.
export function on_submit(form, act) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("[type=submit]");
    form.querySelector(".notice.bad")?.remove();
    if (button) button.disabled = true;
    try {
      await act(new FormData(form, event.submitter ?? undefined), event);
    } catch (thrown) {
      const said = failure(problem_of(thrown));
      const buttons = form.querySelector(".buttons");
      if (buttons) buttons.before(said);
      else form.append(said);
    } finally {
      if (button) button.disabled = false;
    }
  });
  return form;
}
