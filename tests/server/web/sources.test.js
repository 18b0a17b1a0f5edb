// What can be said of the pages without a browser: their words, their colours, and that nothing makes markup of text.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const source = process.env.RANCAK_SOURCE ?? assert.fail("RANCAK_SOURCE must be set");
const web = join(source, "server/web");
const table = async (language) =>
  (await import(`data:text/javascript,${encodeURIComponent(readFileSync(join(web, "words", `${language}.js`), "utf8"))}`))
    .default;
const [id, en] = await Promise.all([table("id"), table("en")]);

const scripts = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? scripts(path) : name.endsWith(".js") && !path.startsWith(join(web, "words/")) ? [path] : [];
  });

test("both languages have the same words", () => assert.deepEqual(Object.keys(en).sort(), Object.keys(id).sort()));

test("both languages fill in the same values", () => {
  const blanks = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(id)) assert.deepEqual(blanks(en[key]), blanks(id[key]), key);
});

test("every word that a page asks for is there", () => {
  const asked = scripts(web).flatMap((path) =>
    [
      ...readFileSync(path, "utf8")
        .replaceAll(/\/\/.*/g, "")
        .matchAll(/\bt\("([^"]+)"/g),
    ].map(([, key]) => [path, key]),
  );
  assert.ok(asked.length > 200);
  for (const [path, key] of asked) assert.ok(key in id, `${path} asks for ${key}`);
});

test("the survey's elements are called as the law calls them, as in its report, and translated for who reads English", () => {
  const names = [...readFileSync(join(source, "server/core/skm.cpp"), "utf8").match(/ element_names\{([^}]*)\}/)[1].matchAll(/"([^"]+)"/g)];
  const codes = readFileSync(join(source, "shared/survey.h"), "utf8").match(/enum class SurveyElement \{([^}]*)\}/)[1].split(",");
  assert.equal(codes.length, 9);
  assert.deepEqual(
    codes.map((code) => id[`element.${code.trim()}`]),
    names.map(([, name]) => name),
  );
  for (const code of codes) assert.notEqual(en[`element.${code.trim()}`], id[`element.${code.trim()}`], code);
});

test("the pages wear the colours of the kiosk", () => {
  const theme = readFileSync(join(source, "kiosk/ui/theme.cpp"), "utf8").match(/constexpr Palette paper\{([^]*?)\n\};/)[1];
  const tokens = readFileSync(join(web, "style/tokens.css"), "utf8").match(/:root \{([^]*?)\n\}/)[1];
  const css = (name) => tokens.match(new RegExp(`--${name}: #(\\w{6});`))?.[1];
  for (const name of [
    "paper",
    "card",
    "ink",
    "ink_soft",
    "accent",
    "on_accent",
    "accent_pressed",
    "pressed",
    "good",
    "on_good",
    "cloth",
    "on_cloth",
    "gold",
    "gold_deep",
    "outline",
    "divider",
    "track",
    "focus",
  ])
    assert.equal(css(name.replaceAll("_", "-")), theme.match(new RegExp(`\\.${name} = rgb\\(0x(\\w{6})\\)`))[1], name);
  theme
    .match(/\.faces = \{([^}]*)\}/)[1]
    .match(/\w{8}/g)
    .forEach((hex, index) => assert.equal(css(`face-${index + 1}`), hex.slice(2), `face ${index + 1}`));
});

test("no page makes markup or style out of text", () => {
  for (const path of scripts(web))
    assert.doesNotMatch(
      readFileSync(path, "utf8"),
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\("style"/,
      path,
    );
});
