// Other systems that the server tells what happens, for the page on who may do what.

import * as api from "../parts/api.js";
import { confirm_that, open_form, open_note } from "../parts/dialog.js";
import { h } from "../parts/dom.js";
import { check_field, choice_field, group, text_field } from "../parts/form.js";
import { icon } from "../parts/icons.js";
import { entries, named } from "../parts/offices.js";
import { badge, card, fill, nothing, notice, say } from "../parts/page.js";
import { table } from "../parts/table.js";
import { ago, of, t } from "../parts/words.js";

const kinds = [
  "case.received",
  "case.changed",
  "comment.waiting",
  "survey.published",
  "kiosk.alarm",
  "catalogue.changed",
  "ratings.arrived",
];
const looks = { active: "good", off: "", stopped: "bad" };
const address_of = (webhook, more = "") => `/v1/admin/webhooks/${encodeURIComponent(webhook.id)}${more}`;

// The only time that the server tells it.
const show_secret = (made) =>
  open_note(t("webhooks.secret"), notice("info", t("webhooks.secret_once")), h("pre", { class: "code" }, made.secret));

const add = (catalogue, again) =>
  open_form(
    t("webhooks.add"),
    [
      text_field(t("webhooks.url"), "url", "", {
        required: true,
        type: "url",
        maxlength: 400,
        placeholder: "https://",
        hint: t("webhooks.url_hint"),
      }),
      group(
        t("webhooks.kinds"),
        kinds.map((kind) => check_field(of("webhook_kind", kind), kind, kind === "case.received")),
      ),
      choice_field(t("today.office"), "office", "", [["", t("people.all_offices")], ...entries(catalogue.offices)], {
        hint: t("webhooks.office_hint"),
      }),
    ],
    {
      act: async (data) => {
        const chosen = kinds.filter((kind) => data.get(kind) === "on");
        const made = await api.post("/v1/admin/webhooks", { url: data.get("url"), kinds: chosen, office: data.get("office") });
        again();
        show_secret(made);
      },
    },
  );

function row(webhook, catalogue, again) {
  const button = (words, act) =>
    h(
      "button",
      { type: "button", class: "button quiet small", onclick: act },
      t(words),
      h("span", { class: "heard" }, ` ${webhook.url}`),
    );
  const asked = (name, act) =>
    button(`webhooks.${name}`, () =>
      confirm_that(`${t(`webhooks.${name}`)}: ${webhook.url}`, t(`webhooks.${name}_words`), t(`webhooks.${name}`), async () => {
        await act();
        again();
      }),
    );
  const active = webhook.state === "active";
  const name = active ? "off" : "on";
  return [
    [h("b", {}, webhook.url), h("p", { class: "soft small" }, webhook.kinds.map((kind) => of("webhook_kind", kind)).join(", "))],
    webhook.office ? named(catalogue.offices, webhook.office) : t("people.all_offices"),
    badge(of("webhook_state", webhook.state), looks[webhook.state]),
    ago(webhook.last_success),
    webhook.last_failure ? [ago(webhook.last_failure), h("p", { class: "soft small" }, webhook.failure)] : t("never"),
    h(
      "div",
      { class: "row" },
      active &&
        button("webhooks.test", async () => {
          await api.post(address_of(webhook, "/test"));
          say(t("webhooks.tested"));
        }),
      asked(name, () => api.patch(address_of(webhook), { active: !active })),
      asked("rotate", async () => show_secret(await api.post(address_of(webhook, "/secret")))),
      asked("remove", () => api.remove(address_of(webhook))),
    ),
  ];
}

export function webhooks(catalogue) {
  const place = h("div", {});
  const load = () =>
    fill(
      place,
      () => api.get("/v1/admin/webhooks"),
      (told) =>
        told.webhooks.length === 0
          ? nothing(t("webhooks.none"))
          : table(
              t("webhooks.title"),
              ["webhooks.url", "today.office", "people.state", "webhooks.success", "webhooks.failure", "people.actions"].map((key) =>
                t(key),
              ),
              told.webhooks.map((webhook) => row(webhook, catalogue, load)),
            ),
    );
  load();
  return card(
    t("webhooks.title"),
    {
      under: t("webhooks.under"),
      tools: h(
        "button",
        { type: "button", class: "button", onclick: () => add(catalogue, load) },
        icon("add"),
        t("webhooks.add"),
      ),
    },
    place,
  );
}
