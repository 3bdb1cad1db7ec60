// 白紙の用紙: what is printed for those who screen on paper, held against the screens it is entered into.

import { test } from "node:test";
import assert from "node:assert/strict";
import { VIEWPORTS, assertQuiet, axe, overflow, pdfInkBottom, pdfPages, pdfText, printPdf, targets44 } from "./harness.mjs";
import { classOf } from "./faults.mjs";
import { openClass } from "./vault.mjs";

const FORM = "#/blank-forms";
/** Where the foot of an A4 page may end at the lowest: the page less its margin, in points. */
const LOWEST = 842 - 34;

const go = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);
const ready = (page) => page.locator(".preview .blank-page").first().waitFor();
const paged = (page) => page.locator(".blank-options [role=status]").innerText();
/** Without blanks, as a PDF breaks words at will. */
const tight = (text) => text.replace(/\s/g, "");

/** Prints and holds the paper against what the screen says of it. */
async function print(page, name, checksum) {
  const path = await printPdf(page, name);
  const { pages, width, height } = await pdfPages(path);
  assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, "A4 upright");
  assert.match(await paged(page), new RegExp(`\\b${pages}(枚|$)`), "as many pages as the screen says");
  const text = await pdfText(path);
  const sheets = text.split("\f").filter((sheet) => sheet.trim());
  assert.equal(sheets.length, pages, "no page is empty");
  for (const [at, sheet] of sheets.entries()) {
    assert.ok(sheet.includes(checksum), `page ${at + 1} carries the checksum`);
    assert.ok(tight(sheet).includes(`${at + 1}/${pages}`), `page ${at + 1} carries its number`);
    assert.ok((await pdfInkBottom(path, at + 1)) <= LOWEST, `page ${at + 1} ends on the paper`);
  }
  return { pages, text: tight(text) };
}

test("the grid on paper has the students and the lines of the entry screen in its order, on one page for a class of forty", async (t) => {
  const app = await openClass(t, classOf(40), "#/grid");
  const { page } = app;
  const heads = await page.locator(".grid thead th").allInnerTexts();
  await page.getByRole("link", { name: "紙で記入する（白紙の用紙）" }).click();
  await ready(page);
  const lines = await page.locator(".preview .blank-line span").allInnerTexts();
  assert.deepEqual(lines.map((line) => line.replace(/^! /, "")), heads.map((head) => head.replace(/^\d+\s*/, "").trim()).slice(1, -2), "the same lines in the same order");
  const shown = await page.locator(".preview .blank-page").first().innerText();
  const [, checksum] = /（([0-9a-f]{8})）/.exec(shown);
  const { pages, text } = await print(page, "blank-numbers", checksum);
  assert.equal(pages, 1);
  assert.ok(!text.includes("うみかぜ"), "numbers only, unless names are asked for");

  await page.getByLabel("番号と名前").check();
  assert.ok((await print(page, "blank-names", checksum)).text.includes("みほん40うみかぜ"));
  await page.getByRole("button", { name: "名前を隠す", exact: true }).click();
  assert.ok(!(await print(page, "blank-hidden", checksum)).text.includes("うみかぜ"), "hidden names are not printed");
  await page.getByText("名前を隠す設定のため").waitFor();

  await page.getByLabel("何も書かない").check();
  const free = await print(page, "blank-free", checksum);
  assert.equal(free.pages, 1);
  assert.ok(!free.text.includes("5年1組"));
  assert.equal(await page.locator(".preview .blank-grid tbody tr").count(), 40);
  assertQuiet(app);
});

test("the form of one student has the items of 詳しい票 in the order of the screen, each with its answers, in both languages", async (t) => {
  const app = await openClass(t, classOf(2), FORM);
  const { page } = app;
  for (const [language, name] of [["日本語", "1人1枚（詳しい票）"], ["English", "One student (full form)"]]) {
    if (language === "English") await page.getByRole("button", { name: "English", exact: true }).click();
    await page.getByLabel(name).check();
    await ready(page);
    const [, checksum] = /[（(]([0-9a-f]{8})[）)]/.exec(await page.locator(".preview .blank-page").first().innerText());
    const labels = await page.locator(".preview .blank-item b").allInnerTexts();
    const answers = await page.locator(".preview .blank-item p").evaluateAll((rows) => rows.map((row) => row.querySelectorAll("i").length));
    assert.ok(labels.length > 40 && answers.every((boxes) => boxes >= 3), "every item has its answers and わからない");
    const { pages, text } = await print(page, `blank-sheet-${language}`, checksum);
    assert.ok(pages <= 4, `${pages} pages`);
    // A long English label goes over two lines, which the text of a PDF gives apart.
    let at = 0;
    for (const label of language === "English" ? [] : labels) {
      const found = text.indexOf(tight(label), at);
      assert.ok(found >= 0, `${label} stands on the paper, in order`);
      at = found;
    }
  }
  await page.getByRole("button", { name: "日本語", exact: true }).click();
  const paper = await (await page.getByLabel("1人1枚（詳しい票）").check(), page.locator(".preview .blank-item b").allInnerTexts());
  await go(page, "#/full");
  await page.locator("select").last().selectOption({ index: 1 });
  await page.getByRole("button", { name: "票を開く" }).click();
  const screen = await page.locator(".full-form .item-label").allInnerTexts();
  assert.deepEqual(screen.map((label) => tight(label)), paper.map((label) => tight(label)));
  assertQuiet(app);
});

test("the screen fits every size in both languages, can be used by keyboard, and axe finds nothing", async (t) => {
  for (const viewport of [VIEWPORTS.phone, VIEWPORTS.ipad, VIEWPORTS.ipadLandscape, VIEWPORTS.chromebook]) {
    const { page, close } = await openClass(undefined, classOf(5), FORM, { viewport });
    t.after(close);
    await ready(page);
    for (const language of ["English", "日本語"]) {
      await page.getByRole("button", { name: language, exact: true }).click();
      await ready(page);
      assert.equal(await overflow(page), undefined, `${language}, ${viewport.width}`);
      assert.deepEqual(await axe(page), [], `${language}, ${viewport.width}`);
      assert.deepEqual(await targets44(page), [], `${language}, ${viewport.width}`);
    }
    await page.getByLabel("学級の一覧（一次確認）").focus();
    await page.keyboard.press("ArrowRight");
    assert.ok(await page.getByLabel("1人1枚（詳しい票）").isChecked());
    assert.ok((await page.locator(".preview .blank-item").count()) > 40);
  }
});
