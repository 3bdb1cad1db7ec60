// People: a class handed over to somebody's public key, without a passphrase being told, and many classes side by side for
// whoever prepares the meeting of a school.

import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import {
  INTRANET, VIEWPORTS, assertQuiet, axe, openApp, overflow, pdfInkBottom, pdfPages, pdfText, printPdf, saveDownload, shot, targets44,
} from "./harness.mjs";
import { PASSPHRASE, openClass, openLocked, sealedMirror, storedText, unlock } from "./vault.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const contentBytes = readFileSync(join(here, "../../src/format/content/default.json"));
const checksum = createHash("sha256").update(contentBytes).digest("hex").slice(0, 8);
const content = JSON.parse(contentBytes);

/** What the second person locks with. */
const OTHER = "べつの ながぐつ すいとう まくら";

// ---------------------------------------------------------------------------------------------------------------
// Invented classes

const names = (family) => ["はる", "なつ", "あき", "ふゆ"].map((given) => `${family} ${given}`);

/** A class of four, of whom the second shows much concern and, where `decided`, is decided on. */
function classOf({ grade, name, family, decided = false }) {
  const calm = Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`Q${at + 1}`, "0"]));
  const heavy = { ...calm, Q1: "2", Q2: "2", Q3: "2" };
  const full = Object.fromEntries(
    ["B1", "B2", "B3", "B4", "C1", "C2", "C3", "C4", "D1", "D2", "D3", "E1", "E2", "F1", "F2", "G1", "H1"].map((item) => [item, "2"]),
  );
  const decision = {
    met: "2026-11", directions: ["school"], supports: ["sc"], who: "学年主任", tried: {}, asks: [], ask_other: "", student_heard: true,
    guardian_heard: false, consent: "not_asked", note: "", on: "2026-11-19",
    basis: { content: { id: content.id, version: content.version, checksum }, lowest: "team", highest: "consult", reasons: [], items: [] },
  };
  return {
    format: "kizuki.document/1", revision: 1,
    class: {
      school: "ためし小", school_year: 2026, grade, class_name: name,
      students: names(family).map((student, at) => ({ id: at + 1, number: at + 1, name: student })),
    },
    next_student: 5,
    rounds: [{
      id: 1, label: "2学期", began: "2026-10-14", content: { id: content.id, version: content.version, checksum },
      responses: [1, 2, 3].map((student) => ({
        student, answers: student === 2 ? { ...heavy, ...full } : calm, ...(student === 2 && decided ? { decision } : {}),
      })),
    }],
    keys: [], retired_codes: [], contacts: {},
  };
}

const FIFTH = classOf({ grade: "P5", name: "1", family: "鰯雲", decided: true });
const THIRD = classOf({ grade: "P3", name: "2", family: "鮎川" });

/** A device of its own, with a class under another passphrase and another key. */
async function openOther(t, document, passphrase = OTHER) {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const wrap = new Encrypter();
  wrap.setPassphrase(passphrase.normalize("NFKC"));
  wrap.setScryptWorkFactor(10);
  const header = JSON.stringify({
    format: "kizuki.vault/1", id: "fedcba9876543210fedcba9876543210", recipient,
    identity: Buffer.from(await wrap.encrypt(`${identity}\n`)).toString("base64"),
  });
  const record = await sealedMirror(JSON.stringify(document), recipient);
  const app = await openApp(t, {
    before: (page) => page.addInitScript(([header, record]) => {
      localStorage.setItem("kizuki/vault", header);
      localStorage.setItem("kizuki/document", record);
    }, [header, record]),
  });
  await unlock(app.page, passphrase);
  return app;
}

/** Does something that saves a file, and gives the file. */
async function saving(app, act) {
  const [download] = await Promise.all([app.page.waitForEvent("download"), act()]);
  return saveDownload(download);
}

const saveFile = (app) => saving(app, () => app.page.locator(".head").getByRole("button", { name: "ファイルに保存" }).click());
const asFile = (name, bytes) => ({ name, mimeType: "application/octet-stream", buffer: bytes });

