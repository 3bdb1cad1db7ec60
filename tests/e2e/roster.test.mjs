// A teacher begins a class: by numbers, from the list of the school's software, by paste; and later adds attendance.
// Nothing that the preview throws away may be found on the device afterwards, and nothing is imported half.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { storedClass } from "./class-file.mjs";
import { PASSPHRASE, choosePassphrase, reload, storedText } from "./vault.mjs";
import { VIEWPORTS, assertQuiet, axe, openApp, overflow, paste, targets44 } from "./harness.mjs";

const fixtures = join(dirname(fileURLToPath(import.meta.url)), "../fixtures/roster");
const fixture = (name) => join(fixtures, name);

/** Everything this page keeps on the device, as one text. */
const stored = async (page) =>
  [await page.evaluate(() => Object.entries(localStorage).flat().join("\n")), await storedText(page)].filter(Boolean).join("\n");

/** From the start screen to the question how the roster is made. */
async function beginClass(page, { grade = "小5", name = "1", way } = {}) {
  await page.getByRole("button", { name: "学級をはじめる" }).click();
  await page.getByRole("radio", { name: grade }).check();
  await page.getByLabel("組", { exact: true }).fill(name);
  await page.getByRole("button", { name: "次へ" }).click();
  await page.getByRole("heading", { name: "名簿をどうつくりますか" }).waitFor();
  if (way) await page.getByRole("radio", { name: way }).check();
}

async function beginWithFile(page, file, options) {
  await beginClass(page, { ...options, way: "CSVファイルを選ぶ" });
  await page.getByLabel("ファイルを選ぶ", { exact: true }).setInputFiles(fixture(file));
  await page.getByRole("heading", { name: "読み込む内容を確かめます" }).waitFor();
}

/** Pastes a text where a list goes. */
async function pasteList(page, text) {
  await page.getByLabel("ここに貼り付ける").focus();
  await paste(page, text);
}

/** Chooses a passphrase and waits for the first look, where a class that has begun opens. */
async function firstLook(page) {
  await choosePassphrase(page);
  await page.waitForURL(/#\/sweep$/);
}

const students = async (page) => (await storedClass(page)).class.students;

test("a class of numbers begins with a few taps and is there after a reload", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.ipad });
  const { page } = app;
  await beginClass(page, { grade: "中2", name: "３組" });
  const count = page.getByLabel("人数", { exact: true });
  await count.fill("２７");
  await page.getByRole("button", { name: "1人ふやす" }).click();
  await page.getByRole("button", { name: "28人で始める" }).click();
  await firstLook(page);
  const { class: classroom, rounds } = await storedClass(page);
  assert.deepEqual([classroom.grade, classroom.class_name, classroom.students.length], ["J2", "3", 28]);
  assert.deepEqual(classroom.students.map(({ number }) => number), Array.from({ length: 28 }, (_, at) => at + 1));
  assert.equal(rounds.length, 1);
  page.on("dialog", (dialog) => dialog.accept());
  await reload(page);
  await page.getByText("中2年3組").first().waitFor();
  assertQuiet(app);
});

test("a count that no class has is answered in place, by keyboard", async (t) => {
  const { page } = await openApp(t);
  await page.getByRole("button", { name: "学級をはじめる" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "次へ" }).click();
  await page.getByRole("alert").getByText("学年を選んでください").waitFor();
  await page.getByRole("radio", { name: "小1" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  const count = page.getByLabel("人数", { exact: true });
  for (const wrong of ["0", "201", "", "多い"]) {
    await count.fill(wrong);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("1〜200の人数").waitFor();
    assert.equal(await count.getAttribute("aria-invalid"), "true", wrong);
    assert.ok(await count.evaluate((input) => input === document.activeElement));
  }
  assert.equal(await storedClass(page), undefined);
});

test("of a school's export, 47 of 50 columns are named as thrown away and leave no trace on the device", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.chromebook });
  const { page } = app;
  await beginWithFile(page, "c4th_cp932.csv");
  await page.getByText("35人").first().waitFor();
  await page.getByRole("heading", { name: "捨てる列（47）" }).waitFor();
  for (const heading of ["生年月日", "性別", "郵便番号", "電話番号1", "保護者1 名前", "保護者1 緊急連絡先"]) {
    await page.getByRole("listitem").filter({ hasText: heading }).first().waitFor();
  }
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "この名簿で始める" }).click();
  await firstLook(page);
  const kept = await stored(page);
  assert.ok(kept.includes("青木 颯太") && kept.includes("あおき そうた"));
  assert.equal((await students(page)).length, 35);
  const [head, ...rows] = new TextDecoder("shift_jis").decode(readFileSync(fixture("c4th_cp932.csv"))).trimEnd().split(/\r?\n/);
  const headings = head.split(",");
  for (const heading of ["生徒コード", "生年月日", "郵便番号", "町番地", "電話番号1", "保護者1　名前", "保護者1　緊急連絡先"]) {
    const column = headings.indexOf(heading);
    assert.ok(column >= 0, heading);
    for (const cell of rows.map((row) => row.split(",")[column])) assert.ok(!kept.includes(cell), `${heading}: ${cell}`);
  }
  assert.ok(!(await page.content()).includes("591-8021"), "the list is not on the page either");
  assertQuiet(app);
});

