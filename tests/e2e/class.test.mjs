// ホーム, 学級のようす and 会議: what comes next, the class at a glance by keyboard and by screen reader, a decision in a
// few taps, and paper without names that are hidden.

import { test } from "node:test";
import assert from "node:assert/strict";
import { storedClass as stored } from "./class-file.mjs";
import { openClass as openStored } from "./vault.mjs";
import { VIEWPORTS, assertQuiet, axe, openApp, overflow, pdfPages, pdfText, printPdf, targets44 } from "./harness.mjs";

const LINES = Array.from({ length: 14 }, (_, at) => `Q${at + 1}`);
const FULL = { A: 6, B: 5, C: 4, D: 4, E: 5, F: 4, G: 4, H: 4, X: 8, S: 6 };
const items = Object.entries(FULL).flatMap(([area, n]) => Array.from({ length: n }, (_, at) => `${area}${at + 1}`));
const quiet = (names) => Object.fromEntries(names.map((name) => [name, "0"]));

/** A class of 35 with two rounds: 7 has signs of every kind, 9 too little known, the others none. */
function classOf({ only = 35 } = {}) {
  const content = { id: "default-sample", version: "1.0", checksum: "00000000" };
  const students = Array.from({ length: only }, (_, at) => ({ id: at + 1, number: at + 1, name: `見本${at + 1} <b>うみ</b>` }));
  const full = { ...quiet(LINES), ...quiet(items) };
  const signs = { C1: "3", C2: "3", C3: "3", C4: "2", F1: "3", F3: "3", H1: "?", S1: "1", S5: "0" };
  const round = (id, label, began, of) => ({ id, label, began, content, responses: students.map((s) => ({ student: s.id, ...of(s.id) })) });
  return {
    format: "kizuki.document/1",
    revision: 1,
    class: { school: "見本小", school_year: 2026, grade: "P5", class_name: "1", students },
    next_student: only + 1,
    rounds: [
      round(1, "1学期", "2026-06-10", () => ({ answers: full })),
      round(2, "2学期", "2026-10-14", (id) => {
        if (id === 7) return { answers: { ...full, ...signs }, gut: true };
        if (id === 9) return { answers: { ...quiet(LINES), Q13: "?" } };
        return { answers: quiet(LINES) };
      }),
    ],
    keys: [], retired_codes: [], contacts: {},
  };
}

const openClass = (t, hash, options = {}) =>
  openStored(t, classOf(options), hash, { now: "2026-11-20T10:00:00+09:00", ...options });

const keyboardIs = (page, id) => page.waitForFunction((id) => document.activeElement.id === id, id);

