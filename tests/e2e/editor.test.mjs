// The editor of the content: what a board's ICT staff or a coordinator does to make the checklist theirs, without seeing a
// line of JSON, and what comes out of it.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { VIEWPORTS, assertQuiet, axe, openApp, overflow, saveDownload, shot, targets44 } from "./harness.mjs";
import { openClass } from "./vault.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const sample = JSON.parse(readFileSync(join(here, "../../src/format/content/default.json"), "utf8"));

/** The control for a place of the content. */
const at = (page, place) => page.locator(`[id="at-${place}"]`);
/** A button of an entry: up, down, copy, remove. */
const tool = (page, which, place) => page.locator(`[id="${which}-${place}"]`);
const section = (page, name) => page.getByRole("navigation", { name: "チェックシートの部分" }).getByRole("button", { name }).click();
const undo = (page) => page.getByRole("button", { name: "元に戻す", exact: true });
const redo = (page) => page.getByRole("button", { name: "やり直す", exact: true });
const view = (page, name) => page.locator(".workshop-tools").getByRole("button", { name, exact: true }).click();
const titles = (page) => page.locator(".ws-open > b").allTextContents();
const lines = sample.lines.map((line) => line.label.ja);

/** The editor with a draft of the sample. */
async function openSample(t, options = {}) {
  const app = await openApp(t, options);
  await app.page.getByRole("link", { name: /チェックシートをつくる・直す/ }).click();
  await app.page.getByRole("button", { name: /^見本から/ }).click();
  await app.page.getByRole("heading", { name: "基本" }).waitFor();
  return app;
}

/** Saves the draft to a file with the button of this name, and reads it. */
async function exported(app, name) {
  await view(app.page, "ファイルに書き出す");
  const [download] = await Promise.all([
    app.page.waitForEvent("download"),
    app.page.locator(".workshop .card").getByRole("button", { name }).click(),
  ]);
  const file = await saveDownload(download);
  return { name: file.name, json: JSON.parse(file.bytes.toString("utf8")) };
}

/** What is kept of the draft on this device, once it is `holds`. */
const kept = (page, holds) => page.waitForFunction(holds, undefined);

test("the sample, exported unchanged, is the sample", async (t) => {
  const app = await openSample(t);
  const file = await exported(app, "書き出す");
  assert.equal(file.name, "kizuki-content-default-sample-1.0.json");
  assert.deepEqual(file.json, sample);
  assertQuiet(app);
});

test("a label, a weight and a cut-off are changed, seen at once, and told before and after", async (t) => {
  const app = await openSample(t);
  const { page } = app;
  await section(page, /^一次確認の項目/);
  await at(page, "lines[3]").click();
  await at(page, "lines[3].label.ja").fill("空腹・ねむけ");
  const preview = page.getByRole("region", { name: "先生に見える形" });
  await preview.getByText("空腹・ねむけ").waitFor();
  await at(page, "lines[3].weight").fill("１．５");
  await section(page, /^めやす・しきい値/);
  await at(page, "levels[3]").click();
  await at(page, "levels[3].when.any[1].score.at").fill("50");
  await page.getByRole("region", { name: "めやすの見え方と決まり" }).getByText("「全体」が50%以上").waitFor();
  await view(page, "違いを見る");
  const told = await page.locator(".ws-differences li").allTextContents();
  assert.deepEqual(told.slice(0, 2), [
    "一次確認の項目「空腹・ねむけ」：項目の名前 › 日本語　「空腹・眠気」 → 「空腹・ねむけ」",
    "一次確認の項目「空腹・ねむけ」：重み　（なし） → 1.5",
  ]);
  assert.match(told[2], /^めやす「関係機関と相談」：あてはまる条件　.*「全体」が40%以上 → .*「全体」が50%以上$/);
  assert.equal(told.length, 3);
  // The content changed, so another version is asked for; taking it is one button.
  const file = await exported(app, "版を 1.1 に上げて書き出す");
  assert.equal(file.name, "kizuki-content-default-sample-1.1.json");
  const expected = structuredClone(sample);
  expected.version = "1.1";
  expected.lines[3].label.ja = "空腹・ねむけ";
  expected.lines[3].weight = 1.5;
  expected.levels[3].when.any[1].score.at = 50;
  assert.deepEqual(file.json, expected);
  assertQuiet(app);
});