test("names can be left out of a list that has them", async (t) => {
  const { page } = await openApp(t);
  await beginWithFile(page, "c4th_cp932.csv");
  await page.getByText("青木 颯太").waitFor();
  await page.getByLabel("名前は使わず、番号だけにする").check();
  await page.getByText("青木 颯太").waitFor({ state: "detached" });
  assert.ok(await page.getByLabel("名前は使わず、番号だけにする").isChecked());
  await page.getByRole("button", { name: "この名簿で始める" }).click();
  await firstLook(page);
  assert.ok((await students(page)).every((student) => !student.name && !student.reading));
  assert.equal((await students(page)).length, 35);
});

test("a table copied from Excel is read as soon as it is pasted", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.ipadLandscape });
  const { page } = app;
  await beginClass(page, { name: "", way: "Excelから貼り付け" });
  await pasteList(page, readFileSync(fixture("excel_paste.tsv"), "utf8"));
  await page.getByText("小学5年1組").waitFor();
  await page.getByRole("button", { name: "この名簿で始める" }).click();
  await firstLook(page);
  const { class: classroom } = await storedClass(page);
  assert.deepEqual([classroom.class_name, classroom.students.length], ["1", 35]);
  assert.equal(classroom.students[0].name, "青木 颯太");
  assertQuiet(app);
});

test("counts in a roster are entered only after the teacher says what time they cover", async (t) => {
  const { page } = await openApp(t, { viewport: VIEWPORTS.phone });
  await beginWithFile(page, "excel_utf8_bom.csv");
  await page.getByRole("button", { name: "この名簿で始める" }).click();
  await page.getByRole("alert").getByText("出欠がいつの分かを選んでください").waitFor();
  assert.equal(await storedClass(page), undefined);
  await page.getByRole("radio", { name: "直近1か月の分" }).check();
  await page.getByRole("button", { name: "この名簿で始める" }).click();
  await firstLook(page);
  const { class: classroom, rounds } = await storedClass(page);
  const second = classroom.students[1];
  const sheet = rounds[0].responses.find(({ student }) => student === second.id);
  assert.deepEqual([second.number, sheet.attendance.absent, sheet.attendance.late], [2, 8, 0]);
});

test("a file cut short names the line, and nothing of it is kept", async (t) => {
  const { page } = await openApp(t, { viewport: VIEWPORTS.ipad });
  await beginWithFile(page, "broken_truncated.csv");
  await page.getByRole("alert").getByText(/5行目: 列が足りません/).waitFor();
  assert.equal(await page.getByRole("button", { name: "この名簿で始める" }).count(), 0);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(await targets44(page), []);
  assert.equal(await storedClass(page), undefined);
  await page.getByRole("button", { name: /この行を読み込まない/ }).click();
  await page.getByText("読み込まない行：5行目").waitFor();
  await page.getByText("3人").first().waitFor();
  await page.getByRole("button", { name: /読み込みに戻す/ }).click();
  await page.getByRole("alert").getByText(/5行目: 列が足りません/).waitFor();
  await page.getByRole("button", { name: "もどる" }).click();
  await page.getByRole("heading", { name: "名簿をどうつくりますか" }).waitFor();
  assert.ok(!(await page.content()).includes("青木"), "going back drops what was read");
});