test("home leads from the class view to the meeting, and begins the next round only when asked twice", async (t) => {
  const app = await openClass(t, "#/");
  const { page } = app;
  await page.getByRole("button", { name: "学級のようすを見る" }).click();
  await page.getByRole("heading", { name: "学級のようす" }).waitFor();
  await page.getByRole("link", { name: "ホーム" }).first().click();
  await page.getByRole("button", { name: "会議で決める" }).waitFor();

  await page.getByRole("button", { name: "次の回をはじめる" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("まだ終わっていないことがあります").waitFor();
  assert.equal(await dialog.getByLabel("回の名前").inputValue(), "3学期");
  await dialog.getByRole("button", { name: "やめる" }).click();
  assert.equal((await stored(page)).rounds.length, 2);

  await page.getByRole("button", { name: "次の回をはじめる" }).click();
  await dialog.getByRole("button", { name: "「3学期」をはじめる" }).click();
  await page.getByRole("button", { name: "一次確認を始める" }).waitFor();
  const { rounds } = await stored(page);
  assert.deepEqual(rounds.map(({ label, responses }) => [label, responses.length]), [["1学期", 35], ["2学期", 35], ["3学期", 0]]);
  assertQuiet(app);
});

test("the heat map is walked by arrows, opened by Enter, left by Esc, and says in words what it draws", async (t) => {
  const app = await openClass(t, "#/class");
  const { page } = app;
  assert.equal(await page.locator(".heat b").count(), 0, "a name is never markup");
  const row = page.getByRole("row").filter({ has: page.locator("#heat-7") });
  assert.match(await row.innerText(), /とても多い/);
  assert.match(await row.innerText(), /前より気になる/);
  assert.match(await page.getByRole("row").filter({ has: page.locator("#heat-9") }).innerText(), /情報不足[\s\S]*一次確認だけ/);

  await page.locator("#heat-5").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await keyboardIs(page, "heat-7");
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("heading", { name: "7番のようす" }).waitFor();
  await drawer.getByText("1学期 0%").waitFor();
  await drawer.getByText("表情や元気が以前より乏しい：大きく").waitFor();
  await drawer.getByRole("button", { name: "次の人" }).click();
  await drawer.getByRole("heading", { name: "8番のようす" }).waitFor();
  await keyboardIs(page, "drawer-next");
  await page.keyboard.press("Escape");
  await keyboardIs(page, "heat-8");

  await page.getByRole("button", { name: /情報不足 1/ }).or(page.getByRole("button", { name: /変化あり 1/ })).first().click();
  await page.waitForFunction(() => document.querySelectorAll(".heat-place tbody tr").length === 1);
  await page.getByRole("button", { name: /全員 35/ }).click();
  await page.locator("#heat-order").click();
  await keyboardIs(page, "heat-order");
  assert.equal(await page.locator(".heat-place tbody tr").first().getAttribute("data-student"), "35");
  assertQuiet(app);
});

test("a decision names what is missing, takes a few taps, outlasts a look elsewhere, and is recorded with its reasons", async (t) => {
  const app = await openClass(t, "#/meeting");
  const { page } = app;
  await page.getByRole("button", { name: /7番/ }).click();
  await keyboardIs(page, "talk-title");
  await page.getByRole("button", { name: "決めたことを記録する" }).click();
  await page.getByRole("alert").filter({ hasText: "一つ以上選んでください" }).waitFor();
  await keyboardIs(page, "decision-directions");

  await page.getByRole("checkbox", { name: "SCの面談・助言" }).check();
  assert.ok(await page.getByRole("checkbox", { name: "校内で" }).isChecked(), "a support brings its direction");
  assert.equal(await page.getByText("一つ以上選んでください").count(), 0);
  await page.getByLabel("担当", { exact: true }).fill("学年主任");
  await page.getByLabel("担当", { exact: true }).blur();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "日本語" }).click();
  assert.equal(await page.getByLabel("担当", { exact: true }).inputValue(), "学年主任");
  await page.getByRole("link", { name: /会議/ }).click();
  await page.getByText("書きかけ").waitFor();
  await page.getByRole("button", { name: /7番/ }).click();
  await page.getByRole("button", { name: "決めたことを記録する" }).click();
  await keyboardIs(page, "record-title");

  const decision = (await stored(page)).rounds[1].responses.find((r) => r.student === 7).decision;
  assert.deepEqual([decision.directions, decision.supports, decision.who, decision.met, decision.next_check], [["school"], ["sc"], "学年主任", "2026-11", "2026-12-18"]);
  assert.ok(decision.basis.level && decision.basis.reasons.length > 0 && decision.basis.items.length > 0);
  await page.getByRole("button", { name: "書き直す" }).click();
  assert.ok(await page.getByRole("checkbox", { name: "SCの面談・助言" }).isChecked());
  assertQuiet(app);
});

/** The line every print carries: content, version, checksum and month. */
const RULE_CARD = /内容 \S+ \S+（[0-9a-f]{8}）\s*20\d\d年\d+月/;

test("the printed sheets are marked, numbered and carry a name only while names are shown", async (t) => {
  const { page } = await openClass(t, "#/meeting");
  const named = await printPdf(page, "agenda");
  assert.match(await pdfText(named), /校外持出禁止[\s\S]*見本7[\s\S]*1\/1/);
  assert.match(await pdfText(named), RULE_CARD);
  const { width, height } = await pdfPages(named);
  assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2);
  await page.getByRole("button", { name: "名前を隠す" }).click();
  assert.doesNotMatch(await pdfText(await printPdf(page, "agenda-hidden")), /見本7/);
  await page.getByRole("link", { name: /ようす/ }).click();
  await page.getByRole("heading", { name: "学級のようす" }).waitFor();
  const map = await printPdf(page, "class-hidden");
  assert.equal((await pdfPages(map)).pages, 1, "35 students fit on one page");
  assert.doesNotMatch(await pdfText(map), /見本/);
  assert.match(await pdfText(map), RULE_CARD);
});

test("every screen fits, is large enough to tap and has no fault that axe knows", async (t) => {
  for (const [name, viewport] of Object.entries(VIEWPORTS)) {
    const { page, close } = await openClass(undefined, "#/", { viewport });
    const check = async (where) => {
      assert.equal(await overflow(page), undefined, `no sideways scrolling: ${where} on ${name}`);
      assert.deepEqual(await axe(page), [], `${where} on ${name}`);
      // With a mouse the rows of the map are lower; the whole row can be clicked.
      assert.deepEqual(await targets44(page, { except: ".heat tbody" }), [], `${where} on ${name}`);
    };
    await check("home");
    await page.goto(`${page.url().split("#")[0]}#/class`);
    await page.locator("#heat-7").waitFor();
    await check("class");
    await page.locator("#heat-7").click();
    await page.getByRole("dialog").waitFor();
    await check("drawer");
    await page.getByRole("button", { name: "会議で話す（決定を記録）" }).click();
    await page.locator("#talk-title").waitFor();
    await check("decision");
    await close();
  }
});