test("entries are moved, copied and removed, each step back and forth", async (t) => {
  const app = await openSample(t);
  const { page } = app;
  await section(page, /^一次確認の項目/);
  assert.deepEqual(await titles(page), lines);
  await tool(page, "down", "lines[0]").click();
  const moved = [lines[1], lines[0], ...lines.slice(2)];
  assert.deepEqual(await titles(page), moved);
  await tool(page, "copy", "lines[0]").click();
  await page.waitForFunction((n) => document.querySelectorAll(".ws-open").length === n, lines.length + 1);
  assert.deepEqual(await titles(page), [moved[0], ...moved]);
  await undo(page).click();
  await page.getByText(/^元に戻しました：一次確認の項目「.*」の複製$/).waitFor();
  assert.deepEqual(await titles(page), moved);
  await undo(page).click();
  assert.deepEqual(await titles(page), lines);
  await redo(page).click();
  assert.deepEqual(await titles(page), moved);
  await undo(page).click();
  // What others name asks first, and says where it is named.
  await section(page, /^支援/);
  await tool(page, "remove", "supports[0]").click();
  const dialog = page.getByRole("dialog", { name: "ほかで使われています" });
  await dialog.getByText(/領域「出欠・登校」 › 合いそうな支援/).waitFor();
  await dialog.getByRole("button", { name: "それでも消す" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".ws-open").length === n, sample.supports.length - 1);
  await page.getByText("直すところはありません").waitFor();
  assertQuiet(app);
});

test("a fault stands at its place and in the list, leads there, and goes when it is mended", async (t) => {
  const app = await openSample(t);
  const { page } = app;
  await section(page, /^選択肢の組/);
  await at(page, "scales[0]").click();
  await at(page, "scales[0].options[1].label.ja").fill("");
  await page.locator('[id="fault-scales[0].options[1].label.ja"]').getByText("空です").waitFor();
  await section(page, /^基本/);
  await page.locator(".workshop-faults summary").click();
  await page.getByRole("button", { name: /選択肢の組.* › ことば › 日本語/ }).click();
  await page.waitForFunction(() => document.activeElement?.id === "at-scales[0].options[1].label.ja");
  // With faults it is a draft, and says so.
  await view(page, "ファイルに書き出す");
  await page.getByText(/直すところが1か所あるので/).waitFor();
  const draft = await exported(app, "下書きとして書き出す");
  assert.equal(draft.name, "kizuki-content-default-sample-1.0-draft.json");
  assert.equal(draft.json.scales[0].options[1].label.ja, "");
  await view(page, "中身を直す");
  await section(page, /^選択肢の組/);
  await at(page, "scales[0]").click();
  await at(page, "scales[0].options[1].label.ja").fill("たまに");
  await page.getByText("直すところはありません").waitFor();
  assertQuiet(app);
});

test("what works but may be a slip is named, leads to its place, and hinders nothing", async (t) => {
  const app = await openSample(t);
  const { page } = app;
  assert.equal(await page.locator(".workshop-odd").count(), 0, "the sample has no such thing");
  await section(page, /^めやす・しきい値/);
  await at(page, "levels[3]").click();
  await at(page, "levels[3].when.any[1].score.at").fill("150");
  await page.locator(".workshop-odd summary").click();
  assert.match(await page.locator(".workshop-odd").innerText(), /めやす「関係機関と相談」[^]*100/);
  await page.getByText("直すところはありません").waitFor();
  await section(page, /^基本/);
  await page.locator(".workshop-odd").getByRole("button").first().click();
  await page.waitForFunction(() => document.activeElement?.id.startsWith("at-levels[3].when"));
  assertQuiet(app);
});

