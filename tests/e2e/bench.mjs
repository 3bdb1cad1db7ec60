// The figures of docs/performance.md, each with its budget beside it: what a first visit fetches, how long it takes until a
// person can work, what a class costs once it is open. Measured, never asserted: machines differ, and what is over its
// budget is only said to be so. Part of `./dev bench`; alone, on a built dist/:
//
//   node tests/e2e/bench.mjs [--runs 5] [--native FILE] [--record] [--only LETTERS]
//
// `--native` names what `cargo bench` printed; `--record` adds a row to the history in docs/performance.md; `--only` takes
// some of the parts: l(oading) g(rid) a(nswer) k(eeping) h(eap) c(ut-offs).

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { CLASS, cutOffs, gridOpens, heap, keeping, oneAnswer } from "./bench-class.mjs";
import { LINE, SLOWER, askedBefore, at, visits } from "./bench-load.mjs";
import { DIST, browser } from "./harness.mjs";

const option = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
const runs = Number(option("--runs", "5"));
const only = option("--only", "lgakhc");
const HISTORY = new URL("../../docs/performance.md", import.meta.url);
/** Where the newest row goes. */
const HEAD = /^\| date \|.*\n\|[-|: ]+\n/m;

const table = [];
/** What the history keeps, by column. */
const kept = {};
const ms = (time) => `${time.toFixed(time < 10 ? 1 : 0)} ms`;
const seconds = (time) => `${(time / 1000).toFixed(2)} s`;
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;

/** A line of the table; `most` is the budget in the unit of `value`, none where there is none. */
function row(what, value, show, most) {
  const [budget, over] = most === undefined ? ["", false] : [`≤ ${show(most)}`, value > most];
  table.push({ budget, over });
  console.log(`  ${what.padEnd(84)} ${show(value).padStart(10)}  ${budget.padEnd(12)} ${over ? "OVER BUDGET" : budget ? "within" : ""}`.trimEnd());
}
const part = (title) => console.log(`\n  ${title}`);

/** What the page names and so fetches at once, compressed as well as can be. */
function firstLoad() {
  const page = readFileSync(join(DIST, "index.html"), "utf8");
  const most = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
  return readdirSync(DIST).filter((name) => /\.(wasm|js|css)$/.test(name) && page.includes(name)).reduce((all, name) => all + most(readFileSync(join(DIST, name))), 0);
}

if (only.includes("l")) {
  const size = firstLoad();
  part("Loading: 1.6 Mbit/s, 150 ms, processor 1/4");
  row("first load: wasm, script and style, brotli", size, kib, 150 * 1024);
  kept.first = kib(size);
  const ways = [["brotli", "br"], ["gzip", "gzip"], ["nothing compressed", undefined]];
  for (const [name, compress] of ways) {
    const { cold, again } = await visits({ runs, compress });
    const [start, answered] = ["start", "answered"].map((mark) => askedBefore(cold[0], mark));
    row(`${name}: fetched before the first screen (${start.requests} requests)`, start.bytes, kib);
    row(`${name}: fetched before the first answer (${answered.requests} requests)`, answered.bytes, kib);
    row(`${name}: first paint`, at(cold, "paint"), seconds);
    row(`${name}: first screen that can be used`, at(cold, "start"), seconds);
    row(`${name}: first answer accepted, empty cache`, at(cold, "answered"), seconds, 1500);
    row(`${name}: first answer accepted, from cache`, at(again, "answered"), seconds, 500);
    if (compress === "br") Object.assign(kept, { paint: seconds(at(cold, "paint")), cold: seconds(at(cold, "answered")), cache: seconds(at(again, "answered")) });
    if (!compress) kept.plain = seconds(at(cold, "answered"));
  }
  const fast = await visits({ runs, compress: "br", slow: false, rate: 1 });
  row("the same without any throttling: first answer, empty cache", at(fast.cold, "answered"), seconds);
  row("the same without any throttling: first answer, from cache", at(fast.again, "answered"), seconds);
  const held = await visits({ runs, compress: "br", document: CLASS });
  part("A device with a class, passphrase typed at once, brotli");
  row("lock shown, empty cache", at(held.cold, "lock"), seconds);
  row("first answer, empty cache", at(held.cold, "answered"), seconds);
  row("first answer, from cache", at(held.again, "answered"), seconds);
  kept.locked = seconds(at(held.cold, "answered"));
}

if (only.includes("g")) {
  part("Class grid, 40 students × 16 lines of four answers");
  for (const { rate, time, elements } of await gridOpens(runs)) {
    row(`opens, processor 1/${rate}`, time, ms, 500);
    if (rate === SLOWER) {
      row("elements on the page", elements, String, 2000);
      kept.grid = ms(time);
    }
  }
}

