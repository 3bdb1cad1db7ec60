// The sheets that must be one page, printed by WebKit through the buttons of the app. WebKit fits pages to the paper at 0.8
// points a pixel where others take 0.75, which public/kizuki.css makes up for; and it keeps the margins of the printer, not
// those of the style sheet.

import { test } from "node:test";
import assert from "node:assert/strict";
import { VIEWPORTS, assertQuiet, pdfInkBottom, pdfPages, pdfText } from "../harness.mjs";
import { PASSPHRASE, choosePassphrase } from "../vault.mjs";
import { openWebKit } from "../webkit.mjs";

/** Margins of the printer: what the system proposes, and those of the sheets, in mm. */
const PRINTERS = [["as the system proposes", undefined], ["of 12 mm", 12]];

/** One sheet of A4, with a tenth of its height free below the ink unless it is meant to be full. */
async function assertOneSheet(path, what, { full = false } = {}) {
  const { pages, width, height } = await pdfPages(path);
  assert.equal(pages, 1, `${what}: ${pages} pages`);
  assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${what}: ${width} × ${height} is A4`);
  const bottom = await pdfInkBottom(path);
  assert.ok(bottom > 100 && bottom <= (full ? height - 34 : height * 0.9), `${what}: the ink ends at ${bottom} of ${height}`);
  const text = await pdfText(path);
  assert.ok(text.trim().length > 0);
  // A PDF breaks words at will.
  return { bottom, text: text.replace(/\s/g, "") };
}

for (const [named, margin] of PRINTERS) {
  test(`each guide of the help is one A4 page in both languages, on a printer with margins ${named}`, async (t) => {
    const app = await openWebKit(t, { margin, hash: "#/help" });
    const { page } = app;
    await page.locator(".help-paper").waitFor();
    for (const [language, guides] of [["日本語", ["使い方（先生へ）", "区役所の方へ"]], ["English", ["For teachers", "For the ward"]]]) {
      if (language === "English") await page.getByRole("button", { name: language, exact: true }).click();
      for (const [at, guide] of guides.entries()) {
        await page.getByRole("button", { name: guide, exact: true }).click();
        await page.locator(".help-section[aria-current]", { hasText: guide }).waitFor();
        const print = page.getByRole("button", { name: language === "English" ? /^Print/ : /印刷/ }).first();
        const path = await app.printed(() => print.click(), `help-${language === "English" ? "en" : "ja"}-${at}-${margin ?? "system"}`);
        const { bottom } = await assertOneSheet(path, guide);
        t.diagnostic(`${guide}: the ink ends at ${Math.round(bottom)} of 842 points`);
      }
    }
    assertQuiet(app);
  });

  test(`the recovery sheet is one A4 page with the letters of the key, on a printer with margins ${named}`, async (t) => {
    const app = await openWebKit(t, { margin, viewport: VIEWPORTS.ipad });
    const { page } = app;
    await page.getByRole("button", { name: "学級をはじめる" }).click();
    await page.getByRole("radio", { name: "小5" }).check();
    await page.getByRole("button", { name: "次へ" }).click();
    await page.getByRole("button", { name: "35人で始める" }).click();
    await page.getByLabel("合言葉", { exact: true }).fill(PASSPHRASE);
    await page.getByLabel("合言葉（もう一度）").fill(PASSPHRASE);
    await page.getByRole("button", { name: "この合言葉にする" }).click();
    const print = page.getByRole("button", { name: "印刷する", exact: true });
    const { bottom, text } = await assertOneSheet(await app.printed(() => print.click(), `recovery-${margin ?? "system"}`), "recovery sheet");
    assert.match(text, /AGE-SECRET-KEY-1[0-9A-Z]{58}/);
    assert.match(text, /校外持出禁止・施錠保管/);
    t.diagnostic(`recovery sheet: the ink ends at ${Math.round(bottom)} of 842 points`);
    await page.getByRole("button", { name: "印刷した・あとで印刷する" }).click();
    await page.locator(".frame").waitFor();
    assert.ok(!(await page.content()).includes("AGE-SECRET-KEY"), "nothing of the sheet stays on the page");
    assertQuiet(app);
  });

  test(`the grid on paper is one A4 page for a class of forty, on a printer with margins ${named}`, async (t) => {
    const app = await openWebKit(t, { margin });
    const { page } = app;
    await page.getByRole("button", { name: "学級をはじめる" }).click();
    await page.getByRole("radio", { name: "小5" }).check();
    await page.getByRole("button", { name: "次へ" }).click();
    await page.getByLabel("人数", { exact: true }).fill("40");
    await page.getByRole("button", { name: /人で始める$/ }).click();
    await choosePassphrase(page);
    await page.evaluate(() => { location.hash = "#/blank-forms"; });
    await page.locator(".preview .blank-page").first().waitFor();
    const print = page.getByRole("button", { name: /印刷/ }).last();
    for (const choice of ["番号と名前", "何も書かない"]) {
      await page.getByLabel(choice).check();
      await page.locator(".preview .blank-page").first().waitFor();
      const { bottom, text } = await assertOneSheet(await app.printed(() => print.click(), `blank-${margin ?? "system"}`), choice, { full: true });
      assert.match(text, /1\/1/, "the sheet says that it is one of one");
      t.diagnostic(`blank grid of 40, ${choice}: the ink ends at ${Math.round(bottom)} of 842 points`);
    }
    assertQuiet(app);
  });

  test(`the summary of the sample class is one A4 page, on a printer with margins ${named}`, async (t) => {
    const app = await openWebKit(t, { margin });
    const { page } = app;
    await page.getByRole("button", { name: "サンプル学級で試す" }).click();
    await page.locator(".frame").waitFor();
    await page.getByRole("navigation").getByRole("link", { name: "要約票" }).click();
    await page.getByRole("button", { name: /^12番.*の要約票をひらく$/ }).click();
    const questions = page.getByRole("group", { name: /出す前に確かめる/ }).getByRole("checkbox");
    await questions.first().waitFor();
    const count = await questions.count();
    for (let at = 0; at < count; at += 1) await questions.nth(at).check();
    const print = page.getByRole("button", { name: "要約票を印刷する" });
    const { bottom } = await assertOneSheet(await app.printed(() => print.click(), `sample-summary-${margin ?? "system"}`), "summary");
    t.diagnostic(`summary: the ink ends at ${Math.round(bottom)} of 842 points`);
    assertQuiet(app);
  });
}
