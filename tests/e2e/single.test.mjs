// The single file opened from a share or a stick: no server, the same strict policy, and the same app. `./dev build --single`
// makes it; ./dev test always does, elsewhere these tests are passed over while it is not there.

import { after, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { answer, openFile, saveFile, shownIn, shows } from "./faults.mjs";
import { VIEWPORTS, assertQuiet, axe, openApp, overflow } from "./harness.mjs";
import { PASSPHRASE, choosePassphrase, kept, reload } from "./vault.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const BUILT = join(here, "../../dist-single/kizuki.html");
const skip = existsSync(BUILT) ? false : "dist-single/kizuki.html is not built";

/** The file alone in a folder with a name as people give them. */
const folder = mkdtempSync(join(tmpdir(), "kizuki-single-"));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, "共有 フォルダー #1", "kizuki.html");
mkdirSync(dirname(file));
if (!skip) copyFileSync(BUILT, file);

const open = (t, options) => openApp(t, { file, ...options });
const step = (page, name) => page.getByRole("navigation").getByRole("link", { name }).click();

/** Nothing was asked for but the file itself. */
function assertAlone(app) {
  assertQuiet(app);
  const asked = app.requests.map(({ url }) => url.split("#")[0]).filter((url) => !url.startsWith("data:"));
  assert.deepEqual([...new Set(asked)], [app.base]);
}

test("the file opens by itself, says that it is the single file, and shows every screen of the sample class", { skip }, async (t) => {
  const app = await open(t, { viewport: VIEWPORTS.ipad });
  const { page } = app;
  assert.deepEqual(await page.evaluate(() => [document.documentElement.dataset.build, document.documentElement.dataset.offline]), ["single", "never"]);
  await page.getByRole("button", { name: "サンプル学級で試す" }).click();
  await page.getByText("サンプル（保存されません）").first().waitFor();
  for (const screen of ["名簿", "一次確認", "詳しい票", "ようす", "会議", "要約票", "設定"]) {
    await step(page, screen);
    await page.locator("main h1").first().waitFor();
    assert.equal(await overflow(page), undefined, screen);
  }
  const go = (hash) => page.evaluate((hash) => { location.hash = hash; }, hash);
  for (const [hash, heading] of [["#/keys", "対応表"], ["#/blank-forms", "白紙の用紙"], ["#/calibration", "しきい値の調整"]]) {
    await go(hash);
    await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
  }
  await go("#/sweep");
  await page.locator("#tile-0").click();
  assert.equal(await page.evaluate(() => localStorage.getItem("kizuki/document")), null, "the sample is never stored");
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(app.warnings, []);
  assertAlone(app);
});

test("a content beside the file is not asked for, as a page from a file may ask for nothing", { skip }, async (t) => {
  writeFileSync(join(dirname(file), "content.json"), "{}");
  const app = await open(t);
  await app.page.getByRole("button", { name: "学級をはじめる" }).click();
  await app.page.getByRole("radio", { name: "小5" }).waitFor();
  assertAlone(app);
});

