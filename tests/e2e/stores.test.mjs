// Stores that fail and copies that were changed: what is said, that nothing stored before is harmed, and the way out.

import { test } from "node:test";
import assert from "node:assert/strict";
import { assertQuiet } from "./harness.mjs";
import {
  answer, answersIn, bytesOf, classOf, everything, lockNow, openFile, otherVault, overwrite, saveFile, savedBy, saying, setFaults,
  storedAnswers, withFaults,
} from "./faults.mjs";
import { PASSPHRASE, kept, openClass, openLocked, openSealed, reload, sealedMirror, unlock, vault } from "./vault.mjs";

const FULL = "端末の保存場所がいっぱいで、最後の変更を保存できませんでした。画面の内容と、前に保存した分は無事です。「ファイルに保存」で残してください。";
const NOWHERE = "このブラウザでは、端末への保存が許可されていません。画面の内容は無事ですが、画面を閉じると消えます。「ファイルに保存」で残してください。";
const first = { 1: { Q3: "2" } };
const second = { 1: { Q3: "2", Q4: "1" } };

/** An open class with one answer that is stored in both places. */
async function withOneAnswer(t) {
  const app = await openClass(t, classOf(), "#/grid", { before: withFaults() });
  await answer(app.page, 0, 2, "2");
  await kept(app.page);
  assert.deepEqual(await storedAnswers(app.page), { mirror: first, record: first });
  return app;
}

for (const [where, faults, kept_] of [
  ["LocalStorage is full", { local: "full" }, { mirror: first, record: second }],
  ["LocalStorage is blocked", { local: "blocked" }, { mirror: first, record: second }],
]) {
  test(`while ${where}, the durable store keeps every change`, async (t) => {
    const { page } = await withOneAnswer(t);
    await setFaults(page, faults);
    await answer(page, 0, 3, "1");
    await kept(page);
    await setFaults(page, {});
    assert.deepEqual(await storedAnswers(page), kept_);
    await reload(page);
    await kept(page);
    assert.deepEqual(await storedAnswers(page), { mirror: second, record: second });
  });
}

for (const [where, faults] of [
  ["a write to the durable store throws for want of room", { indexed: "throw" }],
  ["the durable store gives the write up for want of room", { indexed: "abort" }],
  ["both stores are full", { local: "full", indexed: "throw" }],
  ["LocalStorage is blocked and the durable store gives up", { local: "blocked", indexed: "abort" }],
]) {
  test(`when ${where}, it is said, what was stored stays, a file can be saved, and it is stored once there is room`, async (t) => {
    const app = await withOneAnswer(t);
    const { page } = app;
    const before = await everything(page);
    await setFaults(page, faults);
    await answer(page, 0, 3, "1");
    await saying(page, "保存できていません");
    await page.getByRole("alert").filter({ hasText: FULL }).waitFor();
    const { bytes } = await saveFile(page);
    await setFaults(page, {});
    const now = await everything(page);
    assert.deepEqual(now.records, before.records, "the record stored before is unharmed");
    if (faults.local) assert.equal(now.texts["kizuki/document"], before.texts["kizuki/document"]);
    assert.deepEqual(await answersIn(page, bytes), second, "the file has the newest answer");
    // Nobody types anything more: it is stored by itself.
    await kept(page);
    assert.deepEqual(await storedAnswers(page), { mirror: second, record: second });
    await page.getByRole("alert").filter({ hasText: FULL }).waitFor({ state: "hidden" });
    assertQuiet(app);
  });
}

test("without IndexedDB the mirror keeps the class, and it is there after a reload", async (t) => {
  const { page } = await openClass(t, classOf(), "#/grid", { before: withFaults({ indexed: "missing" }) });
  await answer(page, 0, 2, "2");
  await kept(page);
  await reload(page);
  await kept(page);
  const mirror = await page.evaluate(() => localStorage.getItem("kizuki/document"));
  assert.deepEqual(await answersIn(page, bytesOf(mirror)), first);
});

test("without IndexedDB a second tab that takes over loses nothing of the first", async (t) => {
  const app = await openClass(t, classOf(), "#/grid", { before: withFaults({ indexed: "missing" }) });
  const { page } = app;
  await kept(page);
  const other = await app.newTab();
  await other.evaluate(() => { location.hash = "#/grid"; });
  await unlock(other);
  await other.getByRole("button", { name: "こちらで書く" }).waitFor();
  await answer(page, 0, 2, "2");
  await kept(page);
  await other.getByRole("button", { name: "こちらで書く" }).click();
  await other.getByRole("button", { name: "こちらで書く" }).waitFor({ state: "hidden" });
  await other.evaluate(() => { location.hash = "#/grid"; });
  await answer(other, 0, 3, "1");
  await kept(other);
  const mirror = await other.evaluate(() => localStorage.getItem("kizuki/document"));
  assert.deepEqual(await answersIn(other, bytesOf(mirror)), second);
});