/** From the start screen to one's own public key. */
async function takePublicKey(page, passphrase = OTHER) {
  await page.getByRole("button", { name: /引き継ぎを受ける/ }).click();
  await page.getByLabel("合言葉", { exact: true }).fill(passphrase);
  await page.getByLabel("合言葉（もう一度）").fill(passphrase);
  await page.getByRole("button", { name: "この合言葉にする" }).click();
  await page.getByRole("button", { name: "印刷した・あとで印刷する" }).click();
  await page.getByRole("heading", { name: "わたしの公開鍵" }).waitFor();
  const groups = await page.locator("#public-key span").allTextContents();
  return { key: groups.join(""), groups, check: await page.locator("#check-number").textContent() };
}

async function openHandOver(page) {
  await page.locator(".rail").getByRole("link", { name: /名簿/ }).click();
  await page.getByRole("button", { name: "引き継ぐ", exact: true }).click();
  await page.getByRole("dialog", { name: "この学級を引き継ぐ" }).waitFor();
  await page.getByLabel("受け取る人の公開鍵").waitFor();
}

/** Everything the device keeps, as text. */
const everythingStored = (page) => page.evaluate(async () => {
  const found = Object.entries(localStorage).concat(Object.entries(sessionStorage)).flat();
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("kizuki");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const keys = await new Promise((resolve) => {
    if (!database.objectStoreNames.contains("records")) return resolve([]);
    const reading = database.transaction("records").objectStore("records").getAllKeys();
    reading.onsuccess = () => resolve(reading.result);
  });
  database.close();
  return { text: found.join("\n"), keys, names: Object.keys(localStorage).sort() };
});

async function assertReadable(page, name) {
  assert.deepEqual(await axe(page), [], name);
  assert.equal(await overflow(page), undefined, name);
  assert.deepEqual(await targets44(page), [], name);
}

const screens = ["ipad", "ipadLandscape", "chromebook", "phone"];
/** Looks at a screen in every size of the people who use the app. */
async function lookAt(page, name) {
  for (const screen of screens) {
    const { width, height } = VIEWPORTS[screen];
    await page.setViewportSize({ width, height });
    await shot(page, `people/${name}-${screen}`);
    await assertReadable(page, `${name} on ${screen}`);
  }
  await page.setViewportSize({ width: VIEWPORTS.chromebook.width, height: VIEWPORTS.chromebook.height });
}

// ---------------------------------------------------------------------------------------------------------------
// Hand over

