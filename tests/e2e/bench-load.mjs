// How long it takes until a person can work: from opening the address to an answer that is shown as given, on a line and a
// processor as slow as they are at a school. Measured, never asserted. Part of bench.mjs; alone, with what is asked for when:
//
//   node tests/e2e/bench-load.mjs [--runs N] [--compress br|gzip|none] [--rate 4]
//
// The line is 1.6 Mbit/s with 150 ms to each answer, by the browser's own throttling (connecting costs nothing there). The
// person is a script that taps whatever it waits for, one frame after it was painted.

import { fileURLToPath } from "node:url";
import { DIST, browser } from "./harness.mjs";
import { serve } from "./serve.mjs";
import { PASSPHRASE, makeVault, sealedMirror } from "./vault.mjs";

/** Slow 4G, as the budget says. */
export const LINE = { kbit: 1600, latency: 150 };
/** The processor is so many times slower. */
export const SLOWER = 4;

/** What a person waits for and taps, in order: the sample class. */
const SAMPLE = [
  ["start", ".way-main", "tap"],
  ["home", 'a.step[href="#/sweep"]', "tap"],
  ["line", "#tile-0", "answer"],
];
/** The same on a device that holds a class: the passphrase is typed as soon as there is a field for it. */
const LOCKED = [
  ["lock", "form input[type=password]", "type"],
  ["grid", "#cell-0-2", "answer"],
];

/** Runs in the page, before anything of it: taps, and notes when each thing was painted. */
function person({ steps, passphrase }) {
  const told = (window.told = { marks: {}, long: [] });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) told.long.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const until = (look) =>
    new Promise((done) => {
      const found = look();
      if (found) return done(found);
      const watch = new MutationObserver(() => {
        const found = look();
        if (!found) return;
        watch.disconnect();
        done(found);
      });
      watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
  const act = async () => {
    for (const [name, selector, what] of steps) {
      const element = await until(() => document.querySelector(selector));
      await painted();
      told.marks[name] = performance.now();
      if (what === "type") {
        element.value = passphrase;
        element.dispatchEvent(new Event("input", { bubbles: true }));
        element.form.requestSubmit();
      } else if (what === "answer") {
        const before = element.className;
        element.click();
        await until(() => element.className !== before);
        await painted();
        told.marks.answered = performance.now();
      } else element.click();
    }
    told.done = true;
  };
  if (window.top === window) act();
}

/** One visit in a profile: what the person saw when, and what was asked for. */
async function visit(context, base, { steps, slow, rate }) {
  const page = await context.newPage();
  await page.addInitScript(person, { steps, passphrase: PASSPHRASE });
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  if (slow) {
    const bytes = (LINE.kbit * 1000) / 8;
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false, latency: LINE.latency, downloadThroughput: bytes, uploadThroughput: bytes, connectionType: "cellular4g",
    });
  }
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
  await page.goto(base, { waitUntil: "commit" });
  await page.waitForFunction(() => window.told?.done, undefined, { timeout: 60_000 });
  const seen = await page.evaluate(() => {
    const files = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    const paint = performance.getEntriesByType("paint").find(({ name }) => name === "first-contentful-paint");
    return {
      ...window.told,
      paint: paint?.startTime,
      files: files.map(({ name, startTime, responseStart, responseEnd, transferSize, encodedBodySize }) => ({
        name: name.split("/").pop().split("#")[0] || "index.html", from: startTime, first: responseStart, to: responseEnd, sent: transferSize, size: encodedBodySize,
      })),
    };
  });
  await page.close();
  return seen;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** What a device with a class holds. */
async function lockedSeed(document) {
  const { header, recipient } = await makeVault(15);
  return { "kizuki/vault": header, "kizuki/document": await sealedMirror(JSON.stringify(document), recipient) };
}

/**
 * Visits in empty profiles and again with what the first visit left in the browser's cache, `runs` times.
 * @param {{runs: number, compress?: "br" | "gzip", slow?: boolean, rate?: number, document?: object, workers?: boolean}} options `document`: the
 *   device holds this class; `workers`: the second visit comes once the service worker keeps the app.
 * @returns {Promise<{cold: object[], again: object[], first: {requests: number, bytes: number}}>}
 */
