// The form of one entry, and beside it the kiosk.

import { h } from "../parts/dom.js";
import { on_submit, submit, text_field } from "../parts/form.js";
import { confirm_that } from "../parts/dialog.js";
import { head, nothing, notice, say } from "../parts/page.js";
import { address, go, here } from "../parts/router.js";
import { of, t } from "../parts/words.js";
import { find, put, take_away, title_of } from "./draft.js";
import { forms, new_entry, read_entry } from "./kinds.js";
import { preview } from "./preview.js";
import { word_page } from "./words.js";

// "Petugas Rina"; a counter's name says that it is one.
function called(kind, one, catalogue) {
  const title = title_of(kind, one, catalogue);
  return title.startsWith(of("one_of", kind)) ? title : `${of("one_of", kind)} ${title}`;
}

// What would dangle if the entry went.
function users_of(kind, id, catalogue) {
  const uses = (list, names) => catalogue[list].filter(names).map((one) => called(list, one, catalogue));
  if (kind === "counters")
    return [...uses("officers", (one) => one.counter === id), ...uses("services", (one) => one.counters?.includes(id))];
  if (kind === "officers") return uses("awards", (one) => one.officer === id);
  if (kind === "categories") return uses("services", (one) => one.category === id);
  if (kind === "offices")
    return ["counters", "officers", "caretakers", "services", "forums", "changes", "announcements"].flatMap((list) =>
      uses(list, (one) => one.office === id),
    );
  return [];
}

function remove_button(kind, one, catalogue, back) {
  const users = users_of(kind, one.id, catalogue);
  const act = () =>
    confirm_that(
      t("catalogue.remove_title", { title: title_of(kind, one) }),
      t("catalogue.remove_words"),
      t("catalogue.remove"),
      async () => {
        take_away(kind, one.id);
        back();
      },
    );
  return users.length
    ? h("p", { class: "soft small" }, t("catalogue.in_use", { users: users.slice(0, 5).join(", ") }))
    : h("button", { type: "button", class: "button quiet", onclick: act }, t("catalogue.remove"));
}

const id_field = (one) =>
  text_field(t("catalogue.id"), "id", one.id, {
    required: true,
    pattern: "[a-z0-9\\-]{1,40}",
    maxlength: 40,
    hint: t("catalogue.id_hint"),
  });

// Into the draft, under the id that its form names.
function take_over(kind, told, is_new) {
  if (is_new && find(kind, told.id)) throw Object.assign(new Error(t("catalogue.id_taken")), { status: 422 });
  put(kind, told);
  say(t("catalogue.taken_over"));
}

function entry_form(kind, one, catalogue, { is_new, list, back, changed }) {
  const fields = forms[kind](one, catalogue, () => tell());
  const tell = () => changed(read_entry(kind, one, fields));
  const buttons = h(
    "div",
    { class: "buttons" },
    submit(t("catalogue.take_over")),
    h("a", { class: "button quiet", href: list }, t("cancel")),
    !is_new && remove_button(kind, one, catalogue, back),
  );
  const elements = fields.map(([, field]) => field.element);
  const form = h("form", { class: "card entry-form", oninput: tell }, elements, is_new && id_field(one), buttons);
  tell();
  return on_submit(form, async (data) => {
    const told = read_entry(kind, one, fields);
    take_over(kind, is_new ? { ...told, id: data.get("id").trim() } : told, is_new);
    back();
  });
}

export function entry_page(kind, id, catalogue) {
  if (kind === "words") return word_page(id, catalogue);
  const { query } = here();
  const list = address(["catalogue", kind], { office: query.office });
  const back = () => go(["catalogue", kind], { office: query.office });
  const is_new = id === "new";
  const one = is_new ? new_entry(kind, query.office ?? "") : find(kind, id);
  const trail = [
    [t("catalogue.title"), address(["catalogue"])],
    [of("many_of", kind), list],
  ];
  if (!one) return [head(of("one_of", kind), { trail }), nothing(t("catalogue.gone"))];
  const beside = preview(kind, catalogue);
  const form = entry_form(kind, one, catalogue, { is_new, list, back, changed: (entry) => beside?.show(entry) });
  const title = is_new ? t("catalogue.new_of", { kind: of("one_of", kind) }) : title_of(kind, one);
  return [
    head(title, { trail, under: is_new ? null : one.id }),
    kind === "officers" && notice("info", t("catalogue.never_nip")),
    h("div", { class: beside ? "entry-page" : "" }, form, beside?.element),
  ];
}