test("a workbook is refused with what to do instead", async (t) => {
  const { page } = await openApp(t);
  await beginClass(page, { way: "CSVファイルを選ぶ" });
  const workbook = { name: "meibo.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\x03\x04rest") };
  await page.getByLabel("ファイルを選ぶ", { exact: true }).setInputFiles(workbook);
  await page.getByRole("alert").getByText("「Excelから貼り付け」").waitFor();
});

test("one of two classes in a list is chosen, and a class other than the one named is pointed out", async (t) => {
  const { page } = await openApp(t);
  const list = "学年,組,番号,氏名\n5,1,1,見本 一\n5,1,2,見本 二\n5,2,1,見本 三\n";
  await beginClass(page, { name: "2", way: "Excelから貼り付け" });
  await pasteList(page, list);
  const choice = page.getByLabel("読み込む学級");
  assert.equal(await choice.inputValue(), "1", "the class named before is offered first");
  await choice.selectOption({ label: "小学5年1組　2人" });
  await page.getByText("はじめに選んだ「小学5年2組」とちがいます").waitFor();
  await choice.selectOption({ label: "小学5年2組　1人" });
  await page.getByText("とちがいます").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "この名簿で始める" }).click();
  await firstLook(page);
  assert.deepEqual((await students(page)).map(({ name }) => name), ["見本 三"]);
});

test("a stored class that cannot be read is untouched until the teacher says so", async (t) => {
  const broken = '{"format":"kizuki.document/1","rev';
  const app = await openApp(t, {
    viewport: VIEWPORTS.ipad,
    before: (page) => page.addInitScript((text) => localStorage.getItem("kizuki/document") ?? localStorage.setItem("kizuki/document", text), broken),
  });
  const { page } = app;
  await page.getByRole("alert").getByText("開けませんでした").waitFor();
  await beginClass(page);
  await page.getByRole("button", { name: "35人で始める" }).click();
  const dialog = page.getByRole("dialog");
  assert.ok(await dialog.getByRole("button", { name: "置きかえて続ける" }).isDisabled());
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "ファイルに取り出す" }).click()]);
  assert.equal(readFileSync(await download.path(), "utf8"), broken);
  assert.equal(await page.evaluate(() => localStorage.getItem("kizuki/document")), broken);
  await dialog.getByLabel("ファイルに取り出したか").check();
  await dialog.getByRole("button", { name: "置きかえて続ける" }).click();
  await firstLook(page);
  assert.equal((await students(page)).length, 35);
  assertQuiet(app);
});

test("the way to a class fits every screen in both languages", async (t) => {
  for (const viewport of [VIEWPORTS.phone, VIEWPORTS.ipad, VIEWPORTS.chromebook]) {
    const { page, close } = await openApp(undefined, { viewport });
    await beginWithFile(page, "excel_utf8_bom.csv");
    assert.equal(await overflow(page), undefined);
    assert.deepEqual(await targets44(page), []);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Check what will be read" }).waitFor();
    assert.equal(await overflow(page), undefined);
    await close();
  }
});

/** A class begun from a list, shown on its roster screen. */
async function ownRoster(page, file = "c4th_cp932.csv") {
  await beginWithFile(page, file);
  await page.getByRole("button", { name: "この名簿で始める" }).click();
  await firstLook(page);
  await page.getByRole("navigation").getByRole("link", { name: "名簿" }).click();
  await page.getByRole("heading", { name: "名簿", exact: true }).waitFor();
}

async function readAttendance(page, file) {
  await page.getByRole("button", { name: "出欠を取り込む" }).click();
  await page.getByLabel("ファイルを選ぶ", { exact: true }).setInputFiles(file);
}

/** The number of the student in the focused row's button, or whatever else has the keyboard. */
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);

