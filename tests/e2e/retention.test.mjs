// What is kept is looked after: what two people wrote differently is shown until one of them settles it, a saved file
// is opened for trial, and what is past its time is disposed of and does not come back.

import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { storedClass } from "./class-file.mjs";
import { VIEWPORTS, assertQuiet, axe, chromiumTest, overflow, pdfText, printPdf, saveDownload, shot, targets44 } from "./harness.mjs";
import { durableRecord, kept, openClass, openSealed, reload, storedText } from "./vault.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const contentBytes = readFileSync(join(here, "../../src/format/content/default.json"));
const checksum = createHash("sha256").update(contentBytes).digest("hex").slice(0, 8);
const content = JSON.parse(contentBytes);

/** What nobody may find after the disposal. */
const NOTE = "ためしの記録ことば";

/** A class of three with answers in one round of autumn 2026, a card, a code, and numbers high enough to be noticed. */
function classOf({ answers = { Q5: ["1", 0, 2] }, more = {} } = {}) {
  const one = (value) => [value, 0, 1];
  return {
    format: "kizuki.document/2",
    id: "00112233445566778899aabbccddeeff",
    replicas: [["00000000000000a1", 5]],
    class: {
      school: one("見本小"), school_year: one(2026), grade: one("P5"), class_name: one("1"), contacts: {},
      students: [1, 2, 3].map((id) => ({ id, number: one(id), name: one(["見本 あおい", "試験 はる", "仮名 りん"][id - 1]) })),
    },
    rounds: [{
      number: 1, content: { id: content.id, version: content.version, checksum }, label: one("1学期"), began: one("2026-06-10"), codes: {},
      sheets: [{ student: 1, answers, ...more }],
    }],
    removed: [], retired_codes: [],
  };
}

const NOW = "2026-11-20T09:00:00+09:00";
const open = (t, options = {}) => openClass(t, classOf(options), options.hash ?? "#/", { now: NOW, ...options });
const saveButton = (page) => page.locator(".head").getByRole("button", { name: "ファイルに保存" });

/** Saves to a file and gives where it lies. */
async function save({ page }) {
  const [download] = await Promise.all([page.waitForEvent("download"), saveButton(page).click()]);
  return saveDownload(download);
}

/** Opens a file of the same class from この学級のデータ. */
async function take({ page }, path) {
  await page.evaluate(() => (location.hash = "#/roster"));
  await page.getByLabel("別のファイルを開く").setInputFiles(path);
}

const home = (page) => page.evaluate(() => (location.hash = "#/"));

/** Answers the fifth line (Q5) of student 1 in the grid with a key. */
async function answer(page, key) {
  await page.evaluate(() => (location.hash = "#/grid"));
  await page.locator("#cell-0-4").press(key);
  await kept(page);
}

const conflictCard = (page) => page.getByRole("region", { name: /ちがう内容が書かれています/ });

// ---------------------------------------------------------------------------------------------------------------
// Different things in one place

