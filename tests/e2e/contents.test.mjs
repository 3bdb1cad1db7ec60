// Which content is used where: content.json beside the page, one imported on the device, and above all that a round that
// was begun stays as it was, whatever comes into use later.

import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { VIEWPORTS, assertQuiet, axe, openApp, overflow, pdfText, printPdf, saveDownload, targets44 } from "./harness.mjs";
import { storedClass } from "./class-file.mjs";
import { PASSPHRASE, choosePassphrase, kept, openClass, reload, storedText, unlock } from "./vault.mjs";

const SAMPLE = readFileSync(new URL("../../src/format/content/default.json", import.meta.url), "utf8");
const NOW = "2026-11-20T10:00:00+09:00";

/** A content of a school that does not exist: the sample under another name, changed. */
function contentOf(version, change = () => {}) {
  const content = JSON.parse(SAMPLE);
  Object.assign(content, { id: "mihon-ku", version, title: { ja: `見本区のシート${version}`, en: `Sample ward ${version}` } });
  change(content);
  return `${JSON.stringify(content, null, 1)}\n`;
}

/** Nothing shows, on any line and item. */
const QUIET = Object.fromEntries(["lines", "items"].flatMap((form) => JSON.parse(SAMPLE)[form]).map(({ id }) => [id, "0"]));

const stampOf = (text) => {
  const { id, version } = JSON.parse(text);
  return { id, version, checksum: createHash("sha256").update(text).digest("hex").slice(0, 8) };
};

/** The school team comes in with far fewer signs than in the sample. */
const strict = (content) => {
  content.levels.at(-3).when = { any: [{ areas: { at: 5, count: 1 } }, { gut: true }] };
  content.levels.at(-2).when = { any: [{ areas: { at: 20, count: 1 } }, { score: { of: "total", at: 25 } }] };
};

/** Three students with a full form: the first shows some signs, the others none. */
function classOf(content, { answers, grade = "P5", rounds = 1 } = {}) {
  const full = answers ?? { ...QUIET, C1: "2", C2: "1" };
  const round = (id) => ({
    id, label: `${id}学期`, began: `2026-0${4 + id}-10`, content: stampOf(content),
    responses: [1, 2, 3].map((student) => ({ student, answers: student === 1 ? full : answers ?? QUIET })),
  });
  return {
    format: "kizuki.document/1", revision: 1,
    class: { school: "見本小", school_year: 2026, grade, class_name: "1", students: [1, 2, 3].map((id) => ({ id, number: id })) },
    next_student: 4, rounds: Array.from({ length: rounds }, (_, at) => round(at + 1)), keys: [], retired_codes: [], contacts: {},
  };
}

/** The same with its content kept in it, as the app writes it. */
const raw = async (page) => JSON.parse(await storedText(page));

/** The level of a student on 学級のようす, in words. */
async function levelOf(page, number) {
  const row = page.getByRole("row").filter({ has: page.locator(`#heat-${number}`) });
  await row.waitFor();
  return (await row.innerText()).replace(/\s+/g, " ");
}

const go = (page, hash) => page.evaluate((hash) => { location.hash = hash; }, hash);
const asFile = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

test("content.json beside the page is picked up: a new class is begun with it and keeps it word for word", async (t) => {
  const text = contentOf("2.0");
  const app = await openApp(t, { extra: { "content.json": text }, now: NOW });
  const { page } = app;
  await page.waitForFunction(() => localStorage.getItem("kizuki/server-content") !== null);
  await page.getByRole("button", { name: /学級をはじめる/ }).click();
  await page.getByRole("radio", { name: "小5" }).check({ force: true });
  await page.getByRole("button", { name: "次へ" }).click();
  await page.getByLabel("人数", { exact: true }).fill("3");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "3人で始める" }).click();
  await choosePassphrase(page);
  await page.waitForURL(/#\/sweep$/);
  const { rounds, contents } = await raw(page);
  assert.deepEqual(rounds[0].content, stampOf(text));
  assert.deepEqual(contents, [{ content: stampOf(text), text }]);

  await go(page, "#/settings");
  await page.getByText("この学校のサーバー").first().waitFor();
  await page.getByText("見本区のシート2.0　版 2.0").first().waitFor();
  assertQuiet(app);
});

test("without a network the last good content of the server is used, and said", async (t) => {
  const text = contentOf("2.0");
  const app = await openClass(t, classOf(text), "#/settings", { extra: { "content.json": text }, now: NOW });
  const { page } = app;
  await page.getByText("この学校のサーバー").first().waitFor();
  await page.waitForFunction(() => localStorage.getItem("kizuki/server-content") !== null);
  await page.route(/content\.json$/, (route) => route.abort());
  await reload(page);
  await page.getByText("前に読みこめたもの").waitFor();
  assert.equal(await page.locator(".content-used").count(), 1);
  assert.match(await page.locator(".content-list li", { has: page.locator(".content-used") }).innerText(), /見本区のシート2\.0/);
});

