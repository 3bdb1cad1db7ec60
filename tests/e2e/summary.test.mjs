// 気づき要約票 from outside: what is asked before it leaves, what the paper and the file say, and above all what they
// do not say; and 対応表, which tells whose it is and stays in the school.

import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { storedClass as stored } from "./class-file.mjs";
import { openClass as openStored } from "./vault.mjs";
import {
  VIEWPORTS, assertQuiet, axe, openApp, overflow, pdfInkBottom, pdfPages, pdfText, printPdf, saveDownload, targets44,
} from "./harness.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const schema = JSON.parse(readFileSync(join(here, "../../public/schemas/summary-1.json"), "utf8"));
const contentBytes = readFileSync(join(here, "../../src/format/content/default.json"));
const checksum = createHash("sha256").update(contentBytes).digest("hex").slice(0, 8);
const content = JSON.parse(contentBytes);

/** Millimetres of white that every sheet has at its edges, and points of an A4 page. */
const MARGIN = (12 / 25.4) * 72;
const HEIGHT = 842;

// ---------------------------------------------------------------------------------------------------------------
// A class whose every name would be noticed

const FAMILY = ["鰯雲", "鯖江", "鮎川", "鯵坂", "鰹木", "鱈場"];
const GIVEN = ["鮪太", "鰻子", "鯨介", "鮭美", "鱚郎", "鯉香"];
const READINGS = ["いわしぐも まぐた", "さばえ うなこ", "あゆかわ げいすけ", "あじさか さけみ", "かつおぎ きすろう", "たらば こいか"];
const SUBJECT = 2;

/** Answers of the full form: much concern in one area, little elsewhere. */
function answers(heavy) {
  const given = Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`Q${at + 1}`, at < 3 && heavy ? "2" : "0"]));
  if (!heavy) return given;
  for (const item of ["B1", "B2", "B3", "B4", "C1", "C2", "C3", "C4", "D1", "D2", "D3", "E1", "E2", "F1", "F2", "G1", "H1"]) given[item] = "2";
  return { ...given, S1: "1", S2: "0", G4: "1", X1: "0", X2: "0" };
}

function decision(more = {}) {
  return {
    met: "2026-11", directions: ["school", "community"], supports: ["sc", "ibasho"], who: "鯛山先生", by: "2026-12-11",
    next_check: "2027-01-18", tried: { homeroom: "2026-09" }, asks: ["visit", "ibasho"], ask_other: "放課後の居場所を知りたい",
    reply_by: { month: "2026-12", part: "early" }, student_heard: true, guardian_heard: false, consent: "given",
    note: "鰯雲さんの祖母から電話があった", on: "2026-11-20",
    basis: { content: { id: content.id, version: content.version, checksum }, lowest: "team", highest: "consult", reasons: [], items: [] },
    ...more,
  };
}

/** A stored class of six, of whom one is decided on. */
function classOf({ decided = decision(), sheet = {}, school = "第三小", keys = [] } = {}) {
  return {
    format: "kizuki.document/1",
    revision: 1,
    class: {
      school, school_year: 2026, grade: "P5", class_name: "鱒",
      students: FAMILY.map((family, at) => ({ id: at + 1, number: at + 1, name: `${family} ${GIVEN[at]}`, reading: READINGS[at] })),
    },
    next_student: 7,
    rounds: [{
      id: 1, label: "2学期", began: "2026-10-14", content: { id: content.id, version: content.version, checksum },
      responses: FAMILY.map((_, at) => ({
        student: at + 1,
        answers: { ...answers(at + 1 === SUBJECT), ...(at + 1 === SUBJECT ? sheet.answers : {}) },
        ...(at + 1 === SUBJECT ? { decision: decided, ...(sheet.cards ? { cards: sheet.cards } : {}) } : {}),
      })),
    }],
    keys, retired_codes: [], contacts: {},
  };
}

/** What stands in the class about people, and days. */
const secrets = [
  ...FAMILY, ...GIVEN, ...FAMILY.map((family, at) => `${family} ${GIVEN[at]}`), ...READINGS.flatMap((reading) => [reading, ...reading.split(" ")]),
  "鱒", "鯛山", "祖母", "11月20日", "12月11日", "1月18日", "2026-11-20", "2026-12-11", "2027-01-18", `${SUBJECT}番`,
];

const openClass = (t, document = classOf(), options = {}) =>
  openStored(t, document, options.hash ?? "#/summary", {
    ...options,
    before: (page) => page.addInitScript(() => {
      window.print = () => { window.printed = (window.printed ?? 0) + 1; window.titleInPrint = document.title; };
    }),
  });


async function openSummary(page, student = /^2番.*の要約票をひらく$/) {
  await page.getByRole("button", { name: student }).click();
  await page.getByRole("heading", { level: 1, name: /^気づき要約票/ }).waitFor();
}

