// The passphrase and what stands in for it: chosen well, changed, forgotten, and the recovery sheet that opens all the same.

import { test } from "node:test";
import assert from "node:assert/strict";
import { VIEWPORTS, assertQuiet, axe, openApp, overflow, pdfInkBottom, pdfPages, pdfText, printPdf } from "./harness.mjs";
import { storedClass } from "./class-file.mjs";
import { PASSPHRASE, choosePassphrase, openClass, unlock } from "./vault.mjs";

const ANOTHER = "たらい ひまわり えんとつ こむぎ";

const classroom = {
  format: "kizuki.document/1", revision: 1,
  class: { school: "", school_year: 2026, grade: "P5", class_name: "1", students: [{ id: 1, number: 1, name: "架空 あおい" }, { id: 2, number: 2 }] },
  next_student: 3,
  rounds: [{
    id: 1, label: "2学期", began: "2026-10-14", content: { id: "default-sample", version: "1.0", checksum: "00000000" },
    responses: [{ student: 1, answers: { Q5: "2" } }],
  }],
  keys: [], retired_codes: [], contacts: {},
};

/** From the start screen to the question for a passphrase. */
async function beginClass(page) {
  await page.getByRole("button", { name: "学級をはじめる" }).click();
  await page.getByRole("radio", { name: "小5" }).check();
  await page.getByRole("button", { name: "次へ" }).click();
  await page.getByRole("button", { name: "35人で始める" }).click();
  await page.getByRole("heading", { name: "合言葉を決める" }).waitFor();
}

async function choose(page, first, second = first) {
  await page.getByLabel("合言葉", { exact: true }).fill(first);
  await page.getByLabel("合言葉（もう一度）").fill(second);
  await page.getByRole("button", { name: "この合言葉にする" }).click();
}

const lock = (page) => page.getByRole("button", { name: "ロック" }).click();
const settings = (page) => page.getByRole("navigation").getByRole("link", { name: "設定" }).click();

test("a passphrase that is short, easy to guess or typed differently is answered in place, and nothing begins with it", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.ipad });
  const { page } = app;
  await beginClass(page);
  await choose(page, "abc");
  await page.getByText("短すぎます").first().waitFor();
  await choose(page, "password2026");
  await page.getByText("推測されやすい合言葉です").first().waitFor();
  await choose(page, PASSPHRASE, `${PASSPHRASE}。`);
  await page.getByText("二つの合言葉がちがいます").waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem("kizuki/vault")), null);
  await choosePassphrase(page);
  await page.waitForURL(/#\/sweep$/);
  assert.equal((await storedClass(page)).class.students.length, 35);
  assertQuiet(app);
});

test("the recovery sheet is one sheet of paper, and its letters open the class when the passphrase is forgotten", async (t) => {
  const app = await openClass(t, classroom, "#/grid", { viewport: VIEWPORTS.ipad });
  const { page } = app;
  await settings(page);
  await page.evaluate(() => {
    // The sheet is on the page only while it is printed.
    window.print = () => { window.sheet = [...document.querySelectorAll(".sheet")].map((sheet) => sheet.textContent).join("\n"); };
  });
  await page.getByRole("button", { name: "復旧シートを印刷する" }).click();
  await page.getByRole("button", { name: "印刷する", exact: true }).click();
  await page.waitForFunction(() => window.sheet?.includes("AGE-SECRET-KEY-1"));
  const pdf = await printPdf(page, "recovery-sheet");
  assert.equal((await pdfPages(pdf)).pages, 1);
  assert.ok((await pdfInkBottom(pdf)) < 842 * 0.9, "ten percent of the height stay free");
  const text = await pdfText(pdf);
  assert.match(text, /校外持出禁止・施錠保管/);
  assert.ok(!text.includes("架空") && !text.includes("5年"), "nothing of the class is on the sheet");
  const letters = text.slice(text.indexOf("AGE-SECRET-KEY-1")).match(/AGE-SECRET-KEY-1(?:\s+[0-9A-Z]{2,4}(?=\s))+/)[0];
  await page.getByRole("button", { name: "印刷した・あとで印刷する" }).click();
  await page.locator(".frame").waitFor();
  assert.ok(!(await page.content()).includes("AGE-SECRET-KEY"), "nothing of the sheet stays on the page");

  await lock(page);
  await page.getByText("合言葉を忘れたとき").click();
  await page.getByLabel("復旧シートの文字").fill("AGE-SECRET-KEY-1 QQQQ QQQQ");
  await page.getByRole("button", { name: "復旧シートで開く" }).click();
  await page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
  await page.getByLabel("復旧シートの文字").fill(letters.toLowerCase());
  await page.getByRole("button", { name: "復旧シートで開く" }).click();
  await page.getByRole("heading", { name: "新しい合言葉を決める" }).waitFor();
  await choose(page, ANOTHER);
  await page.locator(".frame").waitFor();
  await page.getByText("合言葉を変えました").waitFor();

  await page.reload();
  await page.getByLabel("合言葉で開く").fill(PASSPHRASE);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await page.getByText("この合言葉では開けませんでした").waitFor();
  await unlock(page, ANOTHER);
  assertQuiet(app);
});

