// What a new admin does: signs in, answers a case, changes the catalogue and takes it back, publishes an index, enrols a kiosk,
// gives somebody else an account that sees its own office alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, ask, launch, open_window, picture, server, settled, sign_in, visit } from "./browser.js";

const admin = { name: "admin-kota", display: "Admin Kota (contoh)", role: "city", office: "", password: "satu kalimat panjang" };
const office = "disdukcapil";

let browser;
before(async () => {
  browser = await launch();
  await ask("POST", "/v1/admin/users", admin);
});
after(() => browser.close());

// A test's own window, signed in; nothing may have gone wrong in it.
async function with_window(act, who = admin) {
  const { page, trouble, close } = await open_window(browser);
  await sign_in(page, who.name, who.password);
  await act(page);
  assert.deepEqual(trouble, []);
  await close();
}
const said = (page, text) => page.locator(".said", { hasText: text }).waitFor();

test("a wrong password is told, without saying which of both is wrong", async () => {
  const { page, close } = await open_window(browser);
  await page.goto(`${server}/admin`);
  for (const name of [admin.name, "tidak.ada"]) {
    await page.getByLabel("Nama pengguna").fill(name);
    await page.getByLabel("Kata sandi").fill("bukan kata sandinya");
    await page.getByRole("button", { name: "Masuk" }).click();
    await page.getByRole("alert").waitFor();
    assert.equal(await page.locator(".shell").count(), 0);
  }
  await picture(page, "wrong password");
  await accessible(page, "a wrong password");
  await close();
});

test("the cookie is out of the scripts' reach, and signing out ends it", () =>
  with_window(async (page) => {
    assert.equal(await page.evaluate(() => document.cookie), "");
    await page.getByRole("button", { name: "Keluar" }).click();
    await page.getByLabel("Nama pengguna").waitFor();
    await page.reload();
    await page.getByLabel("Nama pengguna").waitFor();
  }));

test("a case is verified, noted upon and answered; every step stands in its trail", () =>
  with_window(async (page) => {
    const { cases } = await ask("GET", "/v1/admin/inbox?state=received&limit=1");
    await visit(page, "/cases?state=received");
    await page.locator(".case-row a").first().click();
    await settled(page);
    const step = async (name, text) => {
      await page.getByLabel("Langkah", { exact: true }).selectOption({ label: name });
      if (text) await page.locator("textarea[name=text]").fill(text);
      await page.getByRole("button", { name: "Lakukan" }).click();
      await said(page, "Langkah ini sudah dicatat.");
      await settled(page);
    };
    await step("Verifikasi");
    await step("Catat untuk rekan", "Sudah ditanyakan ke loket (contoh).");
    await step("Jawab warga", "Terima kasih. Kartunya dapat diambil hari Senin (contoh).");
    const trail = await page.locator(".steps").innerText();
    for (const part of ["Diverifikasi", "Sudah ditanyakan", "Jawaban kepada warga", admin.name])
      assert.ok(trail.includes(part), part);
    assert.equal(await page.locator(".head .badge").innerText(), "Dijawab");
    assert.equal((await ask("GET", `/v1/admin/inbox/${cases[0].case}`)).state, "answered");
    await picture(page, "case answered");
  }));

test("a comment is read, with its telephone numbers masked, and shown", () =>
  with_window(async (page) => {
    const shown = async () => (await ask("GET", "/v1/admin/comments?state=shown")).comments.length;
    assert.equal(await shown(), 0);
    await visit(page, "/cases/comments");
    assert.ok((await page.locator(".case-row").count()) > 0);
    assert.equal((await page.locator("main").innerText()).includes("081234567890"), false, "a telephone number is not masked");
    await page.getByRole("button", { name: "Tampilkan" }).first().click();
    await said(page, "Komentar boleh ditampilkan.");
    assert.equal(await shown(), 1);
  }));

