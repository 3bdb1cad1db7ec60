// Faults for the tests of keeping: stores that are full, missing or slow, and records that were changed behind the app's back.

import { readFileSync } from "node:fs";
import { Encrypter, Stanza, generateX25519Identity, identityToRecipient } from "age-encryption";
import { shownClass } from "./class-file.mjs";
import { kept, openSealed } from "./vault.mjs";

/** A class with names nobody has, and nothing answered. */
export function classOf(count = 4, extra = {}) {
  const students = Array.from({ length: count }, (_, at) => ({ id: at + 1, number: at + 1, name: `みほん${at + 1} うみかぜ`, reading: "みほん うみかぜ" }));
  return {
    format: "kizuki.document/1",
    revision: 1,
    class: { school: "ためし小学校", school_year: 2026, grade: "P5", class_name: "1", students },
    next_student: count + 1,
    rounds: [{
      id: 1, label: "2学期", began: "2026-10-14",
      content: { id: "default-sample", version: "1.0", checksum: "00000000" },
      responses: [],
    }],
    keys: [], retired_codes: [], contacts: {},
    ...extra,
  };
}

/** What nobody without the key may read of it. */
export const SECRETS = ["うみかぜ", "みほん1", "ためし小学校", '"P5"', '"grade"', '"Q3"', "2学期", "ためしの やかん はしご ふうせん", "AGE-SECRET-KEY-1"];

const cell = (page, row, column) => page.locator(`#cell-${row}-${column}`);

/** Answers with one key on the grid: row and column from 0. */
export async function answer(page, row, column, key) {
  await cell(page, row, column).focus();
  await page.keyboard.press(key);
}

/** What the grid shows in a cell, in words. */
export const shownIn = (page, row, column) => cell(page, row, column).getAttribute("aria-label");

/** Waits until the grid shows this in a cell. */
export const shows = (page, row, column, text) =>
  page.waitForFunction(([id, text]) => document.getElementById(id)?.getAttribute("aria-label").includes(text), [`cell-${row}-${column}`, text]);

/** The line that says whether the newest change is stored. */
export const saying = (page, text) => page.locator(".save-state", { hasText: text }).waitFor({ state: "attached" });

/** Everything both stores hold: texts by key, and the durable entries' bytes by key. */
export const everything = (page) =>
  page.evaluate(async () => {
    const wait = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const records = {};
    for (const { name } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store);
        const [keys, values] = [await wait(reading.getAllKeys()), await wait(reading.getAll())];
        keys.forEach((key, at) => { records[key] = Array.from(values[at][1]); });
      }
      database.close();
    }
    return { texts: { ...localStorage }, records };
  });

const base64 = (bytes) => Buffer.from(bytes).toString("base64");
export const mirrorOf = (bytes) => `kizuki.sealed/1 ${base64(bytes)}`;
export const bytesOf = (mirror) => Uint8Array.from(Buffer.from(mirror.split(" ")[1], "base64"));

/** Puts bytes where the app keeps the class: in the mirror, in the durable store, or both. Null leaves a place as it is. */
export const overwrite = (page, { mirror = null, record = null }) =>
  page.evaluate(async ([mirror, record]) => {
    if (mirror !== null) localStorage.setItem("kizuki/document", mirror);
    if (record === null) return;
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open("kizuki");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction("records", "readwrite");
        transaction.objectStore("records").put([1000, Uint8Array.from(record)], "kizuki/document");
        transaction.oncomplete = () => { database.close(); resolve(); };
        transaction.onabort = () => reject(transaction.error);
      };
    });
  }, [mirror === null ? null : mirrorOf(mirror), record === null ? null : Array.from(record)]);

/** What stands in sealed bytes, opened with another program than the app's: answers by student. */
export async function answersIn(page, bytes) {
  const { rounds } = shownClass(JSON.parse(await openSealed(page, Uint8Array.from(bytes))));
  return Object.fromEntries(rounds[0].responses.map(({ student, answers }) => [student, answers]));
}

