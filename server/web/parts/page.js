// What every page is made of.

import { h, heard, replace } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

// `trail`: [[text, address], …], where this page belongs. `tools`: what chooses what is shown.
export const head = (title, { under, trail = [], tools = [] } = {}) =>
  h(
    "header",
    { class: "head" },
    h(
      "div",
      { class: "title" },
      trail.length > 0 &&
        h(
          "nav",
          { class: "trail", "aria-label": t("trail") },
          trail.map(([text, address]) => [h("a", { href: address }, text), " / "]),
        ),
      h("h1", { tabindex: "-1" }, title),
      under && h("p", { class: "under" }, under),
    ),
    h("div", { class: "tools" }, tools),
  );

export const card = (title, { under, tools, kind = "", level = "h2" } = {}, ...content) =>
  h(
    "section",
    { class: `card ${kind}` },
    h(
      "div",
      { class: "card-head" },
      h("div", {}, h(level, {}, title), under && h("p", { class: "soft small" }, under)),
      tools && h("div", { class: "card-tools" }, tools),
    ),
    ...content,
  );

export const nothing = (text, ...more) =>
  h("div", { class: "nothing" }, h("span", { class: "weave", "aria-hidden": "true" }), h("p", {}, text), ...more);

export const badge = (text, kind = "") => h("span", { class: `badge ${kind}` }, text);

export const notice = (kind, text, ...more) =>
  h(
    "div",
    { class: `notice ${kind}`, role: kind === "bad" ? "alert" : "status" },
    icon(kind === "good" ? "check" : "warning"),
    h("div", {}, h("p", {}, text), ...more),
  );

// Wide tables scroll inside, and can be scrolled by keys.
export const wide = (label, table) => h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": label }, table);

export const loading = () =>
  h(
    "div",
    { class: "loading", role: "status" },
    heard(t("loading")),
    h("span", { class: "bone title" }),
    h("span", { class: "bone" }),
    h("span", { class: "bone tall" }),
  );

// What goes wrong while something is fetched or sent is said in its place, with a way on.
export const failure = (problem, again) =>
  notice(
    "bad",
    problem.message,
    problem.detail && h("p", { class: "small", lang: "en" }, problem.detail),
    again && h("button", { class: "button quiet", type: "button", onclick: again }, t("again")),
  );

// One that is ours, not the server's, is for who reads the browser's console.
export function problem_of(thrown) {
  if (thrown.status !== undefined) return thrown;
  console.error(thrown);
  return { message: t("error.page") };
}

// Fetches, then fills `into`.
export async function fill(into, fetch, draw) {
  replace(into, loading());
  try {
    const content = draw(await fetch());
    replace(into, content);
  } catch (thrown) {
    replace(
      into,
      failure(problem_of(thrown), () => fill(into, fetch, draw)),
    );
  }
  return into;
}

// Said to everybody, also to those who hear the page, without taking the focus.
export function say(text, kind = "good") {
  document.querySelector(".said")?.remove();
  const box = h("div", { class: `said ${kind}`, role: "status" });
  document.body.append(box);
  box.append(icon(kind === "good" ? "check" : "warning"), h("span", {}, text));
  setTimeout(() => box.remove(), 8000);
}