// A picture of two colours, made by the browser itself.
const png_of = (page) =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 320;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#16462e";
    pen.fillRect(0, 0, 320, 320);
    pen.fillStyle = "#d8a548";
    pen.fillRect(80, 80, 160, 160);
    return canvas.toDataURL("image/png").split(",")[1];
  });

test("an officer is added with a photo and a PIN, seen as the kiosk shows them, told before saving, and taken back in one click", () =>
  with_window(async (page) => {
    const before = await ask("GET", "/v1/admin/catalogue");
    await visit(page, `/catalogue/officers?office=${office}`);
    await page.getByRole("link", { name: "Tambah" }).click();
    await page.getByLabel("Nama lengkap").fill("Petugas Baru (contoh)");
    await page
      .getByLabel("Pilih foto")
      .setInputFiles({ name: "wajah.png", mimeType: "image/png", buffer: Buffer.from(await png_of(page), "base64") });
    await page.locator(".photo img").waitFor();
    await page.getByLabel("PIN", { exact: true }).fill("135790");
    await page.locator(".glass", { hasText: "Petugas Baru (contoh)" }).waitFor();
    await page.locator(".preview").getByRole("button", { name: "Minangkabau" }).click();
    await page.locator(".glass", { hasText: "Sia nan malayani Sanak?" }).waitFor();
    await picture(page, "an officer with a photo");
    await page.getByRole("button", { name: "Pakai perubahan ini" }).click();
    await page.getByRole("button", { name: "Lihat dan simpan" }).click();
    assert.match(await page.locator("dialog .changes").innerText(), /Petugas Petugas Baru \(contoh\): ditambahkan/);
    await picture(page, "before saving");
    await accessible(page, "the list of changes");
    await page.getByRole("button", { name: "Simpan semua" }).click();
    await said(page, "Katalog sudah disimpan dan berlaku.");
    const saved = (await ask("GET", "/v1/admin/catalogue")).catalogue.officers.find(
      (one) => one.name === "Petugas Baru (contoh)",
    );
    assert.equal(saved.has_pin, true);
    assert.match(saved.photo, /^[0-9a-f]{64}$/);
    assert.equal("pin" in saved || "pin_hash" in saved, false);

    await visit(page, "/catalogue/history");
    await picture(page, "history");
    await page.getByRole("button", { name: "Kembalikan" }).first().click();
    await page.locator("dialog").getByRole("button", { name: "Kembalikan" }).click();
    await said(page, "Edisi itu berlaku lagi.");
    const back = await ask("GET", "/v1/admin/catalogue");
    assert.deepEqual(back.catalogue, before.catalogue);
  }));

test("a service's texts are changed in three languages; every other member stays as it was", () =>
  with_window(async (page) => {
    const { catalogue } = await ask("GET", "/v1/admin/catalogue");
    const service = catalogue.services.find((one) => one.office === office && one.standard?.cost && one.standard?.requirements);
    await visit(page, `/catalogue/services/${service.id}`);
    const cost = page.getByRole("group", { name: "Biaya/tarif" });
    await cost.getByLabel("Indonesia").fill("Gratis untuk semua warga (contoh)");
    await cost.getByLabel("Minangkabau").fill("Indak babayia (contoh)");
    await cost.getByLabel("English").fill("Free for every citizen (sample)");
    await page.getByRole("button", { name: "Pakai perubahan ini" }).click();
    await page.getByRole("button", { name: "Lihat dan simpan" }).click();
    assert.match(await page.locator("dialog .changes").innerText(), /: Biaya\/tarif berubah$/);
    await page.getByRole("button", { name: "Simpan semua" }).click();
    await said(page, "Katalog sudah disimpan dan berlaku.");
    const saved = (await ask("GET", "/v1/admin/catalogue")).catalogue.services.find((one) => one.id === service.id);
    service.standard.cost = {
      id: "Gratis untuk semua warga (contoh)",
      min: "Indak babayia (contoh)",
      en: "Free for every citizen (sample)",
    };
    assert.deepEqual(saved, service);
  }));

