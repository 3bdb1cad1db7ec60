// The build starts where a school would put it, under its real policy, and asks for nothing but its own files.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  DIST, INTRANET, VIEWPORTS, assertOnlyStaticFiles, assertQuiet, axe, chromiumTest, headerPolicy, openApp, overflow, pdfPages, printPdf, shot,
} from "./harness.mjs";

test("the app starts from a subfolder over plain http by address, and requests only its own files", async (t) => {
  const app = await openApp(t);
  assert.equal(await app.page.title(), "気づきシート");
  assert.ok((await app.page.locator("body").innerText()).trim().length > 0, "something is on the page");
  assertQuiet(app);
  assert.deepEqual(app.warnings, []);
  const asked = app.requests.map(({ url }) => url.slice(app.base.length).replace(/-[0-9a-f]{12,16}(?=[._])/, "-*")).sort();
  for (const file of ["", "boot-*.js", "kizuki-*.css", "kizuki-*.js", "kizuki-*.wasm"]) {
    assert.equal(asked.filter((name) => name === file).length, 1, `${file || "index.html"} is asked for once, of ${asked}`);
  }
});

test("once the first screen is there, every other part is fetched, each once", async (t) => {
  const app = await openApp(t);
  const parts = readdirSync(DIST).filter((name) => /^kizuki-.*-.*\.wasm$/.test(name)).sort();
  assert.ok(parts.length >= 3, `the program is cut into parts: ${parts}`);
  const asked = () => app.requests.map(({ url }) => url.slice(app.base.length)).filter((name) => parts.includes(name)).sort();
  while (asked().length < parts.length) await app.page.waitForRequest(/\.wasm$/);
  await app.page.waitForLoadState("networkidle");
  assert.deepEqual(asked(), parts);
});

test("a part that cannot be fetched is said, nothing is lost, and it is fetched again on request", async (t) => {
  const lost = /kizuki-(follow-up|way-in|class)-/;
  const app = await openApp(t, { before: (page) => page.route(lost, (route) => route.abort()) });
  const { page } = app;
  // The sample class needs a part too: said in place, and the start screen stays.
  await page.getByRole("button", { name: /サンプル学級/ }).click();
  await page.getByText("部品を読み込めませんでした").waitFor();
  await page.unroute(lost);
  await page.getByRole("button", { name: /サンプル学級/ }).click();
  await page.getByText("5年1組").first().waitFor();

  await page.route(/kizuki-follow-up-/, (route) => route.abort());
  await page.reload();
  await page.getByRole("button", { name: /サンプル学級/ }).click();
  await page.getByRole("navigation").getByRole("link", { name: /詳しい票/ }).click();
  const alert = page.getByRole("alert").filter({ hasText: "部品を読み込めませんでした" });
  await alert.waitFor();
  assert.deepEqual(await axe(page), []);
  await page.unroute(/kizuki-follow-up-/);
  await alert.getByRole("button", { name: "もう一度読み込む" }).click();
  await page.getByRole("heading", { name: "詳しい票" }).first().waitFor();
  await alert.waitFor({ state: "detached" });
});

test("the app starts on an intranet host name, which is no secure context", async (t) => {
  const app = await openApp(t, { host: INTRANET });
  assert.equal(await app.page.evaluate(() => window.isSecureContext), false);
  assertQuiet(app);
});

test("the app starts when the server sends the policy as a header too", async (t) => {
  const app = await openApp(t, { header: true });
  assertQuiet(app);
});

test("the documented header is the policy of the page", () => {
  const documented = readFileSync(new URL("../../docs/hosting.md", import.meta.url), "utf8");
  assert.ok(documented.includes(headerPolicy()), "docs/hosting.md prints the policy of index.html");
});

test("the policy stops inline script, eval, inline style and requests elsewhere, and the harness sees it", async (t) => {
  const app = await openApp(t);
  await app.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    document.body.append(script);
    document.body.setAttribute("style", "outline: 1px solid red");
    document.body.append(Object.assign(new Image(), { src: "http://elsewhere.test/a.png" }));
    setTimeout(() => {
      try {
        window.evalRan = (0, eval)("1 + 1");
      } catch (error) {
        console.error(String(error));
      }
      document.title = "done";
    });
  });
  await app.page.waitForFunction(() => document.title === "done");
  assert.deepEqual(await app.page.evaluate(() => [window.inlineRan, window.evalRan, document.body.style.outline]), [undefined, undefined, ""]);
  for (const what of [/inline script/i, /inline style/i, /elsewhere\.test/, /eval/i]) {
    assert.ok(app.violations.some((text) => what.test(text)), `${what} is among ${app.violations.join("\n")}`);
  }
});

test("the harness notices a request to another place and a WebSocket", async (t) => {
  const app = await openApp(t, { before: (page) => page.route("**/index-without-policy", (r) => r.fulfill({ body: "<p>", contentType: "text/html" })) });
  await app.page.goto(`${app.base}index-without-policy`);
  await app.page.evaluate(() => fetch("http://elsewhere.test/").catch(() => {}));
  assert.throws(() => assertOnlyStaticFiles(app), /elsewhere\.test/);
  await app.page.evaluate(() => new Promise((closed) => { new WebSocket("ws://127.0.0.1:9/").onclose = closed; }));
  assert.deepEqual(app.sockets, ["ws://127.0.0.1:9/"]);
});

chromiumTest("Firefox cannot be started without JavaScript here", "without JavaScript the page says so in Japanese", async (t) => {
  const without = await openApp(t, { javaScript: false, waitForApp: false });
  // Playwright's text search passes over <noscript>.
  await without.page.locator("noscript p").waitFor();
  assert.match(await without.page.locator("noscript p").innerText(), /JavaScript を許可して/);
});

test("when the wasm cannot be loaded, the page says so in Japanese", async (t) => {
  const missing = await openApp(t, { waitForApp: false, before: (page) => page.route("**/*.wasm", (route) => route.abort()) });
  await missing.page.getByRole("alert").getByText("読み込めませんでした").waitFor();
  assert.equal(await overflow(missing.page), undefined);
});

test("the first screen has no fault that axe knows", async (t) => {
  const { page } = await openApp(t);
  assert.deepEqual(await axe(page), []);
});

test("the first screen fits every screen and prints on A4", async (t) => {
  for (const [name, viewport] of Object.entries(VIEWPORTS)) {
    const { page, close } = await openApp(undefined, { viewport });
    assert.equal(await overflow(page), undefined, `no sideways scrolling on ${name}`);
    await shot(page, `smoke-${name}`);
    await close();
  }
  const { page } = await openApp(t, { viewport: VIEWPORTS.ipad });
  const { width, height } = await pdfPages(await printPdf(page, "smoke"));
  assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `A4, not ${width} × ${height} points`);
});
