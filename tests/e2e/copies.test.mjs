// Several copies of one class: two devices with a file each, two tabs of one browser, and a clock that was set back.

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertQuiet, openApp } from "./harness.mjs";
import { answer, classOf, openFile, saveFile, shownIn, shows, storedAnswers } from "./faults.mjs";
import { storedClass } from "./class-file.mjs";
import { PASSPHRASE, kept, openClass, reload, unlock } from "./vault.mjs";

const goTo = async (page, hash, ready) => {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator(ready).first().waitFor();
};
const toGrid = (page) => goTo(page, "#/grid", "#cell-0-0");
const toRoster = (page) => goTo(page, "#/roster", "input[type=file]");

/** Takes a student off the roster. */
async function remove(page, number) {
  await toRoster(page);
  await page.getByRole("button", { name: new RegExp(`^${number}番.*を直す`) }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "名簿から外す" }).click();
  const confirm = dialog.getByRole("checkbox");
  if (await confirm.count() > 0) await confirm.check();
  await dialog.getByRole("button", { name: "名簿から外す" }).click();
  await page.getByText(`${number}番を名簿から外しました`).waitFor();
}

test("two devices that worked on from one file show the same after opening each other's, say what differs, and bring nobody back", async (t) => {
  const one = await openClass(t, classOf(), "#/grid");
  await answer(one.page, 3, 2, "1");
  await kept(one.page);
  const common = await saveFile(one.page);

  // The other device has nothing but the file and its passphrase.
  const two = await openApp(t);
  await openFile(two.page, common.bytes);
  const asks = two.page.getByRole("dialog", { name: "このファイルの合言葉" });
  await asks.getByLabel("合言葉", { exact: true }).fill(PASSPHRASE);
  await asks.getByRole("button", { name: "開く" }).click();
  await two.page.locator(".frame").waitFor();

  await answer(one.page, 0, 2, "2");
  await answer(one.page, 1, 3, "1");
  await toGrid(two.page);
  await answer(two.page, 0, 4, "1");
  await answer(two.page, 1, 3, "2");
  await remove(two.page, 4);
  await kept(one.page);
  await kept(two.page);

  const fromTwo = await saveFile(two.page);
  await toRoster(one.page);
  await openFile(one.page, fromTwo.bytes);
  await one.page.getByText("同じところに別のことが書かれています（1件）。どちらも残してあります。新しいほうを表示しています。").waitFor();
  await kept(one.page);
  const fromOne = await saveFile(one.page);
  await openFile(two.page, fromOne.bytes);
  await two.page.getByText(/取り込みました/).waitFor();
  await kept(two.page);

  const [left, right] = [await storedClass(one.page), await storedClass(two.page)];
  assert.deepEqual(left, right, "both devices hold the same");
  assert.deepEqual(left.class.students.map(({ number }) => number), [1, 2, 3]);
  const answers = Object.fromEntries(left.rounds[0].responses.map(({ student, answers }) => [student, answers]));
  assert.deepEqual(answers[1], { Q3: "2", Q5: "1" }, "what either has written alone is there");
  assert.ok(["1", "2"].includes(answers[2].Q4));

  // The file from before everything brings back nothing, and what was opened is stored without another gesture.
  await openFile(one.page, common.bytes);
  await one.page.getByText("新しい内容はありませんでした。").waitFor();
  await kept(one.page);
  assert.deepEqual(await storedClass(one.page), left);
  one.page.on("dialog", (dialog) => dialog.accept());
  await reload(one.page);
  await kept(one.page);
  assert.deepEqual(await storedClass(one.page), left);
  assertQuiet(one);
  assertQuiet(two);
});

test("what a file brought is stored at once, even when this device had nothing newer", async (t) => {
  const one = await openClass(t, classOf(), "#/grid");
  const before = await saveFile(one.page);
  await answer(one.page, 0, 2, "2");
  await kept(one.page);
  const after = await saveFile(one.page);
  const two = await openApp(t);
  await openFile(two.page, before.bytes);
  const asks = two.page.getByRole("dialog", { name: "このファイルの合言葉" });
  await asks.getByLabel("合言葉", { exact: true }).fill(PASSPHRASE);
  await asks.getByRole("button", { name: "開く" }).click();
  await two.page.locator(".frame").waitFor();
  await toRoster(two.page);
  await kept(two.page);
  await openFile(two.page, after.bytes);
  await two.page.getByText(/取り込みました/).waitFor();
  await kept(two.page);
  const both = { 1: { Q3: "2" } };
  assert.deepEqual(await storedAnswers(two.page), { mirror: both, record: both });
});

