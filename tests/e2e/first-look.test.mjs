// The first look (一次確認): the same answers line by line and as a grid, by touch and by keyboard; blanks are never 0.

import { test } from "node:test";
import assert from "node:assert/strict";
import { storedClass as stored } from "./class-file.mjs";
import { openClass, reload } from "./vault.mjs";
import { VIEWPORTS, assertQuiet, axe, chromiumTest, openApp, overflow, paste, tap } from "./harness.mjs";

const LINES = 14;

/** A stored class of so many students, numbers only, with nothing answered but what is given by student. */
function classOf(count, answers = {}) {
  const students = Array.from({ length: count }, (_, at) => ({ id: at + 1, number: at + 1 }));
  return {
    format: "kizuki.document/1",
    revision: 1,
    class: { school: "", school_year: 2026, grade: "P5", class_name: "1", students },
    next_student: count + 1,
    rounds: [{
      id: 1, label: "2学期", began: "2026-10-14",
      content: { id: "default-sample", version: "1.0", checksum: "00000000" },
      responses: Object.entries(answers).map(([student, given]) => ({ student: Number(student), answers: given })),
    }],
    keys: [], retired_codes: [], contacts: {},
  };
}


const answersOf = async (page, student) =>
  (await stored(page)).rounds[0].responses.find((response) => response.student === student)?.answers ?? {};
const cell = (page, row, column) => page.locator(`#cell-${row}-${column}`);
const focused = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);

test("the grid takes numbers, ? and - from the keyboard, moves on by itself, and stores every answer at once", async (t) => {
  const app = await openClass(t, classOf(3), "#/grid");
  const { page } = app;
  await cell(page, 0, 0).focus();
  // Lines that count take the number itself: 3 days absent, late once.
  await page.keyboard.press("3");
  await page.keyboard.press("1");
  for (const key of ["0", "1", "2", "?", "-"]) await page.keyboard.press(key);
  await focused(page, "cell-0-7");
  assert.deepEqual(await answersOf(page, 1), {
    Q1: "count 3", Q2: "count 1", Q3: "0", Q4: "1", Q5: "2", Q6: "?", Q7: "-",
  });
  assert.match(await cell(page, 0, 0).getAttribute("aria-label"), /^1番 欠席：3日$/);
  assert.match(await cell(page, 0, 5).getAttribute("aria-label"), /わからない$/);
  assert.match(await cell(page, 0, 7).getAttribute("aria-label"), /未記入$/, "what nobody answered is blank, not 0");
  await page.keyboard.press("Enter");
  await focused(page, "cell-1-0");
  await page.keyboard.press("ArrowDown");
  await focused(page, "cell-2-0");
  await page.keyboard.press("End");
  await focused(page, `cell-2-${LINES - 1}`);
  assertQuiet(app);
});

test("answers are taken back and brought again, by key and by button, as far as they go", async (t) => {
  const { page } = await openClass(t, classOf(2), "#/grid");
  await cell(page, 0, 2).focus();
  await page.keyboard.press("2");
  await page.keyboard.press("1");
  await page.keyboard.press("Control+z");
  assert.deepEqual(await answersOf(page, 1), { Q3: "2" });
  await page.getByRole("button", { name: "元に戻す" }).click();
  assert.deepEqual(await answersOf(page, 1), {});
  assert.equal(await page.getByRole("button", { name: "元に戻す" }).isDisabled(), true);
  await page.getByRole("button", { name: "やり直す" }).click();
  await cell(page, 0, 2).focus();
  await page.keyboard.press("Control+y");
  assert.deepEqual(await answersOf(page, 1), { Q3: "2", Q4: "1" });
});

