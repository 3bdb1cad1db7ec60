// The lock as a test goes through it, and what stands behind it: sealed records are made and opened here with another
// implementation of the age format than the app's own.

import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { openApp } from "./harness.mjs";

/** What every test locks with. Invented for the tests; strong enough for the app. */
export const PASSPHRASE = "ためしの やかん はしご ふうせん";

const base64 = (bytes) => Buffer.from(bytes).toString("base64");

/** A vault under the passphrase: what the device keeps of it, and its secret key. `work` is the scrypt work factor, log2. */
export async function makeVault(work) {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const wrap = new Encrypter();
  wrap.setPassphrase(PASSPHRASE.normalize("NFKC"));
  wrap.setScryptWorkFactor(work);
  const header = {
    format: "kizuki.vault/1",
    id: "0123456789abcdef0123456789abcdef",
    recipient,
    identity: base64(await wrap.encrypt(`${identity}\n`)),
  };
  return { identity, recipient, header: JSON.stringify(header) };
}

let made;
/** The vault of the tests that begin with a stored class. Cheap to unlock, so that tests are quick. */
export const vault = () => (made ??= makeVault(10));

/** The mirror text of a record that holds this text. */
export async function sealedMirror(text, recipient) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return `kizuki.sealed/1 ${base64(await encrypter.encrypt(text))}`;
}

/** Opens the app with a stored class, locked as after a reload. */
export async function openLocked(t, document, hash = "", options = {}) {
  const { header, recipient } = await (options.vault ?? vault());
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const seed = { "kizuki/vault": header, "kizuki/document": await sealedMirror(text, recipient) };
  return openApp(t, {
    hash,
    ...options,
    before: async (page, context) => {
      await page.addInitScript((seed) => {
        if (localStorage.getItem("kizuki/vault") === null && sessionStorage.getItem("seeded") === null) {
          for (const [key, value] of Object.entries(seed)) localStorage.setItem(key, value);
          sessionStorage.setItem("seeded", "yes");
        }
      }, seed);
      await options.before?.(page, context);
    },
  });
}

/** Opens the app with a stored class and unlocks it. */
export async function openClass(t, document, hash = "", options = {}) {
  const app = await openLocked(t, document, hash, options);
  await unlock(app.page);
  return app;
}

/** From the lock to the open class. */
export async function unlock(page, passphrase = PASSPHRASE) {
  await page.getByLabel("合言葉で開く").fill(passphrase);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await page.locator(".frame").waitFor();
}

/** Reloads and unlocks: nothing of an open class outlasts the page. */
export async function reload(page) {
  await page.reload();
  await unlock(page);
}

/** From the question for a passphrase to the class behind it. */
export async function choosePassphrase(page) {
  await page.getByLabel("合言葉", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("合言葉（もう一度）").fill(PASSPHRASE);
  await page.getByRole("button", { name: "この合言葉にする" }).click();
  await page.getByRole("button", { name: "印刷した・あとで印刷する" }).click();
  await page.locator(".frame").waitFor();
}

/** Secret keys by public key: another passphrase leaves them as they are. */
const identities = new Map();
/** The secret key behind a header, by the passphrase of the tests. */
async function identityOf(header) {
  const { recipient, identity } = JSON.parse(header);
  if (!identities.has(recipient)) {
    const unwrap = new Decrypter();
    unwrap.addPassphrase(PASSPHRASE.normalize("NFKC"));
    identities.set(recipient, unwrap.decrypt(Buffer.from(identity, "base64"), "text").then((text) => text.trim()));
  }
  return identities.get(recipient);
}

/** Opens sealed bytes with the vault that the page's device keeps. */
export async function openSealed(page, bytes) {
  const header = await page.evaluate(() => localStorage.getItem("kizuki/vault"));
  const decrypter = new Decrypter();
  decrypter.addIdentity(await identityOf(header));
  return decrypter.decrypt(bytes, "text");
}

/** Waits until the newest change is stored. */
export const kept = (page) => page.locator(".save-state", { hasText: "この端末に保存済み" }).waitFor({ state: "attached" });

/** The record that the browser keeps durably, or null. */
export const durableRecord = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("kizuki");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains("records")) return resolve(null);
          const reading = database.transaction("records").objectStore("records").get("kizuki/document");
          reading.onsuccess = () => {
            database.close();
            const found = reading.result;
            resolve(found === undefined ? null : Array.from(found[1]));
          };
          reading.onerror = () => reject(reading.error);
        };
      }),
  );

/** The text of the class this device keeps, or null when it keeps none. */
export async function storedText(page) {
  if ((await page.locator(".save-state").count()) > 0) await kept(page);
  const mirror = await page.evaluate(() => localStorage.getItem("kizuki/document"));
  if (mirror === null) return null;
  return (await openSealed(page, Buffer.from(mirror.split(" ")[1], "base64"))).trimEnd();
}
