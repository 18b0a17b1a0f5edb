// Every page in every look: nothing that axe-core finds, nothing that sticks out, nothing that goes wrong in the browser. The
// pictures are kept for somebody to look at.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, ask, fits, launch, looks, open_window, picture, server, settled, sign_in, visit } from "./browser.js";

const user = { name: "kepala", display: "Kepala Bagian (contoh)", role: "city", office: "", password: "kata sandi panjang" };
const office = "disdukcapil";
const most_bytes = 500_000;

let browser;
let officer;
let one_case;

before(async () => {
  browser = await launch();
  await ask("POST", "/v1/admin/users", user);
  const { catalogue } = await ask("GET", "/v1/admin/catalogue");
  officer = catalogue.officers.find((one) => one.office === office).id;
  one_case = (await ask("GET", `/v1/admin/inbox?office=${office}&limit=1`)).cases[0].case;
});
after(() => browser.close());

const pages = () => ({
  today: "/today",
  office: `/offices/${office}`,
  officer: `/offices/${office}?officer=${officer}&by=day`,
  "without flagged": `/offices/${office}?flagged=without`,
  cases: "/cases",
  "one case": `/cases/${one_case}`,
  comments: "/cases/comments",
  skm: `/skm?office=${office}&population=1500`,
  kiosks: "/kiosks",
  catalogue: `/catalogue/officers?office=${office}`,
  "an officer's form": `/catalogue/officers/${officer}`,
  "an office's form": `/catalogue/offices/${office}`,
  "a new service": `/catalogue/services/new?office=${office}`,
  "a new announcement": `/catalogue/announcements/new?office=${office}`,
  "kiosk texts": "/catalogue/words",
  "one kiosk text": "/catalogue/words/case_sent_use",
  history: "/catalogue/history",
  people: "/people",
  tokens: "/people?view=tokens",
  webhooks: "/people?view=webhooks",
  audit: "/people?view=audit",
});

for (const [look, settings] of Object.entries(looks))
  test(`every page, ${look}`, async () => {
    const { page, trouble, close } = await open_window(browser, settings);
    await page.goto(`${server}/admin`);
    await settled(page);
    await accessible(page, "the door");
    await fits(page, "the door");
    await picture(page, `door ${look}`);
    await sign_in(page, user.name, user.password);
    for (const [name, address] of Object.entries(pages())) {
      await visit(page, address);
      assert.equal(
        await page
          .locator("main .notice.bad")
          .allInnerTexts()
          .then((texts) => texts.join()),
        "",
        `${name} shows an error`,
      );
      await picture(page, `${name} ${look}`);
      await accessible(page, `${name}, ${look}`);
      await fits(page, `${name}, ${look}`);
    }
    assert.deepEqual(trouble, []);
    await close();
  });

test("in English every page is whole, too", async () => {
  const { page, trouble, close } = await open_window(browser);
  await sign_in(page, user.name, user.password);
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.getAttribute("html", "lang"), "en");
  for (const [name, address] of Object.entries(pages())) {
    await visit(page, address);
    // A word that is missing would be shown as its key.
    const left = await page
      .locator("body")
      .innerText()
      .then((text) =>
        text.match(/\b(?:today|figures|office|cases|skm|kiosks|catalogue|people|webhooks|wording|history|state|kind|member)\.[a-z_]+/g),
      );
    assert.equal(left, null, name);
    if (name === "skm") {
      const elements = await page.locator("table.elements").innerText();
      assert.match(elements, /Completion time/);
      assert.doesNotMatch(elements, /Waktu Penyelesaian/);
    }
    await accessible(page, `${name} in English`);
  }
  assert.deepEqual(trouble, []);
  await close();
});

test("on paper a page is its content alone", async () => {
  const { page, close } = await open_window(browser);
  await sign_in(page, user.name, user.password);
  await visit(page, `/offices/${office}`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("header.cloth").isVisible(), false);
  assert.equal(await page.locator(".head .tools").isVisible(), false);
  assert.equal(await page.locator("h1").isVisible(), true);
  await picture(page, "office on paper");
  await close();
});

test("all files of all pages together weigh less than 500 kB, and come from the server alone", async () => {
  const { page, trouble, close } = await open_window(browser);
  const weights = new Map();
  page.on("response", async (response) => {
    const { pathname } = new URL(response.url());
    if (pathname === "/admin" || pathname.startsWith("/assets/")) weights.set(pathname, (await response.body()).length);
  });
  await sign_in(page, user.name, user.password);
  for (const address of Object.values(pages())) await visit(page, address);
  await page.waitForLoadState("networkidle");
  const total = [...weights.values()].reduce((sum, bytes) => sum + bytes, 0);
  console.log(`weight of the pages: ${total} bytes in ${weights.size} files, uncompressed`);
  assert.ok(weights.size > 20);
  assert.ok(total < most_bytes, `${total} bytes`);
  assert.deepEqual(trouble, []);
  await close();
});

