// The full form of one student, by keyboard and by touch, and the safety cards: a critical answer opens its card at
// once, from whatever screen, and a reminder stays until somebody recorded what was done.

import { test } from "node:test";
import assert from "node:assert/strict";
import { storedClass } from "./class-file.mjs";
import { openClass as openStored } from "./vault.mjs";
import { VIEWPORTS, assertQuiet, axe, openApp, overflow, targets44 } from "./harness.mjs";

const LINES = Array.from({ length: 14 }, (_, at) => `Q${at + 1}`);
const quiet = () => Object.fromEntries(LINES.map((line) => [line, "0"]));

/** A stored class of three: one whom somebody has a feeling about, two without any concern. */
function classOf({ responses, contacts = {} } = {}) {
  return {
    format: "kizuki.document/1",
    revision: 1,
    class: {
      school: "見本小", school_year: 2026, grade: "P5", class_name: "1",
      students: [{ id: 1, number: 1, name: "見本 あおい" }, { id: 2, number: 2 }, { id: 3, number: 3, name: "見本 うみ" }],
    },
    next_student: 4,
    rounds: [{
      id: 1, label: "2学期", began: "2026-10-14",
      content: { id: "default-sample", version: "1.0", checksum: "00000000" },
      responses: responses ?? [
        { student: 1, answers: quiet(), gut: true, attendance: { absent: 3 } },
        { student: 2, answers: quiet() },
        { student: 3, answers: quiet() },
      ],
    }],
    keys: [], retired_codes: [], contacts,
  };
}

const openClass = (t, document = classOf(), options = {}) => openStored(t, document, options.hash ?? "#/full", options);

const sheet = async (page, student) => (await storedClass(page)).rounds[0].responses.find((r) => r.student === student);

/** The id of the element that has the keyboard. */
const keyboard = (page) => page.evaluate(() => document.activeElement.id);
const keyboardIs = (page, id) => page.waitForFunction((id) => document.activeElement.id === id, id);

async function openForm(page, student = "1番 見本 あおい") {
  await page.getByRole("button", { name: `${student}の票` }).click();
  await page.getByRole("heading", { level: 1, name: student }).waitFor();
  await keyboardIs(page, "full-title");
}

test("the list names who needs the form; where nobody does it says what comes next", async (t) => {
  const { page } = await openClass(t);
  await page.locator(".full-list li").first().waitFor();
  assert.equal(await page.locator(".full-list li").count(), 1);
  assert.match(await page.locator(".full-list li").innerText(), /1番 見本 あおい[^]*まだ 1\/50項目[^]*学年共有/);

  const none = await openClass(t, classOf({ responses: [1, 2, 3].map((student) => ({ student, answers: quiet() })) }));
  await none.page.getByText("詳しい票が必要な人は、今のところいません。").waitFor();
  assert.equal(await none.page.getByRole("link", { name: "学級のようすへ" }).getAttribute("href"), "#/class");

  const before = await openClass(t, classOf({ responses: [] }));
  await before.page.getByText("先に一次確認をすると").waitFor();
  assert.equal(await before.page.getByRole("link", { name: "一次確認へ" }).getAttribute("href"), "#/sweep");
});

test("anybody's form can be opened, and the first answer puts the student on the list", async (t) => {
  const { page } = await openClass(t);
  await page.getByLabel("ほかの人の票を開く").selectOption({ label: "3番 見本 うみ" });
  await page.getByRole("button", { name: "票を開く" }).click();
  await page.getByRole("heading", { level: 1, name: "3番 見本 うみ" }).waitFor();
  await page.locator("#item-B1-0").check();
  await page.getByRole("button", { name: "一覧へ" }).first().click();
  await keyboardIs(page, "full-title");
  assert.equal(await page.locator(".full-list li").count(), 2);
});

