// The words of the pages: both languages have the same ones, and every one that is asked for is there.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const web = join(process.env.RANCAK_SOURCE ?? assert.fail("RANCAK_SOURCE must be set"), "server/web");
const table = async (language) => (await import(`data:text/javascript,${encodeURIComponent(readFileSync(join(web, "words", `${language}.js`), "utf8"))}`)).default;
const [id, en] = await Promise.all([table("id"), table("en")]);

const scripts = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? scripts(path) : name.endsWith(".js") && !path.includes("/words/") ? [path] : [];
});

test("both languages have the same words", () => assert.deepEqual(Object.keys(en).sort(), Object.keys(id).sort()));

test("both languages fill in the same values", () => {
  const blanks = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(id)) assert.deepEqual(blanks(en[key]), blanks(id[key]), key);
});

test("every word that a page asks for is there", () => {
  const asked = scripts(web).flatMap((path) => [...readFileSync(path, "utf8").replaceAll(/\/\/.*/g, "").matchAll(/\bt\("([^"]+)"/g)].map(([, key]) => [path, key]));
  assert.ok(asked.length > 200);
  for (const [path, key] of asked) assert.ok(key in id, `${path} asks for ${key}`);
});