test("where nothing can be stored at all, that is said from the beginning and a file can be saved", async (t) => {
  const app = await openLocked(t, classOf(), "#/grid", { before: withFaults({}) });
  const { page } = app;
  // The class comes from a file, as the device can hold none.
  await unlock(page);
  const { bytes } = await saveFile(page);
  await kept(page);
  await setFaults(page, { local: "blocked", indexed: "missing" });
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await openFile(page, bytes);
  const asks = page.getByRole("dialog", { name: "このファイルの合言葉" });
  await asks.getByLabel("合言葉", { exact: true }).fill(PASSPHRASE);
  await asks.getByRole("button", { name: "開く" }).click();
  await page.locator(".frame").waitFor();
  await saying(page, "保存できていません");
  await page.getByRole("alert").filter({ hasText: NOWHERE }).waitFor();
  await page.evaluate(() => { location.hash = "#/grid"; });
  await answer(page, 0, 2, "2");
  const saved = await saveFile(page);
  assert.match(Buffer.from(saved.bytes).toString("latin1"), /^age-encryption.org\/v1\n/);
  await setFaults(page, {});
  assert.deepEqual(await answersIn(page, saved.bytes), first);
});

// ---------------------------------------------------------------------------------------------------------------------
// Copies that were changed behind the app's back

const flipped = (bytes) => bytes.map((byte, at) => (at === bytes.length - 1000 ? byte ^ 4 : byte));
const HARMS = {
  "cut off": async (bytes) => bytes.slice(0, Math.floor(bytes.length / 2)),
  "with one bit changed": async (bytes) => flipped(bytes),
  "of another vault": async (bytes, text) => new Uint8Array(await (await otherVault()).seal(text)),
};
const SAYS = {
  "cut off": "ファイルがこわれているか、途中で切れているため、開けませんでした",
  "with one bit changed": "ファイルがこわれているか、途中で切れているため、開けませんでした",
  "of another vault": "別の鍵で保存された内容です。保存したときの合言葉か、その復旧シートで開いてください。",
};
const places = async (page) => {
  const { texts, records } = await everything(page);
  return { mirror: bytesOf(texts["kizuki/document"]), record: Uint8Array.from(records["kizuki/document"]) };
};

for (const [harm, make] of Object.entries(HARMS)) {
  for (const place of ["mirror", "record"]) {
    test(`a ${place} ${harm} stays as it is, the class opens from the other copy, and the person decides`, async (t) => {
      const { page } = await withOneAnswer(t);
      await lockNow(page);
      const before = (await places(page))[place];
      const harmed = await make(before, await openSealed(page, before));
      await overwrite(page, { [place]: harmed });
      await reload(page);
      const notice = page.getByRole("alert").filter({ hasText: "二つの写しのうち一つを開けなかったため、もう一つから開きました。開けなかった写しには手をつけていません。" });
      await notice.waitFor();
      await page.evaluate(() => { location.hash = "#/grid"; });
      await answer(page, 0, 3, "1");
      await kept(page);
      const other = place === "mirror" ? "record" : "mirror";
      const now = await places(page);
      assert.deepEqual(now[place], harmed, "the copy that cannot be opened is not touched");
      assert.deepEqual(await answersIn(page, now[other]), second, "the other one goes on");
      const rescued = await savedBy(page, () => notice.getByRole("button", { name: "保存されている中身をファイルに取り出す" }).click());
      assert.deepEqual(rescued.bytes, harmed, "it can be saved as it is");
      await notice.getByRole("button", { name: "いまの内容で置きかえる" }).click();
      await notice.waitFor({ state: "hidden" });
      await kept(page);
      assert.deepEqual(await storedAnswers(page), { mirror: second, record: second });
    });
  }

  test(`when both copies are ${harm}, that is said, both stay as they are, and can be saved or erased`, async (t) => {
    const app = await withOneAnswer(t);
    const { page } = app;
    await lockNow(page);
    const { record } = await places(page);
    const harmed = await make(record, await openSealed(page, record));
    await overwrite(page, { mirror: harmed, record: harmed });
    await page.reload();
    await page.getByLabel("合言葉で開く").fill(PASSPHRASE);
    await page.getByRole("button", { name: "開く", exact: true }).click();
    const trouble = page.getByRole("alert").filter({ hasText: "この端末に保存されている学級を開けませんでした" });
    await trouble.getByText(SAYS[harm]).waitFor();
    await trouble.getByText("保存されている中身には手を付けていません。").waitFor();
    assert.deepEqual(await places(page), { mirror: harmed, record: harmed });
    const rescued = await savedBy(page, () => page.getByRole("button", { name: "保存されている中身をファイルに取り出す" }).click());
    assert.deepEqual(rescued.bytes, harmed);
    // The way out: a file saved earlier, after the question whether it may replace what cannot be opened.
    await openFile(page, record);
    const question = page.getByRole("dialog", { name: "この端末の中身を置きかえます" });
    await question.getByRole("button", { name: "やめる" }).click();
    assert.deepEqual(await places(page), { mirror: harmed, record: harmed }, "until that question is answered");
    await openFile(page, record);
    await question.getByRole("checkbox").check();
    await question.getByRole("button", { name: "置きかえて続ける" }).click();
    await page.locator(".frame").waitFor();
    await kept(page);
    assert.deepEqual(await storedAnswers(page), { mirror: first, record: first });
    assertQuiet(app);
  });
}