test("a form is filled in by keyboard alone, and undone", async (t) => {
  const app = await openClass(t);
  const { page } = app;
  await openForm(page);
  await page.getByText("名簿の出欠から：3日").waitFor();
  await page.locator("#item-B1-0").focus();
  for (const key of ["0", "3", "?", "-"]) await page.keyboard.press(key);
  assert.equal(await keyboard(page), "item-B5-0", "each key answers and moves on");
  await page.keyboard.press("Enter");
  assert.equal(await keyboard(page), "item-C1-0", "Enter only moves on");
  await page.keyboard.press("ArrowRight");
  assert.equal(await keyboard(page), "item-C1-1", "arrows choose within the item");
  const { answers } = await sheet(page, 1);
  assert.deepEqual([answers.B1, answers.B2, answers.B3, answers.B4, answers.B5, answers.C1], ["0", "3", "?", "-", undefined, "1"]);
  await page.keyboard.press("Control+z");
  assert.equal((await sheet(page, 1)).answers.C1, undefined);
  assert.equal(await keyboard(page), "item-C1-1", "the keyboard stays where it was");
  await page.getByRole("button", { name: "次の空欄へ" }).first().click();
  assert.equal(await keyboard(page), "item-C2-0", "the next blank is looked for from here on");
  assertQuiet(app);
});

test("a count is typed exactly; what is no number is refused and changes nothing", async (t) => {
  const { page } = await openClass(t);
  await openForm(page);
  await page.locator("#item-A2-0").focus();
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  assert.equal((await sheet(page, 1)).answers.A2, "count 12");
  assert.ok(await page.locator("#item-A2-3").isChecked(), "12 days are 7 days or more");
  const field = page.getByLabel("続けて休んだ最長日数：実際の数（日）");
  await field.fill("900");
  await field.blur();
  await page.getByText("0から400までの数字で記入してください。").waitFor();
  assert.equal(await field.inputValue(), "12");
  await field.fill("４");
  await field.blur();
  assert.equal((await sheet(page, 1)).answers.A2, "count 4");
  // The imported count gives way to an answer by hand and comes back without it.
  await page.locator("#item-A1-0").check();
  assert.equal(await page.getByText("名簿の出欠から：3日").count(), 0);
  await page.locator("#item-A1-0").click();
  await page.getByText("名簿の出欠から：3日").waitFor();
  assert.ok(await page.locator("#item-A1-2").isChecked());
});

test("the rest of an area is answered in one step, never strengths or critical items", async (t) => {
  const { page } = await openClass(t);
  await openForm(page);
  await page.locator("#item-D2-2").check();
  const rest = page.getByRole("region", { name: "友だち・集団" }).getByRole("button", { name: "この領域の残りは「見られない」" });
  await rest.click();
  await keyboardIs(page, "section-4");
  const { answers } = await sheet(page, 1);
  assert.deepEqual([answers.D1, answers.D2, answers.D3, answers.D4], ["0", "2", "0", "0"]);
  await page.getByRole("button", { name: "元に戻す" }).click();
  assert.equal((await sheet(page, 1)).answers.D1, undefined);
  assert.equal((await sheet(page, 1)).answers.D2, "2");
  assert.equal(await page.getByRole("button", { name: /残りは/ }).count(), 8, "one for each area");
});

test("the level and the reasons follow every answer", async (t) => {
  const { page } = await openClass(t);
  await openForm(page);
  const level = page.getByRole("complementary", { name: "めやす" });
  await level.getByText("「なんとなく気になる」が押されています").waitFor();
  for (const item of ["A1", "A2", "A3", "A4"]) await page.locator(`#item-${item}-3`).check();
  await level.getByText("60%以上の領域が1つ：出欠・登校").waitFor();
  await level.getByText(/校内チームで検討〜関係機関と相談/).waitFor();
  await level.getByText("これは話し合いのためのめやすです。診断や評価ではありません。").waitFor();
});