test("attendance of a list fills the counts of the class by number, and is there after a reload", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.ipad });
  const { page } = app;
  await ownRoster(page);
  await readAttendance(page, fixture("attendance_cp932.csv"));
  await page.getByText("35人中35人の欠席・遅刻・早退が見つかりました").waitFor();
  const enter = page.getByRole("button", { name: "35人分を取り込む" });
  await enter.click();
  await page.getByRole("alert").getByText("出欠がいつの分かを選んでください").waitFor();
  await page.getByRole("radio", { name: "年度はじめからの分" }).check();
  await enter.click();
  await page.getByText("35人分の出欠を取り込みました").waitFor();
  await page.getByRole("columnheader", { name: "年度の欠席" }).waitFor();
  assert.equal(await page.getByRole("columnheader", { name: "遅刻" }).count(), 0, "of a year only the days absent are taken");
  await readAttendance(page, fixture("attendance_cp932.csv"));
  await page.getByRole("radio", { name: "直近1か月の分" }).check();
  await enter.click();
  await page.getByRole("columnheader", { name: "遅刻" }).waitFor();
  assert.equal(await page.getByRole("columnheader", { name: "授業日数" }).count(), 1, "the days of school the counts are of");
  page.on("dialog", (dialog) => dialog.accept());
  await reload(page);
  const second = page.getByRole("row").filter({ hasText: "阿部 結愛" });
  await second.waitFor();
  assert.match((await second.innerText()).replace(/\s+/g, " "), /2 阿部 結愛 あべ ゆあ 5 1 0 20 5/);
  assertQuiet(app);
});

test("an attendance list that fits only in part says who is missing, who is unknown and whose name differs", async (t) => {
  const { page } = await openApp(t);
  await ownRoster(page);
  const list = "学年,組,番号,氏名,欠席\n5,2,1,青木 颯太,3\n5,2,2,見本 べつ,1\n5,2,99,見本 だれ,2\n";
  await readAttendance(page, { name: "a.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  for (const sentence of ["35人中2人", "学年・組は、開いている学級とちがいます", /学級にいない番号.*99番/, /氏名がちがう番号.*2番/, /表にない番号.*3・4/]) {
    await page.getByText(sentence).waitFor();
  }
  await page.getByRole("button", { name: "もどる" }).click();
  await page.getByRole("button", { name: "もどる" }).click();
  await page.getByRole("heading", { name: "名簿", exact: true }).waitFor();
  assert.equal((await storedClass(page)).rounds[0].responses?.length ?? 0, 0, "nothing was entered");
});

test("a student is added, changed and removed by keyboard, and a taken number is answered in place", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.chromebook });
  const { page } = app;
  await ownRoster(page);
  const dialog = page.getByRole("dialog");
  const number = dialog.getByLabel("出席番号");
  await page.getByRole("button", { name: "1人足す" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await number.inputValue(), "36");
  for (const wrong of ["3", "0", "", "1000"]) {
    await number.fill(wrong);
    await page.keyboard.press("Enter");
    await dialog.getByRole("alert").getByText(/番号/).waitFor();
    assert.equal(await number.getAttribute("aria-invalid"), "true", wrong);
  }
  await number.fill("４０");
  await dialog.getByLabel("氏名").fill("見本　はな");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("row").filter({ hasText: "見本 はな" }).waitFor();
  assert.equal(await focused(page), "1人足す");

  await page.getByRole("button", { name: "40番 見本 はなを直す" }).focus();
  await page.keyboard.press("Enter");
  await dialog.getByLabel("ふりがな").fill("みほん はな");
  await page.keyboard.press("Enter");
  await page.getByRole("cell", { name: "みほん はな" }).waitFor();
  assert.equal(await focused(page), "40番 見本 はなを直す");
  const { id, ...added } = (await students(page)).at(-1);
  assert.deepEqual(added, { number: 40, name: "見本 はな", reading: "みほん はな" });
  assert.ok(id > 1_000_000, "a number no other device gives");

  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "名簿から外す" }).click();
  const remove = dialog.getByRole("button", { name: "名簿から外す" });
  assert.ok(await remove.isDisabled());
  await page.keyboard.press("Escape");
  assert.equal((await students(page)).length, 36);
  await page.getByRole("button", { name: "40番 見本 はなを直す" }).click();
  await dialog.getByRole("button", { name: "名簿から外す" }).click();
  await dialog.getByRole("checkbox").check();
  await remove.click();
  await page.getByText("40番を名簿から外しました").waitFor();
  assert.equal((await students(page)).length, 35);
  assertQuiet(app);
});