if (only.includes("a")) {
  part("One answer in that grid");
  for (const { rate, work, workHigh, paint, paintHigh } of await oneAnswer(270)) {
    row(`work, median, processor 1/${rate}`, work, ms, 8);
    row(`work, 95 %, processor 1/${rate}`, workHigh, ms);
    row(`to paint, median, processor 1/${rate}`, paint, ms);
    row(`to paint, 95 %, processor 1/${rate}`, paintHigh, ms, 50);
    if (rate === SLOWER) kept.answer = `${ms(work)}, ${ms(paintHigh)}`;
  }
}

if (only.includes("c")) {
  part("Cut-offs over 1,000 students × 40 lines");
  const native = option("--native", "");
  const [, micros] = /students, 40 items of one stage\n[^]*?sheets scored anew\s+(\d+) µs/.exec(native && existsSync(native) ? readFileSync(native, "utf8") : "") ?? [];
  if (micros) {
    row("all sheets scored anew, natively", Number(micros) / 1000, (time) => `${time.toFixed(2)} ms`, 1);
    kept.score = `${(Number(micros) / 1000).toFixed(2)} ms`;
  }
  for (const { rate, work, paint, paintHigh, changed } of await cutOffs(20)) {
    row(`moved, with the list (${changed} rows), work, median, processor 1/${rate}`, work, ms, rate === 1 ? 40 : undefined);
    row(`the same to paint, median, processor 1/${rate}`, paint, ms);
    row(`the same to paint, 95 %, processor 1/${rate}`, paintHigh, ms);
    if (rate === 1) kept.cut = ms(work);
  }
}

if (only.includes("k")) {
  part("Keeping a class of 40 × 3 rounds × 64 answers");
  const { rows, mirror, perSheet } = await keeping(runs);
  for (const { rate, unlock, store, storeSlowest } of rows) {
    row(`unlock: passphrase to open class, processor 1/${rate}`, unlock, ms);
    row(`gesture to 保存済み, median (250 ms of it wait for more), processor 1/${rate}`, store, ms);
    row(`gesture to 保存済み, slowest of 15, processor 1/${rate}`, storeSlowest, ms);
    if (rate === SLOWER) Object.assign(kept, { unlock: ms(unlock), store: ms(store) });
  }
  row("mirror in LocalStorage, characters", mirror, (count) => count.toLocaleString("en"));
  row("students over three rounds that 5,242,880 characters hold", Math.floor(5_242_880 / (perSheet * 3)), (count) => count.toLocaleString("en"));
}

if (only.includes("h")) {
  part("Memory of the page, class of 40");
  const { opened, hour, again } = await heap(2000);
  const mib = (size) => `${size.toFixed(1)} MiB`;
  row("wasm, class open", opened.wasm, mib);
  row("wasm, after 2,000 answers", hour.wasm, mib);
  row("wasm, grown by 2,000 more", again.wasm - hour.wasm, mib, 1);
  row("JavaScript, class open", opened.js, mib);
  row("JavaScript, after 2,000 answers", hour.js, mib);
  row("JavaScript, grown by 2,000 more", again.js - hour.js, mib, 1);
  kept.heap = `${opened.wasm.toFixed(1)} + ${opened.js.toFixed(1)} MiB`;
}

const over = table.filter((one) => one.over);
console.log(`\n  ${table.filter(({ budget }) => budget).length} figures with a budget, ${over.length} over it; line ${LINE.kbit / 1000} Mbit/s, ${LINE.latency} ms; median of ${runs}`);

if (process.argv.includes("--record")) {
  const git = (...words) => execFileSync("git", words, { encoding: "utf8" }).trim();
  const commit = git("rev-parse", "--short=7", "HEAD") + (git("status", "--porcelain", "--untracked-files=no") === "" ? "" : "+");
  const columns = ["first", "paint", "cold", "cache", "plain", "locked", "grid", "answer", "score", "cut", "unlock", "store", "heap"];
  const line = `| ${[new Date().toISOString().slice(0, 10), commit, ...columns.map((name) => kept[name] ?? "–")].join(" | ")} |\n`;
  const text = readFileSync(HISTORY, "utf8");
  if (!HEAD.test(text)) throw new Error("docs/performance.md has no history as this script knows it.");
  writeFileSync(HISTORY, text.replace(HEAD, (head) => head + line));
  console.log(`  recorded: ${line.trim()}`);
}
await (await browser()).close();
