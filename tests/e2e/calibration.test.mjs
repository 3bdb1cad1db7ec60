// しきい値の調整: cut-offs dragged, typed and moved by keys; the counts are those of the command line, the class stays as it
// was. And 見なおしの手がかり on 学級のようす: questions for the teacher's eyes only.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { kept, openClass as openStored, storedText } from "./vault.mjs";
import { VIEWPORTS, assertQuiet, axe, openApp, overflow, pdfText, printPdf, saveDownload, shot, targets44 } from "./harness.mjs";

const run = promisify(execFile);
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const BUILT_IN = join(ROOT, "src/format/content/default.json");
const content = JSON.parse(readFileSync(BUILT_IN, "utf8"));
const stamp = {
  id: content.id,
  version: content.version,
  checksum: createHash("sha256").update(readFileSync(BUILT_IN)).digest("hex").slice(0, 8),
};
const LEVELS = content.levels.map(({ id }) => id);

/** Answers of one student: mostly none, more of everything with every fourth number, some unknown and some blank. */
function sheetOf(number) {
  const answers = {};
  const isFull = number % 4 === 0;
  const form = isFull ? [...content.lines, ...content.items] : content.lines;
  form.forEach(({ id, kind, count }, at) => {
    if (["critical", "strength", "information"].includes(kind)) return;
    const turn = (number * 7 + at * 5) % 23;
    if (number % 9 === 3 && turn === 4) answers[id] = "?";
    else if (number % 11 === 5 && turn < 3) return;
    else if (count) answers[id] = `count ${isFull && turn < number / 4 ? turn : 0}`;
    else answers[id] = String(isFull && turn < number / 3 ? Math.min(2, 1 + (turn % 2)) : 0);
  });
  return answers;
}

const NUMBERS = Array.from({ length: 35 }, (_, at) => at + 1);

function classOf(of = sheetOf) {
  const students = NUMBERS.map((number) => ({ id: number, number, name: `見本${number}` }));
  const responses = NUMBERS.map((number) => ({ student: number, answers: of(number) }));
  return {
    format: "kizuki.document/1",
    revision: 1,
    class: { school: "見本小", school_year: 2026, grade: "P5", class_name: "1", students },
    next_student: 36,
    rounds: [{ id: 1, label: "1学期", began: "2026-06-10", content: stamp, responses }],
    keys: [], retired_codes: [], contacts: {},
  };
}

/** The same answers as a table for the command line. */
function tableOf(of = sheetOf) {
  const ids = [...content.lines, ...content.items].map(({ id }) => id);
  const row = (number) => [number, ...ids.map((id) => (of(number)[id] ?? "").replace("count ", ""))].join(",");
  return [["id", ...ids].join(","), ...NUMBERS.map(row)].join("\n");
}

/** What the command line says of the class under a content: students at each level, 情報不足, called to the full form. */
async function counted(contentFile) {
  const table = join(mkdtempSync(join(tmpdir(), "kizuki-answers-")), "answers.csv");
  writeFileSync(table, tableOf());
  const words = ["run", "-q", "--bin", "kizuki", "--", "score", contentFile, table, "--grade", "P5"];
  const { stdout } = await run("cargo", words, { cwd: ROOT, maxBuffer: 1 << 26 });
  const rows = stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(rows.length, 35);
  const at = (id) => rows.filter(({ level }) => level.id === id).length;
  return {
    levels: LEVELS.map(at),
    insufficient: at(null),
    called: rows.filter(({ gate }) => gate.now).length,
    meeting: rows.filter(({ level }) => LEVELS.indexOf(level.id) >= 2).length,
  };
}

/** What the screen says, in one of its two columns. */
async function shownCounts(page, column) {
  const rows = await page.locator(".effect-table tbody tr").evaluateAll((rows) =>
    rows.map((row) => [row.querySelector("th").textContent, ...[...row.querySelectorAll("td")].map((td) => Number(td.textContent))]));
  const find = (words) => rows.find(([head]) => head.includes(words))?.[column] ?? 0;
  return {
    levels: content.levels.map(({ label }) => find(label.ja)),
    insufficient: find("情報不足"),
    called: find("詳しい票へ進む人"),
  };
}

const open = async (t, options = {}) => {
  const app = await openStored(t, classOf(options.of), "#/", { now: "2026-11-20T10:00:00+09:00", ...options });
  await app.page.evaluate((hash) => { location.hash = hash; }, options.to ?? "#/calibration");
  await app.page.getByRole("heading", { level: 1 }).filter({ hasText: options.heading ?? "しきい値の調整" }).waitFor();
  return app;
};

const slider = (page, name) => page.getByRole("slider", { name });
const TEAM = "めやす「校内チームで検討」";

