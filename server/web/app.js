// Starts the admins' pages: who signed in, and which page is asked for.

import { replace } from "./parts/dom.js";
import { failure } from "./parts/page.js";
import { here } from "./parts/router.js";
import * as session from "./parts/session.js";
import { shell } from "./parts/shell.js";
import { weave } from "./parts/songket.js";
import { language, speak, t } from "./parts/words.js";
import { cases } from "./pages/cases.js";
import { catalogue } from "./pages/catalogue.js";
import { kiosks } from "./pages/kiosks.js";
import { office } from "./pages/office.js";
import { people } from "./pages/people.js";
import { sign_in } from "./pages/sign_in.js";
import { skm } from "./pages/skm.js";
import { today } from "./pages/today.js";

// Each gets the rest of the address and gives an element; `right`: who may see it.
const pages = {
  today: { show: today, right: "figures", icon: "today" },
  offices: { show: office, right: "figures", icon: "offices" },
  cases: { show: cases, right: "cases", icon: "cases" },
  skm: { show: skm, right: "figures", icon: "skm" },
  kiosks: { show: kiosks, right: "kiosks", icon: "kiosks" },
  catalogue: { show: catalogue, right: "catalogue", icon: "catalogue" },
  people: { show: people, right: "people", icon: "people" },
};

const allowed = () => Object.entries(pages).filter(([, page]) => session.may(page.right));

function signed_out() {
  session.forget();
  show_sign_in(t("sign_in.ended"));
}

function show_sign_in(note = "") {
  document.title = `${t("sign_in.title")} · Rancak`;
  replace(document.body, sign_in({ note, done: start, changed: () => show_sign_in(note), signed_out }));
}

let frame = null;

function show_page() {
  if (!session.current()) return;
  const { path } = here();
  const name = allowed().some(([one]) => one === path[0]) ? path[0] : allowed()[0]?.[0];
  if (!name) return;
  const page = pages[name].show(path[0] === name ? path.slice(1) : [], redraw);
  frame.show(name, page);
  document.title = `${page.querySelector("h1")?.textContent ?? ""} · Rancak`;
}

function redraw() {
  document.documentElement.lang = language();
  frame = shell({ pages: allowed(), changed: redraw, left: () => show_sign_in() });
  replace(document.body, frame.element);
  show_page();
}

async function start() {
  redraw();
}

async function begin() {
  speak(language());
  weave(document.documentElement);
  addEventListener("hashchange", () => {
    show_page();
    document.querySelector("h1")?.focus({ preventScroll: true });
  });
  try {
    if (await session.resume(signed_out)) start();
    else show_sign_in();
  } catch (problem) {
    replace(
      document.body,
      failure(problem, () => location.reload()),
    );
  }
}

begin();