test("a block pasted from Excel fills the cells from the cursor on; a bad or too large one changes nothing", async (t) => {
  const { page } = await openClass(t, classOf(3), "#/grid");
  await cell(page, 0, 2).focus();
  await paste(page, "0\t1\t２\r\n?\t-\t\r\n");
  await page.getByText("6か所に貼り付けました。").waitFor();
  assert.deepEqual(await answersOf(page, 1), { Q3: "0", Q4: "1", Q5: "2" });
  assert.deepEqual(await answersOf(page, 2), { Q3: "?", Q4: "-" });
  await paste(page, "0\t7");
  await page.getByText("1行目2列目「7」は、この項目の答えではありません。").waitFor();
  await paste(page, "0\n0\n0\n0");
  await page.getByText("表が格子からはみ出します。").waitFor();
  assert.deepEqual(await answersOf(page, 1), { Q3: "0", Q4: "1", Q5: "2" });
  assert.deepEqual(await answersOf(page, 3), {});
});

test("「残りなし」 asks once what it means, keeps what is answered, and makes nothing of the other rows", async (t) => {
  const { page } = await openClass(t, classOf(3, { 1: { Q5: "2", Q6: "?" } }), "#/grid");
  await page.getByRole("button", { name: "1番：残りを「気になる点なし」にする" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "やめる" }).click();
  assert.deepEqual(await answersOf(page, 1), { Q5: "2", Q6: "?" });
  await page.getByRole("button", { name: "1番：残りを「気になる点なし」にする" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "「なし」と記入する" }).click();
  await page.getByText("1/3人 済").waitFor();
  const first = await answersOf(page, 1);
  assert.equal(Object.keys(first).length, LINES);
  assert.deepEqual([first.Q5, first.Q6, first.Q14], ["2", "?", "0"]);
  assert.deepEqual(await answersOf(page, 2), {});
  // The second time nobody is asked.
  await page.getByRole("button", { name: "2番：残りを「気になる点なし」にする" }).click();
  await page.getByText("2/3人 済").waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
});

test("the next blank is found from wherever one is, also after a reload", async (t) => {
  const given = Object.fromEntries(Array.from({ length: LINES }, (_, at) => [`Q${at + 1}`, "0"]));
  const { Q9, ...withoutQ9 } = given;
  const { page } = await openClass(t, classOf(2, { 1: given, 2: withoutQ9 }), "#/grid");
  await page.getByText("空欄 1").waitFor();
  await page.getByRole("button", { name: "次の空欄へ" }).click();
  await focused(page, "cell-1-8");
  await page.goto(page.url().replace("#/grid", "#/sweep"));
  page.on("dialog", (dialog) => dialog.accept());
  await reload(page);
  // The sweep goes on at the line that is open.
  await page.getByText("9 / 15").waitFor();
  await page.getByRole("button", { name: "次の空欄へ" }).click();
  await focused(page, "tile-1");
});

test("line by line: a tap is a sign, the rest is none, and 35 students take one gesture per line and one per sign", async (t) => {
  const app = await openClass(t, classOf(35), "#/sweep", { viewport: VIEWPORTS.ipad });
  const { page } = app;
  // 15 % of the answers are signs: every seventh student, another one on each line; strong ones take a second tap.
  let gestures = 0;
  let signs = 0;
  for (let line = 0; line < LINES - 1; line += 1) {
    await page.getByText(`${line + 1} / 15`, { exact: true }).waitFor();
    for (let student = line % 7; student < 35; student += 7) {
      await tap(page.locator(`#tile-${student}`));
      gestures += 1;
      signs += 1;
    }
    await tap(page.getByRole("button", { name: /残りは「.+」で次へ/ }));
    gestures += 1;
  }
  await tap(page.getByRole("button", { name: "残りは「なし」で次へ" }));
  await tap(page.locator("#tile-34"));
  await tap(page.getByRole("button", { name: "一次確認を終える" }));
  await page.waitForFunction(() => location.hash === "#/full");
  assert.ok(gestures <= signs + LINES, `${gestures} gestures for ${signs} signs on ${LINES} lines`);
  const document = await stored(page);
  assert.equal(document.rounds[0].responses.length, 35);
  assert.ok(document.rounds[0].responses.every(({ answers }) => Object.keys(answers).length === LINES));
  assert.equal(document.rounds[0].responses.find(({ student }) => student === 35).gut, true);
  assertQuiet(app);
});