test("a class goes to a colleague's public key: they open it with their own passphrase, the sender cannot", async (t) => {
  const b = await openApp(t, { host: INTRANET });
  await lookAt(b.page, "start");
  const { key, check } = await takePublicKey(b.page);
  assert.match(key, /^age1[02-9ac-hj-np-z]{58}$/);
  assert.match(check, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  await b.page.getByRole("button", { name: "公開鍵をコピー" }).click();
  await b.page.getByText("コピーしました。").waitFor();
  await lookAt(b.page, "key");

  const a = await openClass(t, FIFTH);
  await openHandOver(a.page);
  // As it may arrive in a message: in groups, full width, with line breaks.
  const wide = [...key].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join("");
  await a.page.getByLabel("受け取る人の公開鍵").fill(` ${wide.slice(0, 30)}\n　${wide.slice(30)} `);
  assert.equal(await a.page.locator("#receiver-check").textContent(), check, "both see the same number");
  await lookAt(a.page, "hand-over");
  await a.page.getByRole("button", { name: "引き継ぎファイルを保存" }).click();
  await a.page.getByText("照合番号を確かめて、印を付けてください。").waitFor();
  await a.page.getByLabel("照合番号が同じことを確かめました").check();
  const file = await saving(a, () => a.page.getByRole("button", { name: "引き継ぎファイルを保存" }).click());
  assert.match(file.name, /^kizuki-handover-\d{4}-\d\d-\d\d\.age$/);
  assert.ok(!file.bytes.includes("kizuki-key"), "no passphrase of the sender opens it");
  await a.page.getByText(/引き継ぎファイルを保存しました/).waitFor();

  // The sender cannot open it, and is not asked for a passphrase that would not help.
  await a.page.locator(".keeping input[type=file]").setInputFiles(asFile(file.name, file.bytes));
  await a.page.getByText(/別の公開鍵あてに閉じられている/).waitFor();
  assert.equal(await a.page.getByRole("dialog", { name: "このファイルの合言葉" }).count(), 0);
  assert.ok((await storedText(a.page)).includes("鰯雲 なつ"), "the class stays with the sender");

  // The receiver decides that it becomes the class of the device.
  await b.page.locator("input[type=file]").setInputFiles(asFile(file.name, file.bytes));
  const question = b.page.getByRole("dialog", { name: "この端末の学級にしますか" });
  await question.getByText("5年1組（4人）を受け取りました", { exact: false }).waitFor();
  assert.equal(await b.page.evaluate(() => localStorage.getItem("kizuki/document")), null, "nothing is kept unasked");
  await question.getByRole("button", { name: "この端末の学級にする" }).click();
  await b.page.locator(".frame").waitFor();
  await b.page.locator(".save-state", { hasText: "この端末に保存済み" }).waitFor({ state: "attached" });
  await b.page.reload();
  await unlock(b.page, OTHER);
  await b.page.locator(".head-class", { hasText: "5年1組" }).waitFor();
  assertQuiet(a);
  assertQuiet(b);
});

test("a device with a key and no class waits for one, after a reload too", async (t) => {
  const app = await openApp(t);
  const { check } = await takePublicKey(app.page);
  await app.page.reload();
  await app.page.getByLabel("合言葉で開く").fill(OTHER);
  await app.page.getByRole("button", { name: "開く", exact: true }).click();
  await app.page.getByRole("heading", { name: "わたしの公開鍵" }).waitFor();
  assert.equal(await app.page.locator("#check-number").textContent(), check);
  const pdf = await printPdf(app.page, "people-slip");
  const text = (await pdfText(pdf)).replace(/\s/g, "");
  assert.equal((await pdfPages(pdf)).pages, 1);
  assert.ok(text.includes(check) && text.includes("秘密ではありません") && !text.includes("引き継ぎを受ける"));
  await app.page.getByRole("button", { name: "ロック" }).click();
  await app.page.getByLabel("合言葉で開く").waitFor();
  assertQuiet(app);
});

test("a file handed over tells a device without a key what to do first", async (t) => {
  const file = await (async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()));
    return Buffer.from(await encrypter.encrypt(JSON.stringify(FIFTH)));
  })();
  const app = await openApp(t);
  await app.page.locator(".ways input[type=file]").setInputFiles(asFile("kizuki-handover-2026-11-20.age", file));
  await app.page.getByText(/この端末には、まだ鍵がありません/).waitFor();
  await app.page.getByText(/「引き継ぎを受ける」で合言葉を決めて/).waitFor();
  assertQuiet(app);
});

test("what is no public key is refused in place, and nothing is saved", async (t) => {
  const app = await openClass(t, FIFTH);
  await app.page.goto(app.base + "#/settings");
  await app.page.locator("#public-key span").first().waitFor();
  const own = (await app.page.locator("#public-key span").allTextContents()).join("");
  await openHandOver(app.page);
  const field = app.page.getByLabel("受け取る人の公開鍵");
  const good = await identityToRecipient(await generateX25519Identity());
  const wrong = good.slice(0, 20) + (good[20] === "q" ? "p" : "q") + good.slice(21);
  for (const [typed, told] of [
    ["", /受け取る人の公開鍵を貼り付けてください/],
    ["5年1組", /age1 で始まります/],
    [wrong, /どこかの文字がちがっています/],
    [good.slice(0, 60), /文字が2足りません/],
    [`${good}qq`, /文字が2多すぎます/],
    [good.replace(/^age1../, "age1あい"), /2番目のまとまり/],
    [(await generateX25519Identity()), /秘密の文字です。だれにも渡さないで/],
    [own, /あなた自身の公開鍵です/],
  ]) {
    await field.fill(typed);
    await app.page.getByRole("button", { name: "引き継ぎファイルを保存" }).click();
    await app.page.locator("#receiver-key-told", { hasText: told }).waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.equal(await app.page.locator("#receiver-check").count(), 0);
  }
  assert.deepEqual(app.downloads, []);
  await field.fill(good);
  await app.page.locator("#receiver-check").waitFor();
  assert.equal(await field.getAttribute("aria-invalid"), "false");
  assertQuiet(app);
});