const printButton = (page) => page.getByRole("button", { name: "要約票を印刷する" });
const saveButton = (page) => page.getByRole("button", { name: "ファイルに保存する" });

async function answerQuestions(page) {
  const questions = page.getByRole("group", { name: "3. 出す前に確かめる" }).getByRole("checkbox");
  assert.equal(await questions.count(), content.release_questions.length);
  for (const question of await questions.all()) {
    assert.equal(await printButton(page).isDisabled(), true, "every question must be answered first");
    assert.equal(await saveButton(page).isDisabled(), true);
    await question.check();
  }
}

async function print(page) {
  const before = await page.evaluate(() => window.printed ?? 0);
  await printButton(page).click();
  await page.waitForFunction((before) => window.printed === before + 1, before);
}

function assertNothingOfTheClass(text, place) {
  for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} is in the ${place}`);
}

const withoutSpace = (text) => text.replace(/\s/g, "");
/** The characters of a text, however its lines and columns are ordered; the style sheet's bullets aside. */
const characters = (text) => [...withoutSpace(text.normalize("NFKC").replaceAll("・", ""))].sort().join("");

// ---------------------------------------------------------------------------------------------------------------
// Paper and file

test("a decided student becomes one sheet of A4 with a case code and nothing of the class", async (t) => {
  const app = await openClass(t, classOf(), { viewport: VIEWPORTS.ipad });
  const { page } = app;
  await openSummary(page);
  assert.ok(!/[2-9A-Y]{3}-[2-9A-Y]{3}-/.test(await page.locator(".preview").innerText()), "no code is shown before one is drawn");
  await answerQuestions(page);
  assert.deepEqual((await stored(page)).keys, [], "looking draws no code");
  await print(page);
  assert.equal(await page.evaluate(() => window.titleInPrint), "kizuki");

  const [{ code, student }] = (await stored(page)).keys;
  assert.equal(student, SUBJECT);
  assert.match(code, /^[2-9A-Y]{3}-[2-9A-Y]{3}-[2-9A-Y]$/);
  const pdf = await printPdf(page, "summary");
  const { pages, width, height } = await pdfPages(pdf);
  assert.equal(pages, 1);
  assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} × ${height} is A4`);
  const bottom = await pdfInkBottom(pdf);
  const free = HEIGHT - MARGIN - bottom;
  assert.ok(free >= 0.1 * (HEIGHT - 2 * MARGIN), `${free} points are free; other engines set rows taller`);
  const text = await pdfText(pdf);
  for (const words of [
    code, "氏名等を含みません", "第三小", "教育相談コーディネーター", "放課後の居場所を知りたい", "訪問、居場所", "2026年12月上旬",
    "診断や評価ではありません", "廃棄期限 2032年3月", "区役所からの回答", checksum, "1/1",
  ]) assert.ok(withoutSpace(text).includes(withoutSpace(words)), `${words} is on the paper`);
  assertNothingOfTheClass(text, "paper");
  assert.equal(characters(await page.locator(".preview .paper").innerText()), characters(text), "the preview is the paper");
  assert.ok(await page.locator(".preview svg[role=img] path").count() > 0, "the symbol for the reader is on it");
  await page.getByText("対応表は校内で保管し、区役所には渡しません").waitFor();

  await print(page);
  assert.equal((await stored(page)).keys.length, 1, "printing again takes the same code");
  assertQuiet(app);
});

test("the file has the form of its schema, a neutral name, and nothing of the class", async (t) => {
  const app = await openClass(t);
  const { page } = app;
  await openSummary(page);
  await answerQuestions(page);
  const download = page.waitForEvent("download");
  await saveButton(page).click();
  const { name, bytes } = await saveDownload(await download);
  const [{ code }] = (await stored(page)).keys;
  assert.equal(name, `kizuki-summary-${code.replaceAll("-", "")}.json`);
  const text = bytes.toString("utf8");
  const summary = JSON.parse(text);
  const validate = new Ajv({ strict: false }).compile(schema);
  assert.ok(validate(summary), JSON.stringify(validate.errors));
  assert.equal(summary.code, code);
  assert.equal(summary.grade_band, undefined, "fewer than five are concerned, so the band is left out unless asked for");
  assertNothingOfTheClass(text, "file");
  assert.equal(await page.title(), "気づきシート");
  assert.ok(page.url().endsWith("#/summary"), "the address names nobody");
  assertQuiet(app);
});

