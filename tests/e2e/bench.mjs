// How long an answer takes in the grid of a class of 40, at full speed and on a processor four times slower. Measured,
// never asserted: machines differ. `node tests/e2e/bench.mjs` on a built dist/; part of `./dev bench`.

import { browser } from "./harness.mjs";
import { openClass } from "./vault.mjs";

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
await (await browser()).close();