// ---------------------------------------------------------------------------------------------------------------
// The school

test("many classes stand side by side; what cannot be read is named, and nothing of it stays on the device", async (t) => {
  const third = await saveFile(await openOther(t, THIRD));
  const app = await openClass(t, FIFTH, "", { viewport: VIEWPORTS.chromebook });
  const { page } = app;
  const fifth = await saveFile(app);
  const damaged = Buffer.from(fifth.bytes);
  damaged[damaged.length - 40] ^= 1;
  await page.getByRole("link", { name: "設定" }).click();
  await lookAt(page, "settings");
  const before = await everythingStored(page);

  await page.getByRole("link", { name: "学校のようすを開く" }).click();
  await page.getByRole("heading", { name: "学校のようす" }).waitFor();
  await page.locator(".school-open input[type=file]").setInputFiles([
    asFile("5-1.age", fifth.bytes), asFile("kowareta.age", damaged), asFile("3-2.age", third.bytes), asFile("5-1 no utsushi.age", fifth.bytes),
  ]);
  const asks = page.locator(".school-asks");
  await asks.getByText("3番目のファイル 3-2.age", { exact: false }).waitFor();
  // The others are there already.
  await page.locator(".school-table").getByText("5年1組").waitFor();
  await page.locator(".school-failed").getByText("2番目のファイル kowareta.age").waitFor();
  await page.locator(".school-failed").getByText(/こわれているか.*別に保存したファイルを開いてください/).waitFor();
  await page.getByText("同じ学級のファイルが2個あったので、合わせて一つにしました。").waitFor();
  await lookAt(page, "school-asks");

  await page.locator(".school-asks").getByLabel("このファイルの合言葉").fill(PASSPHRASE);
  await asks.getByRole("button", { name: "開く", exact: true }).click();
  await asks.getByText(/この合言葉では開けませんでした/).waitFor();
  await page.locator(".school-asks").getByLabel("このファイルの合言葉").fill(OTHER);
  await asks.getByRole("button", { name: "開く", exact: true }).click();
  await page.locator(".school-table").getByText("3年2組").waitFor();
  assert.equal(await asks.count(), 0);

  const rows = await page.locator(".school-table tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.split("\n")[0].trim())));
  assert.deepEqual(rows, [
    ["3年2組", "2学期", "2026/10/14", "3/4", "0/1", "1人", "0/1", "－"],
    ["5年1組", "2学期", "2026/11/19", "3/4", "0/1", "1人", "1/1", "－"],
    ["合計", "6/8", "0/2", "2人", "1/2", "－"],
  ]);
  assert.deepEqual(await page.locator(".school-class h4").allTextContents(), ["3年2組", "5年1組"]);
  await page.getByText("2番 鮎川 なつ").waitFor();
  await lookAt(page, "school");

  // The paper: as on the screen, with names only while they are shown.
  const text = async (name) => (await pdfText(await printPdf(page, name))).replace(/\s/g, "");
  const shown = await text("people-agenda");
  for (const part of ["会議用の一覧", "校外持出禁止", "3年2組", "5年1組", "鮎川なつ", "鰯雲なつ", "1/1", content.version.replace(/\s/g, ""), checksum]) {
    assert.ok(shown.includes(part), `${part} is on the paper`);
  }
  assert.ok(shown.indexOf("3年2組") < shown.indexOf("5年1組"));
  assert.ok(!shown.includes("鰯雲はる"), "only who is talked about");
  await page.getByRole("button", { name: "名前を隠す" }).click();
  assert.equal(await page.getByText("鮎川 なつ").count(), 0);
  const hidden = await text("people-agenda-hidden");
  assert.ok(!/鮎川|鰯雲/.test(hidden) && hidden.includes("3年2組"));
  await page.getByRole("button", { name: "名前を出す" }).click();

  // Closing drops everything, and the class of this device is back.
  await page.getByRole("button", { name: "学校のようすを閉じる" }).click();
  await page.locator(".head-class", { hasText: "5年1組" }).waitFor();
  assert.ok(!(await page.content()).includes("鮎川"));
  const kept = await everythingStored(page);
  assert.deepEqual(kept.names, before.names);
  assert.deepEqual(kept.keys, before.keys);
  assert.ok(!kept.text.includes("鮎川") && !(await storedText(page)).includes("鮎川"));
  assertQuiet(app);
});

test("on a device without a class the school view opens files, and the way back drops them", async (t) => {
  const files = [];
  for (const name of ["2", "10", "1"]) {
    const other = await openOther(t, classOf({ grade: "P4", name, family: "鯖江" }));
    files.push(asFile(`4-${name}.age`, (await saveFile(other)).bytes));
  }
  const app = await openApp(t);
  const { page } = app;
  await page.getByRole("link", { name: /学校のようす/ }).click();
  await page.locator(".school-open input[type=file]").setInputFiles(files);
  await page.locator(".school-asks").getByText("（3）", { exact: false }).waitFor();
  await page.locator(".school-asks").getByLabel("このファイルの合言葉").fill(OTHER);
  await page.locator(".school-asks").getByRole("button", { name: "開く", exact: true }).click();
  await page.locator(".school-total").waitFor();
  await page.locator(".school-asks").waitFor({ state: "detached" });
  assert.deepEqual(await page.locator(".school-table tbody th b").allTextContents(), ["4年1組", "4年2組", "4年10組"]);
  assert.deepEqual((await everythingStored(page)).keys, []);
  // The language changes what is said, not what is open.
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "The school" }).waitFor();
  assert.deepEqual(await page.locator(".school-table tbody th b").allTextContents(), ["Grade 4, class 1", "Grade 4, class 2", "Grade 4, class 10"]);
  await lookAt(page, "school-en");
  await page.goBack();
  await page.getByRole("button", { name: /Begin a class/ }).waitFor();
  assert.ok(!(await page.content()).includes("鯖江"));
  const kept = await everythingStored(page);
  assert.deepEqual(kept.keys, []);
  assert.ok(kept.names.every((name) => name === "kizuki/settings"), kept.names.join());
  assertQuiet(app);
});

