// The classes and contents that are measured, and what is measured in an open class: opening the grid, one answer, unlocking,
// saving, memory, cut-offs moved over a whole school. Measured, never asserted; bench.mjs makes a table of it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { openApp } from "./harness.mjs";
import { PASSPHRASE, kept as keptNow, makeVault, openClass, openLocked } from "./vault.mjs";

const STUDENTS = 40;
/** Processors: as it is, and four times slower. */
export const RATES = [1, 4];

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const high = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.95)];

// ---------------------------------------------------------------------------------------------------------------
// Contents and classes, all invented

const both = (ja, en) => ({ ja, en });
const SAMPLE = both("見本", "Sample");

/** A content of so many lines with four answers each, in areas of eight. The schema of the built-in one, nothing in the full form. */
export function contentOf(lines) {
  const areas = Array.from({ length: Math.ceil(lines / 8) }, (_, at) => `A${at + 1}`);
  const score = (id, terms) => ({
    id, label: both(`得点 ${id}`, `Score ${id}`), source: SAMPLE, terms, combine: "percent", missing: { answered: 0.6 }, concern: "high",
    bands: [{ label: both("少ない", "Few") }, { from: 20, label: both("いくつか", "Some") }, { from: 40, label: both("多い", "Many") }],
  });
  const level = (id, shape, when) => ({
    id, label: both(`めやす ${id}`, `Level ${id}`), short: both(id, id), action: both("話し合いの目安です", "A starting point for talking"), shape, source: SAMPLE, ...(when ? { when } : {}),
  });
  return {
    format: "kizuki.content/1", id: `bench-${lines}`, version: "1.0", title: both("測るための票（見本）", "Sheet for measuring (sample)"),
    window: both("直近1か月", "the last month"), about: SAMPLE,
    scales: [{ id: "four", options: ["なし", "少し", "かなり", "はっきり"].map((label, points) => ({ label: both(label, label), points })) }],
    areas: areas.map((id) => ({ id, label: both(`領域 ${id}`, `Area ${id}`), short: both(id, id), short_score: id })),
    lines: Array.from({ length: lines }, (_, at) => ({
      id: `L${at + 1}`, areas: [areas[Math.floor(at / 8)]], label: both(`見本の行 ${at + 1}`, `Line ${at + 1}`), help: SAMPLE, source: SAMPLE, scale: "four",
    })),
    scores: [...areas.map((id) => score(id, [{ lines_of_area: id }])), score("total", [{ all_lines: true }])],
    levels: [
      level("usual", "circle"),
      level("share", "triangle", { any: [{ score: { of: "total", at: 12 } }, { gut: true }] }),
      level("team", "square", { any: [{ score: { of: "total", at: 25 } }] }),
    ],
    trend: { score: "total", change: 10, source: SAMPLE }, urgent: both("すぐに管理職へ", "Tell management now"), cards: [], contacts: [],
    supports: [{ id: "talk", direction: "school", label: both("校内で話し合う", "Talk at school") }], asks: [{ id: "advice", label: both("助言", "Advice") }],
    release_questions: [both("本人が特定されませんか", "Can nobody be recognised?")], rounds: [{ label: both("2学期", "Term 2"), month: 10 }],
    periods: [{ label: both("年度", "Year"), from_month: 4, to_month: 3 }], retention: { answers_years: 1, summaries_years: 1, source: SAMPLE },
  };
}

/** How a round names the content it was answered with. */
function stampOf(text) {
  const { id, version } = JSON.parse(text);
  return { id, version, checksum: createHash("sha256").update(text).digest("hex").slice(0, 8) };
}

const BUILT_IN = readFileSync(new URL("../../src/format/content/default.json", import.meta.url), "utf8");

/** A class of numbers. `answers` gives the sheet of a number; none: nothing is answered yet. */
function classOf({ content = BUILT_IN, count = STUDENTS, name = "1", rounds = ["2学期"], answers } = {}) {
  const students = Array.from({ length: count }, (_, at) => ({ id: at + 1, number: at + 1 }));
  return {
    format: "kizuki.document/1", revision: 1,
    class: { school: "", school_year: 2026, grade: "P5", class_name: name, students },
    next_student: count + 1,
    rounds: rounds.map((label, at) => ({
      id: at + 1, label, began: "2026-10-14", content: stampOf(content),
      responses: answers ? students.map(({ id }) => ({ student: id, answers: answers(id) })) : [],
    })),
    keys: [], retired_codes: [], contacts: {},
  };
}