test("what two people wrote differently is shown to both, and settled once it is settled everywhere", async (t) => {
  const [a, b] = [await open(t), await open(t, { viewport: VIEWPORTS.ipad })];
  await answer(a.page, "2");
  await answer(b.page, "0");
  const [ofA, ofB] = [await save(a), await save(b)];
  await take(a, ofB.path);
  await take(b, ofA.path);
  for (const { page } of [a, b]) {
    await page.getByText("同じところに別のことが書かれています（1件）").waitFor();
    await home(page);
    await conflictCard(page).getByRole("heading", { name: "ちがう内容が書かれています（1件）" }).waitFor();
  }
  await conflictCard(b.page).getByRole("button", { name: "見くらべて選ぶ" }).click();
  const dialog = b.page.getByRole("dialog");
  await dialog.getByRole("heading", { name: /1学期・1番 見本 あおい・/ }).waitFor();
  const text = await dialog.innerText();
  assert.match(text, /この端末/);
  assert.match(text, /ほかの端末/);
  assert.equal(await dialog.getByText("いま表示中").count(), 1);
  assert.deepEqual(await axe(b.page), []);
  assert.deepEqual(await targets44(b.page), []);
  await shot(b.page, "conflicts-ipad", { fullPage: false });
  await b.page.setViewportSize(VIEWPORTS.phone);
  await shot(b.page, "conflicts-phone", { fullPage: false });
  assert.equal(await overflow(b.page), undefined);
  await dialog.locator(".conflict-values li").filter({ hasText: "ほかの端末" }).getByRole("button").click();
  await b.page.getByText("ちがう内容は、すべて選び終わりました").waitFor();
  assert.equal(await dialog.isVisible(), false);
  assert.equal(await conflictCard(b.page).count(), 0);
  await b.page.waitForFunction(() => document.activeElement?.id === "main");
  assert.equal((await storedClass(b.page)).rounds[0].responses[0].answers.Q5, "2");
  const settled = await save(b);
  await take(a, settled.path);
  await a.page.getByText("ほかで記入された内容").or(a.page.getByText("新しい内容は")).first().waitFor();
  await home(a.page);
  await a.page.getByRole("heading", { name: "次にすること" }).waitFor();
  assert.equal(await conflictCard(a.page).count(), 0);
  assert.equal((await storedClass(a.page)).rounds[0].responses[0].answers.Q5, "2");
  for (const app of [a, b]) assertQuiet(app);
});

test("of two differences the keyboard goes on with the next, and hidden names stay hidden", async (t) => {
  const document = classOf({ answers: { Q5: ["1", 0, 2, "2", 1, 2], Q6: ["0", 0, 3, "2", 1, 3] } });
  document.replicas.push(["00000000000000b2", 5]);
  document.class.students[1].name = ["秘匿 はな", 0, 1, "秘匿 はるな", 1, 4];
  const { page } = await openClass(t, document, "#/", { now: NOW });
  await page.getByRole("button", { name: "名前を隠す" }).click();
  await conflictCard(page).getByRole("button", { name: "見くらべて選ぶ" }).press("Enter");
  const dialog = page.getByRole("dialog");
  assert.equal(await dialog.locator(".conflict").count(), 3);
  assert.doesNotMatch(await dialog.innerText(), /秘匿|見本 あおい/);
  assert.doesNotMatch(await dialog.evaluate((node) => node.innerHTML), /秘匿/);
  for (let left = 3; left > 1; left -= 1) {
    const first = dialog.locator(".conflict").first().getByRole("button").first();
    await first.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((left) => document.querySelectorAll(".conflict").length === left, left - 1);
    await page.waitForFunction(() => document.activeElement?.id === "conflict-0-0");
  }
  await page.keyboard.press("Enter");
  await page.getByText("ちがう内容は、すべて選び終わりました").waitFor();
});

// ---------------------------------------------------------------------------------------------------------------
// Trial opening

const trial = (page) => page.getByLabel("試し開き");

test("a saved file counts as checked only after a trial opening found the same in it", async (t) => {
  const app = await open(t, { viewport: VIEWPORTS.ipad });
  const { page } = app;
  const file = await save(app);
  const state = page.locator(".save-file");
  await state.filter({ hasText: /^ファイルも最新$/ }).waitFor({ state: "attached" });
  await page.getByText("そのファイルが開けるか、試し開きで確かめられます").waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(await targets44(page), []);
  await shot(page, "trial-ipad");

  const damaged = Buffer.from(file.bytes);
  damaged[damaged.length - 40] ^= 1;
  for (const [name, bytes] of [["damaged", damaged], ["cut", file.bytes.subarray(0, file.bytes.length - 100)], ["other", Buffer.from("{}")]]) {
    const path = file.path.replace(/[^/]*$/, `${name}.age`);
    writeFileSync(path, bytes);
    await trial(page).setInputFiles(path);
    await page.locator(".notice-error", { hasText: "このファイルは開けません。" }).waitFor();
    await page.locator(".notice-error").getByRole("button", { name: "閉じる" }).click();
    assert.equal(await state.innerText(), "ファイルも最新");
  }

  await trial(page).setInputFiles(file.path);
  await page.getByText("このファイルは開けます。この端末の内容と同じです。").waitFor();
  await state.filter({ hasText: "開けることを確認済み" }).waitFor({ state: "attached" });
  assert.equal(await trial(page).count(), 0);

  await answer(page, "2");
  await state.filter({ hasText: "その後に変更あり" }).waitFor({ state: "attached" });
  await save(app);
  await trial(page).setInputFiles(file.path);
  await page.getByText("この端末の内容より古いものです（ちがうところ 1件）").waitFor();
  assert.equal(await state.innerText(), "ファイルも最新");
  assertQuiet(app);
});