test("the school view is locked with the device, and gone", async (t) => {
  const app = await openLocked(t, FIFTH, "#/school");
  const { page } = app;
  await page.getByLabel("合言葉で開く").fill(PASSPHRASE);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  await page.getByRole("heading", { name: "学校のようす" }).waitFor();
  await page.locator(".school-open input[type=file]").setInputFiles(asFile("3-2.json", Buffer.from(JSON.stringify(THIRD))));
  await page.getByText("2番 鮎川 なつ").waitFor();
  await page.getByRole("button", { name: "ロック" }).click();
  await page.getByLabel("合言葉で開く").waitFor();
  assert.ok(!(await page.content()).includes("鮎川"));
  await unlock(page);
  await page.locator(".head-class", { hasText: "5年1組" }).waitFor();
  assertQuiet(app);
});

test("an agenda of many classes fills several pages, and no page is cut off", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.getByRole("link", { name: /学校のようす/ }).click();
  const files = Array.from({ length: 18 }, (_, at) =>
    asFile(`${at}.json`, Buffer.from(JSON.stringify(classOf({ grade: `P${1 + (at % 6)}`, name: `${1 + Math.floor(at / 6)}`, family: `架空${at}`, decided: at % 2 === 0 })))));
  await page.locator(".school-open input[type=file]").setInputFiles(files);
  await page.locator(".school-table tbody tr").nth(18).waitFor();
  const pdf = await printPdf(page, "people-agenda-long");
  const { pages } = await pdfPages(pdf);
  const text = (await pdfText(pdf)).replace(/[ 　]/g, "");
  assert.ok(pages >= 2, `${pages} pages`);
  for (let n = 1; n <= pages; n++) {
    assert.ok(text.includes(`${n}/${pages}`), `page ${n} says so`);
    assert.ok((await pdfInkBottom(pdf, n)) < 842 - (12 / 25.4) * 72, `page ${n} ends above its margin`);
  }
  for (let at = 0; at < 18; at++) assert.ok(text.includes(`架空${at}`), `class ${at}`);
  assertQuiet(app);
});