/** A class with the built-in content and nothing answered. */
export const CLASS = classOf();

const GRID = JSON.stringify(contentOf(16));
const SCALE = JSON.stringify(contentOf(40));

// ---------------------------------------------------------------------------------------------------------------
// Measuring

const throttle = async (app) => {
  const devtools = await app.context.newCDPSession(app.page);
  return (rate) => devtools.send("Emulation.setCPUThrottlingRate", { rate });
};

/** The grid of 40 × 16 of four answers: how long it takes to open, and how many elements the page has then. */
export async function gridOpens(runs) {
  const app = await openClass(undefined, classOf({ content: GRID }), "#/grid", { extra: { "content.json": GRID } });
  const slow = await throttle(app);
  await app.page.locator("#cell-39-15").waitFor();
  const rows = [];
  for (const rate of RATES) {
    await slow(rate);
    const times = [];
    let elements = 0;
    for (let run = 0; run < runs; run += 1) {
      const one = await app.page.evaluate(async () => {
        const idle = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        location.hash = "#/settings";
        while (document.querySelector("#cell-0-0")) await idle();
        await idle();
        const began = performance.now();
        location.hash = "#/grid";
        while (!document.querySelector("#cell-39-15")) await new Promise((done) => setTimeout(done, 0));
        await idle();
        return { time: performance.now() - began, elements: document.querySelectorAll("*").length };
      });
      times.push(one.time);
      elements = one.elements;
    }
    rows.push({ rate, time: median(times), elements });
  }
  await app.close();
  return rows;
}

/** Answers by key in the grid, 40 × 16: the work until the page can do something else, and the time until it is painted. */
export async function oneAnswer(keys) {
  const app = await openClass(undefined, classOf({ content: GRID }), "#/grid", { extra: { "content.json": GRID } });
  const slow = await throttle(app);
  await app.page.locator("#cell-39-15").waitFor();
  const rows = [];
  for (const rate of RATES) {
    await slow(rate);
    const from = rate === 1 ? 0 : 20;
    const { work, paint } = await app.page.evaluate(async ({ from, keys }) => {
      const work = [];
      const paint = [];
      document.querySelector(`#cell-${from}-0`).focus();
      for (let key = 0; key < keys; key += 1) {
        const began = performance.now();
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: String(key % 4), bubbles: true, cancelable: true }));
        await new Promise((done) => setTimeout(done, 0));
        work.push(performance.now() - began);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        paint.push(performance.now() - began);
      }
      return { work, paint };
    }, { from, keys });
    rows.push({ rate, work: median(work), workHigh: high(work), paint: median(paint), paintHigh: high(paint) });
  }
  await app.close();
  return rows;
}

/** Unlocking and saving a class of 40 over three rounds with every line and item answered, under a passphrase as the app makes it. */
export async function keeping(runs) {
  const { lines, items } = JSON.parse(BUILT_IN);
  const sheet = Object.fromEntries([...lines, ...items].map(({ id }) => [id, "0"]));
  const full = classOf({ rounds: ["1学期", "2学期", "3学期"], answers: () => sheet });
  const app = await openLocked(undefined, full, "#/grid", { vault: makeVault(15) });
  const slow = await throttle(app);
  const rows = [];
  for (const rate of RATES) {
    await slow(rate);
    const unlocking = [];
    for (let run = 0; run < runs; run += 1) {
      await app.page.reload();
      await app.page.getByLabel("合言葉で開く").fill(PASSPHRASE);
      unlocking.push(
        await app.page.evaluate(async () => {
          const began = performance.now();
          document.querySelector("form button:not([type=button])").click();
          while (!document.querySelector(".frame")) await new Promise((done) => setTimeout(done, 0));
          return performance.now() - began;
        }),
      );
      await keptNow(app.page);
    }
    const storing = await app.page.evaluate(async () => {
      const state = document.querySelector(".save-state");
      const times = [];
      document.querySelector("#cell-0-2").focus();
      for (let save = 0; save < 15; save += 1) {
        const began = performance.now();
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: String(save % 3), bubbles: true, cancelable: true }));
        while (!state.textContent.includes("保存しています")) await new Promise((done) => setTimeout(done, 0));
        while (!state.textContent.includes("保存済み")) await new Promise((done) => setTimeout(done, 0));
        times.push(performance.now() - began);
        document.querySelector("#cell-0-2").focus();
      }
      return times;
    });
    rows.push({ rate, unlock: median(unlocking), store: median(storing), storeSlowest: Math.max(...storing) });
  }
  const mirror = await app.page.evaluate(() => localStorage.getItem("kizuki/document").length);
  await app.close();
  return { rows, mirror, perSheet: mirror / (STUDENTS * 3) };
}

