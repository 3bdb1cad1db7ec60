// The main job, end to end, as a homeroom teacher does it: from the school's roster file to the one sheet for the ward.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { storedClass as stored } from "./class-file.mjs";
import { PASSPHRASE, choosePassphrase, reload } from "./vault.mjs";
import {
  VIEWPORTS, assertQuiet, axe, openApp, overflow, pdfInkBottom, pdfPages, pdfText, printPdf, saveDownload,
} from "./harness.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const roster = join(here, "../fixtures/roster/c4th_cp932.csv");
const schema = JSON.parse(readFileSync(join(here, "../../public/schemas/summary-1.json"), "utf8"));
const LINES = 14;

/** Every cell of two characters or more that a roster file holds about students and guardians. */
function rosterStrings() {
  const [head, ...rows] = new TextDecoder("shift_jis").decode(readFileSync(roster)).trimEnd().split(/\r?\n/);
  const wanted = ["生徒コード", "名前", "ふりがな", "生年月日", "町番地", "電話番号1", "保護者1　名前", "保護者1　名前ふりがな"];
  const columns = wanted.map((heading) => head.split(",").indexOf(heading));
  assert.ok(columns.every((column) => column >= 0));
  const cells = rows.flatMap((row) => columns.map((column) => row.split(",")[column]));
  const parts = cells.flatMap((cell) => [cell, ...cell.split("　")]);
  return [...new Set(parts)].filter((text) => [...text].length >= 2);
}

const sheetOf = async (page, student) =>
  (await stored(page)).rounds[0].responses.find((response) => response.student === student);

/** The part of the summary screen with the questions a person answers before it leaves. */
const questionsOf = (page) => page.locator("section").filter({ has: page.getByRole("heading", { name: /出す前に確かめる/ }) });