test("a broken content.json is reported with place and rule, the sample is used, and no class is touched", async (t) => {
  const text = contentOf("2.1", (content) => {
    content.levels[1].shape = "star";
    content.trend.change = "ten";
  });
  const app = await openClass(t, classOf(SAMPLE), "#/", { extra: { "content.json": text }, now: NOW });
  const { page } = app;
  const banner = page.getByRole("alert").filter({ hasText: "サーバーのチェックシート（content.json）が読めません" });
  await banner.waitFor();
  assert.match(await banner.innerText(), /気づきのチェックシート（見本）/);
  const before = await storedClass(page);
  await banner.getByRole("link", { name: "どこが読めないか" }).click();
  const broken = page.locator(".content-list li").filter({ hasText: "この学校のサーバー" });
  await broken.waitFor();
  assert.match(await broken.innerText(), /levels\[1\]\.shape/);
  assert.match(await broken.innerText(), /trend\.change/);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(await storedClass(page), before);
  assert.equal(await page.evaluate(() => localStorage.getItem("kizuki/server-content")), null);
  assertQuiet(app);
});

test("a page in the place of content.json, as some servers answer, is as good as none", async (t) => {
  const app = await openClass(t, classOf(SAMPLE), "#/", { extra: { "content.json": "<!doctype html><title>404</title>" }, now: NOW });
  await app.page.getByRole("button", { name: /学級のようすを見る|会議で決める/ }).waitFor();
  await app.page.waitForLoadState("networkidle");
  assert.equal(await app.page.getByText("content.json").count(), 0);
  assertQuiet(app);
});

test("a content imported on the device goes before the server's; a faulty one changes nothing; the way back is one tap", async (t) => {
  const [server, device] = [contentOf("2.0"), contentOf("3.0")];
  const app = await openClass(t, classOf(server), "#/settings", { extra: { "content.json": server }, now: NOW, viewport: VIEWPORTS.ipad });
  const { page } = app;
  const file = page.locator(".settings input[type=file]").first();
  const used = () => page.locator(".content-list li", { has: page.locator(".content-used") }).innerText();
  await page.getByText("この学校のサーバー").first().waitFor();

  await file.setInputFiles(asFile("broken.json", contentOf("3.1", (content) => { content.items[2].id = content.items[1].id; })));
  await page.getByRole("heading", { name: "取りこめませんでした" }).waitFor();
  assert.match(await page.locator(".content-refused").innerText(), /items\[2\]\.id/);
  assert.match(await used(), /この学校のサーバー/);

  await file.setInputFiles(asFile("own.json", device));
  await page.getByText("「見本区のシート3.0」（3.0）を取りこみました").waitFor();
  assert.equal(await page.locator(".content-refused").count(), 0);
  assert.match(await used(), /この端末に取りこんだもの[^]*3\.0/);
  assert.equal(await overflow(page), undefined);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(await targets44(page, { except: "p a, summary" }), []);

  await reload(page);
  await page.getByText("この端末に取りこんだもの").first().waitFor();
  assert.match(await used(), /この端末に取りこんだもの/);
  await page.getByRole("button", { name: "取りこんだものをやめる" }).click();
  await page.getByText("取りこんだチェックシートをやめました").waitFor();
  assert.match(await used(), /この学校のサーバー/);
  assert.equal(await page.evaluate(() => localStorage.getItem("kizuki/content")), null);
  assertQuiet(app);
});

