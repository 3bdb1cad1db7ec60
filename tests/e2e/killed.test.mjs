// The browser is killed while somebody types: what was shown as stored is there on the next start, every time.
//
// Runs and seed can be chosen: KIZUKI_KILLS=200 KIZUKI_SEED=7 ./dev e2e --no-build tests/e2e/killed.test.mjs

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, firefox } from "playwright-core";
import { DIST, ENGINE, chromiumOptions, firefoxOptions } from "./harness.mjs";
import { classOf, seeded, storedAnswers } from "./faults.mjs";
import { serve } from "./serve.mjs";
import { PASSPHRASE, kept, sealedMirror, unlock, vault } from "./vault.mjs";

// Firefox takes several seconds for each start.
const RUNS = Number(process.env.KIZUKI_KILLS ?? (ENGINE === "firefox" ? 8 : 50));
const SEED = Number(process.env.KIZUKI_SEED ?? 20261120);
/** What has not reached a store yet may be lost, but no more than a second of it. */
const WINDOW_MS = 1000;
const STUDENTS = 30;
/** The lines that take 0, 1 and 2 and open no dialog. */
const LINES = Array.from({ length: 11 }, (_, at) => at + 2);

/** Starts a browser of its own on a profile; `kill` ends it and all it has started, as a device that is switched off would. */
async function start(profile) {
  const shown = { locale: "ja-JP", timezoneId: "Asia/Tokyo", viewport: { width: 1366, height: 768 } };
  const context = ENGINE === "firefox"
    ? await firefox.launchPersistentContext(profile, { ...firefoxOptions(), ...shown, colorScheme: null, forcedColors: null, reducedMotion: null, contrast: null })
    : await chromium.launchPersistentContext(profile, { ...chromiumOptions(), ...shown });
  const kill = async () => {
    const gone = new Promise((resolve) => context.once("close", resolve));
    // Every process that names this profile, or descends from one that does.
    const rows = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8", maxBuffer: 1 << 26 }).trim().split("\n")
      .map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row)).map(([, pid, parent, args]) => ({ pid: Number(pid), parent: Number(parent), args }));
    const ours = new Set(rows.filter(({ args }) => args.includes(`--user-data-dir=${profile}`) || args.includes(`--profile ${profile}`)).map(({ pid }) => pid));
    for (let size = -1; size !== ours.size;) {
      size = ours.size;
      for (const { pid, parent } of rows) if (ours.has(parent)) ours.add(pid);
    }
    assert.ok(ours.size > 0, "the browser runs");
    for (const pid of ours) {
      try {
        process.kill(pid, "SIGKILL");
      } catch (error) {
        if (error.code !== "ESRCH") throw error;
      }
    }
    await gone;
  };
  return { context, kill };
}

/** Types until told to stop, and tells of each answer when it was typed and of each moment when all typed so far was called stored. */
function typeOn([seed, students, lines, from]) {
  let state = seed;
  const random = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32; };
  const cells = students.flatMap((row) => lines.map((column) => [row, column]));
  let next = from;
  const isStored = () => document.querySelector(".save-state").textContent.includes("この端末に保存済み");
  // What is said at this moment holds for everything typed before it.
  const watch = new MutationObserver(() => { if (isStored()) window.tell("stored", next, performance.timeOrigin + performance.now()); });
  watch.observe(document.querySelector(".save-state"), { subtree: true, childList: true, characterData: true });
  const type = () => {
    if (next >= cells.length) return;
    const [row, column] = cells[next];
    const cell = document.getElementById(`cell-${row}-${column}`);
    cell.focus();
    cell.dispatchEvent(new KeyboardEvent("keydown", { key: String(next % 3), bubbles: true, cancelable: true }));
    next += 1;
    window.tell("typed", next, performance.timeOrigin + performance.now());
    // Mostly the pace of quick tapping, now and then a pause for thought.
    setTimeout(type, random() < 0.15 ? 300 + 500 * random() : 20 + 130 * random());
  };
  type();
}

/** The answers of the first `count` cells, as the stores hold them. */
function expected(count) {
  const cells = Array.from({ length: STUDENTS }, (_, row) => row).flatMap((row) => LINES.map((column) => [row, column]));
  const sheets = {};
  cells.slice(0, count).forEach(([row, column], at) => { (sheets[row + 1] ??= {})[`Q${column + 1}`] = String(at % 3); });
  return sheets;
}

const countOf = (answers) => Object.values(answers).reduce((sum, sheet) => sum + Object.keys(sheet).length, 0);

