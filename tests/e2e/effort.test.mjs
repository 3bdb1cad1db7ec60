// What it costs to screen the reference class: 35 students, 14 lines, 15 % of the answers not なし. Gestures (taps and key
// presses) are counted in the page, as the browser delivers them; docs/performance.md has the figures.

import { test } from "node:test";
import assert from "node:assert/strict";
import { storedClass as stored } from "./class-file.mjs";
import { VIEWPORTS, assertQuiet } from "./harness.mjs";
import { openClass } from "./vault.mjs";

const STUDENTS = 35;
const LINES = 14;

/**
 * Who shows a sign on which line: 74 of 490. None on the last line, 安全の心配, where a sign opens its cards at once: that is
 * not part of going through the class.
 */
const isSign = (student, line) => line < LINES - 1 && (student * 11 + line * 3) % 37 < 6;
const each = (count) => Array.from({ length: count }, (_, at) => at);
const SIGNS = each(STUDENTS).flatMap((student) => each(LINES).filter((line) => isSign(student, line))).length;

const students = each(STUDENTS).map((at) => ({ id: at + 1, number: at + 1 }));
const CLASS = {
  format: "kizuki.document/1",
  revision: 1,
  class: { school: "", school_year: 2026, grade: "P5", class_name: "1", students },
  next_student: STUDENTS + 1,
  rounds: [{ id: 1, label: "2学期", began: "2026-10-14", content: { id: "default-sample", version: "1.0", checksum: "00000000" }, responses: [] }],
  keys: [], retired_codes: [], contacts: {},
};

/** Opens the class on a screen and counts from there. `gestures()` is what a person has done since. */
async function begin(t, hash, viewport) {
  const app = await openClass(t, CLASS, hash, { viewport });
  await app.page.locator(hash === "#/grid" ? "#cell-34-13" : "#tile-34").waitFor();
  await app.page.evaluate(() => {
    window.gestures = 0;
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, (event) => (window.gestures += Number(event.isTrusted)), true);
  });
  return { app, page: app.page, gestures: () => app.page.evaluate(() => window.gestures) };
}

/** Every one of the 490 answers is stored as it was meant. `sign` and `none` say what a line stores. */
async function assertStored(page, sign, none) {
  const { responses } = (await stored(page)).rounds[0];
  const wanted = each(STUDENTS).map((student) => ({
    student: student + 1,
    answers: Object.fromEntries(each(LINES).map((line) => [`Q${line + 1}`, isSign(student, line) ? sign(line) : none(line)])),
  }));
  assert.deepEqual(responses.sort((a, b) => a.student - b.student), wanted);
}

test("the pattern has 15 % signs, on every line but the last", () => {
  assert.equal(SIGNS, 74);
  assert.equal(Math.round((100 * SIGNS) / (STUDENTS * LINES)), 15);
  for (const line of each(LINES - 1)) assert.ok(each(STUDENTS).some((student) => isSign(student, line)), `line ${line + 1}`);
});

test("line by line, the class takes at most one gesture for each sign and one for each line, without scrolling", async (t) => {
  const { app, page, gestures } = await begin(t, "#/sweep", VIEWPORTS.ipad);
  for (const line of each(LINES)) {
    await page.getByText(`${line + 1} / 15`, { exact: true }).waitFor();
    for (const student of each(STUDENTS).filter((student) => isSign(student, line))) await page.locator(`#tile-${student}`).tap();
    await page.getByRole("button", { name: /^残りは「.+」で次へ$/ }).tap();
  }
  await page.getByText("15 / 15", { exact: true }).waitFor();
  const count = await gestures();
  assert.ok(count <= SIGNS + LINES, `${count} gestures for ${SIGNS} signs on ${LINES} lines`);
  assert.equal(await page.evaluate(() => scrollY), 0);
  await assertStored(page, () => "1", () => "0");
  assertQuiet(app);
});

test("in the grid by touch, the class takes one tap for each sign, one for each student, and one confirmation", async (t) => {
  const { app, page, gestures } = await begin(t, "#/grid", VIEWPORTS.ipadLandscape);
  for (const student of each(STUDENTS)) {
    for (const line of each(LINES).filter((line) => isSign(student, line))) await page.locator(`#cell-${student}-${line}`).tap();
    await page.getByRole("button", { name: `${student + 1}番：残りを「気になる点なし」にする`, exact: true }).tap();
    if (student === 0) await page.getByRole("dialog").getByRole("button", { name: "「なし」と記入する" }).tap();
  }
  await page.getByText("35/35人 済").waitFor();
  assert.equal(await gestures(), SIGNS + STUDENTS + 1);
  await assertStored(page, () => "1", () => "0");
  assertQuiet(app);
});

test("by keyboard alone, the class takes one key for each answer and three to reach the first cell", async (t) => {
  const { app, page, gestures } = await begin(t, "#/grid", VIEWPORTS.chromebook);
  // 「次の空欄へ」 leads into the grid, to the blank after the first cell.
  for (const key of ["Tab", "Enter", "Home"]) await page.keyboard.press(key);
  await page.waitForFunction(() => document.activeElement?.id === "cell-0-0");
  for (const student of each(STUDENTS)) {
    for (const line of each(LINES)) {
      // The first two lines count: two days absent, or none.
      const sign = line < 2 ? "2" : "1";
      await page.keyboard.press(isSign(student, line) ? sign : "0");
    }
  }
  await page.getByText("35/35人 済").waitFor();
  assert.equal(await gestures(), STUDENTS * LINES + 3);
  await assertStored(page, (line) => (line < 2 ? "count 2" : "1"), (line) => (line < 2 ? "count 0" : "0"));
  assertQuiet(app);
});
