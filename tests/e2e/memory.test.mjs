// What is left in the memory of the page once it is locked. The test holds on to the memory of WASM as the program
// starts and asks the debugging protocol for the texts on the heap of JavaScript, so nothing in the app has to help.

import { test } from "node:test";
import assert from "node:assert/strict";
import { bech32 } from "@scure/base";
import { assertQuiet, chromiumTest } from "./harness.mjs";
import { answer, classOf, lockNow } from "./faults.mjs";
import { PASSPHRASE, kept, openLocked, unlock, vault } from "./vault.mjs";

const NAMES = { name: "みほん3 うみかぜ", reading: "みほん うみかぜ", school: "ためし小学校" };

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

/** The names of the given needles that stand anywhere in the memory of the program, and how large that is. */
async function inMemory(page, needles) {
  return page.evaluate((needles) => {
    // As a text with one character for each byte, piece by piece: searching texts is what a browser does fast.
    const decoder = new TextDecoder("windows-1252");
    const wanted = needles.map(({ name, needle }) => ({ name, text: decoder.decode(Uint8Array.from(needle)) }));
    const [piece, overlap] = [1 << 22, 256];
    const bytes = new Uint8Array(window.memory.buffer);
    const seen = new Set();
    for (let at = 0; at < bytes.length; at += piece) {
      const text = decoder.decode(bytes.slice(at, at + piece + overlap));
      for (const { name, text: needle } of wanted) if (text.includes(needle)) seen.add(name);
    }
    return { seen: [...seen], size: bytes.length };
  }, needles);
}

/** The given texts that stand on the heap of JavaScript. */
async function onHeap(session, texts) {
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  let snapshot = "";
  const take = ({ chunk }) => (snapshot += chunk);
  session.on("HeapProfiler.addHeapSnapshotChunk", take);
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  session.off("HeapProfiler.addHeapSnapshotChunk", take);
  await session.send("HeapProfiler.disable");
  const { strings } = JSON.parse(snapshot);
  return texts.filter((text) => strings.some((string) => string.includes(text)));
}

const utf8 = (text) => [...Buffer.from(text, "utf8")];

/** What must not be left, as bytes: the key of the vault, raw and as text, the passphrase, and what names somebody. */
async function needles() {
  const { identity } = await vault();
  const key = [...bech32.decodeToBytes(identity).bytes];
  assert.equal(key.length, 32);
  return [
    { name: "the key", needle: key },
    { name: "the key as text", needle: utf8(identity) },
    { name: "the passphrase", needle: utf8(PASSPHRASE) },
    ...Object.entries(NAMES).map(([name, text]) => ({ name, needle: utf8(text) })),
  ];
}

test("while the class is open, its names and the key stand in the memory; once locked, nothing of either does", async (t) => {
  const app = await openLocked(t, classOf(), "#/grid", { before: withMemory });
  const { page } = app;
  const wanted = await needles();
  await unlock(page);
  await answer(page, 0, 2, "2");
  await page.goto(`${app.base}#/roster`);
  await page.getByRole("textbox").first().waitFor();
  await page.goto(`${app.base}#/class`);
  await kept(page);
  const open = await inMemory(page, wanted);
  assert.ok(open.size > 1 << 20, "the memory was found");
  for (const name of ["the key", "name", "reading", "school"]) {
    assert.ok(open.seen.includes(name), `${name} is found while the class is open: the search works`);
  }
  await lockNow(page);
  assert.deepEqual((await inMemory(page, wanted)).seen, [], "left in the memory after locking");

  // A second time, and by a page that knows nothing but the lock: a wrong passphrase leaves nothing either.
  await unlock(page);
  await kept(page);
  await lockNow(page);
  assert.deepEqual((await inMemory(page, wanted)).seen, []);
  await page.reload();
  const wrong = "まちがいの やかん はしご ふうせん";
  await page.getByLabel("合言葉で開く").fill(wrong);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "合言葉" }).first().waitFor();
  assert.deepEqual((await inMemory(page, [...wanted, { name: "what was typed", needle: utf8(wrong) }])).seen, []);
  assertQuiet(app);
});

chromiumTest("the texts on the heap come from its debugging protocol", "once locked, neither names nor the passphrase are left among the texts of the page's own heap", async (t) => {
  const { page } = await openLocked(t, classOf(), "#/class");
  const session = await page.context().newCDPSession(page);
  await unlock(page);
  await kept(page);
  await lockNow(page);
  // A text of the test's own shows that the search works.
  await page.evaluate(() => (window.planted = ["ここに", "置いた", "ことば"].join("")));
  assert.deepEqual(await onHeap(session, ["ここに置いたことば", PASSPHRASE, ...Object.values(NAMES)]), ["ここに置いたことば"]);
});