test("no mean is shown without its interval and N, for eyes and for ears", async () => {
  const { page, close } = await open_window(browser);
  await sign_in(page, user.name, user.password);
  for (const address of ["/today", `/offices/${office}`]) {
    await visit(page, address);
    const means = page.locator("span.mean:not(.none)");
    assert.ok((await means.count()) > 0, address);
    for (const mean of await means.all()) {
      assert.match(
        await mean.locator(".heard").innerText(),
        /Rata-rata \d,\d\d dari 5; selang kepercayaan 95 persen dari \d,\d\d sampai \d,\d\d; dari [\d.]+ penilaian\./,
      );
      assert.match(await mean.locator(".n").innerText(), /^N [\d.]+$/);
      assert.match(await mean.locator(".interval").innerText(), /^\d,\d\d – \d,\d\d$/);
    }
  }
  await close();
});

test("a chart has its figures as a table, and the heat map is one", async () => {
  const { page, close } = await open_window(browser);
  await sign_in(page, user.name, user.password);
  await visit(page, `/offices/${office}`);
  await page.waitForSelector(".trend canvas");
  await page.getByText("Angka yang sama sebagai tabel").click();
  assert.ok((await page.locator(".trend table tbody tr").count()) >= 4);
  const cell = page.locator("table.heat-map td .heard", { hasText: "rata-rata" }).first();
  assert.match(await cell.innerText(), /rata-rata \d,\d dari \d+ penilaian/);
  await close();
});

test("responses per visit stand with the number of visits, or as not known, for each office", async () => {
  const { page, close } = await open_window(browser, { viewport: { width: 1280, height: 900 } });
  await sign_in(page, user.name, user.password);
  await visit(page, "/today");
  await picture(page, "today 1280");
  assert.ok(await page.locator("table.list").evaluate((list) => list.scrollWidth <= list.parentElement.clientWidth));
  const told = await ask("GET", "/v1/admin/overview");
  const cells = await page.locator('table.list td[data-heading="Penilaian per kunjungan"]').allInnerTexts();
  assert.equal(cells.length, told.offices.length);
  const known = told.offices.filter((one) => one.visits);
  assert.ok(known.length > 0 && known.length < told.offices.length);
  assert.equal(cells.filter((text) => /^\d{1,3}\s?% dari [\d.]+ kunjungan$/.test(text)).length, known.length);
  assert.equal(cells.filter((text) => text === "belum diketahui").length, told.offices.length - known.length);
  const city = await page.locator(".tiles .responses").innerText();
  assert.equal(
    city,
    `${new Intl.NumberFormat("id-ID", { style: "percent" }).format(told.city.visits.rated / told.city.visits.count)} dari ${new Intl.NumberFormat("id-ID").format(told.city.visits.count)} kunjungan`,
  );
  await page.getByRole("button", { name: "English" }).click();
  await page.locator('td[data-heading="Responses per visit"]', { hasText: /% of [\d,]+ visits/ }).first().waitFor();
  await page.locator('td[data-heading="Responses per visit"]', { hasText: "not known" }).first().waitFor();
  await visit(page, `/offices/${office}`);
  await page.locator(".tiles .responses", { hasText: /% of [\d,]+ visits/ }).waitFor();
  await visit(page, `/offices/${office}?officer=${officer}`);
  assert.equal(await page.locator(".tiles .responses").count(), 0);
  await close();
});

test("everything can be reached by the keyboard, and the focus is seen", async () => {
  const { page, close } = await open_window(browser);
  await sign_in(page, user.name, user.password);
  await visit(page, "/today");
  await page.reload(); // Tab begins at the top
  await settled(page);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  const wanted = await page.evaluate(
    () =>
      [...document.querySelectorAll("main :is(a[href], button, select, input, summary)")].filter((one) => one.checkVisibility())
        .length,
  );
  const reached = new Set();
  for (let press = 0; press < wanted + 20; ++press) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one.closest("main") || !one.matches("a[href], button, select, input, summary")) return null;
      globalThis.order ??= new Map();
      if (!globalThis.order.has(one)) globalThis.order.set(one, globalThis.order.size);
      return { place: globalThis.order.get(one), outline: getComputedStyle(one).outlineStyle };
    });
    if (!at) continue;
    assert.notEqual(at.outline, "none");
    reached.add(at.place);
  }
  assert.equal(reached.size, wanted);
  await close();
});