test("the passphrase is changed in the settings, and leaving without changing changes nothing", async (t) => {
  const app = await openClass(t, classroom, "#/grid", { viewport: VIEWPORTS.chromebook });
  const { page } = app;
  const before = await storedClass(page);
  await settings(page);
  await page.getByRole("button", { name: "合言葉を変える" }).click();
  await page.getByRole("heading", { name: "合言葉を変える" }).waitFor();
  assert.ok(!(await page.content()).includes("架空"), "nothing of the class is on this screen");
  await page.getByRole("button", { name: "もどる" }).click();
  await page.locator(".frame").waitFor();
  await lock(page);
  await unlock(page);

  await settings(page);
  await page.getByRole("button", { name: "合言葉を変える" }).click();
  await choose(page, ANOTHER);
  await page.locator(".frame").waitFor();
  await lock(page);
  await page.getByLabel("合言葉で開く").fill(PASSPHRASE);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await page.getByText("この合言葉では開けませんでした").waitFor();
  await unlock(page, ANOTHER);
  assert.deepEqual(await storedClass(page), before);
  assertQuiet(app);
});

test("who tries the sample on a device with a class comes back to its lock, and cannot begin a second vault", async (t) => {
  const app = await openClass(t, classroom, "#/grid", { viewport: VIEWPORTS.ipad });
  const { page } = app;
  const header = await page.evaluate(() => localStorage.getItem("kizuki/vault"));
  await lock(page);
  await page.getByRole("button", { name: "サンプル学級で試す" }).click();
  await page.getByText("サンプル（保存されません）").first().waitFor();
  await page.getByRole("button", { name: "サンプルを終わる" }).click();
  await page.getByLabel("合言葉で開く").waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem("kizuki/vault")), header);
  await unlock(page);
  assert.equal((await storedClass(page)).class.students[0].name, "架空 あおい");
  assertQuiet(app);
});

test("the ways to and past the lock fit every screen in both languages, and axe finds nothing", async (t) => {
  for (const viewport of [VIEWPORTS.phone, VIEWPORTS.ipad, VIEWPORTS.ipadLandscape, VIEWPORTS.chromebook]) {
    const { page, close } = await openApp(undefined, { viewport });
    t.after(close);
    const check = async (where) => {
      for (const language of ["English", "日本語"]) {
        await page.getByRole("button", { name: language, exact: true }).click();
        assert.equal(await overflow(page), undefined, `${where}, ${viewport.width}`);
        assert.deepEqual(await axe(page), [], `${where}, ${viewport.width}`);
      }
    };
    await beginClass(page);
    await check("choosing");
    await page.getByLabel("合言葉", { exact: true }).fill(PASSPHRASE);
    await page.getByLabel("合言葉（もう一度）").fill(PASSPHRASE);
    await page.getByRole("button", { name: "この合言葉にする" }).click();
    await page.getByRole("button", { name: "印刷する", exact: true }).waitFor();
    await check("recovery sheet");
    await page.getByRole("button", { name: "印刷した・あとで印刷する" }).click();
    await page.locator(".frame").waitFor();
    await settings(page);
    await page.getByRole("heading", { name: "合言葉とロック" }).waitFor();
    assert.equal(await overflow(page), undefined);
    assert.deepEqual(await axe(page), []);
    await lock(page);
    await page.getByLabel("合言葉で開く").waitFor();
    await check("lock");
    await close();
  }
});