test("the counts before and after are those of the command line, and the class stays as it was", async (t) => {
  const app = await open(t);
  const { page } = app;
  const before = await storedText(page);
  const { meeting, ...original } = await counted(BUILT_IN);
  assert.deepEqual(await shownCounts(page, 1), original);
  assert.deepEqual(await shownCounts(page, 2), original);
  await page.getByText("変わる人はいません。").waitFor();
  assert.ok(await page.getByRole("button", { name: "この値でチェックシートを書き出す" }).isDisabled());

  // By keys: the level of the team at 13% instead of 25%.
  await slider(page, TEAM).focus();
  for (let step = 25; step > 13; step -= 1) await page.keyboard.press("ArrowLeft");
  assert.equal(await slider(page, TEAM).getAttribute("aria-valuetext"), "「全体」が 13% 以上");
  // Typed: the gate of the short form.
  await page.getByRole("combobox", { name: /^得点/ }).selectOption({ label: "一次確認の合計" });
  await page.getByLabel("数：詳しい票へ進む", { exact: true }).fill("2");
  await page.keyboard.press("Enter");
  await slider(page, "詳しい票へ進む").and(page.locator("[aria-valuetext='「一次確認の合計」が 2 以上']")).waitFor();

  await page.getByRole("button", { name: "この値でチェックシートを書き出す" }).click();
  await page.getByText("版 1.1）を書き出しました").waitFor();
  const saved = await saveDownload(app.downloads[0]);
  const written = JSON.parse(saved.bytes.toString());
  assert.deepEqual(
    [written.version, written.gate.any[0].score.at, written.levels[2].when.any[2].score.at],
    ["1.1", 2, 13],
  );
  // Nothing else differs from the content of the round.
  written.version = content.version;
  written.gate.any[0].score.at = content.gate.any[0].score.at;
  written.levels[2].when.any[2].score.at = content.levels[2].when.any[2].score.at;
  assert.deepEqual(written, content);

  const { meeting: more, ...after } = await counted(saved.path);
  assert.deepEqual(await shownCounts(page, 1), original);
  assert.deepEqual(await shownCounts(page, 2), after);
  assert.ok(more > meeting, "the lower cut-off brings more students to the meeting");
  await page.getByRole("status").filter({ hasText: `「校内チームで検討」以上が ${more}人（いまは ${meeting}人）` }).waitFor();

  assert.equal(await storedText(page), before);
  await page.getByRole("button", { name: "元にもどす" }).click();
  assert.deepEqual(await shownCounts(page, 2), original);
  await page.getByText("変わる人はいません。").waitFor();
  assertQuiet(app);
});

test("a line of the histogram is dragged, the slider and the number follow, and who changes is named as names are shown", async (t) => {
  const app = await open(t, { viewport: VIEWPORTS.chromebook });
  const { page } = app;
  const plot = await page.locator(".spread-place").boundingBox();
  const at = (value) => plot.x + (plot.width * value) / 100;
  const y = plot.y + 60;
  await page.mouse.move(at(25), y);
  await page.mouse.down();
  await page.mouse.move(at(15), y, { steps: 4 });
  await page.mouse.move(at(6), y, { steps: 4 });
  await page.mouse.up();
  assert.equal(await slider(page, TEAM).inputValue(), "6");
  assert.equal(await page.getByLabel(`数：${TEAM}`).inputValue(), "6");
  assert.equal(await page.locator("#cut-line-1").getAttribute("x1"), "6%");
  const movers = page.locator(".move-list li");
  assert.ok((await movers.count()) > 0);
  assert.match(await movers.first().textContent(), /^\d+番 見本\d+.*→ 校内チームで検討/);
  await page.getByRole("button", { name: "名前を隠す" }).click();
  assert.match(await movers.first().textContent(), /^\d+番[^見]*→ 校内チームで検討/);

  // Away from every line nothing is held.
  await page.mouse.move(at(80), y);
  await page.mouse.down();
  await page.mouse.move(at(60), y);
  await page.mouse.up();
  assert.equal(await slider(page, "めやす「関係機関と相談」").inputValue(), "40");

  // What is no number is put back; numbers end where the score does.
  const typed = page.getByLabel(`数：${TEAM}`);
  await typed.fill("");
  await typed.press("Enter");
  assert.equal(await typed.inputValue(), "6");
  await typed.fill("250");
  await typed.press("Enter");
  assert.equal(await typed.inputValue(), "100");
  // Above the next level the numbers do not go together: said with the place, and nothing is saved.
  await page.getByRole("button", { name: "この値でチェックシートを書き出す" }).click();
  await page.getByRole("alert").getByText("levels[3].when").waitFor();
  assert.equal(app.downloads.length, 0);
  assertQuiet(app);
});