test("an announcement is written for an office, seen as the kiosk shows it, and stored for its days", () =>
  with_window(async (page) => {
    await visit(page, `/catalogue/announcements?office=${office}`);
    await page.getByRole("link", { name: "Tambah" }).click();
    const title = page.getByRole("group", { name: "Judul" });
    await title.getByLabel("Indonesia").fill("Loket 2 pindah (contoh)");
    await title.getByLabel("English").fill("Counter 2 has moved (sample)");
    await page.getByRole("group", { name: "Teks" }).getByLabel("Indonesia").fill("Sekarang di lantai 2, dekat lift.");
    await page.getByLabel("Dari").fill("2026-12-01");
    await page.getByLabel("Sampai").fill("2026-12-05");
    const glass = page.locator(".glass", { hasText: "Loket 2 pindah (contoh)" });
    await glass.getByText("Sekarang di lantai 2, dekat lift.").waitFor();
    await picture(page, "an announcement");
    await accessible(page, "an announcement");
    await page.locator(".preview").getByRole("button", { name: "English" }).click();
    await page.locator(".glass", { hasText: "Counter 2 has moved (sample)" }).waitFor();
    await page.getByRole("button", { name: "Pakai perubahan ini" }).click();
    await page.getByRole("button", { name: "Lihat dan simpan" }).click();
    assert.match(await page.locator("dialog .changes").innerText(), /Pengumuman Loket 2 pindah \(contoh\): ditambahkan/);
    await page.getByRole("button", { name: "Simpan semua" }).click();
    await said(page, "Katalog sudah disimpan dan berlaku.");
    const saved = (await ask("GET", "/v1/admin/catalogue")).catalogue.announcements.find((one) => one.from === "2026-12-01");
    assert.deepEqual(
      { ...saved, id: "" },
      {
        id: "",
        office,
        title: { id: "Loket 2 pindah (contoh)", en: "Counter 2 has moved (sample)" },
        text: { id: "Sekarang di lantai 2, dekat lift." },
        from: "2026-12-01",
        until: "2026-12-05",
      },
    );
  }));

test("a text of the kiosk is found, reworded within its room, shown in the previews, and given back its own words", () =>
  with_window(async (page) => {
    await visit(page, "/catalogue/words");
    const rows = page.locator(".lines li:visible");
    const all = await rows.count();
    assert.ok(all > 200, `${all} texts`);
    await page.getByLabel("Cari kata atau kode").fill("choose_title MELAYANI");
    assert.equal(await rows.count(), 1);
    await picture(page, "kiosk texts found");
    await rows.getByRole("link").click();
    const field = page.getByLabel("Indonesia", { exact: true });
    await field.fill("Siapa {nama} Anda?");
    await page.getByRole("button", { name: "Pakai perubahan ini" }).click();
    assert.match(await field.evaluate((one) => one.validationMessage), /^Jangan memakai kurung kurawal/);
    await field.fill("Melayani-siapakah?");
    assert.match(await field.evaluate((one) => one.validationMessage), /^Ada kata yang lebih panjang dari 8 huruf/);
    assert.equal(await field.getAttribute("maxlength"), "25");
    await field.fill("Siapa petugas Anda?");
    await page.locator(".glass", { hasText: "Siapa petugas Anda?" }).waitFor();
    await picture(page, "a kiosk text");
    await page.getByRole("button", { name: "Pakai perubahan ini" }).click();
    await page.locator(".lines li:visible", { hasText: "Siapa petugas Anda?" }).getByText("diubah").waitFor();
    await page.getByRole("button", { name: "Lihat dan simpan" }).click();
    assert.match(await page.locator("dialog .changes").innerText(), /Kata di kios choose_title: ditambahkan/);
    await page.getByRole("button", { name: "Simpan semua" }).click();
    await said(page, "Katalog sudah disimpan dan berlaku.");
    const { catalogue } = await ask("GET", "/v1/admin/catalogue");
    assert.deepEqual(catalogue.words, [{ id: "choose_title", text: { id: "Siapa petugas Anda?" } }]);
    await visit(page, `/catalogue/officers/${catalogue.officers.find((one) => one.office === office).id}`);
    await page.locator(".glass", { hasText: "Siapa petugas Anda?" }).waitFor();

    await visit(page, "/catalogue/words/choose_title");
    await page.getByRole("button", { name: "Pakai teks bawaan" }).click();
    await page.getByRole("button", { name: "Pakai perubahan ini" }).click();
    await page.getByRole("button", { name: "Lihat dan simpan" }).click();
    await page.getByRole("button", { name: "Simpan semua" }).click();
    await said(page, "Katalog sudah disimpan dan berlaku.");
    assert.deepEqual((await ask("GET", "/v1/admin/catalogue")).catalogue.words, []);
  }));