/** The browser's own dialog for saving, on files of the origin: answered with a choice, or closed. */
const picker = (answer) => async (page) =>
  page.addInitScript((answer) => {
    const value = async ({ suggestedName }) => {
      if (answer === "close") throw new DOMException("closed", "AbortError");
      if (answer === "refuse") throw new DOMException("not here", "SecurityError");
      window.picked = suggestedName;
      const folder = await navigator.storage.getDirectory();
      return folder.getFileHandle(suggestedName, { create: true });
    };
    Object.defineProperty(window, "showSaveFilePicker", { value, configurable: false });
  }, answer);

chromiumTest("the dialog for saving is Chromium's", "where the browser has a dialog for saving, the file is read back by itself", async (t) => {
  const app = await open(t, { before: picker("save") });
  const { page } = app;
  await saveButton(page).click();
  await page.getByText("このファイルは開けます。この端末の内容と同じです。").waitFor();
  await page.locator(".save-file", { hasText: "開けることを確認済み" }).waitFor({ state: "attached" });
  assert.match(await page.evaluate(() => window.picked), /^kizuki-2026-11-20\.age$/);
  const bytes = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle(window.picked)).getFile();
    return [...new Uint8Array(await file.arrayBuffer())];
  });
  assert.match(await openSealed(page, Buffer.from(bytes)), /^\{\s*"format"/);
  assert.equal(app.downloads.length, 0);
  await reload(page);
  await page.locator(".save-file", { hasText: "開けることを確認済み" }).waitFor({ state: "attached" });
  assertQuiet(app);
});

chromiumTest("the dialog for saving is Chromium's", "when the dialog is closed nothing was saved, and where it is refused the file is downloaded", async (t) => {
  const closed = await open(t, { before: picker("close") });
  await saveButton(closed.page).click();
  await closed.page.getByText("ファイルには何も保存していません").waitFor();
  assert.equal(await closed.page.locator(".save-file").innerText(), "ファイル保存はまだ");
  assert.equal(closed.downloads.length, 0);
  const refused = await open(t, { before: picker("refuse") });
  assert.match((await save(refused)).name, /\.age$/);
  for (const app of [closed, refused]) assertQuiet(app);
});

// ---------------------------------------------------------------------------------------------------------------
// Retention and disposal

const CARD = { life: [{ actions: ["told_management"], on: "2026-06-12", note: NOTE }, 0, 3] };
/** The first day on which the sheets of a round of the school year 2026 are due. */
const DUE = "2028-04-03T09:00:00+09:00";
const dueCard = (page) => page.getByRole("region", { name: "保存期限が過ぎた記録があります" });

test("until its time has come nothing is due, and the dates stand with the data of the class", async (t) => {
  const { page } = await open(t, { now: "2028-03-31T12:00:00+09:00", more: { cards: CARD } });
  await page.getByRole("heading", { name: "次にすること" }).waitFor();
  await page.evaluate(() => (location.hash = "#/roster"));
  const data = page.getByRole("region", { name: "この学級のデータ" });
  await data.getByText("「1学期」の記入 1人分").waitFor();
  await data.getByText("令和10（2028）年3月31日まで").waitFor();
  assert.equal(await data.getByRole("button", { name: "廃棄する" }).count(), 0);
  await home(page);
  await page.getByRole("heading", { name: "次にすること" }).waitFor();
  assert.equal(await dueCard(page).count(), 0);
});