test(`${RUNS} killed browsers lose nothing that was shown as stored, and at most the last second of the rest`, { timeout: 900_000 }, async (t) => {
  const random = seeded(SEED);
  const server = await serve({ dir: DIST, prefix: "kizuki" });
  const base = `http://127.0.0.1:${server.port}${server.path}`;
  const { header, recipient } = await vault();
  const windows = [];
  let [total, promised] = [0, 0];
  let profile;
  t.after(async () => {
    await server.close();
    if (profile) rmSync(profile, { recursive: true, force: true });
  });
  /** Starts the browser, opens the class, and gives what is typed and shown as stored from then on. */
  const begin = async (seed) => {
    const { context, kill } = await start(profile);
    const page = context.pages()[0];
    if (seed) {
      await page.addInitScript((seed) => {
        if (window.origin === "null" || localStorage.getItem("kizuki/vault") !== null) return;
        for (const [key, value] of Object.entries(seed)) localStorage.setItem(key, value);
      }, seed);
    }
    const seen = { stored: 0, moments: [] };
    const begun = new Promise((resolve) => {
      seen.wake = resolve;
    });
    await page.exposeFunction("tell", (what, count, at) => {
      if (what === "stored") seen.stored = Math.max(seen.stored, count);
      else seen.moments.push({ count, at });
      seen.wake();
    });
    await page.goto(`${base}#/grid`);
    await unlock(page);
    await page.evaluate(() => { location.hash = "#/grid"; });
    await page.locator("#cell-0-0").waitFor();
    await kept(page);
    return { page, context, kill, seen, begun };
  };
  const rows = Array.from({ length: STUDENTS }, (_, row) => row);
  let [open, typed] = [null, STUDENTS * LINES.length];
  for (let run = 0; run < RUNS; run += 1) {
    // A full class makes room for a new one, on a new profile.
    if (typed > rows.length * LINES.length - 60) {
      await open?.context.close();
      if (profile) rmSync(profile, { recursive: true, force: true });
      profile = mkdtempSync(join(tmpdir(), "kizuki-killed-"));
      const text = JSON.stringify(classOf(STUDENTS));
      open = await begin({ "kizuki/vault": header, "kizuki/document": await sealedMirror(text, recipient) });
      typed = 0;
    }
    const { page, kill, seen, begun } = open;
    await page.evaluate(typeOn, [Math.floor(random() * 2 ** 32), rows, LINES, typed]);
    await begun;
    await new Promise((resolve) => setTimeout(resolve, 50 + 1950 * random()));
    const killedAt = Date.now();
    await kill();
    const { stored, moments } = { stored: Math.max(typed, seen.stored), moments: seen.moments };

    open = await begin();
    const { record } = await storedAnswers(open.page);
    const found = countOf(record ?? {});
    const say = `run ${run + 1} of seed ${SEED}: typed ${moments.at(-1)?.count}, shown as stored ${stored}, found ${found}`;
    assert.deepEqual(record ?? {}, expected(found), `${say}: what is there is what was typed, without gaps`);
    assert.ok(found >= stored, say);
    // How long before the kill the first missing answer was typed.
    const missing = moments.find(({ count }) => count > found);
    windows.push(missing === undefined ? 0 : killedAt - missing.at);
    assert.ok(windows.at(-1) <= WINDOW_MS, `${say}: lost ${windows.at(-1)} ms`);
    total += moments.length;
    promised += stored - typed;
    typed = found;
  }
  await open.context.close();
  windows.sort((a, b) => a - b);
  const lost = windows.filter((window) => window > 0).length;
  t.diagnostic(`seed ${SEED}: ${RUNS} kills, ${total} answers typed, ${promised} shown as stored and all of them found`);
  t.diagnostic(`typing lost before a kill: median ${Math.round(windows[windows.length >> 1])} ms, longest ${Math.round(windows.at(-1))} ms, nothing lost in ${RUNS - lost} of ${RUNS}`);
  assert.ok(promised > RUNS, "much was shown as stored, so the promise was tried");

  // The profile on the disk, with all logs of the databases and what the kills have left behind.
  const held = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(held.some(({ parentPath, path }) => /IndexedDB|\/idb\b/.test(parentPath ?? path)));
  for (const entry of held) {
    const bytes = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
    for (const secret of ["うみかぜ", "ためし小学校", PASSPHRASE]) {
      for (const encoding of ["utf8", "utf16le"]) {
        assert.ok(!bytes.includes(Buffer.from(secret, encoding)), `${secret} can be read in ${entry.name} of the profile`);
      }
    }
  }
});