test("with the clock set back a year the newer answers still stand, and the age of the file makes sense", async (t) => {
  const app = await openClass(t, classOf(), "#/grid", { now: "2026-11-20T10:00:00+09:00" });
  const { page } = app;
  page.on("dialog", (dialog) => dialog.accept());
  await answer(page, 0, 2, "2");
  await answer(page, 1, 2, "1");
  await kept(page);
  const earlier = await saveFile(page);
  await app.context.clock.setFixedTime("2025-11-20T10:00:00+09:00");
  await reload(page);
  await toGrid(page);
  await answer(page, 0, 2, "0");
  await kept(page);
  const state = await page.locator(".save-file").innerText();
  assert.match(state, /ファイルは今日（その後に変更あり）/, "no negative number of days");
  // The file of the year that has not come yet is older all the same.
  await toRoster(page);
  await openFile(page, earlier.bytes);
  await page.getByText(/新しい内容はありませんでした。/).waitFor();
  await kept(page);
  const now = { 1: { Q3: "0" }, 2: { Q3: "1" } };
  assert.deepEqual(await storedAnswers(page), { mirror: now, record: now });
  await app.context.clock.setFixedTime("2026-11-21T10:00:00+09:00");
  await reload(page);
  await kept(page);
  assert.deepEqual(await storedAnswers(page), { mirror: now, record: now });
  assertQuiet(app);
});

test("a second tab only follows, says so, shows what the first one writes, and can take over", async (t) => {
  const app = await openClass(t, classOf(), "#/grid");
  const { page: one } = app;
  await kept(one);
  const two = await app.newTab();
  await unlock(two);
  await toGrid(two);
  await two.getByText("この学級は、このブラウザーの別の画面で開いています。こちらは見るだけで、あちらで書いたことがここにも出ます。").waitFor();
  assert.equal(await two.locator(".screen[inert]").count(), 1);
  await answer(one, 0, 2, "2");
  const word = (await shownIn(one, 0, 2)).split("：")[1];
  await shows(two, 0, 2, word);

  await two.getByRole("button", { name: "こちらで書く" }).click();
  await one.getByRole("button", { name: "こちらで書く" }).waitFor();
  await two.locator(".screen:not([inert])").waitFor();
  assert.equal(await one.locator(".screen[inert]").count(), 1);
  await answer(two, 1, 2, "1");
  await shows(one, 1, 2, (await shownIn(two, 1, 2)).split("：")[1]);
  await kept(two);
  // The writer goes; the other one may write by itself.
  await two.close({ runBeforeUnload: false });
  await one.locator(".screen:not([inert])").waitFor();
  await answer(one, 2, 2, "1");
  await kept(one);
  const all = { 1: { Q3: "2" }, 2: { Q3: "1" }, 3: { Q3: "1" } };
  assert.deepEqual(await storedAnswers(one), { mirror: all, record: all });
  assertQuiet(app);
});

test("two tabs that do not hear each other and write at once lose no answer", async (t) => {
  const app = await openClass(t, classOf(), "#/grid", {
    before: (page) => page.context().addInitScript(() => {
      window.BroadcastChannel = class { postMessage() {} close() {} };
    }),
  });
  const { page: one } = app;
  const two = await app.newTab();
  await unlock(two);
  await toGrid(two);
  const lines = Array.from({ length: 10 }, (_, at) => at + 2);
  const typeAll = async (page, row) => {
    for (const line of lines) await answer(page, row, line, String((line + row) % 3));
  };
  await Promise.all([typeAll(one, 0), typeAll(two, 1)]);
  await Promise.all([typeAll(one, 2), typeAll(two, 3)]);
  await kept(one);
  await kept(two);
  one.on("dialog", (dialog) => dialog.accept());
  await two.close({ runBeforeUnload: false });
  await reload(one);
  await kept(one);
  const expected = Object.fromEntries([0, 1, 2, 3].map((row) => [
    row + 1, Object.fromEntries(lines.map((line) => [`Q${line + 1}`, String((line + row) % 3)])),
  ]));
  const { mirror, record } = await storedAnswers(one);
  assert.deepEqual(record, expected);
  assert.deepEqual(mirror, expected);
  assertQuiet(app);
});
