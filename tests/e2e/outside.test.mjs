// A program from outside finds its way by docs/harness.md and nothing else: no helper of this folder but what opens the page.

import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { openApp } from "./harness.mjs";
import { PASSPHRASE, openLocked } from "./vault.mjs";

const CONTENT = readFileSync(new URL("../../src/format/content/default.json", import.meta.url));
const VERSION = /^version = "(.+)"$/m.exec(readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8"))[1];
const stamp = { id: "default-sample", version: "1.0", checksum: createHash("sha256").update(CONTENT).digest("hex").slice(0, 8) };

const CLASS = {
  format: "kizuki.document/1",
  revision: 1,
  class: { school: "", school_year: 2026, grade: "P5", class_name: "1", students: [{ id: 7, number: 1 }, { id: 3, number: 2 }] },
  next_student: 8,
  rounds: [{ id: 1, label: "2学期", began: "2026-10-14", content: stamp, responses: [] }],
  keys: [], retired_codes: [], contacts: {},
};

const root = (page, name) => page.evaluate((name) => document.documentElement.getAttribute(name), name);
const session = (page, wanted) => page.waitForFunction((wanted) => document.documentElement.dataset.session === wanted, wanted);
const show = (page, hash) => page.evaluate((hash) => { location.hash = hash; }, hash);
const stored = (page) => page.locator(".save-state[data-saving=kept]").waitFor({ state: "attached" });

/** The cell of a student and a line. */
async function cell(page, student, line) {
  const lines = await page.locator("th[data-line]").evaluateAll((heads) => heads.map((head) => head.dataset.line));
  return page.locator(`tr[data-student="${student}"] td[role=gridcell]`).nth(lines.indexOf(line));
}
const answerOf = async (page, student, line) => (await cell(page, student, line)).getAttribute("data-answer");

test("the start, the sample class and the version are told", async (t) => {
  const { page } = await openApp(t);
  await session(page, "start");
  assert.equal(await root(page, "data-version"), VERSION);
  assert.equal(await root(page, "lang"), "ja");
  assert.match(await page.locator("link#app-js").getAttribute("href"), /-[0-9a-f]{16}\.js$/);
  await page.getByRole("button", { name: /サンプル学級/ }).click();
  await session(page, "sample");
  assert.equal(await page.locator(".frame").getAttribute("data-content"), `${stamp.id} ${stamp.version} ${stamp.checksum}`);
});

test("a locked class is opened, answered in the grid and line by line, stored, and locked again", async (t) => {
  const { page } = await openLocked(t, CLASS, "#/grid");
  await session(page, "locked");
  await page.locator("form input[type=password]").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await session(page, "own");
  assert.equal(await answerOf(page, 3, "Q3"), "");
  for (const [line, key, answer] of [["Q1", "3", "count 3"], ["Q3", "2", "2"], ["Q4", "?", "?"], ["Q5", "-", "-"]]) {
    await (await cell(page, 3, line)).focus();
    await page.keyboard.press(key);
    assert.equal(await answerOf(page, 3, line), answer);
  }
  await (await cell(page, 7, "Q3")).click();
  assert.equal(await answerOf(page, 7, "Q3"), "1");
  await stored(page);

  await show(page, "#/sweep");
  await page.locator('.line-head[data-line="Q1"]').waitFor();
  assert.equal(await page.locator('button[data-student="3"]').getAttribute("data-answer"), "count 3");
  await page.locator('button[data-student="7"]').click();
  await page.locator('button[data-student="7"][data-answer="1"]').waitFor();
  await stored(page);

  await page.getByRole("button", { name: "ロック" }).click();
  await session(page, "locked");
  assert.equal(await page.locator("[data-student]").count(), 0);
});

test("the level of every student is told by its identifier in the content", async (t) => {
  const lines = JSON.parse(CONTENT).lines.map(({ id }) => id);
  const sheet = (answer) => Object.fromEntries(lines.map((line) => [line, line === "Q14" ? "0" : answer]));
  const responses = [{ student: 7, answers: sheet("0") }, { student: 3, answers: { Q14: "1" } }];
  const { page } = await openLocked(t, { ...CLASS, rounds: [{ ...CLASS.rounds[0], responses }] }, "#/class");
  await page.locator("form input[type=password]").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  const row = (student) => page.locator(`tr[data-student="${student}"][data-level]`).first();
  await row(7).waitFor();
  assert.equal(await row(7).getAttribute("data-level"), "usual");
  assert.equal(await row(7).getAttribute("data-urgent"), "false");
  assert.equal(await row(3).getAttribute("data-level"), "");
  assert.equal(await row(3).getAttribute("data-urgent"), "true");
});
