// One case: what was told, until when something must happen, what was done, and what may be done now.

import * as api from "../parts/api.js";
import { h, replace } from "../parts/dom.js";
import { area_field, choice_field, on_submit, text_field } from "../parts/form.js";
import { badge, card, fill, head, notice, say } from "../parts/page.js";
import { edition, entries, named } from "../parts/offices.js";
import { address } from "../parts/router.js";
import * as session from "../parts/session.js";
import { day, of, t, time } from "../parts/words.js";

const needs_text = ["note", "answer", "forward"];

const fact = (label, ...value) => [h("dt", {}, label), h("dd", {}, ...value)];

function facts(one, catalogue) {
  return h(
    "dl",
    { class: "facts" },
    fact(t("today.office"), named(catalogue.offices, one.office)),
    fact(t("cases.about"), of("about", one.about)),
    one.service && fact(t("office.service"), named(catalogue.services, one.service)),
    one.officer && fact(t("office.officer"), named(catalogue.officers, one.officer)),
    fact(t("cases.privacy"), of("privacy", one.privacy)),
    fact(t("cases.contact"), one.contact || t(one.withheld ? "cases.withheld_short" : "cases.no_contact")),
    fact(t("cases.received"), time(one.received_at)),
    one.assigned && fact(t("cases.assigned"), one.assigned),
    fact(t("cases.language"), of("language", one.language)),
  );
}

// Each passed when its step is done; the next one stands out.
function deadlines(one) {
  const order = ["received", "verified", "in_progress", "answered", "closed"];
  const place = order.indexOf(one.state);
  const done = { verify: place >= 1, answer: place >= 3, resolve: place >= 4, close: place >= 4 };
  return h(
    "ul",
    { class: "plain lines" },
    Object.entries(one.deadlines ?? {})
      .filter(([, until]) => until)
      .map(([name, until]) =>
        h(
          "li",
          {},
          h("span", {}, of("deadline", name)),
          done[name] ? badge(t("cases.done"), "good") : badge(day(until), one.overdue && one.deadline === until ? "bad" : "warn"),
        ),
      ),
  );
}

const steps = (one) =>
  h(
    "ol",
    { class: "plain steps" },
    h("li", {}, h("p", { class: "small soft" }, time(one.received_at)), h("p", {}, t("cases.came_in"))),
    (one.steps ?? []).map((step) =>
      h(
        "li",
        {},
        h("p", { class: "small soft" }, `${time(step.at)} · ${step.who}`),
        h("p", {}, h("b", {}, of("action_done", step.action)), step.to && ` → ${step.to === "lapor" ? "SP4N-LAPOR!" : step.to}`),
        step.text && h("p", { class: "said-text" }, step.text),
      ),
    ),
  );

function action_fields(action, catalogue, users) {
  const text =
    needs_text.includes(action) &&
    area_field(t(`cases.text_${action}`), "text", "", {
      required: true,
      rows: action === "answer" ? 6 : 3,
      maxlength: 2000,
      hint: t(`cases.hint_${action}`),
    });
  if (action === "forward")
    return [choice_field(t("cases.forward_to"), "to", "lapor", [["lapor", "SP4N-LAPOR!"], ...entries(catalogue.offices)]), text];
  if (action === "assign")
    return [
      users
        ? choice_field(t("cases.assign_to"), "to", session.current().name, users)
        : text_field(t("cases.assign_to"), "to", session.current().name, { required: true, maxlength: 40 }),
    ];
  return [text];
}

function action_form(one, catalogue, users, done) {
  const open = one.allowed;
  const fields = h("div", { class: "stack" });
  const form = h(
    "form",
    {},
    choice_field(
      t("cases.next"),
      "action",
      open[0],
      open.map((action) => [action, of("action", action)]),
      { onchange: (event) => replace(fields, action_fields(event.target.value, catalogue, users)) },
    ),
    fields,
    h("div", { class: "buttons" }, h("button", { class: "button", type: "submit" }, t("cases.do"))),
  );
  replace(fields, action_fields(open[0], catalogue, users));
  return on_submit(form, async (data) => {
    await api.post(`/v1/admin/inbox/${encodeURIComponent(one.case)}/steps`, {
      action: data.get("action"),
      text: data.get("text") ?? "",
      to: data.get("to") ?? "",
    });
    say(t("cases.step_done"));
    done();
  });
}

// Who cases may be given to: only who sees the users can choose among them.
async function assignable() {
  if (!session.may("people")) return null;
  const { users } = await api.get("/v1/admin/users");
  return users.filter((user) => !user.disabled && user.role !== "viewer");
}

export function one_case(id) {
  const page = h("div", {});
  const load = () =>
    fill(
      page,
      async () => {
        const [one, { catalogue }, users] = await Promise.all([
          api.get(`/v1/admin/inbox/${encodeURIComponent(id)}`),
          edition(),
          assignable(),
        ]);
        const here = users?.filter((user) => !user.office || user.office === one.office);
        return { one, catalogue, users: here?.map((user) => [user.name, user.display]) };
      },
      ({ one, catalogue, users }) => [
        head(`${of("kind", one.kind)}: ${of("about", one.about)}`, {
          trail: [[t("cases.title"), address(["cases"])]],
          under: one.case,
          tools: badge(of("state", one.state), one.state),
        }),
        h(
          "div",
          { class: "case-page" },
          h(
            "div",
            { class: "stack" },
            card(
              t("cases.told"),
              {},
              one.text
                ? h("blockquote", { class: "told" }, one.text)
                : notice("info", t(one.withheld ? "cases.withheld" : one.unread === "sealed" ? "cases.sealed" : "cases.missing")),
            ),
            session.may("cases") && one.allowed.length > 0 && card(t("cases.act"), {}, action_form(one, catalogue, users, load)),
            card(t("cases.steps"), { under: t("cases.steps_under") }, steps(one)),
          ),
          h(
            "div",
            { class: "stack" },
            card(t("cases.deadlines"), { under: t("cases.working_days") }, deadlines(one)),
            card(t("cases.facts"), {}, facts(one, catalogue)),
          ),
        ),
      ],
    );
  load();
  return page;
}
