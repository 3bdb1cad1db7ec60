// Keeping a class on a device: unreadable without the key, said to be stored only when it is, and gone from the page when locked.

import { test } from "node:test";
import assert from "node:assert/strict";
import { Decrypter } from "age-encryption";
import { assertQuiet } from "./harness.mjs";
import {
  SECRETS, answer, answersIn, bytesOf, classOf, everything, lockNow, openFile, otherVault, saveFile, saying, setFaults, storedAnswers, withFaults,
} from "./faults.mjs";
import { PASSPHRASE, kept, openClass, openLocked, openSealed, reload, unlock, vault } from "./vault.mjs";

/** Raw bytes as texts in which a secret would show, in both ways to write characters. */
const texts = (bytes) => [Buffer.from(bytes).toString("utf8"), Buffer.from(bytes).toString("utf16le")];

test("nothing of the class can be read in the stores or in a saved file, and the file opens without the app", async (t) => {
  const app = await openClass(t, classOf(), "#/grid");
  const { page } = app;
  await answer(page, 0, 2, "2");
  await kept(page);
  const { texts: local, records } = await everything(page);
  assert.deepEqual(Object.keys(records).sort(), ["kizuki/document", "kizuki/vault"], "the app keeps the class, its key wrapped, and nothing else");
  const file = await saveFile(page);
  const held = [
    ...Object.values(local), ...texts(bytesOf(local["kizuki/document"])),
    ...Object.values(records).flatMap(texts), ...texts(file.bytes), file.name,
  ];
  for (const secret of SECRETS) {
    for (const text of held) assert.ok(!text.includes(secret), `${secret} stands in something stored`);
  }
  const opened = await openSealed(page, file.bytes);
  for (const text of ["うみかぜ", "ためし小学校", '"Q3"']) assert.ok(opened.includes(text), "the file holds the class all the same");

  // With the passphrase: the file carries the wrapped identity.
  const lines = Buffer.from(file.bytes).toString("latin1").split("\n");
  const at = lines.indexOf("-> kizuki-key");
  assert.ok(at > 0, "the file carries its key, wrapped");
  const end = lines.findIndex((line, index) => index > at && line.length < 64);
  const wrapped = Buffer.from(lines.slice(at + 1, end + 1).join(""), "base64");
  const unwrap = new Decrypter();
  unwrap.addPassphrase(PASSPHRASE.normalize("NFKC"));
  const identity = (await unwrap.decrypt(wrapped, "text")).trim();
  assert.equal(identity, (await vault()).identity, "it is the identity of the recovery sheet");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  assert.equal((await decrypter.decrypt(file.bytes, "text")).trimEnd(), opened.trimEnd());
  assertQuiet(app);
});

test("a change is called stored only once the durable store says that it is complete", async (t) => {
  const { page } = await openClass(t, classOf(), "#/grid", { before: withFaults() });
  await kept(page);
  await setFaults(page, { hold: true });
  await answer(page, 0, 2, "2");
  await page.waitForFunction(() => window.held.length > 0);
  assert.match(await page.locator(".save-state").innerText(), /保存しています…/);
  await setFaults(page, {});
  await page.evaluate(() => window.release());
  await kept(page);
  assert.deepEqual((await storedAnswers(page)).record, { 1: { Q3: "2" } });
});

test("every change is in a store within a second of the gesture", async (t) => {
  const { page } = await openClass(t, classOf(), "#/grid", { before: (page) => page.clock.install({ time: "2026-11-20T10:00:00+09:00" }) });
  await kept(page);
  await page.clock.pauseAt("2026-11-20T10:02:00+09:00");
  const before = await storedAnswers(page);
  await answer(page, 0, 2, "2");
  assert.deepEqual((await storedAnswers(page)).mirror, before.mirror, "the clock stands still, so nothing is written yet");
  await page.clock.runFor(1000);
  assert.deepEqual((await storedAnswers(page)).mirror, { 1: { Q3: "2" } });
});

for (const [event, where] of [["hidden", "the tab is hidden"], ["pagehide", "the page goes away"]]) {
  test(`what was typed is stored before anything else happens when ${where}`, async (t) => {
    const { page } = await openClass(t, classOf(), "#/grid");
    await kept(page);
    await page.locator("#cell-0-2").focus();
    // Typing, leaving and looking at the store in one breath: no timer can run in between.
    const [before, after] = await page.evaluate((event) => {
      const mirror = () => localStorage.getItem("kizuki/document");
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "2", bubbles: true, cancelable: true }));
      const before = mirror();
      if (event === "pagehide") {
        window.dispatchEvent(new PageTransitionEvent("pagehide"));
      } else {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
        document.dispatchEvent(new Event("visibilitychange"));
      }
      return [before, mirror()];
    }, event);
    assert.deepEqual(await answersIn(page, bytesOf(before)), {});
    assert.deepEqual(await answersIn(page, bytesOf(after)), { 1: { Q3: "2" } });
    await kept(page);
    assert.deepEqual((await storedAnswers(page)).record, { 1: { Q3: "2" } }, "the rest follows while the page lives");
  });
}

