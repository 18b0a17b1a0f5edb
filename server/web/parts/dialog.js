// Questions before what cannot be taken back, and forms over the page.

import { fresh, h } from "./dom.js";
import { on_submit } from "./form.js";
import { t } from "./words.js";

// Opens over the page; its form's `act` closes it unless it throws. Gives the dialog.
export function open_form(title, fields, { act, button = t("save"), kind = "" }) {
  const label = fresh("dialog");
  const close = h("button", { class: "button quiet", type: "button", onclick: () => dialog.close() }, t("cancel"));
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id: label }, title),
    ...fields,
    h("div", { class: "buttons" }, h("button", { class: `button ${kind}`, type: "submit" }, button), close),
  );
  const dialog = h("dialog", { "aria-labelledby": label, onclose: () => dialog.remove() }, form);
  on_submit(form, async (data) => {
    await act(data);
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// What was made, to be read and closed.
export function open_note(title, ...content) {
  const label = fresh("dialog");
  const dialog = h(
    "dialog",
    { "aria-labelledby": label, onclose: () => dialog.remove() },
    h("h2", { id: label }, title),
    ...content,
    h("div", { class: "buttons" }, h("button", { class: "button", type: "button", onclick: () => dialog.close() }, t("close"))),
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export const confirm_that = (title, text, button, act) => open_form(title, [h("p", {}, text)], { act, button, kind: "" });
