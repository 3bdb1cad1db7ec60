// How long an answer takes in the grid of a class of 40, at full speed and on a processor four times slower. Measured,
// never asserted: machines differ. `node tests/e2e/bench.mjs` on a built dist/; part of `./dev bench`.

import { browser } from "./harness.mjs";
import { readFileSync } from "node:fs";
import { PASSPHRASE, kept as keptNow, makeVault, openClass, openLocked } from "./vault.mjs";

const STUDENTS = 40;
const KEYS = 270;

const students = Array.from({ length: STUDENTS }, (_, at) => ({ id: at + 1, number: at + 1 }));
const classroom = {
  format: "kizuki.document/1",
  revision: 1,
  class: { school: "", school_year: 2026, grade: "P5", class_name: "1", students },
  next_student: STUDENTS + 1,
  rounds: [{
    id: 1, label: "2学期", began: "2026-10-14",
    content: { id: "default-sample", version: "1.0", checksum: "00000000" }, responses: [],
  }],
  keys: [], retired_codes: [], contacts: {},
};

const app = await openClass(undefined, classroom, "#/grid");
const { page, context } = app;
const devtools = await context.newCDPSession(page);

console.log("  one answer in the grid, ms             median      95 %");
for (const [slower, from] of [[1, 0], [4, 20]]) {
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
  const { work, paint } = await page.evaluate(async ({ from, keys }) => {
    const work = [];
    const paint = [];
    document.querySelector(`#cell-${from}-0`).focus();
    for (let key = 0; key < keys; key += 1) {
      const began = performance.now();
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "0", bubbles: true, cancelable: true }));
      await new Promise((done) => setTimeout(done, 0));
      work.push(performance.now() - began);
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
      paint.push(performance.now() - began);
    }
    return { work, paint };
  }, { from, keys: KEYS });
  for (const [name, times] of [["work", work], ["to paint", paint]]) {
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.floor(times.length * share)].toFixed(1).padStart(9);
    console.log(`  ${`${name}, processor 1/${slower}`.padEnd(34)} ${at(0.5)} ${at(0.95)}`);
  }
}
await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
const opened = await page.evaluate(async () => {
  location.hash = "#/settings";
  while (document.querySelector("#cell-0-0")) await new Promise((done) => setTimeout(done, 0));
  const began = performance.now();
  location.hash = "#/grid";
  while (!document.querySelector("#cell-39-13")) await new Promise((done) => setTimeout(done, 0));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return { time: performance.now() - began, elements: document.querySelectorAll("*").length };
});
console.log(`  grid opens, processor 1/4: ${opened.time.toFixed(0)} ms, ${opened.elements} elements on the page`);
await app.close();

// Keeping: a class of 40 over three rounds with every line and every item answered, under a passphrase as the app makes it.
const ITEMS = JSON.parse(readFileSync(new URL("../../src/format/content/default.json", import.meta.url))).items.map(({ id }) => id);
const LINES = Array.from({ length: 14 }, (_, at) => `Q${at + 1}`);
const answers = Object.fromEntries([...LINES, ...ITEMS].map((id) => [id, "0"]));
const full = {
  ...classroom,
  rounds: [1, 2, 3].map((id) => ({
    ...classroom.rounds[0],
    id,
    label: `${id}学期`,
    responses: students.map((student) => ({ student: student.id, answers })),
  })),
};
const kept = await openLocked(undefined, full, "#/grid", { vault: makeVault(15) });
const session = await kept.context.newCDPSession(kept.page);
console.log("\n  keeping a class of 40 × 3 rounds × 64 answers, ms      processor 1/1 processor 1/4");
const unlocking = [];
const storing = [];
for (const rate of [1, 4]) {
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  await kept.page.reload();
  await kept.page.getByLabel("合言葉で開く").fill(PASSPHRASE);
  unlocking.push(
    await kept.page.evaluate(async () => {
      const began = performance.now();
      document.querySelector("form button:not([type=button])").click();
      while (!document.querySelector(".frame")) await new Promise((done) => setTimeout(done, 0));
      return performance.now() - began;
    }),
  );
  await keptNow(kept.page);
  storing.push(
    await kept.page.evaluate(async () => {
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
      return times.sort((a, b) => a - b);
    }),
  );
}
const row = (name, times) => console.log(`  ${name.padEnd(56)} ${times.map((ms) => ms.toFixed(0).padStart(12)).join(" ")}`);
row("unlock: passphrase to open class", unlocking);
row("gesture to 保存済み, median (250 ms of it wait for more)", storing.map((times) => times[7]));
row("gesture to 保存済み, slowest of 15", storing.map((times) => times[14]));
const { length } = await kept.page.evaluate(() => localStorage.getItem("kizuki/document"));
const sheet = length / (STUDENTS * 3);
console.log(`  mirror ${length} characters: ${sheet.toFixed(0)} for each student and round;`);
console.log(`  5 MB of LocalStorage (5,242,880 characters) hold ${Math.floor(5_242_880 / (sheet * 3))} students over three rounds`);
await kept.close();
await (await browser()).close();