export async function visits({ runs, compress, slow = true, rate = SLOWER, document, workers = false }) {
  const server = await serve({ dir: DIST, prefix: "kizuki", compress, lasting: true });
  const base = `http://127.0.0.1:${server.port}${server.path}`;
  const steps = document ? LOCKED : SAMPLE;
  const seed = document && (await lockedSeed(document));
  const cold = [];
  const again = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const context = await (await browser()).newContext({
        viewport: { width: 1080, height: 810 }, hasTouch: true, locale: "ja-JP", timezoneId: "Asia/Tokyo", serviceWorkers: workers ? "allow" : "block",
      });
      if (seed) {
        await context.addInitScript((seed) => {
          if (localStorage.getItem("kizuki/vault") === null) for (const [key, value] of Object.entries(seed)) localStorage.setItem(key, value);
        }, seed);
      }
      const address = `${base}${document ? "#/grid" : ""}`;
      cold.push(await visit(context, address, { steps, slow, rate }));
      if (workers) await keptWhole(context, base);
      again.push(await visit(context, address, { steps, slow, rate }));
      await context.close();
    }
  } finally {
    await server.close();
  }
  return { cold, again };
}

/** Waits until the service worker keeps the whole version. */
async function keptWhole(context, base) {
  const page = await context.newPage();
  await page.goto(base);
  await page.waitForFunction(() => document.documentElement.dataset.offline === "ready", undefined, { timeout: 60_000 });
  await page.close();
}

/** The median of a mark over visits, ms. */
export const at = (seen, name) => median(seen.map((one) => (name === "paint" ? one.paint : one.marks[name])));

/** What was asked for before a mark: requests and bytes as sent, the answers' headers included. */
export function askedBefore(one, mark) {
  const before = one.files.filter(({ from }) => from < one.marks[mark]);
  return { requests: before.length, bytes: before.reduce((all, { sent }) => all + sent, 0) };
}

/** What was asked for when, as text. */
export function waterfall(one) {
  const ms = (time) => time.toFixed(0).padStart(6);
  const end = one.marks.answered;
  const bar = (from, to) => {
    const place = (time) => Math.min(60, Math.round((time / end) * 60));
    return `${" ".repeat(place(from))}${"█".repeat(Math.max(1, place(to) - place(from)))}`;
  };
  const files = one.files.filter(({ from }) => from < end).sort((a, b) => a.from - b.from);
  const lines = files.map(({ name, from, first, to, sent }) => `  ${name.padEnd(42)} ${ms(from)} ${ms(first)} ${ms(to)} ${String(sent).padStart(8)}  ${bar(from, to)}`);
  const marks = Object.entries({ paint: one.paint, ...one.marks }).map(([name, time]) => `${name} ${time.toFixed(0)}`);
  const long = one.long.filter(([from]) => from < end).map(([from, time]) => `${from.toFixed(0)}+${time.toFixed(0)}`);
  return [
    `  ${"ms".padEnd(42)} ${["asked", "first", "last"].map((word) => word.padStart(6)).join(" ")} ${"bytes".padStart(8)}`,
    ...lines, `  seen: ${marks.join(", ")}`, `  long tasks: ${long.join(" ")}`,
  ].join("\n");
}

async function main(argv) {
  const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
  const compress = option("--compress", "br");
  const { CLASS } = await import("./bench-class.mjs");
  const options = {
    runs: Number(option("--runs", "3")), rate: Number(option("--rate", String(SLOWER))), compress: compress === "none" ? undefined : compress,
    slow: !argv.includes("--fast-line"), document: argv.includes("--locked") ? CLASS : undefined, workers: argv.includes("--workers"),
  };
  const { cold, again } = await visits(options);
  for (const [name, seen] of [["cold", cold], ["again", again]]) {
    const answered = median(seen.map((one) => one.marks.answered));
    console.log(`\n${name}: answered after ${answered.toFixed(0)} ms at the median (${seen.map((one) => one.marks.answered.toFixed(0)).join(" ")})`);
    console.log(waterfall(seen.find((one) => one.marks.answered === answered)));
  }
  await (await browser()).close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
