// The main stories of the app in WebKit, as users live them: on this device (a secure context) and on an intranet host name
// (none), under the policy of the build.

import { test } from "node:test";
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { storedClass } from "../class-file.mjs";
import { answer, everything, openFile, shownIn, shows } from "../faults.mjs";
import { INTRANET, VIEWPORTS, assertOnlyStaticFiles, assertQuiet, pdfInkBottom, pdfPages, pdfText } from "../harness.mjs";
import { PASSPHRASE, choosePassphrase, durableRecord, kept, openSealed, reload, unlock } from "../vault.mjs";
import { openWebKit } from "../webkit.mjs";

const ROSTER = join(dirname(fileURLToPath(import.meta.url)), "../../fixtures/roster/c4th_cp932.csv");
const HOSTS = [["on this device", "127.0.0.1", true], ["on an intranet host", INTRANET, false]];

const step = (page, name) => page.getByRole("navigation").getByRole("link", { name }).click();
const saveFile = (app) => app.saved(() => app.page.getByRole("banner").getByRole("button", { name: "ファイルに保存", exact: true }).click());

/** From the start screen to the first look of a class of so many numbers. */
async function beginNumbers(page, count) {
  await page.getByRole("button", { name: "学級をはじめる" }).click();
  await page.getByRole("radio", { name: "小5" }).check();
  await page.getByRole("button", { name: "次へ" }).click();
  await page.getByLabel("人数", { exact: true }).fill(`${count}`);
  // The button takes up what was typed when the field is left for it.
  await page.getByRole("button", { name: /人で始める$/ }).click();
  await choosePassphrase(page);
  await page.waitForURL(/#\/sweep$/);
}

async function toGrid(page) {
  await page.evaluate(() => { location.hash = "#/grid"; });
  await page.locator("#cell-0-0").waitFor();
}

/** The passphrase of a file, in the dialog that asks for it. */
async function openWithPassphrase(page) {
  const asks = page.getByRole("dialog", { name: "このファイルの合言葉" });
  await asks.getByLabel("合言葉", { exact: true }).fill(PASSPHRASE);
  await asks.getByRole("button", { name: "開く", exact: true }).click();
  await page.locator(".frame").waitFor();
}

/** What stands on the tile of a student, mark and words. */
const tile = (page, student) => page.locator(`#tile-${student}`).evaluate((button) => `${button.getAttribute("aria-label") ?? ""} ${button.innerText}`);

for (const [where, host, secure] of HOSTS) {
  test(`the sample class leads in one tap through first look, class view and meeting to one printed sheet, ${where}`, async (t) => {
    const app = await openWebKit(t, { host, viewport: VIEWPORTS.ipad });
    const { page } = app;
    assert.equal(await page.evaluate(() => window.isSecureContext), secure);
    await page.getByRole("button", { name: "サンプル学級で試す" }).click();
    await page.getByText("サンプル（保存されません）").first().waitFor();
    // The strip of the guide comes a moment later and moves what is below it.
    await page.locator(".tour").waitFor();

    await step(page, "一次確認");
    const before = await tile(page, 0);
    await page.locator("#tile-0").click();
    await page.waitForFunction((before) => {
      const button = document.querySelector("#tile-0");
      return `${button.getAttribute("aria-label") ?? ""} ${button.innerText}` !== before;
    }, before);
    await toGrid(page);
    await page.locator("#cell-2-2").click();
    for (const key of ["0", "1", "2"]) await page.keyboard.press(key);
    await page.waitForFunction(() => document.activeElement.id === "cell-2-5");
    const marks = [await shownIn(page, 2, 2), await shownIn(page, 2, 3), await shownIn(page, 2, 4)].map((label) => label.split("：")[1]);
    assert.equal(new Set(marks).size, 3, `three keys, three answers: ${marks}`);
    assert.equal(marks[0], "なし");

    await step(page, "ようす");
    await page.getByRole("heading", { name: "学級のようす" }).waitFor();
    await page.locator("#heat-7").click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await step(page, "会議");
    await page.getByRole("heading", { level: 1, name: "会議" }).waitFor();
    await step(page, "要約票");
    await page.getByRole("button", { name: /^12番.*の要約票をひらく$/ }).click();
    await page.getByRole("heading", { level: 1, name: /^気づき要約票/ }).waitFor();
    const print = page.getByRole("button", { name: "要約票を印刷する" });
    const questions = page.getByRole("group", { name: /出す前に確かめる/ }).getByRole("checkbox");
    const count = await questions.count();
    assert.ok(count > 0);
    for (let at = 0; at < count; at += 1) {
      assert.ok(await print.isDisabled(), "nothing is printed before every question is answered");
      await questions.nth(at).check();
    }
    const pdf = await app.printed(() => print.click(), `summary-${secure ? "secure" : "intranet"}`);
    const { pages, width, height } = await pdfPages(pdf);
    assert.equal(pages, 1);
    assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} × ${height} is A4`);
    const text = (await pdfText(pdf)).replace(/\s/g, "");
    assert.ok(text.includes("サンプル（架空の内容です"));
    assert.ok((await pdfInkBottom(pdf)) <= height * 0.9, `a tenth of the sheet is free below ${await pdfInkBottom(pdf)}`);
    assert.deepEqual((await everything(page)).records, {}, "the sample is never stored");
    assertQuiet(app);
  });

  test(`a class from the school's list is answered, stored, and all there behind its passphrase after a reload, ${where}`, async (t) => {
    const app = await openWebKit(t, { host, viewport: VIEWPORTS.ipadLandscape });
    const { page } = app;
    await page.getByRole("button", { name: "学級をはじめる" }).click();
    await page.getByRole("radio", { name: "小5" }).check();
    await page.getByLabel("組", { exact: true }).fill("1");
    await page.getByRole("button", { name: "次へ" }).click();
    await page.getByRole("radio", { name: "CSVファイルを選ぶ" }).check();
    await page.getByLabel("ファイルを選ぶ", { exact: true }).setInputFiles(ROSTER);
    await page.getByRole("heading", { name: "読み込む内容を確かめます" }).waitFor();
    await page.getByRole("heading", { name: "捨てる列（47）" }).waitFor();
    await page.getByRole("button", { name: "この名簿で始める" }).click();
    await choosePassphrase(page);
    await page.waitForURL(/#\/sweep$/);
    await page.locator("#tile-4").click();
    await page.getByRole("button", { name: /で次へ$/ }).click();
    await page.getByText("2 / 15", { exact: true }).waitFor();
    await toGrid(page);
    await answer(page, 1, 4, "2");
    await kept(page);
    const told = await shownIn(page, 1, 4);

    const kinds = await everything(page);
    assert.deepEqual(Object.keys(kinds.records).sort(), ["kizuki/document", "kizuki/vault"], "in both stores");
    for (const name of ["青木", "颯太"]) {
      assert.ok(!Object.values(kinds.texts).some((text) => text.includes(name)), `${name} cannot be read in LocalStorage`);
      assert.ok(!Object.values(kinds.records).some((bytes) => Buffer.from(bytes).includes(name)), `${name} cannot be read in IndexedDB`);
    }
    const before = await storedClass(page);
    assert.equal(before.class.students.length, 35);

    await page.reload();
    await page.getByLabel("合言葉で開く").fill("ちがう あいことば です");
    await page.getByRole("button", { name: "開く", exact: true }).click();
    await page.getByText("この合言葉では開けませんでした").waitFor();
    assert.ok(!(await page.content()).includes("青木"), "nothing of the class is on the page of the lock");
    await unlock(page);
    await toGrid(page);
    await shows(page, 1, 4, told);
    await page.getByText("青木 颯太").first().waitFor();
    await kept(page);
    assert.deepEqual((await storedClass(page)).rounds, before.rounds);
    assert.deepEqual((await storedClass(page)).class, before.class);
    assertQuiet(app);
  });

  test(`a class that was saved to a file and erased from the device is opened from the file again, ${where}`, async (t) => {
    const app = await openWebKit(t, { host, viewport: VIEWPORTS.chromebook });
    const { page } = app;
    await beginNumbers(page, 5);
    await toGrid(page);
    await answer(page, 3, 2, "1");
    await kept(page);
    const told = await shownIn(page, 3, 2);
    const before = await storedClass(page);
    const { name, bytes } = await saveFile(app);
    assert.match(name, /\.age$/);
    assert.equal(bytes.toString("latin1", 0, 21), "age-encryption.org/v1");
    const inFile = JSON.parse(await openSealed(page, bytes));
    assert.equal(inFile.class.students.length, 5, "another program opens the file with the key of the vault");

    await page.getByRole("button", { name: "ロック", exact: true }).click();
    await page.getByRole("button", { name: "この端末のデータを消す" }).click();
    const question = page.getByRole("dialog", { name: "この端末のデータを消します" });
    await question.getByRole("checkbox").check();
    await question.getByRole("button", { name: "消す", exact: true }).click();
    await page.getByText("この端末から消しました。").waitFor();
    assert.deepEqual(await everything(page), { texts: {}, records: {} });
    await page.reload();
    await page.getByRole("button", { name: "学級をはじめる" }).waitFor();

    await openFile(page, bytes);
    await openWithPassphrase(page);
    await toGrid(page);
    await shows(page, 3, 2, told);
    await kept(page);
    assert.deepEqual((await storedClass(page)).rounds, before.rounds);
    assertQuiet(app);
  });
}

test("a browser that is killed after 保存済み has lost nothing of what was shown as stored", async (t) => {
  let app = await openWebKit(t, { viewport: VIEWPORTS.ipad });
  await beginNumbers(app.page, 4);
  const typed = {};
  for (let run = 0; run < 4; run += 1) {
    await toGrid(app.page);
    for (const line of [2, 3, 4]) {
      const key = String((run + line) % 3);
      await answer(app.page, run, line, key);
      (typed[run + 1] ??= {})[`Q${line + 1}`] = key;
    }
    await kept(app.page);
    await app.kill();
    app = await openWebKit(t, { viewport: VIEWPORTS.ipad, profile: app.profile, server: app.server });
    await unlock(app.page);
    await kept(app.page);
    const { rounds } = await storedClass(app.page);
    assert.deepEqual(Object.fromEntries(rounds[0].responses.map(({ student, answers }) => [student, answers])), typed, `after kill ${run + 1}`);
    const record = Uint8Array.from(await durableRecord(app.page));
    assert.deepEqual(JSON.parse(await openSealed(app.page, record)).rounds.length, 1, "IndexedDB holds it too");
    assertQuiet(app);
  }
});

test("once it was open the app starts without a server, and the class opens and is kept", async (t) => {
  const app = await openWebKit(t, { viewport: VIEWPORTS.ipad });
  const { page } = app;
  await beginNumbers(page, 3);
  await toGrid(page);
  await answer(page, 0, 2, "2");
  await kept(page);
  const told = await shownIn(page, 0, 2);
  await page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
  await app.server.close();
  await reload(page);
  await toGrid(page);
  await shows(page, 0, 2, told);
  await answer(page, 1, 2, "1");
  await kept(page);
  // Every part comes from the device, the ones nobody has looked at too.
  for (const [hash, heading] of [["#/class", "学級のようす"], ["#/roster", "名簿"], ["#/blank-forms", "白紙の用紙"]]) {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await page.getByRole("heading", { name: heading, exact: true }).first().waitFor();
  }
  assertOnlyStaticFiles(app);
});

test("with the stores switched off the app says so, works, and leads to a file that holds everything", async (t) => {
  const app = await openWebKit(t, { viewport: VIEWPORTS.ipad, stores: false });
  const { page } = app;
  await beginNumbers(page, 3);
  await page.locator(".save-state", { hasText: "保存できていません" }).waitFor({ state: "attached" });
  await toGrid(page);
  await answer(page, 0, 2, "2");
  const told = await shownIn(page, 0, 2);
  const { bytes } = await saveFile(app);
  assert.equal(bytes.toString("latin1", 0, 21), "age-encryption.org/v1");
  assertOnlyStaticFiles(app);

  const other = await openWebKit(t);
  await openFile(other.page, bytes);
  await openWithPassphrase(other.page);
  await toGrid(other.page);
  await shows(other.page, 0, 2, told);
  await reload(other.page);
  assertQuiet(other);
});

test("the app starts when the server sends the policy as a header too", async (t) => {
  const app = await openWebKit(t, { header: true });
  assert.equal(await app.page.title(), "気づきシート");
  assertQuiet(app);
});

test("the policy stops inline script, inline style and requests elsewhere, and the harness sees each of them and whatever is asked for", async (t) => {
  const app = await openWebKit(t);
  await app.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    document.body.append(script);
    document.body.setAttribute("style", "outline: 1px solid red");
    document.body.append(Object.assign(new Image(), { src: "http://elsewhere.test/a.png" }));
    fetch("http://elsewhere.test/b").catch(() => {});
    setTimeout(() => {
      try {
        window.evalRan = (0, eval)("1 + 1");
      } catch (fault) {
        console.error(String(fault));
      }
      document.title = "done";
    });
  });
  await app.page.waitForFunction(() => document.title === "done");
  assert.deepEqual(await app.page.evaluate(() => [window.inlineRan ?? null, window.evalRan ?? null, document.body.style.outline]), [null, null, ""]);
  const seen = () => app.violations.join("\n");
  for (const what of [/execute a script/i, /apply a stylesheet/i, /elsewhere\.test\/a/, /elsewhere\.test\/b/, /eval/i]) assert.match(seen(), what);
  assertOnlyStaticFiles(app);
  assert.throws(() => assertQuiet(app));

  // Leaving the page is what no policy stops; the proxy has it on record.
  await app.driver.executeScript("location.href = 'http://elsewhere.test/left'");
  await app.page.until(async () => app.requests.some(({ url }) => url === "http://elsewhere.test/left"), () => "the request is not on record");
  assert.throws(() => assertOnlyStaticFiles(app), /elsewhere\.test/);
});
