// What the single file must do when it is opened from a disk, told once for the engines that single.test.mjs does not drive.
// webkit/single.test.mjs and firefox/single.test.mjs bring the engine:
//
//   open(t, { file, viewport, waitForApp })   the app, as in harness.mjs, with saved(act) and printed(act, name) of webkit.mjs
//   axe(page)                                 what axe finds on the page
//   stopped                                   what this engine says of each thing the policy stopped
//   exempt                                    whether the engine exempts what lies on the disk from every policy

import { after, test } from "node:test";
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { answer, openFile, shownIn, shows } from "./faults.mjs";
import { VIEWPORTS, overflow, pdfPages, pdfText } from "./harness.mjs";
import { PASSPHRASE, choosePassphrase, kept, reload } from "./vault.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const BUILT = resolve(process.env.KIZUKI_SINGLE ?? join(here, "../../dist-single/kizuki.html"));

export function tellSingleFile({ open, axe, stopped, exempt = false }) {
  // The file alone in a folder with a name as people give them.
  const folder = mkdtempSync(join(tmpdir(), "kizuki-single-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "共有 フォルダー #1", "kizuki.html");
  mkdirSync(dirname(file));
  copyFileSync(BUILT, file);
  const step = (page, name) => page.getByRole("navigation").getByRole("link", { name }).click();

  /** Nothing went wrong and nothing but the file was asked for. */
  const assertAlone = (app) => {
    assert.deepEqual(app.violations, []);
    assert.deepEqual([...new Set(app.requests.map(({ url }) => url.split("#")[0]))].filter((url) => url !== app.base && !url.startsWith("data:")), []);
    assert.deepEqual(app.sockets, []);
  };

  test("the file opens by itself, says that it is the single file, and shows every screen of the sample class", async (t) => {
    writeFileSync(join(dirname(file), "content.json"), "{}");
    const app = await open(t, { file, viewport: VIEWPORTS.ipad });
    const { page } = app;
    assert.deepEqual(await page.evaluate(() => [document.documentElement.dataset.build, document.documentElement.dataset.offline]), ["single", "never"]);
    await page.getByRole("button", { name: "サンプル学級で試す" }).click();
    await page.getByText("サンプル（保存されません）").first().waitFor();
    for (const screen of ["名簿", "一次確認", "詳しい票", "ようす", "会議", "要約票", "設定"]) {
      await step(page, screen);
      await page.locator("main h1").first().waitFor();
      assert.equal(await overflow(page), undefined, screen);
    }
    for (const [hash, heading] of [["#/keys", "対応表"], ["#/blank-forms", "白紙の用紙"], ["#/calibration", "しきい値の調整"]]) {
      await page.evaluate((hash) => { location.hash = hash; }, hash);
      await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
    }
    await page.evaluate(() => { location.hash = "#/sweep"; });
    await page.locator("#tile-0").click();
    assert.equal(await page.evaluate(() => localStorage.getItem("kizuki/document")), null, "the sample is never stored");
    await page.evaluate(() => { location.hash = "#/meeting"; });
    await page.getByRole("heading", { level: 1, name: "会議" }).waitFor();
    assert.deepEqual(await axe(page), []);
    assertAlone(app);
  });

  test("a class is begun, answered, locked by a reload and opened again; its file opens on another device", async (t) => {
    const app = await open(t, { file, viewport: VIEWPORTS.chromebook });
    const { page } = app;
    await page.getByRole("button", { name: "学級をはじめる" }).click();
    await page.getByRole("radio", { name: "小5" }).check();
    await page.getByRole("button", { name: "次へ" }).click();
    await page.getByRole("button", { name: "35人で始める" }).click();
    await choosePassphrase(page);
    await page.waitForURL(/#\/sweep$/);
    await page.locator("#tile-4").click();
    await kept(page);
    await page.evaluate(() => { location.hash = "#/grid"; });
    await page.locator("#cell-0-0").waitFor();
    await answer(page, 0, 2, "2");
    await kept(page);
    const answered = await shownIn(page, 0, 2);
    const tapped = await shownIn(page, 4, 0);

    await reload(page);
    await page.evaluate(() => { location.hash = "#/grid"; });
    await shows(page, 0, 2, answered);
    assert.equal(await shownIn(page, 4, 0), tapped, "what was tapped on the first look is there too");
    const { bytes } = await app.saved(() => page.getByRole("banner").getByRole("button", { name: "ファイルに保存", exact: true }).click());
    assert.equal(Buffer.from(bytes).toString("latin1", 0, 21), "age-encryption.org/v1");
    assertAlone(app);

    const other = await open(t, { file, viewport: VIEWPORTS.chromebook });
    await openFile(other.page, bytes);
    const asks = other.page.getByRole("dialog", { name: "このファイルの合言葉" });
    await asks.getByLabel("合言葉").fill(PASSPHRASE);
    await asks.getByRole("button", { name: "開く", exact: true }).click();
    await other.page.locator(".frame").waitFor();
    await other.page.evaluate(() => { location.hash = "#/grid"; });
    await shows(other.page, 0, 2, answered);
    assertAlone(other);
  });

  test("the summary of the sample class is printed from the file as one sheet", async (t) => {
    const app = await open(t, { file, viewport: VIEWPORTS.ipad });
    const { page } = app;
    await page.getByRole("button", { name: "サンプル学級で試す" }).click();
    await page.locator(".frame").waitFor();
    await step(page, "要約票");
    await page.getByRole("button", { name: /^12番.*の要約票をひらく$/ }).click();
    const questions = page.getByRole("group", { name: /出す前に確かめる/ }).getByRole("checkbox");
    await questions.first().waitFor();
    const count = await questions.count();
    for (let at = 0; at < count; at += 1) await questions.nth(at).check();
    const pdf = await app.printed(() => page.getByRole("button", { name: "要約票を印刷する" }).click(), "single-summary");
    assert.equal((await pdfPages(pdf)).pages, 1);
    assert.ok((await pdfText(pdf)).replace(/\s/g, "").includes("サンプル（架空の内容です"));
    assertAlone(app);
  });

  test("the policy of the file stops whatever is not in it", async (t) => {
    writeFileSync(join(dirname(file), "beside.js"), "window.besideRan = true;");
    const app = await open(t, { file });
    const fetched = await app.page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.inlineRan = true";
      document.body.append(script, Object.assign(new Image(), { src: "http://elsewhere.test/a.png" }));
      document.body.setAttribute("style", "outline: 1px solid red");
      await new Promise((resolve) => {
        document.body.append(Object.assign(document.createElement("script"), { src: "beside.js", onerror: resolve, onload: resolve }));
      });
      return fetch("data:text/plain,x").then(() => true, () => false);
    });
    assert.equal(fetched, false, "not even an address that needs no network is fetched");
    assert.deepEqual(await app.page.evaluate(() => [window.inlineRan ?? null, window.besideRan ?? false, document.body.style.outline]), [null, exempt, ""]);
    for (const what of stopped) assert.ok(app.violations.some((text) => what.test(text)), `${what} is among ${app.violations.join("\n")}`);
    assert.deepEqual(app.requests.filter(({ url }) => url.includes("elsewhere.test")), []);
  });

  test("a file whose program was changed by one letter does not run at all, and one copied in part says what to do", async (t) => {
    const whole = readFileSync(BUILT, "utf8");
    const damaged = async (name, text) => {
      const path = join(folder, `${name}.html`);
      writeFileSync(path, text);
      const app = await open(t, { file: path, waitForApp: false });
      await app.page.getByText("読み込んでいます").first().waitFor();
      return app;
    };
    const changed = await damaged("changed", whole.replace('const PROGRAM = "H4sI', 'const PROGRAM = "H4sJ'));
    assert.ok(changed.violations.some((text) => stopped[0].test(text)), changed.violations.join("\n"));
    assert.equal(await changed.page.getByRole("button", { name: "サンプル学級で試す" }).count(), 0);
    const cut = await damaged("cut", whole.slice(0, whole.length / 2));
    await cut.page.getByText("ファイルを写し直してください").waitFor();
    assert.equal(await overflow(cut.page), undefined);
  });
}