test("what is chosen stands on the preview at once, and the questions are asked anew", async (t) => {
  const { page } = await openClass(t);
  await openSummary(page);
  const preview = page.locator(".preview");
  const signs = page.getByRole("group", { name: /^気になるサイン/ }).getByRole("checkbox");
  assert.equal(await signs.count(), 5);
  const label = (await page.locator(".summary-options .summary-checks label").first().innerText()).split("：")[0];
  assert.ok((await preview.innerText()).includes(label));
  await answerQuestions(page);
  await signs.first().uncheck();
  await page.waitForFunction((label) => !document.querySelector(".preview").innerText.includes(label), label);
  assert.equal(await preview.locator(".pp-signs li").count(), 4, "nothing moves up into its place");
  assert.equal(await printButton(page).isDisabled(), true);

  assert.ok(!(await preview.innerText()).includes("小学校高学年"));
  await page.getByLabel("学年帯「小学校高学年」をのせる").check();
  await preview.getByText("小学校高学年").waitFor();
  await page.getByLabel("学校の表示「第三小」をのせる").uncheck();
  await preview.getByText("第三小").waitFor({ state: "detached" });
  await page.getByLabel(/^担当窓口/).selectOption({ label: "養護教諭" });
  await preview.getByText("養護教諭", { exact: true }).waitFor();
});

test("before it is let out the browser's own print shows no summary", async (t) => {
  const { page } = await openClass(t);
  await openSummary(page);
  const text = await pdfText(await printPdf(page, "summary-before"));
  assert.match(withoutSpace(text), /^まだ印刷できません/);
  await answerQuestions(page);
  await print(page);
  await page.getByRole("group", { name: "3. 出す前に確かめる" }).getByRole("checkbox").first().uncheck();
  await page.locator(".sheet", { hasText: "まだ印刷できません" }).waitFor({ state: "attached" });
});

// ---------------------------------------------------------------------------------------------------------------
// What stands in the way

test("a name, a class or a day in その他 is shown in its place, and nothing leaves until it is rewritten", async (t) => {
  const app = await openClass(t, classOf({ decided: decision({ ask_other: "５の２のサバエの件、11/20に相談" }) }));
  const { page } = app;
  await openSummary(page);
  await page.getByText("「サバエ」は名簿の名前・よみと重なります").waitFor();
  await page.getByText("「11/20」は日付のようです").waitFor();
  assert.deepEqual(await page.locator(".summary-other mark").allInnerTexts(), ["５の２", "サバエ", "11/20"]);
  assert.equal(await printButton(page).count(), 0);
  assert.equal(await page.locator(".preview").count(), 0);
  assert.match(withoutSpace(await pdfText(await printPdf(page, "summary-blocked"))), /^まだ印刷できません/);

  await page.getByRole("link", { name: "会議の画面で書き直す" }).click();
  await page.getByRole("button", { name: "書き直す" }).click();
  await page.getByLabel(/^その他（40文字まで）/).fill("放課後の居場所");
  await page.getByRole("button", { name: "決めたことを記録する" }).click();
  await page.getByText("要約票へ", { exact: true }).click();
  await page.getByText("見つかったものはありません").waitFor();
  await printButton(page).waitFor();
  assertQuiet(app);
});

test("a school named like a child of the class is left out at a tap", async (t) => {
  const { page } = await openClass(t, classOf({ school: "鮎川小" }));
  await openSummary(page);
  await page.getByText("「鮎川」は名簿の名前・よみと重なります").waitFor();
  assert.equal(await printButton(page).count(), 0);
  await page.getByRole("button", { name: "学校の表示をのせない" }).click();
  await printButton(page).waitFor();
  assert.ok(!(await page.locator(".preview").innerText()).includes("鮎川"));
});