test("a class is begun, answered, locked by a reload and opened again; its file opens on another device", { skip }, async (t) => {
  const app = await open(t, { viewport: VIEWPORTS.chromebook });
  const { page } = app;
  await page.getByRole("button", { name: "学級をはじめる" }).click();
  await page.getByRole("radio", { name: "小5" }).check();
  await page.getByRole("button", { name: "次へ" }).click();
  await page.getByRole("button", { name: "35人で始める" }).click();
  await choosePassphrase(page);
  await page.waitForURL(/#\/sweep$/);
  await page.locator("#tile-4").click();
  await kept(page);
  await page.goto(`${app.base}#/grid`);
  await answer(page, 0, 2, "2");
  await kept(page);
  const answered = await shownIn(page, 0, 2);
  const tapped = await shownIn(page, 4, 0);

  await reload(page);
  await shows(page, 0, 2, answered);
  assert.equal(await shownIn(page, 4, 0), tapped, "what was tapped on the first look is there too");
  const { bytes } = await saveFile(page);
  assert.equal(Buffer.from(bytes).toString("latin1", 0, 21), "age-encryption.org/v1");
  assertAlone(app);

  const other = await open(t, { viewport: VIEWPORTS.chromebook });
  await openFile(other.page, bytes);
  const asks = other.page.getByRole("dialog", { name: "このファイルの合言葉" });
  await asks.getByLabel("合言葉").fill(PASSPHRASE);
  await asks.getByRole("button", { name: "開く", exact: true }).click();
  await other.page.locator(".frame").waitFor();
  await other.page.evaluate(() => { location.hash = "#/grid"; });
  await shows(other.page, 0, 2, answered);
  assertAlone(other);
});

test("the policy of the file stops whatever is not in it", { skip }, async (t) => {
  writeFileSync(join(dirname(file), "beside.js"), "window.besideRan = true;");
  const app = await open(t);
  const fetched = await app.page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    const beside = Object.assign(document.createElement("script"), { src: "beside.js" });
    document.body.append(script, beside, Object.assign(new Image(), { src: "http://elsewhere.test/a.png" }));
    document.body.setAttribute("style", "outline: 1px solid red");
    await new Promise((resolve) => { beside.onerror = resolve; });
    return fetch("data:text/plain,x").then(() => true, () => false);
  });
  assert.equal(fetched, false, "not even an address that needs no network is fetched");
  assert.deepEqual(await app.page.evaluate(() => [window.inlineRan, window.besideRan, document.body.style.outline]), [undefined, undefined, ""]);
  for (const what of [/inline script/i, /beside\.js/, /elsewhere\.test/, /inline style/i, /connect/i]) {
    assert.ok(app.violations.some((text) => what.test(text)), `${what} is among ${app.violations.join("\n")}`);
  }
});

test("a file whose program was changed by one letter does not run at all, and one copied in part says what to do", { skip }, async (t) => {
  const whole = readFileSync(BUILT, "utf8");
  const damaged = async (name, text) => {
    const path = join(folder, `${name}.html`);
    writeFileSync(path, text);
    const app = await openApp(t, { file: path, waitForApp: false });
    await app.page.getByText("読み込んでいます").waitFor();
    return app;
  };
  const changed = await damaged("changed", whole.replace('const PROGRAM = "H4sI', 'const PROGRAM = "H4sJ'));
  assert.ok(changed.violations.some((text) => /inline script/i.test(text)), changed.violations.join("\n"));
  const cut = await damaged("cut", whole.slice(0, whole.length / 2));
  await cut.page.getByText("ファイルを写し直してください").waitFor();
  assert.equal(await overflow(cut.page), undefined);
});

for (const [what, from, to, complaint] of [
  ["a script beside it", "</head>", '<script src="a.js"></script></head>', /something loaded/],
  ["a second script", "</body>", "<script>1</script></body>", /2 scripts/],
  ["another script than the policy names", "const PROGRAM", "fetch('x');const PROGRAM", /policy is not strict/],
  ["a laxer policy", "connect-src 'none'", "connect-src *", /policy is not strict/],
  ["a link elsewhere", "</body>", '<a href="https://elsewhere.test/">x</a></body>', /asks for https/],
  ["a handler in the page", "<body>", '<body onload="x">', /inline style or handler/],
]) {
  test(`the guard over the build refuses a single file with ${what}`, { skip }, () => {
    const spoiled = join(folder, `spoiled-${readdirSync(folder).length}.html`);
    writeFileSync(spoiled, readFileSync(BUILT, "utf8").replace(from, () => to));
    assert.throws(() => execFileSync(process.execPath, [join(here, "guard.mjs"), spoiled], { stdio: "pipe" }), (error) => complaint.test(error.stderr.toString()));
  });
}
