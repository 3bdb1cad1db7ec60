// Starting without a network: the service worker keeps one whole version, changes over only when asked, and never mixes
// two. On plain http there is none, and the app says so in words elsewhere; here it must simply work.

import { test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIST, INTRANET, assertOnlyStaticFiles, assertQuiet, axe, openApp, overflow, targets44 } from "./harness.mjs";
import { answer, classOf, shownIn } from "./faults.mjs";
import { kept, openClass, openLocked, unlock } from "./vault.mjs";

const state = (page) => page.evaluate(() => document.documentElement.dataset.offline);
const stands = (page, wanted) => page.waitForFunction((wanted) => document.documentElement.dataset.offline === wanted, wanted);
const caches = (page) => page.evaluate(async () => (await window.caches.keys()).length);

/** A folder with the build in it, to be changed as a server is when a new version is put there. */
function copyOfBuild() {
  const folder = mkdtempSync(join(tmpdir(), "kizuki-version-"));
  cpSync(DIST, folder, { recursive: true });
  return folder;
}

/** Puts another version into the folder: its style sheet differs, as the smallest of changes. */
function nextVersion(folder, { whole = true } = {}) {
  const page = join(folder, "index.html");
  const name = readdirSync(folder).find((file) => /^kizuki-.*\.css$/.test(file));
  const css = `${readFileSync(join(folder, name), "utf8")}\n:root { --version: 2; }\n`;
  const digest = (kind, form, text) => createHash(kind).update(text).digest(form);
  const next = `kizuki-${digest("sha256", "hex", css).slice(0, 16)}.css`;
  writeFileSync(join(folder, next), css);
  const html = readFileSync(page, "utf8")
    .replace(name, next)
    .replace(/(\.css" integrity=")[^"]+/, `$1sha384-${digest("sha384", "base64", css)}`);
  writeFileSync(page, html);
  const worker = join(folder, "sw.js");
  const files = JSON.parse(/new Map\((\[.*\])\)/.exec(readFileSync(worker, "utf8"))[1])
    .map(([file]) => (file === name ? next : file))
    .map((file) => [file, digest("sha256", "hex", readFileSync(join(folder, file)))]);
  writeFileSync(
    worker,
    readFileSync(worker, "utf8")
      .replace(/VERSION = "[^"]*"/, 'VERSION = "0123456789abcdef"')
      .replace(/new Map\(\[.*\]\)/, `new Map(${JSON.stringify(files)})`),
  );
  // A server that is being updated: one file is not there yet in its new form.
  if (!whole) writeFileSync(page, html.replace("</head>", "<!-- another --></head>"));
}

const version = (page) => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--version").trim());

test("once it was open, the app starts without a server, opens the class and keeps what is entered", async (t) => {
  const app = await openLocked(t, classOf(), "#/grid", { workers: true });
  const { page } = app;
  await stands(page, "ready");
  await unlock(page);
  await answer(page, 0, 2, "2");
  await kept(page);
  await app.server.close();
  await page.reload();
  await unlock(page);
  assert.match(await shownIn(page, 0, 2), /はっきり/);
  await answer(page, 1, 2, "1");
  await kept(page);
  // Every part comes from the device, the ones nobody has looked at too.
  for (const screen of ["#/class", "#/roster", "#/settings", "#/blank-forms"]) {
    await page.evaluate((hash) => (location.hash = hash), screen);
    await page.locator("h1:visible").first().waitFor();
    assert.equal(await page.getByText("読み込めませんでした").count(), 0, screen);
  }
  assertOnlyStaticFiles(app);
});

test("a new version waits until it is asked for, takes over whole, and what was entered is there", async (t) => {
  const folder = copyOfBuild();
  const app = await openClass(t, classOf(), "#/grid", { workers: true, dist: folder });
  const { page } = app;
  await stands(page, "ready");
  await page.reload();
  await unlock(page);
  await answer(page, 0, 2, "2");
  await kept(page);
  nextVersion(folder);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await stands(page, "update");
  const notice = page.locator(".notice", { hasText: "アプリの新しい版があります" });
  await notice.waitFor();
  assert.equal(await version(page), "", "the version in use goes on");
  await page.reload();
  await unlock(page);
  assert.equal(await version(page), "", "also after a reload nobody asked the new version for");
  await notice.waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(await targets44(page, { except: ".grid" }), []);
  assert.equal(await overflow(page), undefined);
  await Promise.all([page.waitForEvent("load"), notice.getByRole("button", { name: "新しい版に切りかえる" }).click()]);
  await unlock(page);
  assert.equal(await version(page), "2");
  assert.match(await shownIn(page, 0, 2), /はっきり/);
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
});

test("while a server is being updated, nothing of the half version is kept and the old one goes on", async (t) => {
  const folder = copyOfBuild();
  const { page } = await openApp(t, { workers: true, dist: folder });
  await stands(page, "ready");
  nextVersion(folder, { whole: false });
  await page.evaluate(async () => {
    const kept = await navigator.serviceWorker.getRegistration();
    await kept.update().catch(() => {});
    await new Promise((done) => {
      const look = () => (kept.installing || kept.waiting ? setTimeout(look, 50) : done());
      look();
    });
  });
  assert.equal(await state(page), "ready");
  assert.equal(await caches(page), 1);
  await page.reload();
  await page.locator(".ways").first().waitFor();
  assert.equal(await version(page), "");
});

test("another tab is told of the change and goes on with what it shows", async (t) => {
  const folder = copyOfBuild();
  const app = await openApp(t, { workers: true, dist: folder });
  await stands(app.page, "ready");
  await app.page.reload();
  const other = await app.newTab();
  await stands(other, "ready");
  nextVersion(folder);
  await app.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await stands(app.page, "update");
  await Promise.all([app.page.waitForEvent("load"), app.page.getByRole("button", { name: "新しい版に切りかえる" }).click()]);
  await other.locator(".notice", { hasText: "アプリの新しい版があります" }).waitFor();
  assert.equal(await version(other), "");
  await Promise.all([other.waitForEvent("load"), other.getByRole("button", { name: "新しい版に切りかえる" }).click()]);
  assert.equal(await version(other), "2");
});

test("on a plain http host the app works and knows that it cannot start without a network", async (t) => {
  const app = await openApp(t, { workers: true, host: INTRANET });
  await stands(app.page, "never");
  assertQuiet(app);
});