test("another code for a thing reaches all that name it, and a taken one is refused", async (t) => {
  const app = await openSample(t);
  const { page } = app;
  await section(page, /^領域/);
  await at(page, "areas[0]").click();
  await at(page, "areas[0].id").fill("B");
  await at(page, "areas[0].id").press("Tab");
  await page.getByText("この記号は領域「からだ・身のまわり」が使っています。").waitFor();
  await at(page, "areas[0].id").fill("attendance");
  await at(page, "areas[0].id").press("Tab");
  await page.getByText(/使っている\d+か所も合わせて変えました/).waitFor();
  const file = await exported(app, /版 1.0 のまま書き出す/);
  assert.deepEqual(file.json.lines[0].areas, ["attendance"]);
  assertQuiet(app);
});

test("a rule is built from parts and read in words", async (t) => {
  const app = await openSample(t);
  const { page } = app;
  await section(page, /^絞りこみ/);
  await at(page, "gate-which").selectOption("all");
  const inWords = page.locator(".ws-words");
  await page.getByRole("button", { name: "条件を足す" }).last().click();
  const count = await page.locator("ol.ws-list > li").count();
  assert.ok(count >= 2);
  await inWords.getByText(/かつ/).waitFor();
  await undo(page).click();
  await undo(page).click();
  const file = await exported(app, "書き出す");
  assert.deepEqual(file.json.gate, sample.gate);
  assertQuiet(app);
});

test("items come from a pasted table: every fault first, then a look, then taken", async (t) => {
  const app = await openApp(t, { hash: "#/content" });
  const { page } = app;
  await page.getByRole("button", { name: /^表を貼りつけて/ }).click();
  const table = page.getByRole("textbox", { name: "表" });
  const read = page.getByRole("button", { name: "読み取る" });
  await table.fill("領域\t質問\t選択肢\t点\t重み\n天気\t月曜に休む\tない\t\t0.3\n");
  await read.click();
  await page.getByText("2行目・1列目（領域）：この領域がありません。", { exact: false }).waitFor();
  await page.getByText("2行目・3列目（選択肢）：選択肢が1個です。", { exact: false }).waitFor();
  await page.getByText("2行目・5列目（重み）：", { exact: false }).waitFor();
  await table.fill('領域\t質問\t補足\t選択肢\t点\t重み\r\n出欠\t月曜に休む\t"休み明け\nの欠席"\tない/ある\t0/2\t1.5\r\nこころ\t元気がない\t\t\t\t\r\n');
  await read.click();
  await page.getByText("2個の項目を読み取りました。", { exact: false }).waitFor();
  assert.deepEqual(await page.locator("#paste-found tbody tr").first().locator("td").allTextContents(), [
    "出欠・登校", "月曜に休む", "休み明け の欠席", "ない（0）／ある（2）", "1.5", "学校・区で決めた項目",
  ]);
  await page.getByRole("button", { name: "この2個を取り込む" }).click();
  const first = sample.items.length;
  await page.waitForFunction((n) => document.activeElement?.id === `at-items[${n}]`, first);
  const file = await exported(app, "版を 1.1 に上げて書き出す");
  assert.equal(file.json.items.length, first + 2);
  assert.deepEqual(file.json.items.slice(first).map((item) => [item.label.ja, item.areas[0]]), [["月曜に休む", "A"], ["元気がない", "C"]]);
  assert.deepEqual(file.json.items[first].options.map((option) => option.points), [0, 2]);
  assertQuiet(app);
});