test("while a card is not recorded there is no summary; afterwards its strip stands on top", async (t) => {
  const app = await openClass(t, classOf({ sheet: { answers: { X7: "1" } } }));
  const { page } = app;
  await page.getByText("先に「安全の心配」の記録が要ります").waitFor();
  assert.equal(await page.getByRole("button", { name: /の要約票をひらく$/ }).count(), 0);
  await page.getByRole("button", { name: /^2番.*の安全の心配をひらく$/ }).click();
  const dialog = page.getByRole("dialog", { name: "安全の心配" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");

  // By way of the meeting, which leaves the student chosen.
  await page.evaluate(() => { location.hash = "#/meeting"; });
  await page.getByRole("button", { name: /2番/ }).first().click();
  await page.evaluate(() => { location.hash = "#/summary"; });
  await page.getByText("先に対応が必要です").waitFor();
  assert.equal(await printButton(page).count(), 0);
  await page.getByRole("button", { name: "安全の心配", exact: true }).last().click();
  await dialog.getByLabel("管理職に伝えた").check();
  await dialog.getByRole("button", { name: /^記録する/ }).click();
  await dialog.getByText(/記録済み/).waitFor();
  await page.keyboard.press("Escape");
  await answerQuestions(page);
  await print(page);
  const text = withoutSpace(await pdfText(await printPdf(page, "summary-urgent")));
  assert.match(text, /^緊急の対応/);
  assertQuiet(app);
});

test("where nothing is decided the screen says what comes first", async (t) => {
  const { page } = await openClass(t, classOf({ decided: undefined }));
  await page.getByText("会議で決めたことを記録した人だけ作れます").first().waitFor();
  await page.getByRole("link", { name: "会議へ" }).click();
  await page.waitForURL(/#\/meeting$/);
});

// ---------------------------------------------------------------------------------------------------------------
// 対応表

const KEYS = [{ code: "5XX-P59-N", student: SUBJECT, round: 1, on: "2026-11-20" }];

test("a code from the ward leads to the student, however it is typed, and a misread one is explained", async (t) => {
  const app = await openClass(t, classOf({ keys: KEYS }), { hash: "#/keys" });
  const { page } = app;
  const answer = page.locator(".keys-answer");
  const look = async (typed) => {
    await page.getByLabel("照会番号からさがす").fill(typed);
    await page.getByLabel("照会番号からさがす").press("Enter");
    return answer.innerText();
  };
  await page.getByRole("row", { name: /5XX-P59-N/ }).waitFor();
  for (const typed of ["5XX-P59-N", "5xxp59n", "５ＸＸ－Ｐ５９－Ｎ", " 5xx p59 n "]) {
    assert.match(await look(typed), /^5XX-P59-N は 2番 鯖江 鰻子（2学期）です。$/, typed);
  }
  assert.match(await look("5XX"), /7文字です（入っているのは3文字）/);
  assert.match(await look("5XX-O59-N"), /4文字目は、照会番号に使わない文字/);
  assert.match(await look("5XX-P95-N"), /どこかの文字が違っています/);
  assert.match(await look("222-222-2"), /この学級の番号ではありません/);
  await look("5xxp59n");
  await page.getByRole("button", { name: "名前を隠す" }).click();
  await page.waitForFunction(() => !document.querySelector("#main").innerText.includes("鯖江"));
  assertQuiet(app);
});

test("the printed key table says that it stays in the school, and hides hidden names", async (t) => {
  const { page } = await openClass(t, classOf({ keys: KEYS }), { hash: "#/keys" });
  await page.getByRole("button", { name: "対応表を印刷する（校内の鍵のかかる場所で保管）" }).click();
  await page.waitForFunction(() => window.printed === 1);
  assert.equal(await page.evaluate(() => window.titleInPrint), "kizuki");
  const text = withoutSpace(await pdfText(await printPdf(page, "keys")));
  for (const words of ["校外持出禁止", "5XX-P59-N", "鯖江鰻子", "2032年3月（令和14年）末"]) assert.ok(text.includes(words), words);
  assert.match(text, /内容\S+（[0-9a-f]{8}）20\d\d年\d+月/, "the rule card is on it");
  await page.getByRole("button", { name: "名前を隠す" }).click();
  assert.ok(!(await pdfText(await printPdf(page, "keys-hidden"))).includes("鯖江"));
});

// ---------------------------------------------------------------------------------------------------------------
// Every screen

test("the screens fit every size, have no fault that axe knows, and targets of 44 px", async (t) => {
  for (const [name, viewport] of Object.entries(VIEWPORTS)) {
    const { page, close } = await openClass(undefined, classOf({ keys: KEYS }), { viewport });
    for (const screen of ["list", "summary", "keys"]) {
      if (screen === "summary") await openSummary(page);
      if (screen === "keys") {
        await page.evaluate(() => { location.hash = "#/keys"; });
        await page.getByRole("heading", { level: 1, name: "対応表" }).waitFor();
      }
      const where = `${screen} on ${name}`;
      assert.equal(await overflow(page), undefined, where);
      assert.deepEqual(await targets44(page), [], where);
      assert.deepEqual(await axe(page), [], where);
    }
    await close();
  }
});

test("the sample leads to a sheet that says it is a sample", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.ipad });
  const { page } = app;
  await page.getByRole("button", { name: "サンプル学級で試す" }).click();
  await page.locator(".frame").waitFor();
  await page.evaluate(() => {
    location.hash = "#/summary";
    window.print = () => { window.printed = (window.printed ?? 0) + 1; };
  });
  await openSummary(page, /^12番.*の要約票をひらく$/);
  await answerQuestions(page);
  await print(page);
  const pdf = await printPdf(page, "summary-sample");
  assert.equal((await pdfPages(pdf)).pages, 1);
  const text = await pdfText(pdf);
  assert.ok(withoutSpace(text).includes("サンプル（架空の内容です"));
  for (const name of ["架空", "例文", "仮名", "試用"]) assert.ok(!text.replace("架空の内容", "").includes(name), name);
  assertQuiet(app);
});