test("a round keeps its content and its score when a new content comes: after a reload, and on another device from a file", async (t) => {
  const [old, next] = [contentOf("2.0"), contentOf("2.1", strict)];
  const extra = { "content.json": old };
  const app = await openClass(t, classOf(old), "#/sweep", { extra, now: NOW });
  const { page } = app;
  await page.waitForFunction(() => localStorage.getItem("kizuki/server-content") !== null);
  // The first answer given here keeps the content with the class.
  await page.locator("#tile-0").waitFor();
  await page.locator("#tile-2").click();
  await kept(page);
  assert.deepEqual((await raw(page)).contents, [{ content: stampOf(old), text: old }]);
  await go(page, "#/class");
  const before = await levelOf(page, 1);
  assert.doesNotMatch(before, /校内チーム/);

  extra["content.json"] = next;
  await reload(page);
  await page.waitForFunction(() => localStorage.getItem("kizuki/server-content")?.includes('"2.1"'));
  assert.equal(await levelOf(page, 1), before, "the round is scored as it was");
  await go(page, "#/");
  await page.getByText("新しい回からは「見本区のシート2.1」（2.1、この学校のサーバー）を使います。いまの回は変わりません。").waitFor();

  // Another device has neither of them.
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".head").getByRole("button", { name: "ファイルに保存" }).click(),
  ]);
  const { name, bytes } = await saveDownload(saved);
  const other = await openApp(t, { now: NOW });
  await other.page.locator(".ways input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
  const asks = other.page.getByRole("dialog", { name: "このファイルの合言葉" });
  await asks.getByLabel("合言葉").first().fill(PASSPHRASE);
  await asks.getByRole("button", { name: "開く", exact: true }).click();
  await other.page.locator(".frame").waitFor();
  await go(other.page, "#/class");
  assert.equal(await levelOf(other.page, 1), before);
  assert.equal(await other.page.getByText("見つかりません").count(), 0);

  // The next round asks which content it is to be; the new one cannot be compared with the last round.
  await page.getByRole("button", { name: "次の回をはじめる" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /同じチェックシートで続ける：「見本区のシート2\.0」/ }).waitFor();
  assert.ok(await dialog.getByRole("radio", { name: /新しいチェックシートで始める：「見本区のシート2\.1」/ }).isChecked());
  assert.deepEqual(await axe(page), []);
  await dialog.getByRole("button", { name: /をはじめる/ }).click();
  await page.getByRole("button", { name: "一次確認を始める" }).waitFor();
  const { rounds, contents } = await raw(page);
  assert.deepEqual(rounds.map(({ content }) => content.version), ["2.0", "2.1"]);
  assert.deepEqual(contents.map(({ content }) => content.version), ["2.0", "2.1"]);
  // Looking back at the first round shows it by its own rules.
  await go(page, "#/class");
  await page.locator(".head-round select").selectOption({ label: "1学期" });
  await page.getByRole("row").filter({ has: page.locator("#heat-1") }).waitFor();
  assert.equal(await levelOf(page, 1), before);
  assertQuiet(app);
});

test("going on with the same content keeps the comparison with the last round", async (t) => {
  const [old, next] = [contentOf("2.0"), contentOf("2.1", strict)];
  const extra = { "content.json": old };
  const app = await openClass(t, classOf(old), "#/sweep", { extra, now: NOW });
  const { page } = app;
  await page.waitForFunction(() => localStorage.getItem("kizuki/server-content") !== null);
  await page.locator("#tile-2").click();
  await kept(page);
  extra["content.json"] = next;
  await reload(page);
  await go(page, "#/");
  await page.getByText("新しい回からは").waitFor();
  await page.getByRole("button", { name: "次の回をはじめる" }).click();
  await page.getByRole("dialog").getByRole("radio", { name: /同じチェックシートで続ける/ }).check();
  await page.getByRole("dialog").getByRole("button", { name: /をはじめる/ }).click();
  await page.getByRole("button", { name: "一次確認を始める" }).waitFor();
  const { rounds, contents } = await raw(page);
  assert.deepEqual(rounds.map(({ content }) => content.version), ["2.0", "2.0"]);
  assert.equal(contents.length, 1);
  assertQuiet(app);
});

test("a round whose content is nowhere stays readable by its file; with fitting items the sample stands in and says so", async (t) => {
  const known = contentOf("2.0");
  const own = contentOf("2.5", (content) => { content.lines[0].id = "QX"; content.lines[0].covers = content.lines[0].covers ?? undefined; });
  const lost = classOf(own, { answers: { QX: "1", Q2: "0" } });
  const app = await openClass(t, lost, "#/class", { now: NOW, viewport: VIEWPORTS.phone });
  const { page } = app;
  await page.getByRole("heading", { name: "この回のチェックシートが見つかりません" }).waitFor();
  assert.equal(await page.locator(".heat").count(), 0);
  assert.deepEqual(await axe(page), []);
  assert.equal(await overflow(page), undefined);
  const file = page.getByLabel("元のチェックシートを読みこむ").first();
  await file.setInputFiles(asFile("other.json", known));
  await page.getByText("このファイルは別のチェックシートです").waitFor();
  await file.setInputFiles(asFile("own.json", own));
  await page.getByText("チェックシートを読みこみ、この学級といっしょに残しました。").waitFor();
  await page.locator("#heat-1").waitFor();
  assert.deepEqual((await raw(page)).contents.map(({ content }) => content), [stampOf(own)]);
  await reload(page);
  await page.locator("#heat-1").waitFor();

  const fits = await openClass(t, classOf(known), "#/class", { now: NOW });
  await fits.page.getByText("この回のチェックシート（mihon-ku 2.0）が見つかりません。項目が合うので、見本の決まりで表示しています。").waitFor();
  await fits.page.locator("#heat-1").waitFor();
  await fits.page.getByLabel("元のチェックシートを読みこむ").first().setInputFiles(asFile("own.json", known));
  await fits.page.getByText("項目が合うので").waitFor({ state: "detached" });
  assertQuiet(fits);
});