test("a draft outlasts a reload, opens from a file, and is asked for before it is replaced", async (t) => {
  const app = await openSample(t);
  const { page } = app;
  await at(page, "version").fill("7.0");
  await kept(page, () => localStorage.getItem("kizuki/draft")?.includes('"version": "7.0"'));
  await page.reload();
  await at(page, "version").waitFor();
  assert.equal(await at(page, "version").inputValue(), "7.0");
  await view(page, "別のものから始める");
  const broken = structuredClone(sample);
  broken.version = "9.0";
  broken.items[0].zzz = 1;
  const choose = page.locator('.ways-workshop input[type="file"]');
  await choose.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await page.getByText(/JSONの書き方が切れています/).waitFor();
  await choose.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(broken)) });
  await page.getByRole("dialog", { name: "いまの下書きを置きかえます" }).getByRole("button", { name: "置きかえて始める" }).click();
  await page.getByText("直すところが1か所あります").waitFor();
  assert.equal(await at(page, "version").inputValue(), "9.0");
  await section(page, /^詳しい票の項目/);
  await at(page, "items[0]").click();
  await page.getByText("このアプリでは使わない欄「zzz」があります。").waitFor();
  await at(page, "items[0].zzz").click();
  await page.getByText("直すところはありません").waitFor();
  // A file to compare with.
  await view(page, "違いを見る");
  await page.locator('.workshop .card input[type="file"]').setInputFiles({
    name: "y.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(sample)),
  });
  await page.getByText("版　「1.0」 → 「9.0」").waitFor();
  assertQuiet(app);
});

test("a draft without faults is taken into use on this device, and one can go on from what is in use", async (t) => {
  const app = await openSample(t);
  const { page } = app;
  await at(page, "version").fill("3.0");
  await view(page, "ファイルに書き出す");
  await page.getByRole("button", { name: "この端末で使う" }).click();
  await page.getByText("この端末で使うチェックシートにしました。").waitFor();
  assert.equal(JSON.parse(await page.evaluate(() => localStorage.getItem("kizuki/content"))).version, "3.0");
  await view(page, "違いを見る");
  await page.getByText("1か所違います。").waitFor();
  await page.getByRole("button", { name: "いま使っているものとの違い" }).click();
  await page.getByText("違いはありません。").waitFor();
  await view(page, "中身を直す");
  await at(page, "version").fill("");
  await view(page, "ファイルに書き出す");
  await page.getByText("直すところがなくなると、この端末で使えるようになります。").waitFor();
  await view(page, "別のものから始める");
  await page.getByRole("button", { name: /^いまのチェックシートから/ }).click();
  await page.getByRole("button", { name: "置きかえて始める" }).click();
  await at(page, "version").waitFor();
  assert.equal(await at(page, "version").inputValue(), "3.0");
  assertQuiet(app);
});

test("the keyboard stays in a field while it is emptied and filled, key by key, and boxes stay open", async (t) => {
  const app = await openSample(t);
  const { page } = app;
  await section(page, /^詳しい票の項目/);
  await at(page, "items[3]").click();
  const weight = at(page, "items[3].weight");
  await weight.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("2.25");
  assert.equal(await weight.inputValue(), "2.25");
  await section(page, /^めやす・しきい値/);
  await at(page, "levels[3]").click();
  const cut = at(page, "levels[3].when.any[1].score.at");
  await cut.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await page.locator('[id="fault-levels[3].when.any[1].score.at"]').getByText("まだ書かれていません").waitFor();
  await page.keyboard.type("55");
  assert.equal(await cut.inputValue(), "55");
  await section(page, /^領域/);
  await at(page, "areas[0]").click();
  await at(page, "areas[0].suggests").click();
  for (const box of await page.locator(".ws-references[open] input").all()) await box.uncheck();
  await page.locator(".ws-references[open] input").nth(1).check();
  const file = await exported(app, "版を 1.1 に上げて書き出す");
  assert.equal(file.json.items[3].weight, 2.25);
  assert.equal(file.json.levels[3].when.any[1].score.at, 55);
  assert.deepEqual(file.json.areas[0].suggests, [sample.supports[1].id]);
  assertQuiet(app);
});