test("locking right after typing stores it for good, behind the lock, and it is there on the next page", async (t) => {
  const { page } = await openClass(t, classOf(), "#/grid");
  await kept(page);
  await page.locator("#cell-0-2").focus();
  await page.evaluate(() => {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "2", bubbles: true, cancelable: true }));
    [...document.querySelectorAll("button")].find((button) => button.textContent.includes("ロック")).click();
  });
  await page.getByLabel("合言葉で開く").waitFor();
  await assertSoon(async () => assert.deepEqual((await storedAnswers(page)).record, { 1: { Q3: "2" } }));
  // As a killed browser may leave it: only the durable store counts.
  await page.evaluate(() => localStorage.removeItem("kizuki/document"));
  await reload(page);
  await kept(page);
  const both = { 1: { Q3: "2" } };
  assert.deepEqual(await storedAnswers(page), { mirror: both, record: both });
});

test("the wrapped key is in both stores from the first unlocking on, and either of them opens the class", async (t) => {
  const { page } = await openClass(t, classOf(), "#/grid");
  await answer(page, 0, 2, "2");
  await lockNow(page);
  // As after a kill: LocalStorage had not been written to the disk yet.
  await page.evaluate(() => localStorage.clear());
  await reload(page);
  await kept(page);
  const both = { 1: { Q3: "2" } };
  assert.deepEqual(await storedAnswers(page), { mirror: both, record: both });
  const { texts, records } = await everything(page);
  assert.equal(texts["kizuki/vault"], Buffer.from(records["kizuki/vault"]).toString());
});

test("what could not be stored before the lock waits behind it, unreadable, and is stored when there is room again", async (t) => {
  const { page } = await openClass(t, classOf(), "#/grid", { before: withFaults() });
  await kept(page);
  const before = await storedAnswers(page);
  await setFaults(page, { local: "full", indexed: "abort" });
  await answer(page, 0, 2, "2");
  await saying(page, "保存できていません");
  await page.getByRole("button", { name: "ロック", exact: true }).click();
  await page.getByText("ロックする前の最後の変更を、この端末に保存できていません。この画面を閉じずに、合言葉で開いて「ファイルに保存」してください。").waitFor();
  await assertLocked(page);
  assert.deepEqual(await storedAnswers(page), before, "what was stored before is as it was");
  await setFaults(page, {});
  await unlock(page);
  await kept(page);
  const after = { 1: { Q3: "2" } };
  assert.deepEqual(await storedAnswers(page), { mirror: after, record: after });
});

/** Asks again until it holds: for what the app does behind the lock, where nothing on the page says that it is done. */
async function assertSoon(check, tries = 50) {
  for (let left = tries; ; left -= 1) {
    try {
      return await check();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Nothing of the class, the passphrase or the key is in the page. */
async function assertLocked(page) {
  await page.getByLabel("合言葉で開く").waitFor();
  const held = await page.evaluate(() => [
    document.documentElement.outerHTML, document.title, location.href,
    ...[...document.querySelectorAll("input, textarea")].map((field) => field.value),
  ].join("\n"));
  const { identity } = await vault();
  for (const secret of ["うみかぜ", "みほん1", "ためし小学校", "5年1組", PASSPHRASE, identity, identity.slice(-20)]) {
    assert.ok(!held.includes(secret), `${secret} is still in the page`);
  }
}

test("after locking, neither names nor passphrase nor key are in the page, and going back does not bring them", async (t) => {
  const app = await openClass(t, classOf(), "#/grid");
  const { page } = app;
  await page.getByText("みほん1 うみかぜ").first().waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "名簿" }).click();
  await page.getByRole("heading", { name: "名簿" }).first().waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "設定" }).click();
  await page.getByRole("heading", { name: "合言葉とロック" }).waitFor();
  await lockNow(page);
  await assertLocked(page);
  for (let back = 0; back < 3; back += 1) {
    await page.goBack();
    await assertLocked(page);
  }
  await page.reload();
  await assertLocked(page);
  assertQuiet(app);
});

test("the app locks by itself when nobody has touched it for as long as the settings say, and not before", async (t) => {
  const { page } = await openClass(t, classOf(), "#/grid", { before: (page) => page.clock.install({ time: "2026-11-20T10:00:00+09:00" }) });
  await answer(page, 0, 2, "2");
  await kept(page);
  await page.clock.fastForward("08:00");
  await page.locator(".frame").waitFor();
  await answer(page, 0, 3, "1");
  await kept(page);
  await page.clock.fastForward("08:00");
  await page.locator(".frame").waitFor();
  await page.clock.fastForward("05:00");
  await assertLocked(page);
  const both = { 1: { Q3: "2", Q4: "1" } };
  assert.deepEqual(await storedAnswers(page), { mirror: both, record: both });
});