test("names go at one word and leave numbers; hidden names stay hidden while a number is changed", async (t) => {
  const { page } = await openApp(t);
  await ownRoster(page);
  await page.getByRole("button", { name: "名前を隠す" }).click();
  await page.getByText("青木 颯太").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "1番を直す", exact: true }).click();
  const dialog = page.getByRole("dialog");
  assert.equal(await dialog.getByLabel("氏名").count(), 0);
  await dialog.getByLabel("出席番号").fill("50");
  await dialog.getByRole("button", { name: "この内容にする" }).click();
  await page.getByText("50番を直しました").waitFor();
  assert.equal((await students(page)).at(-1).name, "青木 颯太");
  await page.getByRole("button", { name: "名前だけを消す" }).click();
  await dialog.getByRole("button", { name: "名前を消す" }).click();
  await page.getByText("名前を消しました").waitFor();
  assert.ok(!(await stored(page)).includes("青木"));
  assert.equal((await students(page)).length, 35);
  assert.equal(await page.getByRole("button", { name: "名前だけを消す" }).count(), 0);
});

test("what the class is called can be changed and stands in the head at once", async (t) => {
  const { page } = await openApp(t);
  await ownRoster(page);
  await page.getByRole("radio", { name: "中3" }).check();
  await page.getByLabel("組", { exact: true }).fill("Ａ組");
  await page.keyboard.press("Tab");
  await page.getByText("中3年A組").first().waitFor();
  const { class: classroom } = await storedClass(page);
  assert.deepEqual([classroom.grade, classroom.class_name], ["J3", "A"]);
});

test("the class is saved to a file, erased from the device, and opened again from the file", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.ipad });
  const { page } = app;
  await ownRoster(page);
  const before = await storedClass(page);
  await page.getByRole("button", { name: "この端末から消す" }).click();
  const dialog = page.getByRole("dialog");
  assert.ok(await dialog.getByRole("button", { name: "消す", exact: true }).isDisabled());
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "ファイルに保存" }).click()]);
  const file = readFileSync(await download.path());
  assert.ok(!/5年|青木/.test(download.suggestedFilename()), "the name of the file tells nothing");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "消す", exact: true }).click();
  await page.getByText("この端末から消しました").waitFor();
  assert.equal(await stored(page), "");
  await page.reload();
  await page.getByRole("button", { name: "学級をはじめる" }).waitFor();
  await page.getByLabel("ファイルを開く").setInputFiles({ name: "kizuki.age", mimeType: "application/octet-stream", buffer: file });
  const asks = page.getByRole("dialog", { name: "このファイルの合言葉" });
  await asks.getByLabel("合言葉", { exact: true }).fill(`${PASSPHRASE}?`);
  await asks.getByRole("button", { name: "開く" }).click();
  await asks.getByText("この合言葉では開けませんでした").waitFor();
  await asks.getByLabel("合言葉", { exact: true }).fill(PASSPHRASE);
  await asks.getByRole("button", { name: "開く" }).click();
  await page.getByText("5年1組").first().waitFor();
  assert.deepEqual(await storedClass(page), before);
  assertQuiet(app);
});

test("opening another file asks before changes are lost that are in no file", async (t) => {
  const { page } = await openApp(t);
  await ownRoster(page);
  const other = (await storedText(page)).replace('"class_name":["1"', '"class_name":["9"').replace(/"id":"[0-9a-f]{32}"/, `"id":"${"b".repeat(32)}"`);
  const open = () => page.getByLabel("別のファイルを開く").setInputFiles({ name: "b.json", mimeType: "application/json", buffer: Buffer.from(other) });
  await page.getByLabel("別のファイルを開く").setInputFiles({ name: "b.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await page.getByText("いま開いている学級").first().waitFor();
  await open();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "やめる" }).click();
  assert.equal((await storedClass(page)).class.class_name, "1");
  await open();
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "置きかえて続ける" }).click();
  await page.getByText("5年9組").first().waitFor();
  assert.equal((await storedClass(page)).class.class_name, "9");
});

test("the roster screen has no fault that axe knows and fits every screen", async (t) => {
  for (const viewport of [VIEWPORTS.phone, VIEWPORTS.ipad, VIEWPORTS.ipadLandscape, VIEWPORTS.chromebook]) {
    const { page, close } = await openApp(undefined, { viewport });
    await ownRoster(page);
    assert.deepEqual(await axe(page, { include: "main" }), []);
    assert.equal(await overflow(page), undefined);
    assert.deepEqual(await targets44(page), []);
    await page.getByRole("button", { name: "1人足す" }).click();
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await axe(page, { include: "main" }), []);
    await close();
  }
});