for (const [locale, heading] of [["ja-JP", "しきい値の調整"], ["en-US", "Calibration"]]) {
  test(`calibration can be read, reached and tapped on every screen (${locale})`, async (t) => {
    for (const [name, viewport] of Object.entries(VIEWPORTS)) {
      const app = await openApp(t, { viewport, now: "2026-11-20T10:00:00+09:00", colorScheme: name === "chromebook" ? "dark" : "light" });
      const { page } = app;
      await page.getByRole("button", { name: "サンプル学級で試す" }).click();
      await page.locator(".frame").waitFor();
      if (locale === "en-US") await page.getByRole("button", { name: "English", exact: true }).click();
      await page.evaluate(() => { location.hash = "#/calibration"; });
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await page.getByRole("slider").first().press("ArrowLeft");
      assert.equal(await overflow(page), undefined, name);
      assert.deepEqual(await axe(page), [], name);
      assert.deepEqual(await targets44(page), [], name);
      await page.locator("summary").first().click();
      assert.ok((await page.locator("details table tbody tr").count()) > 5);
      await shot(page, `calibration/${locale}-${name}`);
      assertQuiet(app);
      await app.close();
    }
  });
}

test("answers that look alike are asked about on the class screen only, and no paper shows it", async (t) => {
  // Everybody has one and the same sign, and it alone brings nobody anywhere.
  const alike = () => Object.fromEntries(content.lines.filter(({ kind }) => kind !== "critical").map(({ id, count }) =>
    [id, count ? "count 0" : id === "Q9" ? "1" : "0"]));
  const app = await open(t, { of: alike, to: "#/class", heading: "学級のようす" });
  const { page } = app;
  const hints = page.getByRole("region", { name: "見なおしの手がかり" });
  await hints.getByText("「学習や落ち着きのつまずき」が35人とも同じ答えです。").waitFor();
  const paper = await pdfText(await printPdf(page, "hints"));
  assert.ok(paper.includes("学級のようす") && !paper.includes("見なおし") && !paper.includes("同じ答え"));
  assert.deepEqual(await axe(page, { disabled: [] }), []);
  assert.ok(!(await storedText(page)).includes("同じ答え"));
  await hints.getByRole("button", { name: "閉じる" }).click();
  await hints.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "しきい値の調整" }).click();
  await page.getByRole("heading", { level: 1, name: "しきい値の調整" }).waitFor();
  await page.evaluate(() => { location.hash = "#/class"; });
  await page.getByRole("heading", { level: 1, name: "学級のようす" }).waitFor();
  assert.equal(await hints.count(), 0);
  assertQuiet(app);
});

test("rows filled in one after the other without a look are asked about, and the time is written nowhere", async (t) => {
  const app = await open(t, { of: () => ({}), to: "#/grid", heading: "一次確認" });
  const { page } = app;
  const none = (number) => page.getByRole("button", { name: new RegExp(`^${number}番.*残りを「気になる点なし」にする`) });
  await none(1).click();
  await page.getByRole("dialog").getByRole("button", { name: "「なし」と記入する" }).click();
  // As fast as a finger can: all strokes within one turn of the page.
  await page.evaluate(() => {
    const all = [...document.querySelectorAll("button[aria-label*='残りを「気になる点なし」にする']")];
    all.slice(1, 8).forEach((button) => button.click());
  });
  await page.evaluate(() => { location.hash = "#/class"; });
  const hints = page.getByRole("region", { name: "見なおしの手がかり" });
  await hints.getByText(/1秒もかからずに終わった行があります（.*3番、4番/).waitFor();
  await kept(page);
  assert.ok(!/pace|millis/.test(await storedText(page)));
  assertQuiet(app);
});

test("several classes of a school are calibrated together, and a student is told by class and number", async (t) => {
  const app = await openApp(t, { hash: "#/school", now: "2026-11-20T10:00:00+09:00" });
  const { page } = app;
  const files = ["1", "2"].map((name) => {
    const document = classOf();
    document.class.class_name = name;
    return { name: `class-${name}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) };
  });
  await page.locator(".school-open input[type=file]").setInputFiles(files);
  await page.locator(".school-table").getByText("5年2組").waitFor();
  await page.getByRole("button", { name: "これらの学級でしきい値をためす" }).click();
  await page.getByText("この学級をあわせて試します：5年1組・5年2組。").waitFor();
  await page.waitForFunction(() => document.activeElement.textContent === "しきい値の調整");
  const { meeting: _, levels, insufficient, called } = await counted(BUILT_IN);
  const double = { levels: levels.map((n) => 2 * n), insufficient: 2 * insufficient, called: 2 * called };
  assert.deepEqual(await shownCounts(page, 1), double);
  await page.getByLabel(`数：${TEAM}`).fill("5");
  await page.keyboard.press("Enter");
  await page.locator(".move-list li", { hasText: /^5年2組 \d+番 見本/ }).first().waitFor();
  assert.equal(await overflow(page), undefined);
  assert.deepEqual(await axe(page), []);
  await shot(page, "calibration/school");
  assertQuiet(app);
});
