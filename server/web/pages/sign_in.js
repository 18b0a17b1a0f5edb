// The door: name and password.

import { h } from "../parts/dom.js";
import { on_submit, submit, text_field } from "../parts/form.js";
import { notice } from "../parts/page.js";
import { brand, language_switch } from "../parts/shell.js";
import * as session from "../parts/session.js";
import { t } from "../parts/words.js";

export function sign_in({ note, done, changed, signed_out }) {
  const form = h(
    "form",
    { class: "card door", autocomplete: "on" },
    h("h1", { tabindex: "-1" }, t("sign_in.title")),
    h("p", { class: "soft" }, t("sign_in.under")),
    note && notice("info", note),
    text_field(t("sign_in.name"), "name", "", {
      autocomplete: "username",
      autocapitalize: "none",
      spellcheck: "false",
      required: true,
      maxlength: 40,
    }),
    text_field(t("sign_in.password"), "password", "", {
      type: "password",
      autocomplete: "current-password",
      required: true,
      maxlength: 200,
    }),
    h("div", { class: "buttons" }, submit(t("sign_in.button"))),
  );
  on_submit(form, async (data) => {
    await session.sign_in(data.get("name").trim(), data.get("password"), signed_out).catch((problem) => {
      throw problem.status === 401 ? Object.assign(problem, { message: t("sign_in.wrong"), detail: "" }) : problem;
    });
    done();
  });
  return h(
    "div",
    { class: "threshold" },
    h("header", { class: "cloth-band" }, brand(), language_switch(changed)),
    h("main", {}, form),
  );
}