test("each form gives back what it was given", () =>
  with_window(async (page) => {
    const { catalogue } = await ask("GET", "/v1/admin/catalogue");
    for (const kind of Object.keys(catalogue))
      for (const one of catalogue[kind].slice(0, 4)) {
        await visit(page, `/catalogue/${kind}/${one.id}`);
        await page.getByRole("button", { name: "Pakai perubahan ini" }).click();
        await said(page, "Masuk daftar perubahan.");
        await settled(page);
        const told = (await page.locator(".save-bar").count()) ? await page.locator(".save-bar").innerText() : "";
        assert.equal(told, "", `${kind} ${one.id} comes back changed`);
      }
  }));

test("when somebody else saved in between, nothing is overwritten and it is told", () =>
  with_window(async (page) => {
    await visit(page, `/catalogue/offices/${office}`);
    await page.getByLabel("Penyimpanan kontak (hari)").fill("200");
    await page.getByRole("button", { name: "Pakai perubahan ini" }).click();
    const { catalogue } = await ask("GET", "/v1/admin/catalogue");
    catalogue.offices.find((one) => one.id === office).contact_days = 300;
    await ask("PUT", "/v1/admin/catalogue", catalogue);
    await page.getByRole("button", { name: "Lihat dan simpan" }).click();
    await page.getByRole("button", { name: "Simpan semua" }).click();
    await page.locator("dialog").getByRole("alert").waitFor();
    await picture(page, "saved in between");
    assert.equal((await ask("GET", "/v1/admin/catalogue")).catalogue.offices.find((one) => one.id === office).contact_days, 300);
  }));

test("an index is published, and its report opens", () =>
  with_window(async (page) => {
    await visit(page, `/skm?office=${office}`);
    const shown = (await page.locator(".tile", { hasText: "IKM" }).first().locator(".value").innerText()).trim();
    assert.match(shown, /^\d\d,\d\d$/);
    await page.getByRole("button", { name: "Publikasikan" }).click();
    await page.locator("dialog").getByLabel("Banyaknya pengguna layanan setahun").fill("1500");
    await page.locator("dialog").getByRole("button", { name: "Publikasikan" }).click();
    await said(page, "IKM sudah dipublikasikan.");
    await settled(page);
    const { publications } = await ask("GET", `/v1/admin/skm/publications?office=${office}`);
    assert.equal(publications[0].ikm.toFixed(2).replace(".", ","), shown);
    for (const [format, type] of [
      ["html", "text/html"],
      ["pdf", "application/pdf"],
      ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ]) {
      const address = await page.locator(`a[href*="format=${format}"]`).getAttribute("href");
      const told = await page.evaluate(
        (href) => fetch(href).then((reply) => [reply.status, reply.headers.get("Content-Type")]),
        address,
      );
      assert.equal(told[0], 200);
      assert.ok(told[1].startsWith(type), told[1]);
    }
  }));

test("a kiosk is enrolled by a code that can be read and scanned", () =>
  with_window(async (page) => {
    await visit(page, "/kiosks");
    await page.getByRole("button", { name: "Daftarkan kios" }).click();
    await page.getByRole("button", { name: "Buat kode" }).click();
    const code = await page.locator(".enrolment-code").innerText();
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{5} [0-9A-HJKMNP-TV-Z]{5}$/);
    const drawn = await page.locator("img.qr").evaluate((image) => image.decode().then(() => image.naturalWidth));
    assert.ok(drawn > 0);
    await picture(page, "enrolment code");
    await accessible(page, "the enrolment code");
  }));