test("cut-offs that differ by grade follow the grade of the class", async (t) => {
  const text = contentOf("2.0", (content) => {
    const score = content.scores.find(({ id }) => id === "C");
    score.bands_by_grade = [{ from: "J1", to: "J3", bands: score.bands.map((band, at) => (at === 0 ? band : { ...band, from: at })) }];
  });
  const shown = async (grade) => {
    const app = await openClass(t, classOf(text, { grade, answers: { ...QUIET, C1: "2" } }), "#/class", { extra: { "content.json": text }, now: NOW });
    await app.page.waitForFunction(() => localStorage.getItem("kizuki/server-content") !== null);
    await app.page.getByText("項目が合うので").waitFor({ state: "detached" });
    const level = await levelOf(app.page, 1);
    assertQuiet(app);
    return level;
  };
  const [elementary, junior] = [await shown("P5"), await shown("J1")];
  assert.notEqual(elementary, junior);
  assert.match(junior, /とても多い/);
});

test("what was erased on the device is gone, imported and cached content with it", async (t) => {
  const text = contentOf("2.0");
  const app = await openClass(t, classOf(text), "#/settings", { extra: { "content.json": text }, now: NOW });
  const { page } = app;
  await page.waitForFunction(() => localStorage.getItem("kizuki/server-content") !== null);
  await page.locator(".settings input[type=file]").first().setInputFiles(asFile("own.json", contentOf("3.0")));
  await page.waitForFunction(() => localStorage.getItem("kizuki/content") !== null);
  await page.reload();
  await page.getByRole("button", { name: "この端末のデータを消す" }).click();
  const question = page.getByRole("dialog", { name: "この端末のデータを消します" });
  await question.getByRole("checkbox").check();
  await question.getByRole("button", { name: "消す", exact: true }).click();
  await page.getByText("この端末から消しました。").waitFor();
  await page.waitForFunction(() => localStorage.getItem("kizuki/vault") === null);
  assert.equal(await page.evaluate(() => localStorage.getItem("kizuki/content")), null);
  assert.equal(await page.evaluate(() => localStorage.getItem("kizuki/server-content")), null);
});

test("another content's rules can be shown beside the round's, by number, and are stored and printed nowhere", async (t) => {
  const [old, next] = [contentOf("2.0"), contentOf("2.1", strict)];
  const app = await openClass(t, classOf(old), "#/class", { extra: { "content.json": old }, now: NOW, viewport: VIEWPORTS.ipad });
  const { page } = app;
  await page.waitForFunction(() => localStorage.getItem("kizuki/server-content") !== null);
  await page.getByText("項目が合うので").waitFor({ state: "detached" });
  const [level, before] = [await levelOf(page, 1), await storedClass(page)];
  const beside = page.locator(".beside");
  await beside.getByRole("button", { name: "別の決まりで並べて見る" }).click();
  await beside.locator("input[type=file]").setInputFiles(asFile("next.json", next));
  await beside.getByText("めやすが変わる人：1番（1人）").waitFor();
  const row = beside.locator(".beside-table tbody tr").first();
  assert.match((await row.innerText()).replace(/\s+/g, " "), /^1番 .*ふだん.*校内チーム.*変わる/);
  assert.equal(await beside.locator(".beside-table tbody tr").count(), 3);
  await beside.getByRole("checkbox", { name: "めやすが変わる人だけ表示する" }).check();
  assert.equal(await beside.locator(".beside-table tbody tr").count(), 1);
  assert.equal(await overflow(page), undefined);
  assert.deepEqual(await axe(page, { include: ".beside" }), []);
  assert.deepEqual(await targets44(page, { except: "p a, summary" }), []);

  // The sample asks the same: the levels are the same. Answers to other words have no place.
  await beside.getByRole("combobox").selectOption({ index: 1 });
  await beside.getByText("めやすが変わる人はいません。").waitFor();
  const fewer = contentOf("2.2", (content) => { content.scales[0].options[0].label.ja += "ない"; });
  await beside.locator("input[type=file]").setInputFiles(asFile("fewer.json", fewer));
  await beside.getByText(/全員で\d{2,}件/).waitFor();

  const paper = (await pdfText(await printPdf(page, "beside"))).replace(/\s+/g, "");
  assert.match(paper, /学級のようす/);
  assert.ok(!paper.includes("別の決まり") && !paper.includes("めやすが変わる人"), "the comparison is on no paper");
  assert.equal(await levelOf(page, 1), level);
  assert.deepEqual(await storedClass(page), before);
  assertQuiet(app);
});