for (const place of ["mirror", "record"]) {
  test(`when an older state was put into the ${place}, the newer answers of the other copy stand`, async (t) => {
    const { page } = await withOneAnswer(t);
    const older = (await places(page))[place];
    await answer(page, 0, 3, "1");
    await lockNow(page);
    await overwrite(page, { [place]: older });
    await reload(page);
    await kept(page);
    assert.deepEqual(await storedAnswers(page), { mirror: second, record: second });
  });
}

test("two copies of different classes: one is open, the other stays as it is, and both are said", async (t) => {
  const { page } = await withOneAnswer(t);
  await lockNow(page);
  const { record } = await places(page);
  const foreign = JSON.parse(await openSealed(page, record));
  foreign.id = "b".repeat(32);
  const sealed = bytesOf(await sealedMirror(JSON.stringify(foreign), (await vault()).recipient));
  await overwrite(page, { mirror: sealed });
  await reload(page);
  await page.getByRole("alert").filter({ hasText: "この端末の二つの写しは別々の学級でした。一方を開いています。もう一方には手をつけていません。" }).waitFor();
  await kept(page);
  assert.deepEqual((await places(page)).mirror, sealed);
});

// ---------------------------------------------------------------------------------------------------------------------
// Newer versions, files

test("a class of a newer version is refused with what to do, and nothing is touched", async (t) => {
  const newer = { ...classOf(), format: "kizuki.document/9" };
  const { page } = await openLocked(t, newer, "");
  const before = await everything(page);
  await page.getByLabel("合言葉で開く").fill(PASSPHRASE);
  await page.getByRole("button", { name: "開く", exact: true }).click();
  const trouble = page.getByRole("alert").filter({ hasText: "新しい版の気づきシートで保存されたファイルです（形式 9）。" });
  await trouble.getByText("新しい版の気づきシートで開いてください。").waitFor();
  const now = await everything(page);
  assert.deepEqual(now.texts, before.texts);
  assert.deepEqual(now.records["kizuki/document"], before.records["kizuki/document"]);
});

for (const [what, header, says] of [
  ["was made by a newer version", { format: "kizuki.vault/2" }, "新しい版の気づきシートで開いてください。"],
  ["is damaged", { recipient: "age1" }, "この端末にある写しの鍵が見つからないため、開けません。写しには手をつけていません。保存したファイル（.age）を、その合言葉で開いてください。"],
]) {
  test(`when the key of this device ${what}, that is said instead of calling the passphrase wrong, and nothing is touched`, async (t) => {
    const { recipient, header: whole } = await vault();
    const text = JSON.stringify({ ...JSON.parse(whole), ...header });
    const { page } = await openLocked(t, classOf(), "", { vault: Promise.resolve({ header: text, recipient }) });
    await page.getByRole("alert").filter({ hasText: says }).waitFor();
    const before = await everything(page);
    assert.equal(before.texts["kizuki/vault"], text);
    // Even a file that opens does not take its place before the person has said so.
    const other = await otherVault();
    await openFile(page, await other.seal(JSON.stringify(classOf()), { withKey: true }));
    const asks = page.getByRole("dialog", { name: "このファイルの合言葉" });
    await asks.getByLabel("合言葉", { exact: true }).fill(other.passphrase);
    await asks.getByRole("button", { name: "開く" }).click();
    const question = page.getByRole("dialog", { name: "この端末の中身を置きかえます" });
    await question.waitFor();
    assert.deepEqual(await everything(page), before);
    await question.getByRole("checkbox").check();
    await question.getByRole("button", { name: "置きかえて続ける" }).click();
    await page.locator(".frame").waitFor();
    await kept(page);
    await page.reload();
    await unlock(page, other.passphrase);
  });
}

test("a saved file that was cut off anywhere is refused with what to do, and what is here is as it was", async (t) => {
  const app = await withOneAnswer(t);
  const { page } = app;
  const { bytes } = await saveFile(page);
  await page.evaluate(() => { location.hash = "#/roster"; });
  await page.getByLabel("別のファイルを開く").waitFor();
  await kept(page);
  const before = await storedAnswers(page);
  for (const length of [0, 10, 22, 64, 300, 640, 1024, bytes.length - 4096, bytes.length - 17, bytes.length - 1]) {
    await openFile(page, bytes.slice(0, length));
    const notice = page.locator(".notice-error").filter({ hasText: /ファイル/ });
    await notice.waitFor();
    const told = await notice.innerText();
    assert.match(told, /変わっていません|手を付けていません|無事/, `cut after ${length} bytes: ${told}`);
    assert.match(told, /(選んで|開いて|確かめて)ください/, `cut after ${length} bytes: ${told}`);
    await notice.getByRole("button", { name: "閉じる" }).click();
    await notice.waitFor({ state: "hidden" });
    assert.deepEqual(await storedAnswers(page), before);
  }
  assertQuiet(app);
});