test("the class of this device is put aside for the editor and comes back", async (t) => {
  const document = {
    format: "kizuki.document/1", revision: 1,
    class: { school: "ためし小", school_year: 2026, grade: "P5", class_name: "1", students: [{ id: 1, number: 1 }, { id: 2, number: 2 }] },
    next_student: 3,
    rounds: [{ id: 1, label: "2学期", began: "2026-10-14", content: { id: sample.id, version: sample.version, checksum: "00000000" }, responses: [] }],
    keys: [], retired_codes: [], contacts: {},
  };
  const app = await openClass(t, document);
  const { page } = app;
  await page.getByRole("link", { name: "設定" }).first().click();
  await page.locator('a[href="#/content"]').click();
  await page.getByRole("heading", { name: "チェックシートの編集" }).waitFor();
  await page.getByRole("button", { name: /^見本から/ }).click();
  await at(page, "version").fill("5.0");
  await page.getByRole("button", { name: "編集をおわる" }).click();
  await page.locator(".rail").waitFor();
  assert.equal(await page.evaluate(() => JSON.parse(localStorage.getItem("kizuki/draft")).now.version), "5.0");
  assertQuiet(app);
});

test("everything goes by keyboard alone", async (t) => {
  const app = await openSample(t);
  const { page } = app;
  await page.getByRole("navigation", { name: "チェックシートの部分" }).getByRole("button", { name: /^一次確認の項目/ }).focus();
  await page.keyboard.press("Enter");
  await at(page, "lines[0]").focus();
  await page.keyboard.press("Alt+ArrowDown");
  await page.waitForFunction(() => document.activeElement?.id === "at-lines[1]");
  assert.equal((await titles(page))[1], lines[0]);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-expanded") === "true");
  for (let stop = 0; stop < 8 && !(await at(page, "lines[1].label.ja").evaluate((field) => field === document.activeElement)); stop += 1) {
    await page.keyboard.press("Tab");
  }
  assert.equal(await page.evaluate(() => document.activeElement?.id), "at-lines[1].label.ja");
  await page.keyboard.press("End");
  await page.keyboard.type("日数");
  // Typing is one step; the one before it moved the entry.
  await page.keyboard.press("Control+z");
  assert.equal(await at(page, "lines[1].label.ja").inputValue(), lines[0]);
  await page.keyboard.press("Control+z");
  assert.deepEqual(await titles(page), lines);
  await page.keyboard.press("Control+y");
  await page.keyboard.press("Control+Shift+z");
  assert.equal((await titles(page))[1], `${lines[0]}日数`);
  assertQuiet(app);
});

for (const [name, viewport] of Object.entries(VIEWPORTS)) {
  if (name === "projector") continue;
  test(`every view of the editor fits ${name} in both languages`, async (t) => {
    const app = await openSample(t, { viewport });
    const { page } = app;
    const look = async (what) => {
      assert.equal(await overflow(page), undefined, `${what} runs over`);
      assert.deepEqual(await axe(page), [], what);
      if (viewport.touch) assert.deepEqual(await targets44(page), [], what);
      await shot(page, `editor-${name}-${what}`);
    };
    const to = async (index) => {
      const narrow = page.locator(".workshop-narrow select");
      if (await narrow.isVisible()) await narrow.selectOption(String(index));
      else await page.locator(".workshop-section").nth(index).click();
    };
    for (const language of ["ja", "en"]) {
      if (language === "en") await page.locator(".start-head button").click();
      const buttons = page.locator(".workshop-tools .buttons > button");
      await buttons.nth(2).click();
      await to(0);
      await look(`basics-${language}`);
      await to(1);
      await at(page, "lines[0]").click();
      await at(page, "lines[0].label.ja").waitFor();
      await look(`line-${language}`);
      await to(6);
      await at(page, "levels[3]").click();
      await at(page, "levels[3].label.ja").waitFor();
      await look(`level-${language}`);
      await buttons.nth(3).click();
      await look(`paste-${language}`);
      await buttons.nth(4).click();
      await look(`differences-${language}`);
      await buttons.nth(5).click();
      await look(`export-${language}`);
      await buttons.nth(6).click();
      await look(`begin-${language}`);
      await page.locator(".ways-workshop .way").first().click();
    }
    assertQuiet(app);
  });
}