test("a kiosk's key is revoked only after a question", () =>
  with_window(async (page) => {
    await visit(page, "/kiosks");
    await page.locator(".kiosk summary").last().click();
    await page.locator(".kiosk").last().getByRole("button", { name: "Cabut kunci" }).click();
    await page.locator("dialog").getByRole("button", { name: "Batal" }).click();
    assert.equal((await ask("GET", "/v1/admin/journals")).journals.filter((one) => one.revoked).length, 0);
    await page.locator(".kiosk").last().getByRole("button", { name: "Cabut kunci" }).click();
    await page.locator("dialog").getByRole("button", { name: "Cabut kunci" }).click();
    await said(page, "Kunci kios sudah dicabut.");
    assert.equal((await ask("GET", "/v1/admin/journals")).journals.filter((one) => one.revoked).length, 1);
  }));

test("a webhook is added, shows its secret once, and is switched off, given another secret and removed", () =>
  with_window(async (page) => {
    await visit(page, "/people?view=webhooks");
    await page.getByRole("button", { name: "Tambah webhook" }).click();
    await page.getByLabel("Alamat penerima").fill("https://receiver.example/rancak");
    await page.getByLabel("penilaian yang masuk").check();
    await accessible(page, "a new webhook");
    await page.getByRole("button", { name: "Simpan" }).click();
    const secret = await page.locator("dialog pre").innerText();
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    await page.getByRole("button", { name: "Tutup" }).click();
    await picture(page, "a webhook");
    assert.deepEqual((await ask("GET", "/v1/admin/webhooks")).webhooks[0].kinds, ["case.received", "ratings.arrived"]);
    const does = async (name) => {
      await page.locator("table").getByRole("button", { name }).click();
      await page.locator("dialog").getByRole("button", { name }).click();
    };
    await does("Matikan");
    await page.locator("table", { hasText: "mati" }).waitFor();
    await does("Kunci baru");
    assert.notEqual(await page.locator("dialog pre").innerText(), secret);
    await page.getByRole("button", { name: "Tutup" }).click();
    await does("Hapus");
    await page.locator("main", { hasText: "Belum ada sistem yang diberi tahu." }).waitFor();
    assert.equal((await ask("GET", "/v1/admin/webhooks")).webhooks.length, 0);
  }));

test("an office's user sees the pages and figures of their office alone", async () => {
  const clerk = { name: "admin-mpp", display: "Admin MPP (contoh)", password: "kalimat lain yang panjang" };
  await with_window(async (page) => {
    await visit(page, "/people");
    await page.getByRole("button", { name: "Tambah pengguna" }).click();
    await page.getByLabel("Nama pengguna").fill(clerk.name);
    await page.getByLabel("Nama lengkap").fill(clerk.display);
    await page.getByLabel("Peran").selectOption("office");
    await page.locator("dialog").getByLabel("Kantor").selectOption("mpp");
    await page.getByLabel("Kata sandi", { exact: true }).fill(clerk.password);
    await page.getByRole("button", { name: "Simpan" }).click();
    await said(page, "Sudah disimpan.");
    await visit(page, "/people?view=audit");
    await page.locator("main", { hasText: "Menambah pengguna" }).waitFor();
  });
  await with_window(async (page) => {
    assert.deepEqual(await page.locator(".ways a").allInnerTexts(), [
      "Hari ini",
      "Kantor",
      "Pengaduan",
      "SKM",
      "Kios",
      "Katalog",
    ]);
    await visit(page, "/today");
    assert.equal(await page.locator("table.list tbody tr").count(), 1);
    await visit(page, `/offices/${office}`);
    assert.equal(await page.locator("h1").innerText(), "Mal Pelayanan Publik Kota Sawahlunto, Simpang Muaro Kalaban");
    await picture(page, "an office's user");
  }, clerk);
});