test("a critical answer opens its card at once, and a notice stays until what was done is recorded", async (t) => {
  const app = await openClass(t, classOf(), { now: "2026-11-20T09:00:00+09:00" });
  const { page } = app;
  await openForm(page);
  await page.locator("#item-X7-1").check();
  const dialog = page.getByRole("dialog", { name: "安全の心配" });
  await dialog.getByRole("heading", { name: "いのちのカード" }).waitFor();
  await keyboardIs(page, "card-life");
  await dialog.getByText("記録するまで、この人の要約票は印刷できません。").waitFor();

  await dialog.getByRole("button", { name: "記録する（11月20日）" }).click();
  await dialog.getByRole("alert").getByText("したことを一つ以上選んでから").waitFor();
  await dialog.getByLabel("管理職に伝えた").check();
  await dialog.getByLabel("メモ（学校の外には出ません）").fill("3校時のあと、本人の言葉のまま");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal((await sheet(page, 1)).cards, undefined, "nothing is recorded by closing");
  assert.equal(await keyboard(page), "item-X7-1");

  await page.getByText("! すぐに管理職へ　読んで記録するカード 1枚").waitFor();
  await page.getByRole("button", { name: "カードを開く" }).click();
  assert.ok(await dialog.getByLabel("管理職に伝えた").isChecked(), "what was ticked survives");
  assert.equal(await dialog.getByLabel("メモ（学校の外には出ません）").inputValue(), "3校時のあと、本人の言葉のまま");
  await dialog.getByRole("button", { name: "記録する（11月20日）" }).click();
  await dialog.getByText("記録済み 11月20日：管理職に伝えた").waitFor();
  assert.deepEqual((await sheet(page, 1)).cards.life, {
    actions: ["told_management"], on: "2026-11-20", note: "3校時のあと、本人の言葉のまま",
  });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await keyboardIs(page, "main");
  assert.equal(await page.getByText("読んで記録するカード").count(), 0);
  assertQuiet(app);
});

test("the safety dialog is one tap from every screen, asks whom it is about, and keeps what the school fills in", async (t) => {
  const { page } = await openClass(t, classOf(), { viewport: VIEWPORTS.phone });
  const dialog = page.getByRole("dialog", { name: "安全の心配" });
  for (const screen of ["#/", "#/roster", "#/sweep", "#/grid", "#/full", "#/class", "#/meeting", "#/summary", "#/settings"]) {
    await page.evaluate((hash) => { location.hash = hash; }, screen);
    await page.getByRole("button", { name: /^安全の心配/ }).click();
    await dialog.waitFor();
    assert.equal(await dialog.locator(".item").count(), 0, "nobody is chosen by itself");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  }
  await page.getByRole("button", { name: /^安全の心配/ }).click();
  await dialog.getByLabel("だれのことですか").selectOption({ label: "3番 見本 うみ" });
  await dialog.locator("#safety-X8-2").check();
  await dialog.getByRole("heading", { name: "いじめのカード" }).waitFor();
  assert.equal(await dialog.locator(".item").count(), 8, "the critical items stay in sight");
  await dialog.getByLabel("学校いじめ対策組織", { exact: true }).fill("内線 12");
  await page.keyboard.press("Tab");
  assert.deepEqual((await storedClass(page)).contacts, { bullying_team: "内線 12" });
  await dialog.getByText("110", { exact: true }).waitFor();
  assert.equal(await overflow(page), undefined);
  assert.deepEqual(await axe(page, { include: "dialog" }), []);
  assert.deepEqual(await targets44(page), []);
});

test("a safety concern of the first look opens the card that leads to the eight items", async (t) => {
  const { page } = await openClass(t, classOf(), { hash: "#/grid" });
  await page.getByRole("gridcell", { name: /2番 安全の心配/ }).click();
  const dialog = page.getByRole("dialog", { name: "安全の心配" });
  await dialog.getByRole("heading", { level: 3, name: "安全の心配" }).waitFor();
  assert.equal(await dialog.getByLabel("だれのことですか").inputValue(), "2");
  assert.equal(await dialog.locator(".item").count(), 8);
});

test("list, form and dialog have no fault that axe knows and fit every screen, in both languages", async (t) => {
  for (const language of ["日本語", "English"]) {
    for (const viewport of [VIEWPORTS.ipad, VIEWPORTS.ipadLandscape, VIEWPORTS.chromebook, VIEWPORTS.phone]) {
      const { page, close } = await openClass(undefined, classOf(), { viewport });
      if (language === "English") await page.getByRole("button", { name: "English" }).click();
      const where = `${language} ${viewport.width}`;
      const check = async (what) => {
        assert.deepEqual(await axe(page), [], `${what} ${where}`);
        assert.equal(await overflow(page), undefined, `${what} ${where}`);
        assert.deepEqual(await targets44(page), [], `${what} ${where}`);
      };
      await page.locator(".full-list button").waitFor();
      await check("list");
      await page.locator(".full-list button").click();
      await page.locator("#item-X1-2").waitFor();
      await check("form");
      await page.locator("#item-X1-2").check();
      await page.locator("dialog article").waitFor();
      await check("dialog");
      await close();
    }
  }
});