test("what is due is named, disposed of after a check, and gone from device and file; an older file brings nothing back", async (t) => {
  const app = await open(t, { now: DUE, viewport: VIEWPORTS.ipad, more: { cards: CARD } });
  const { page } = app;
  const before = await save(app);
  assert.match(await openSealed(page, before.bytes), new RegExp(NOTE));
  await dueCard(page).getByText("令和8年度（2026）「1学期」の記入 1人分").waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(await targets44(page), []);
  await shot(page, "due-ipad");
  await dueCard(page).getByRole("button", { name: "廃棄する" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("次の記録を消します：令和8年度（2026）「1学期」の記入 1人分").waitFor();
  const agree = dialog.getByRole("button", { name: "廃棄する" });
  assert.equal(await agree.isDisabled(), true);
  assert.deepEqual(await axe(page), []);
  await shot(page, "dispose-ipad", { fullPage: false });
  await page.setViewportSize(VIEWPORTS.phone);
  await shot(page, "dispose-phone", { fullPage: false });
  assert.equal(await overflow(page), undefined);
  const [first] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "先にファイルに保存" }).click()]);
  assert.match(await openSealed(page, (await saveDownload(first)).bytes), new RegExp(NOTE));
  await dialog.getByRole("button", { name: "やめる" }).click();
  assert.match(await storedText(page), new RegExp(NOTE));
  await dueCard(page).getByRole("button", { name: "廃棄する" }).click();
  await dialog.getByLabel("消える記録を確かめました").check();
  await agree.click();
  await page.getByText("廃棄しました。前に保存した").waitFor();
  assert.equal(await dueCard(page).count(), 0);
  await page.getByText("この回の記入は、保存期限が過ぎたので廃棄しました。").waitFor();

  const isGone = async (text) => {
    const { rounds: [round] } = JSON.parse(text);
    assert.doesNotMatch(text, new RegExp(`${NOTE}|"answers"|"Q5"`));
    assert.deepEqual(round.sheets, []);
    assert.deepEqual(round.disposed, [{ what: "sheets", on: "2028-04-03", count: 1, years: 1 }]);
  };
  await isGone(await storedText(page));
  await isGone(await openSealed(page, Buffer.from(await durableRecord(page))));
  const after = await save(app);
  await isGone(await openSealed(page, after.bytes));

  await take(app, before.path);
  await page.getByText("廃棄済みの記録（1件）が入っていますが、取り込んでいません").waitFor();
  await isGone(await storedText(page));
  await reload(page);
  await isGone(await storedText(page));

  // The log, on screen and on paper.
  const data = page.getByRole("region", { name: "この学級のデータ" });
  const line = "令和10（2028）年4月3日　令和8年度（2026）「1学期」の記入 1人分（次の年度の末まで残す決まり）";
  await data.getByText(line).waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(await targets44(page), []);
  await shot(page, "disposal-log-phone");
  await page.setViewportSize(VIEWPORTS.ipad);
  await shot(page, "disposal-log-ipad");
  const paper = (await pdfText(await printPdf(page, "disposal-log"))).normalize("NFKC").replace(/\s/g, "");
  assert.match(paper, /廃棄記録/);
  assert.match(paper, /「1学期」の記入1人分/);
  assert.doesNotMatch(paper, /見本|試験|仮名/);

  // The round takes nothing any more.
  await page.evaluate(() => (location.hash = "#/grid"));
  await page.locator("#cell-0-4").press("2");
  await page.getByText("この回の記録は廃棄したので、もう書き込めません").waitFor();
  await isGone(await storedText(page));
  assertQuiet(app);
});

test("a disposal on one device takes the records from another that opens its file, and says so", async (t) => {
  const [a, b] = [await open(t, { now: DUE, more: { cards: CARD } }), await open(t, { now: DUE, more: { cards: CARD } })];
  await answer(b.page, "2");
  await dueCard(a.page).getByRole("button", { name: "廃棄する" }).click();
  await a.page.getByLabel("消える記録を確かめました").check();
  await a.page.getByRole("dialog").getByRole("button", { name: "廃棄する" }).click();
  await a.page.getByText("廃棄しました。前に保存した").waitFor();
  await take(b, (await save(a)).path);
  await b.page.getByText("ほかの端末で廃棄された記録（1件）を、ここでも消しました。").waitFor();
  assert.doesNotMatch(await storedText(b.page), new RegExp(`${NOTE}|"Q5"`));
});
