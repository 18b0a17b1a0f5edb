// Chromium of Debian, and what every test does with it.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const wanted = (name) => process.env[name] ?? assert.fail(`${name} must be set: tests/server/web/web_test.cpp runs this`);
export const server = wanted("RANCAK_WEB_SERVER");
export const token = wanted("RANCAK_WEB_TOKEN");
const pictures = wanted("RANCAK_WEB_PICTURES");
mkdirSync(pictures, { recursive: true });

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const looks = {
  wide: { viewport: { width: 1440, height: 900 } },
  narrow: { viewport: { width: 360, height: 800 } },
  "twice as large": { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  "high contrast": { viewport: { width: 1440, height: 900 }, contrast: "more" },
};

export const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });

// A browser window of its own profile; what goes wrong in it is gathered and must be nothing in the end.
export async function open_window(browser, look = looks.wide) {
  const context = await browser.newContext({ ...look, locale: "id-ID", timezoneId: "Asia/Jakarta", reducedMotion: "reduce" });
  const page = await context.newPage();
  const trouble = [];
  page.on(
    "console",
    (message) => message.type() === "error" && !/status of 4\d\d/.test(message.text()) && trouble.push(message.text()),
  );
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on(
    "request",
    (request) =>
      request.url().startsWith(server) ||
      request.url().startsWith("data:") ||
      trouble.push(`asked another server: ${request.url()}`),
  );
  return { page, trouble, close: () => context.close() };
}

// What a page fetches is here.
export async function settled(page) {
  await page.waitForSelector("h1");
  await page.waitForFunction(() => !document.querySelector(".loading"));
}

export async function visit(page, address) {
  await page.goto(`${server}/admin#${address}`);
  await settled(page);
}

export async function sign_in(page, name, password) {
  await page.goto(`${server}/admin`);
  await page.getByLabel("Nama pengguna").fill(name);
  await page.getByLabel("Kata sandi").fill(password);
  await page.getByRole("button", { name: "Masuk" }).click();
  await page.waitForSelector(".shell");
  await settled(page);
}

export async function accessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
    [],
  );
}

// Nothing sticks out to the side.
export async function fits(page, where) {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(beyond, 0, `${where} is ${beyond} pixels too wide`);
}

export const picture = (page, name) => page.screenshot({ path: `${pictures}/${name.replaceAll(" ", "-")}.png`, fullPage: true });

// As a machine of the city asks.
export async function ask(method, path, body) {
  const reply = await fetch(server + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  assert.ok(reply.ok, `${method} ${path} was answered with ${reply.status}: ${reply.ok ? "" : await reply.text()}`);
  return reply.status === 204 ? null : reply.json();
}
