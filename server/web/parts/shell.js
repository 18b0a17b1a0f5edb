// What stands around every page: the cloth with the ways, who signed in, the language.

import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { open_form } from "./dialog.js";
import { text_field } from "./form.js";
import * as api from "./api.js";
import { say } from "./page.js";
import { address } from "./router.js";
import * as session from "./session.js";
import { language, languages, of, speak, t } from "./words.js";

const mark = new URL("../style/mark.svg", import.meta.url).href;

export const brand = () =>
  h(
    "a",
    { class: "brand", href: "#/" },
    h("img", { class: "mark", src: mark, alt: "" }),
    h("span", {}, h("b", {}, "Rancak"), h("span", {}, t("city"))),
  );

export const language_switch = (changed) =>
  h(
    "div",
    { class: "row", role: "group", "aria-label": t("language") },
    languages.map((one) =>
      h(
        "button",
        {
          type: "button",
          class: "text-button",
          lang: one,
          "aria-pressed": String(one === language()),
          onclick: () => {
            speak(one);
            changed();
          },
        },
        of("language", one),
      ),
    ),
  );

const change_password = () =>
  open_form(
    t("password.change"),
    [
      text_field(t("password.old"), "old", "", { type: "password", autocomplete: "current-password", required: true }),
      text_field(t("password.new"), "new", "", {
        type: "password",
        autocomplete: "new-password",
        required: true,
        minlength: 10,
        hint: t("password.hint"),
      }),
    ],
    {
      act: async (data) => {
        await api.post("/v1/session/password", { old: data.get("old"), new: data.get("new") });
        say(t("password.changed"));
      },
    },
  );

function who(changed, left) {
  const { display, role, office } = session.current();
  const leave = async () => {
    await session.sign_out();
    left();
  };
  return h(
    "div",
    { class: "who" },
    h(
      "p",
      {},
      h("b", {}, display),
      h("br"),
      h("span", { class: "small" }, [of("role", role), office].filter(Boolean).join(" · ")),
    ),
    language_switch(changed),
    h(
      "div",
      { class: "row" },
      h("button", { type: "button", class: "text-button", onclick: change_password }, t("password.change_short")),
      h("button", { type: "button", class: "text-button", onclick: leave }, t("sign_out")),
    ),
  );
}

const skip_to = (main) => {
  const skip = (event) => {
    event.preventDefault();
    main.focus();
  };
  return h("a", { class: "skip", href: "#main", onclick: skip }, t("skip"));
};

const licences = { uPlot: "../licences/uplot.txt", Inter: "../licences/inter.txt" };

const foot = () =>
  h(
    "footer",
    { class: "foot small soft" },
    h("span", {}, t("foot")),
    h(
      "span",
      {},
      t("licences"),
      Object.entries(licences).map(([name, file]) => [" ", h("a", { href: new URL(file, import.meta.url).href }, name)]),
    ),
  );

// The cloth; on a narrow screen its ways are folded under a button. Gives {element, open(wanted)}.
function cloth_of(ways, who_here) {
  const press = () => open(element.dataset.open === undefined);
  const menu = h(
    "button",
    { type: "button", class: "menu-button", "aria-expanded": "false", "aria-controls": "folded", onclick: press },
    icon("menu"),
    t("menu"),
  );
  const folded = h("div", { class: "folded", id: "folded" }, h("nav", { "aria-label": t("ways") }, ways), who_here);
  const element = h("header", { class: "cloth" }, h("div", { class: "held" }, h("div", { class: "top" }, brand(), menu), folded));
  function open(wanted) {
    if (wanted) element.dataset.open = "";
    else delete element.dataset.open;
    menu.setAttribute("aria-expanded", String(wanted));
  }
  return { element, open };
}

// `pages`: [[name, {icon}]]. Gives the element, and show(name, page).
export function shell({ pages, changed, left }) {
  const way = ([name, page]) =>
    h("li", {}, h("a", { href: address([name]), id: `way-${name}` }, icon(page.icon), t(`way.${name}`)));
  const ways = h("ul", { class: "ways plain" }, pages.map(way));
  const cloth = cloth_of(ways, who(changed, left));
  const main = h("main", { id: "main", tabindex: "-1" });
  const element = h("div", { class: "shell" }, skip_to(main), cloth.element, h("div", { class: "page" }, main, foot()));
  const show = (name, page) => {
    for (const one of ways.querySelectorAll("a")) one.removeAttribute("aria-current");
    ways.querySelector(`#way-${name}`)?.setAttribute("aria-current", "page");
    cloth.open(false);
    replace(main, page);
    scrollTo(0, 0);
  };
  return { element, show };
}