test("a tab that was hidden for too long shows the lock and not the class when somebody comes back to it", async (t) => {
  const { page } = await openClass(t, classOf(), "#/grid");
  await kept(page);
  // As if the device had slept: no timer ran, and the clock that is never set back has gone on.
  await page.evaluate(async () => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 11 * 60_000;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await assertLocked(page);
});

test("locking while the passphrase of a file is asked for takes the question away too", async (t) => {
  const { page } = await openClass(t, classOf(), "#/roster");
  await kept(page);
  const other = await otherVault();
  await openFile(page, await other.seal(JSON.stringify(classOf()), { withKey: true }));
  await page.getByRole("dialog", { name: "このファイルの合言葉" }).waitFor();
  await page.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 11 * 60_000;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await assertLocked(page);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("erasing takes every key and every record, after the person has confirmed it", async (t) => {
  const app = await openClass(t, classOf(), "#/grid");
  const { page } = app;
  await lockNow(page);
  const before = await everything(page);
  await page.getByRole("button", { name: "この端末のデータを消す" }).click();
  const question = page.getByRole("dialog", { name: "この端末のデータを消します" });
  const erase = question.getByRole("button", { name: "消す", exact: true });
  assert.ok(await erase.isDisabled(), "nothing is erased before the box is ticked");
  await question.getByRole("button", { name: "やめる" }).click();
  assert.deepEqual(await everything(page), before);
  await page.getByRole("button", { name: "この端末のデータを消す" }).click();
  await question.getByRole("checkbox").check();
  await erase.click();
  await page.getByText("この端末から消しました。").waitFor();
  assert.deepEqual(await everything(page), { texts: {}, records: {} });
  await page.reload();
  await page.getByRole("button", { name: "学級をはじめる" }).waitFor();
  assertQuiet(app);
});

test("erasing in one tab closes the class in the other, which does not store it again", async (t) => {
  const app = await openClass(t, classOf(), "#/grid");
  const { page } = app;
  const other = await app.newTab();
  await unlock(other);
  await lockNow(page);
  await page.getByRole("button", { name: "この端末のデータを消す" }).click();
  const question = page.getByRole("dialog", { name: "この端末のデータを消します" });
  await question.getByRole("checkbox").check();
  await question.getByRole("button", { name: "消す", exact: true }).click();
  await page.getByText("この端末から消しました。").waitFor();
  await other.getByRole("button", { name: "学級をはじめる" }).waitFor();
  await other.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true });
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("pagehide"));
  });
  assert.deepEqual(await everything(page), { texts: {}, records: {} });
  assertQuiet(app);
});

test("a wrong passphrase gets the same sentence however often, harms nothing, and the right one opens afterwards", async (t) => {
  const app = await openLocked(t, classOf(), "#/grid");
  const { page } = app;
  const before = await everything(page);
  const told = new Set();
  for (const wrong of ["やかん", "ためしの やかん はしご ふうせ", `${PASSPHRASE} `.repeat(3), "x".repeat(128), "やかん", "AGE-SECRET-KEY-1", "1", "やかん"]) {
    await page.getByLabel("合言葉で開く").fill(wrong);
    await page.getByRole("button", { name: "開く", exact: true }).click();
    await page.locator("#unlock-wrong", { hasText: "開けませんでした" }).waitFor();
    told.add(await page.locator("#unlock-wrong").innerText());
  }
  assert.deepEqual([...told], ["この合言葉では開けませんでした。記録は無事です。大文字と小文字、かなと漢字のちがいを確かめて、もう一度入れてください。何度でも試せます。"]);
  assert.deepEqual(await everything(page), before);
  await unlock(page);
  await kept(page);
  assertQuiet(app);
});

test("the same passphrase opens however its letters were typed: half or full width, composed or not", async (t) => {
  const { page } = await openLocked(t, classOf(), "#/grid");
  for (const typed of [PASSPHRASE.replaceAll(" ", "　"), PASSPHRASE.normalize("NFD"), "ためしの\u2003やかん\u00a0はしご\u3000ふうせん"]) {
    await unlock(page, typed);
    await lockNow(page);
  }
});

test("a reload in the middle of a save loses nothing", async (t) => {
  const { page } = await openClass(t, classOf(), "#/grid", { before: withFaults() });
  await kept(page);
  await setFaults(page, { hold: true });
  await answer(page, 0, 2, "2");
  await page.waitForFunction(() => window.held.length > 0);
  await answer(page, 0, 3, "1");
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await page.evaluate(() => window.setFaults({}));
  await unlock(page);
  await kept(page);
  const both = { 1: { Q3: "2", Q4: "1" } };
  assert.deepEqual(await storedAnswers(page), { mirror: both, record: both });
});