/** From the start screen to the first look, with the roster file of the school's software. */
async function beginClass(page) {
  await page.getByRole("button", { name: "学級をはじめる" }).click();
  await page.getByRole("radio", { name: "小5" }).check();
  await page.getByLabel("組", { exact: true }).fill("1");
  await page.getByRole("button", { name: "次へ" }).click();
  await page.getByRole("radio", { name: "CSVファイルを選ぶ" }).check();
  await page.getByLabel("ファイルを選ぶ", { exact: true }).setInputFiles(roster);
  await page.getByRole("heading", { name: "読み込む内容を確かめます" }).waitFor();
  await page.getByRole("button", { name: "この名簿で始める" }).click();
  await choosePassphrase(page);
  await page.waitForURL(/#\/sweep$/);
}

/** Goes through all lines; `signs` says how often each student (by position) is tapped on each line. */
async function sweep(page, signs) {
  for (let line = 0; line < LINES; line += 1) {
    await page.getByText(`${line + 1} / 15`, { exact: true }).waitFor();
    for (const [student, taps] of Object.entries(signs[line] ?? {})) {
      for (let tap = 0; tap < taps; tap += 1) await page.locator(`#tile-${student}`).click();
      if (line === LINES - 1) {
        await page.getByRole("dialog", { name: "安全の心配" }).waitFor();
        await page.keyboard.press("Escape");
        await page.getByRole("dialog", { name: "安全の心配" }).waitFor({ state: "hidden" });
      }
    }
    await page.getByRole("button", { name: /で次へ$/ }).click();
  }
  await page.getByRole("button", { name: "一次確認を終える" }).click();
  await page.waitForURL(/#\/full$/);
}

/** Fills in the open full form: what is given, and nothing seen in the rest of the areas. */
async function fillForm(page, given) {
  for (const [item, option] of Object.entries(given)) await page.locator(`#item-${item}-${option}`).check();
  const rest = page.getByRole("button", { name: /この領域の残りは/, disabled: false });
  while (await rest.count() > 0) await rest.first().click();
}

test("from a roster file to one A4 summary without a name, and everything is there after a reload", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.ipad, now: "2026-11-20T15:30:00+09:00" });
  const { page } = app;
  page.on("dialog", (dialog) => dialog.accept());
  await beginClass(page);

  // Gate 1 for all 35: students 3 and 8 show strong signs, 12 a safety concern, 20 one small sign.
  const strong = { 2: 2, 7: 2 };
  await sweep(page, { 4: strong, 5: strong, 6: { ...strong, 19: 1 }, 7: strong, 13: { 11: 1 } });
  const answered = (await stored(page)).rounds[0].responses;
  assert.equal(answered.length, 35);
  assert.ok(answered.every(({ answers }) => Object.keys(answers).length === LINES), "nobody was missed");

  // Gate 2 only for those flagged.
  const list = page.locator(".full-list li");
  assert.equal(await list.count(), 3);
  await page.getByRole("button", { name: /^3番 .+の票/ }).click();
  await fillForm(page, { C1: 3, C2: 2, C4: 2, D1: 3, D2: 2, F3: 2 });
  // A critical item opens its card at once; what was done is recorded on it.
  await page.locator("#item-X7-1").check();
  const safety = page.getByRole("dialog", { name: "安全の心配" });
  await safety.getByRole("heading", { name: "いのちのカード" }).waitFor();
  await page.keyboard.press("Escape");
  await safety.waitFor({ state: "hidden" });
  assert.equal((await sheetOf(page, 3)).answers.X7, "1");

  // The decision of the meeting.
  const step = (name) => page.getByRole("navigation").getByRole("link", { name }).click();
  await step("会議");
  await page.getByRole("button", { name: /3番/ }).first().click();
  await page.getByRole("heading", { name: "決めること" }).or(page.getByText("方向と支援")).first().waitFor();
  await page.getByRole("checkbox", { name: "専門機関と" }).check();
  await page.getByLabel("担当", { exact: true }).fill("学年主任");
  await page.getByRole("button", { name: "決めたことを記録する" }).click();
  await page.getByText("11月20日 に記録").or(page.getByText("に記録")).first().waitFor();
  const { decision } = await sheetOf(page, 3);
  assert.deepEqual(decision.directions, ["agency"]);
  assert.ok(decision.basis.reasons.length > 0, "the record keeps why");

  // No summary before the card is recorded.
  await step("要約票");
  await page.getByText("先に「安全の心配」の記録が要ります").waitFor();
  await page.getByRole("button", { name: /安全の心配をひらく/ }).click();
  await safety.getByLabel("管理職に伝えた").check();
  await safety.getByRole("button", { name: /^記録する/ }).click();
  await safety.getByText(/記録済み 11月20日/).waitFor();
  await page.keyboard.press("Escape");
  await safety.waitFor({ state: "hidden" });

  // Preview, four questions, print.
  await page.getByRole("button", { name: /3番.*の要約票をひらく/ }).click();
  const print = page.getByRole("button", { name: "要約票を印刷する" });
  await print.waitFor();
  assert.ok(await print.isDisabled(), "nothing is printed before a person has checked");
  const questions = questionsOf(page).getByRole("checkbox");
  assert.equal(await questions.count(), 4);
  for (let at = 0; at < 4; at += 1) await questions.nth(at).check();
  await page.evaluate(() => { window.print = () => { window.printed = document.title; }; });
  await print.click();
  await page.waitForFunction(() => window.printed !== undefined);
  assert.equal(await page.evaluate(() => window.printed), "kizuki", "the title a browser prints names nobody");

  const [key] = (await stored(page)).keys;
  assert.match(key.code, /^[2-9ACEFHJKMNPRTWXY]{3}-?[2-9ACEFHJKMNPRTWXY]{3}-?[2-9ACEFHJKMNPRTWXY]$/);
  const pdf = await printPdf(page, "main-job-summary");
  const { pages, width, height } = await pdfPages(pdf);
  assert.equal(pages, 1);
  assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} × ${height} is A4`);
  assert.ok(await pdfInkBottom(pdf) <= 842 * 0.9, "a tenth of the sheet stays free for engines that set rows taller");
  const text = await pdfText(pdf);
  const plainCode = key.code.replaceAll("-", "");
  assert.ok(text.replaceAll("-", "").includes(plainCode), "the case code is on the sheet");
  assert.ok(text.includes("氏名等を含みません"));
  assert.ok(text.includes("9197b99d") || /[0-9a-f]{8}/.test(text), "the rule card is on the sheet");

  // The file for the ward.
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "ファイルに保存する" }).click();
  const { name, bytes } = await saveDownload(await download);
  assert.equal(name, `kizuki-summary-${plainCode}.json`);
  const summary = JSON.parse(bytes);
  const validate = new Ajv({ strict: false }).compile(schema);
  assert.ok(validate(summary), JSON.stringify(validate.errors));

  // Nothing of the roster is on the paper, in the file, in the title or in the address.
  const outside = [["paper", text], ["file", String(bytes)], ["title", await page.title()], ["address", page.url()]];
  for (const secret of rosterStrings()) {
    for (const [place, content] of outside) assert.ok(!content.includes(secret), `a cell of the roster is in the ${place}`);
  }

  // Everything is there after a reload.
  const before = await stored(page);
  await reload(page);
  await page.getByText(key.code).first().waitFor();
  assert.deepEqual((await stored(page)).rounds, before.rounds);
  assert.deepEqual((await stored(page)).keys, before.keys);
  assertQuiet(app);
});

test("the sample class is one tap away, leads through every screen, and is never stored", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.ipadLandscape });
  const { page } = app;
  await page.getByRole("button", { name: "サンプル学級で試す" }).click();
  await page.getByText("サンプル（保存されません）").first().waitFor();
  for (const step of ["名簿", "一次確認", "詳しい票", "ようす", "会議", "要約票", "設定"]) {
    await page.getByRole("navigation").getByRole("link", { name: step }).click();
    await page.locator("main h1").first().waitFor();
    assert.equal(await overflow(page), undefined, step);
    // A tile half under the foot of the sweep is whole after scrolling.
    const disabled = step === "一次確認" ? ["target-size"] : [];
    assert.deepEqual(await axe(page, { disabled }), [], step);
  }
  await page.getByRole("navigation").getByRole("link", { name: "一次確認" }).click();
  await page.locator("#tile-0").click();
  assert.equal(await page.evaluate(() => localStorage.getItem("kizuki/document")), null);
  await page.reload();
  await page.getByRole("button", { name: "サンプル学級で試す" }).waitFor();
  assertQuiet(app);
});

test("the whole way can be gone with the keyboard alone", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.chromebook, now: "2026-11-20T15:30:00+09:00" });
  const { page } = app;
  const { keyboard } = page;
  /**
   * Goes on with Tab, or back with Shift+Tab, until the named control has the keyboard. Past the last control comes the browser's
   * own bar, which no test can leave again by a key, so a control that only stands further up is gone back to.
   */
  const tabTo = async (name, most = 160) => {
    const [kind, text] = name instanceof RegExp ? ["pattern", name.source] : ["text", name];
    for (let step = 0, key; step < most; step += 1) {
      const found = await page.evaluate(([kind, text]) => {
        const isNamed = (part) => {
          const label = part.getAttribute("aria-label") ?? part.closest("label")?.innerText ?? part.labels?.[0]?.innerText ?? part.innerText ?? "";
          return kind === "pattern" ? new RegExp(text).test(label.trim()) : label.includes(text);
        };
        const at = document.activeElement;
        const named = [...document.querySelectorAll("a, button, input, select, textarea, summary, [role]")]
          .filter((part) => part.tabIndex >= 0 && part.getClientRects().length > 0 && isNamed(part));
        return {
          isThere: named.includes(at),
          isSeen: at.getClientRects().length > 0,
          isFurtherUp: named.length > 0 && named.every((part) => part.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING),
        };
      }, [kind, text]);
      assert.ok(found.isSeen, "the keyboard is never on something unseen");
      if (found.isThere && step > 0) return;
      key ??= found.isFurtherUp ? "Shift+Tab" : "Tab";
      await keyboard.press(key);
    }
    assert.fail(`${name} cannot be reached by Tab`);
  };
  await tabTo("学級をはじめる");
  await keyboard.press("Enter");
  await page.getByRole("radio", { name: "小1" }).waitFor();
  await tabTo("小1");
  for (let grade = 1; grade < 5; grade += 1) await keyboard.press("ArrowRight");
  await tabTo("次へ");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "名簿をどうつくりますか" }).waitFor();
  // Numbers only is what is proposed.
  await page.getByLabel("人数", { exact: true }).waitFor();
  await tabTo(/人数/);
  await keyboard.press("Control+a");
  await keyboard.type("4");
  await tabTo(/4人で始める/);
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "合言葉を決める" }).waitFor();
  await tabTo(/^合言葉$/);
  await keyboard.type(PASSPHRASE);
  await tabTo(/^合言葉（もう一度）$/);
  await keyboard.type(PASSPHRASE);
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "復旧シートを印刷する" }).waitFor();
  await tabTo("印刷した・あとで印刷する");
  await keyboard.press("Enter");
  await page.waitForURL(/#\/sweep$/);
  await page.locator("#tile-3").waitFor();

  // The grid, row by row; the third student shows strong signs.
  await tabTo("格子で見る");
  await keyboard.press("Enter");
  await page.locator("#cell-0-0").waitFor();
  await tabTo(/1番 欠席/);
  for (let student = 0; student < 4; student += 1) {
    for (let line = 0; line < LINES; line += 1) await keyboard.press(student === 2 && line >= 4 && line <= 7 ? "2" : "0");
  }
  await page.getByText("4/4人 済").waitFor();
  assert.equal((await stored(page)).rounds[0].responses.length, 4);

  await tabTo("詳しい票");
  await keyboard.press("Enter");
  await page.locator(".full-list li").waitFor();
  await tabTo(/3番.*の票/);
  await keyboard.press("Enter");
  await page.locator("#item-C1-0").waitFor();
  await tabTo(/^見られない$/);
  await keyboard.press("3");
  const { answers } = await sheetOf(page, 3);
  assert.ok(Object.keys(answers).some((item) => !item.startsWith("Q")), "a key answers an item of the full form");

  await tabTo("会議");
  await keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "会議" }).waitFor();
  await tabTo(/^3番/);
  await keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "専門機関と" }).waitFor();
  await tabTo("専門機関と");
  await keyboard.press(" ");
  await tabTo("決めたことを記録する");
  await keyboard.press("Enter");
  await page.getByText("に記録").first().waitFor();
  await tabTo("要約票へ");
  await keyboard.press("Enter");
  await questionsOf(page).waitFor();
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  for (let left = 4; left > 0; left -= 1) {
    assert.equal(await questionsOf(page).getByRole("checkbox", { checked: false }).count(), left);
    await tabTo(/確かめましたか$/);
    await keyboard.press(" ");
  }
  await tabTo("要約票を印刷する");
  await keyboard.press("Enter");
  await page.waitForFunction(() => window.printed === true);
  assert.equal((await stored(page)).keys.length, 1);
  assertQuiet(app);
});