/** Keeps hold of the memory of the program as it starts. */
const withMemory = (page) =>
  page.addInitScript(() => {
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const real = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await real.apply(WebAssembly, given);
        const memory = (made.instance ?? made).exports.memory;
        if (memory) window.memory = memory;
        return made;
      };
    }
  });

/** Memory of the page, MiB: once the class of 40 is open, after an hour's worth of answers, and after as many again. */
export async function heap(answers) {
  const app = await openClass(undefined, CLASS, "#/grid", { before: withMemory });
  const { page } = app;
  await page.locator("#cell-39-13").waitFor();
  const devtools = await app.context.newCDPSession(page);
  const look = async () => {
    await keptNow(page);
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const wasm = await page.evaluate(() => window.memory.buffer.byteLength);
    return { js: usedSize / (1 << 20), wasm: wasm / (1 << 20) };
  };
  const type = () =>
    page.evaluate(async (answers) => {
      for (let key = 0; key < answers; key += 1) {
        const cell = document.querySelector(`#cell-${Math.floor(key / 12) % 40}-${2 + (key % 12)}`);
        // The last line opens the dialog of 安全の心配 with a sign, so it stays at none.
        const sign = cell.id.endsWith("-13") ? "0" : String((key >> 4) % 3);
        cell.dispatchEvent(new KeyboardEvent("keydown", { key: sign, bubbles: true, cancelable: true }));
        if (key % 10 === 9) await new Promise((done) => setTimeout(done, 0));
      }
    }, answers);
  const opened = await look();
  await type();
  const hour = await look();
  await type();
  const again = await look();
  await app.close();
  return { opened, hour, again };
}

/** A cut-off moved over a school of 25 classes of 40 with 40 lines: the work and the time to paint, with the list of who changes. */
export async function cutOffs(moves) {
  const app = await openApp(undefined, { hash: "#/school", extra: { "content.json": SCALE } });
  const { page } = app;
  const answers = (of) => (number) =>
    Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`L${at + 1}`, String((number * 7 + at * 5 + of * 3) % 23 > 15 ? 1 + ((number + at) % 3) : 0)]));
  // Reading a thousand sheets takes its time on a busy machine; that is not what is measured.
  page.setDefaultTimeout(120_000);
  const files = Array.from({ length: 25 }, (_, at) => ({
    name: `${at}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(classOf({ content: SCALE, name: String(at + 1), answers: answers(at) }))),
  }));
  await page.locator(".school-open input[type=file]").setInputFiles(files);
  await page.locator(".school-table tbody tr").nth(24).waitFor();
  await page.getByRole("button", { name: "これらの学級でしきい値をためす" }).click();
  await page.getByRole("slider", { name: /めやす/ }).last().evaluate((slider) => (slider.id = "moved"));
  const slow = await throttle(app);
  const rows = [];
  for (const rate of RATES) {
    await slow(rate);
    const { work, paint, changed } = await page.evaluate(async (moves) => {
      const work = [];
      const paint = [];
      const slider = document.querySelector("#moved");
      for (let move = 0; move < moves; move += 1) {
        const began = performance.now();
        slider.value = String(15 + (move % 8));
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((done) => setTimeout(done, 0));
        work.push(performance.now() - began);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        paint.push(performance.now() - began);
      }
      return { work, paint, changed: document.querySelectorAll(".move-list li").length };
    }, moves);
    rows.push({ rate, work: median(work), paint: median(paint), paintHigh: high(paint), changed });
  }
  await app.close();
  return rows;
}