test("a tap goes from the sign to the strong sign to none; わからない and 対象外 have their own tap", async (t) => {
  const { page } = await openClass(t, classOf(2), "#/sweep", { viewport: VIEWPORTS.phone });
  const next = () => tap(page.getByRole("button", { name: /で次へ/ }));
  await next();
  await next();
  await page.getByRole("heading", { name: "身なり・清潔" }).waitFor();
  const tile = page.locator("#tile-0");
  for (const answer of ["1", "2", "0", "1"]) {
    await tap(tile);
    assert.equal((await answersOf(page, 1)).Q3, answer);
  }
  await tap(page.getByRole("radio", { name: "？ わからない" }));
  await tap(tile);
  assert.equal((await answersOf(page, 1)).Q3, "?");
  await tap(page.getByRole("radio", { name: "－ 対象外" }));
  await tap(tile);
  assert.equal((await answersOf(page, 1)).Q3, "-");
  await tap(page.getByRole("radio", { name: "未記入に戻す" }));
  await tap(tile);
  assert.equal((await answersOf(page, 1)).Q3, undefined);
});

test("marking the safety line opens the safety dialog at once", async (t) => {
  const { page } = await openClass(t, classOf(2), "#/grid");
  await cell(page, 1, LINES - 1).focus();
  await page.keyboard.press("1");
  assert.equal(await page.getByRole("dialog").getByRole("combobox").first().inputValue(), "2");
  assert.equal((await answersOf(page, 2)).Q14, "1");
});

for (const [name, viewport] of Object.entries(VIEWPORTS)) {
  test(`sweep and grid fit ${name} in both languages, and axe finds nothing`, async (t) => {
    const app = await openClass(t, classOf(35, { 4: { Q5: "2" }, 9: { Q14: "1" } }), "#/sweep", { viewport });
    const { page } = app;
    for (const hash of ["#/sweep", "#/grid"]) {
      await page.evaluate((hash) => { location.hash = hash; }, hash);
      await page.locator(hash === "#/grid" ? "#cell-0-0" : "#tile-0").waitFor();
      for (const language of ["English", "日本語"]) {
        assert.equal(await overflow(page), undefined);
        assert.deepEqual(await axe(page), []);
        if (hash === "#/grid" && viewport.width >= 800) {
          const [inside, room] = await page.locator(".grid-scroll").evaluate((box) => [box.scrollWidth, box.clientWidth]);
          assert.ok(inside <= room, `the grid is ${inside} px wide and has ${room}`);
        }
        await page.getByRole("button", { name: language }).click();
        await page.locator(hash === "#/grid" ? "#cell-0-0" : "#tile-0").waitFor();
      }
    }
    assertQuiet(app);
  });
}

/** A class with a name on the grid: that name, and whether it is blurred. */
async function openNamed(t) {
  const named = classOf(2);
  named.class.students[0].name = "見本 あおい";
  const { page } = await openClass(t, named, "#/grid");
  const name = page.locator(".grid-student .personal").nth(0);
  const blur = () => name.evaluate((node) => getComputedStyle(node).filter);
  assert.equal(await blur(), "none");
  await page.evaluate(() => window.dispatchEvent(new Event("blur")));
  assert.notEqual(await blur(), "none");
  return { page, name, blur };
}

chromiumTest("only there a page can be looked at as if on paper", "names that blur while another window has the focus do not on paper", async (t) => {
  const { page, blur } = await openNamed(t);
  await page.emulateMedia({ media: "print" });
  assert.equal(await blur(), "none");
});

test("names blur while another window has the focus, and can be hidden at a tap", async (t) => {
  const { page, name, blur } = await openNamed(t);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  assert.equal(await blur(), "none");
  await page.getByRole("button", { name: "名前を隠す" }).click();
  assert.equal(await name.innerText(), "");
  assert.ok(!(await page.content()).includes("見本 あおい"), "a hidden name is not on the page at all");
});
