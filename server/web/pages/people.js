// Who may do what: users, tokens of machines, other systems that are told, and the audit log of all that was changed.

import * as api from "../parts/api.js";
import { switcher } from "../parts/choices.js";
import { confirm_that, open_form, open_note } from "../parts/dialog.js";
import { h } from "../parts/dom.js";
import { check_field, choice_field, group, text_field } from "../parts/form.js";
import { icon } from "../parts/icons.js";
import { badge, card, fill, head, nothing, notice, say } from "../parts/page.js";
import { edition, entries, named, office_select } from "../parts/offices.js";
import { chosen_address, here } from "../parts/router.js";
import * as session from "../parts/session.js";
import { table } from "../parts/table.js";
import { ago, of, t, time } from "../parts/words.js";
import { webhooks } from "./webhooks.js";

const roles = ["city", "office", "viewer"];
const rights = ["figures", "texts", "cases", "catalogue", "kiosks", "people"];
const office_choice = (catalogue, value) =>
  choice_field(t("today.office"), "office", value, [["", t("people.all_offices")], ...entries(catalogue.offices)], {
    hint: t("people.office_hint"),
  });

// ---- Users

function user_fields(user, catalogue) {
  return [
    !user &&
      text_field(t("sign_in.name"), "name", "", {
        required: true,
        pattern: "[a-z0-9\\-]{1,40}",
        maxlength: 40,
        autocapitalize: "none",
        hint: t("people.name_hint"),
      }),
    text_field(t("people.display"), "display", user?.display, { required: true, maxlength: 80 }),
    choice_field(
      t("people.role"),
      "role",
      user?.role ?? "office",
      roles.map((role) => [role, `${of("role", role)}: ${of("role_may", role)}`]),
    ),
    office_choice(catalogue, user?.office),
    text_field(t(user ? "people.new_password" : "sign_in.password"), "password", "", {
      type: "password",
      autocomplete: "new-password",
      required: !user,
      minlength: 10,
      maxlength: 200,
      hint: t(user ? "people.password_hint" : "password.hint"),
    }),
  ];
}

const edit_user = (user, catalogue, again) =>
  open_form(user ? user.display : t("people.add_user"), user_fields(user, catalogue), {
    act: async (data) => {
      const told = Object.fromEntries([...data].filter(([name, value]) => name !== "password" || value));
      if (user) await api.patch(`/v1/admin/users/${encodeURIComponent(user.name)}`, told);
      else await api.post("/v1/admin/users", told);
      say(t("people.saved"));
      again();
    },
  });

function able(user, again) {
  const change = async () => {
    await api.patch(`/v1/admin/users/${encodeURIComponent(user.name)}`, { disabled: !user.disabled });
    say(t("people.saved"));
    again();
  };
  const [title, words] = user.disabled ? ["people.enable", "people.enable_words"] : ["people.disable", "people.disable_words"];
  return h(
    "button",
    {
      type: "button",
      class: "button quiet small",
      onclick: () => confirm_that(`${t(title)}: ${user.display}`, t(words), t(title), change),
    },
    t(title),
  );
}

const user_row = (user, catalogue, again) => [
  [h("b", {}, user.display), h("p", { class: "soft small" }, user.name)],
  of("role", user.role),
  user.office ? named(catalogue.offices, user.office) : t("people.all_offices"),
  ago(user.last_seen),
  user.disabled
    ? badge(t("people.disabled"))
    : user.locked_until && Date.parse(user.locked_until) > Date.now()
      ? badge(t("people.locked", { time: time(user.locked_until) }), "bad")
      : badge(t("people.active"), "good"),
  h(
    "div",
    { class: "row" },
    h(
      "button",
      { type: "button", class: "button quiet small", onclick: () => edit_user(user, catalogue, again) },
      t("change"),
      h("span", { class: "heard" }, ` ${user.display}`),
    ),
    user.name !== session.current().name && able(user, again),
  ),
];

function users(catalogue) {
  const place = h("div", {});
  const load = () =>
    fill(
      place,
      () => api.get("/v1/admin/users"),
      (told) =>
        table(
          t("people.users"),
          ["people.person", "people.role", "today.office", "people.seen", "people.state", "people.actions"].map((key) => t(key)),
          told.users.map((user) => user_row(user, catalogue, load)),
        ),
    );
  load();
  return card(
    t("people.users"),
    {
      under: t("people.users_under"),
      tools: h(
        "button",
        { type: "button", class: "button", onclick: () => edit_user(null, catalogue, load) },
        icon("add"),
        t("people.add_user"),
      ),
    },
    place,
  );
}