/** The answers in the mirror and in the durable store. */
export async function storedAnswers(page) {
  const { texts, records } = await everything(page);
  return {
    mirror: texts["kizuki/document"] && await answersIn(page, bytesOf(texts["kizuki/document"])),
    record: records["kizuki/document"] && await answersIn(page, records["kizuki/document"]),
  };
}

/** From an open class to the lock, once all is stored. */
export async function lockNow(page) {
  await kept(page);
  await page.getByRole("button", { name: "ロック", exact: true }).click();
  await page.getByLabel("合言葉で開く").waitFor();
}

/**
 * Makes the stores fail as `window.faults` says from then on, on every page:
 *   local: "full" | "blocked"             LocalStorage has no room, or throws when it is touched
 *   indexed: "throw" | "abort" | "missing"   a put throws, the transaction is given up for want of room, there is none
 *   hold: true                            a writing transaction does not say that it is complete until `release()`
 * What is set by `set` holds over reloads.
 */
export const withFaults = (first = {}) => async (page) => {
  await page.context().addInitScript((first) => {
    // A tab before its first page has no stores.
    if (location.protocol === "about:") return;
    const faults = JSON.parse(sessionStorage.getItem("faults") ?? JSON.stringify(first));
    const held = [];
    Object.assign(window, {
      faults,
      held,
      setFaults: (now) => {
        for (const name of Object.keys(faults)) delete faults[name];
        Object.assign(faults, now);
        sessionStorage.setItem("faults", JSON.stringify(faults));
      },
      release: () => held.splice(0).forEach((go) => go()),
    });
    const full = () => new DOMException("no room", "QuotaExceededError");
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (faults.local === "full" && key.startsWith("kizuki/")) throw full();
      return setItem.call(this, key, value);
    };
    const local = Object.getOwnPropertyDescriptor(Window.prototype, "localStorage") ?? Object.getOwnPropertyDescriptor(window, "localStorage");
    Object.defineProperty(window, "localStorage", {
      configurable: true,
      get() {
        if (faults.local === "blocked") throw new DOMException("blocked", "SecurityError");
        return local.get.call(window);
      },
    });
    if (faults.indexed === "missing") Object.defineProperty(window, "indexedDB", { configurable: true, get: () => undefined });
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      if (faults.indexed === "throw") throw full();
      const request = put.apply(this, given);
      if (faults.indexed === "abort") {
        Object.defineProperty(this.transaction, "error", { get: full });
        this.transaction.abort();
      }
      return request;
    };
    const complete = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
    Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
      ...complete,
      set(listener) {
        complete.set.call(this, listener && (async (event) => {
          if (faults.hold && this.mode === "readwrite") await new Promise((go) => held.push(go));
          listener.call(this, event);
        }));
      },
    });
  }, first);
};

/** Sets the faults from now on. */
export const setFaults = (page, faults) => page.evaluate((faults) => window.setFaults(faults), faults);

/** Every downloaded byte of the file that this click saves. */
export async function savedBy(page, act) {
  const waiting = page.waitForEvent("download");
  await act();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

/** Saves the open class to a file. */
export const saveFile = (page) => savedBy(page, () => page.getByRole("banner").getByRole("button", { name: "ファイルに保存", exact: true }).click());

/** A key that is not this device's: its recipient, and files under it with a passphrase of their own. */
export async function otherVault(passphrase = "べつの ひとの あいことば") {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const wrap = new Encrypter();
  wrap.setPassphrase(passphrase.normalize("NFKC"));
  wrap.setScryptWorkFactor(10);
  const wrapped = await wrap.encrypt(`${identity}\n`);
  const seal = async (text, { withKey = false } = {}) => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    if (withKey) encrypter.addRecipient({ wrapFileKey: () => [new Stanza(["kizuki-key"], wrapped)] });
    return encrypter.encrypt(text);
  };
  return { passphrase, identity, recipient, wrapped, seal };
}

/** Gives the roster of the open class, or the start screen, a file to open. */
export const openFile = (page, bytes, name = "kizuki.age") =>
  page.getByLabel(/^(別の)?ファイルを開く/).setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });

/** A pseudo-random number generator: the same numbers for the same seed. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
