// The centre's own wording of the kiosk's texts. What is not reworded stays the kiosk's own, and is not stored.

import * as api from "../parts/api.js";
import { fresh, h } from "../parts/dom.js";
import { area_field, on_submit, submit } from "../parts/form.js";
import { badge, card, fill, head, nothing, say } from "../parts/page.js";
import { address, go } from "../parts/router.js";
import { local, number, of, t } from "../parts/words.js";
import { find, put, take_away } from "./draft.js";
import { preview } from "./preview.js";

const tongues = ["id", "min", "en"];

// [{id, text, most, word}], what may be reworded and how long a wording may be.
let fetched = null;
function built_in() {
  fetched ??= api.get("/v1/admin/catalogue/words").then(
    ({ words }) => words,
    (problem) => {
      fetched = null;
      throw problem;
    },
  );
  return fetched;
}

// ---- The list

let sought = ""; // stays while words are changed one after the other

export function words_list(catalogue, may_change) {
  const place = h("div", { class: "stack tight" });
  const own = new Map(catalogue.words.map((one) => [one.id, one.text]));
  fill(place, built_in, (words) => {
    const rows = words.map((one) => {
      const shown = { ...one.text, ...own.get(one.id) };
      const title = local(shown);
      const element = h(
        "li",
        {},
        h(
          "div",
          {},
          may_change ? h("a", { href: address(["catalogue", "words", one.id]) }, title) : title,
          h("p", { class: "soft small" }, one.id),
        ),
        own.has(one.id) && badge(t("wording.own")),
      );
      return { element, text: [one.id, ...tongues.flatMap((tongue) => [one.text[tongue], shown[tongue]])].join("\n").toLowerCase() };
    });
    const found = h("p", { class: "soft small", role: "status" });
    const id = fresh("search");
    const show = () => {
      const wanted = sought.trim().toLowerCase().split(/\s+/);
      let n = 0;
      for (const row of rows) {
        row.element.hidden = !wanted.every((word) => row.text.includes(word));
        n += row.element.hidden ? 0 : 1;
      }
      found.textContent = t("wording.found", { n: number(n) });
    };
    const input = h("input", {
      id,
      type: "search",
      value: sought,
      maxlength: 100,
      oninput: (event) => {
        sought = event.target.value;
        show();
      },
    });
    show();
    return [
      h("div", { class: "field" }, h("label", { for: id }, t("wording.search")), input, found),
      h(
        "ul",
        { class: "plain lines" },
        rows.map((row) => row.element),
      ),
    ];
  });
  return card(of("many_of", "words"), { under: of("under_of", "words") }, place);
}

// ---- One text

const blanks = (text) => [...new Set(text.match(/\{[^}]*\}/g) ?? [])].sort().join(" ");
// As shared/wording.h counts them: four capital letters are as wide as five.
const letters = (text) => [...text].length + Math.floor((text.match(/[A-Z]/g) ?? []).length / 4);

// A sentence; nothing when the kiosk can show it. The server decides by the same rules.
function mistake(text, word) {
  if (blanks(text) !== blanks(word.text.id))
    return blanks(word.text.id) ? t("wording.blanks", { blanks: blanks(word.text.id) }) : t("wording.no_blanks");
  if (letters(text) > word.most) return t("wording.long", { n: number(word.most) });
  if (text.split(" ").some((one) => letters(one) > word.word)) return t("wording.long_word", { n: number(word.word) });
  return "";
}

function fields(word, text) {
  return tongues.map((tongue) => {
    const element = area_field(of("language", tongue), "", text?.[tongue], {
      rows: word.most > 60 ? 3 : 2,
      maxlength: word.most,
      lang: tongue,
      hint: t("wording.built_in", { text: word.text[tongue] }),
    });
    const input = element.querySelector("textarea");
    return { tongue, element, input, read: () => input.value.trim().replace(/\s+/g, " ") };
  });
}

function word_form(word, catalogue, back) {
  const inputs = fields(word, find("words", word.id)?.text);
  const beside = preview("words", catalogue);
  const read = () =>
    Object.fromEntries(
      inputs.map(({ tongue, read }) => [tongue, read()]).filter(([tongue, text]) => text && text !== word.text[tongue]),
    );
  const tell = () => {
    for (const { input, read } of inputs) input.setCustomValidity(read() ? mistake(read(), word) : "");
    beside.show({ id: word.id, text: { ...word.text, ...read() } });
  };
  const restore = () => {
    for (const { input } of inputs) input.value = "";
    tell();
  };
  const form = h(
    "form",
    { class: "card entry-form", oninput: tell },
    h("p", { class: "soft small" }, t("wording.room", { n: number(word.most) })),
    h(
      "fieldset",
      { class: "group" },
      h("legend", {}, t("wording.own_text")),
      inputs.map(({ element }) => element),
    ),
    h(
      "div",
      { class: "buttons" },
      submit(t("catalogue.take_over")),
      h("a", { class: "button quiet", href: address(["catalogue", "words"]) }, t("cancel")),
      h("button", { type: "button", class: "button quiet", onclick: restore }, t("wording.restore")),
    ),
  );
  tell();
  on_submit(form, async () => {
    const text = read();
    if (Object.keys(text).length) put("words", { id: word.id, text });
    else take_away("words", word.id);
    say(t("catalogue.taken_over"));
    back();
  });
  return h("div", { class: "entry-page" }, form, beside.element);
}

export function word_page(id, catalogue) {
  const place = h("div", {});
  const trail = [
    [t("catalogue.title"), address(["catalogue"])],
    [of("many_of", "words"), address(["catalogue", "words"])],
  ];
  fill(place, built_in, (words) => {
    const word = words.find((one) => one.id === id);
    if (!word) return [head(of("one_of", "words"), { trail }), nothing(t("catalogue.gone"))];
    return [head(local(word.text), { trail, under: id }), word_form(word, catalogue, () => go(["catalogue", "words"]))];
  });
  return place;
}