// ---- Tokens

const new_token = (catalogue, again) =>
  open_form(
    t("people.add_token"),
    [
      text_field(t("people.token_name"), "name", "", { required: true, maxlength: 80, hint: t("people.token_hint") }),
      group(
        t("people.rights"),
        rights.filter((right) => right !== "people").map((right) => check_field(of("right", right), right, right === "figures")),
      ),
      office_choice(catalogue, ""),
      text_field(t("people.days"), "days", "365", {
        type: "number",
        min: 1,
        max: 3650,
        inputmode: "numeric",
        hint: t("people.days_hint"),
      }),
    ],
    {
      button: t("people.make_token"),
      act: async (data) => {
        const chosen = rights.filter((right) => data.get(right) === "on");
        const made = await api.post("/v1/admin/tokens", {
          name: data.get("name"),
          rights: chosen,
          office: data.get("office"),
          ...(data.get("days") ? { days: Number(data.get("days")) } : {}),
        });
        again();
        open_note(t("people.token_made"), notice("info", t("people.token_once")), h("pre", { class: "code" }, made.token));
      },
    },
  );

function token_row(token, catalogue, again) {
  const revoke = () =>
    confirm_that(`${t("people.revoke")}: ${token.name}`, t("people.revoke_words"), t("people.revoke"), async () => {
      await api.remove(`/v1/admin/tokens/${encodeURIComponent(token.id)}`);
      say(t("people.revoked"));
      again();
    });
  return [
    h("b", {}, token.name),
    token.rights.map((right) => of("right", right)).join(", "),
    token.office ? named(catalogue.offices, token.office) : t("people.all_offices"),
    token.expires ? time(token.expires) : t("never"),
    ago(token.last_used),
    h(
      "button",
      { type: "button", class: "button quiet small", onclick: revoke },
      t("people.revoke"),
      h("span", { class: "heard" }, ` ${token.name}`),
    ),
  ];
}

function tokens(catalogue) {
  const place = h("div", {});
  const load = () =>
    fill(
      place,
      () => api.get("/v1/admin/tokens"),
      (told) =>
        told.tokens.length === 0
          ? nothing(t("people.no_tokens"))
          : table(
              t("people.tokens"),
              ["people.token_name", "people.rights", "today.office", "people.expires", "people.used", "people.actions"].map(
                (key) => t(key),
              ),
              told.tokens.map((token) => token_row(token, catalogue, load)),
            ),
    );
  load();
  return card(
    t("people.tokens"),
    {
      under: t("people.tokens_under"),
      tools: h(
        "button",
        { type: "button", class: "button", onclick: () => new_token(catalogue, load) },
        icon("add"),
        t("people.add_token"),
      ),
    },
    place,
  );
}

// ---- The audit log

function audit(catalogue, query) {
  const place = h("div", {});
  fill(
    place,
    () => api.get("/v1/admin/audit", { since: query.before, limit: 100, office: query.office }),
    (told) => [
      told.entries.length === 0
        ? nothing(t("people.no_audit"))
        : table(
            t("people.audit"),
            ["flagged.at", "people.who", "people.what", "people.subject", "today.office"].map((key) => t(key)),
            told.entries.map((entry) => [
              time(entry.at),
              entry.who,
              of("did", entry.what),
              [entry.subject, entry.detail].filter(Boolean).join(" · "),
              entry.office ? named(catalogue.offices, entry.office) : "",
            ]),
          ),
      told.next && h("p", {}, h("a", { class: "button quiet", href: chosen_address({ before: told.next }) }, t("cases.older"))),
    ],
  );
  return card(
    t("people.audit"),
    {
      under: t("people.audit_under"),
      tools: office_select(catalogue, t("people.all_offices")),
    },
    place,
  );
}

const views = { users, tokens, webhooks, audit };

export function people() {
  const { query } = here();
  const page = h("div", {});
  fill(
    page,
    async () => (await edition()).catalogue,
    (catalogue) => [
      head(t("people.title"), {
        under: t("people.under"),
        tools: switcher(t("people.view"), "view", [
          ["", t("people.users")],
          ["tokens", t("people.tokens")],
          ["webhooks", t("webhooks.title")],
          ["audit", t("people.audit")],
        ]),
      }),
      (views[query.view] ?? users)(catalogue, query),
    ],
  );
  return page;
}
