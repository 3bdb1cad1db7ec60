// The end-to-end harness: the built `dist/`, served as a school would serve it, in a real Chromium or Firefox ESR.
//
// A spec is a file `tests/e2e/NAME.test.mjs` in node's own test runner:
//
//   import { test } from "node:test";
//   import assert from "node:assert/strict";
//   import { openApp, assertQuiet } from "./harness.mjs";
//
//   test("a teacher reaches the grid of the sample class in one tap", async (t) => {
//     const app = await openApp(t, { viewport: VIEWPORTS.ipad });
//     await app.page.getByRole("button", { name: "サンプル学級で試す" }).click();
//     …
//     assertQuiet(app);       // no CSP violation, console error or page error; only static files were requested
//   });
//
// Run all with `./dev e2e`, one with `./dev e2e tests/e2e/NAME.test.mjs` (add `--no-build` to use `dist/` as it is).
// `./dev e2e --engine firefox` (KIZUKI_ENGINE=firefox) runs the same stories in the Firefox ESR of Debian. What needs a
// door that only Chromium has is registered by `chromiumTest(why, name, ...)` instead of `test`: elsewhere it is no test.
// There are no retries: a test that passes only sometimes is a fault, in the app or in the test. Wait for what the
// user would see (`getByRole`, `expect`-like locators with `waitFor`), never for time.
//
// What openApp gives
//   page, context   Playwright objects. Locale ja-JP, time zone Asia/Tokyo, light scheme unless told otherwise.
//   base            the address of the app: a folder with a random name on plain http, 127.0.0.1 or (host: INTRANET)
//                   a host name, which is *not* a secure context: no crypto.subtle, clipboard, locks, service worker.
//   requests        every request of the context, all tabs: {url, method, type}. Also `sockets`: WebSocket addresses.
//   violations      CSP messages, console errors, page errors, crashed pages, as text. `warnings`: console warnings.
//                   (Firefox tells of no crash, and tells the policy's messages as page errors.)
//   downloads       Playwright Download objects in order; `await saveDownload(download)` gives {name, path, bytes}.
//   newTab()        a second page of the same profile on the same app.
//   close()         is called by itself at the end of the test when `t` was given.
//
// Other helpers: chromiumTest, tap, paste, assertOnlyStaticFiles, printPdf, pdfText, pdfPages, pdfToPng, axe, targets44, overflow, shot.
// Files go to tests/e2e/out/ (not committed).

import { after, test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, statSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium, firefox } from "playwright-core";
import { serve } from "./serve.mjs";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

/** The build under test. */
export const DIST = resolve(process.env.KIZUKI_DIST ?? join(here, "../../dist"));

/** The engine the specs run in: "chromium" or "firefox". */
export const ENGINE = process.env.KIZUKI_ENGINE ?? "chromium";
assert.ok(["chromium", "firefox"].includes(ENGINE), `KIZUKI_ENGINE is chromium or firefox, not ${ENGINE}`);
const IS_FIREFOX = ENGINE === "firefox";

/** Where screenshots, PDFs and downloads go. */
export const OUT = join(here, "out", ...(IS_FIREFOX ? ["firefox"] : []));

/** A host name that leads to this machine, over plain http: what an intranet server is to the browser. */
export const INTRANET = "kizuki.school.test";

/** The one file the app asks for that is not of the build: what a school or board puts beside the page, if it does. */
const SCHOOLS_OWN = "content.json";

/** By this sum Firefox names the empty rule that a screenshot puts on the page, and the policy stops. */
const SCREENSHOTS_OWN = `sha256-${createHash("sha256").update("body {}").digest("base64")}`;

/** Screens of the people who use the app, in CSS pixels. */
export const VIEWPORTS = {
  ipad: { width: 810, height: 1080, touch: true },
  ipadLandscape: { width: 1080, height: 810, touch: true },
  chromebook: { width: 1366, height: 768, touch: false },
  projector: { width: 1920, height: 1080, touch: false },
  phone: { width: 390, height: 844, touch: true },
};

/**
 * The policy as a header: the meta policy of index.html, and what only a header can say. docs/hosting.md prints it;
 * smoke.test.mjs holds the three together.
 */
export function headerPolicy() {
  const html = readFileSync(join(DIST, "index.html"), "utf8");
  const meta = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html);
  assert.ok(meta, "index.html carries a content security policy");
  return `${meta[1]}; frame-ancestors 'none'`;
}

// ---------------------------------------------------------------------------------------------------------------
// Browser and app

/** The running browsers of this test file, by the preferences they were started with. */
const running = new Map();

/** A browser of the engine under test, started at first use; Firefox takes what it should prefer only when it starts. */
export function browser(preferences = {}) {
  const key = JSON.stringify(preferences);
  if (!running.has(key)) running.set(key, IS_FIREFOX ? firefox.launch(firefoxOptions(preferences)) : chromium.launch(chromiumOptions()));
  return running.get(key);
}

/** How to start Chromium. */
export function chromiumOptions() {
  const root = process.getuid?.() === 0;
  return {
    executablePath: chromiumPath(),
    args: [
      ...(root ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Whatever tries to leave this machine finds no host, and is in `requests` for having tried.
      `--host-resolver-rules=MAP ${INTRANET} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    ],
  };
}

/** How to start Firefox: Debian's own build, over WebDriver BiDi (`channel`), which Playwright does not patch or bring. */
export function firefoxOptions(preferences = {}) {
  return {
    channel: "moz-firefox",
    downloadsPath: DOWNLOADS,
    executablePath: programOf("FIREFOX", "Firefox ESR", ["/usr/bin/firefox-esr", "/usr/bin/firefox"]),
    firefoxUserPrefs: {
      // Every name is this machine: nothing leaves it, and what tried is in `requests`.
      "network.dns.forceResolve": "127.0.0.1",
      ...preferences,
    },
  };
}

/** Forced colours, and for what is chosen a pair of Windows' dark contrast theme: what headless Firefox has there is hard to read itself. */
const FORCED_COLOURS = {
  "browser.display.document_color_use": 2,
  "ui.useAccessibilityTheme": 1,
  "ui.highlight": "#1aebff",
  "ui.highlighttext": "#000000",
  "ui.selecteditem": "#1aebff",
  "ui.selecteditemtext": "#000000",
};

/** The preferences of Firefox that make it what Chromium's emulation makes of a context. */
function preferencesFor({ viewport, colorScheme = "light", forcedColors = "none", reducedMotion = "no-preference" }) {
  // Coarse, or fine and able to hover, as headless it has no pointer at all.
  const pointer = viewport.touch ? 1 : 6;
  return {
    "ui.primaryPointerCapabilities": pointer,
    "ui.allPointerCapabilities": pointer,
    // Where fingers scroll, the bar takes no room.
    "ui.useOverlayScrollbars": viewport.touch ? 1 : 0,
    "layout.css.prefers-color-scheme.content-override": colorScheme === "dark" ? 0 : 1,
    "ui.prefersReducedMotion": reducedMotion === "reduce" ? 1 : 0,
    ...(forcedColors === "active" ? FORCED_COLOURS : {}),
  };
}

/** What only Chromium's contexts can be told. */
function emulationFor({ viewport, colorScheme = "light", forcedColors = "none", reducedMotion = "no-preference", javaScript = true }) {
  if (!IS_FIREFOX) return { hasTouch: viewport.touch ?? false, colorScheme, forcedColors, reducedMotion, javaScriptEnabled: javaScript };
  assert.ok(javaScript, "Firefox cannot be started without JavaScript here: use chromiumTest");
  return { colorScheme: null, forcedColors: null, reducedMotion: null, contrast: null };
}

/** The Chromium under test. */
export function chromiumPath() {
  return programOf("CHROMIUM", "Chromium", ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]);
}

function programOf(variable, name, places) {
  const found = [process.env[variable], ...places].find((path) => {
    try {
      accessSync(path ?? "", constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  assert.ok(found, `No ${name} was found. Install it (./dev e2e does on Debian) or name it: ${variable}=/path ./dev e2e`);
  return found;
}

after(async () => {
  for (const launched of running.values()) await (await launched).close();
});

/** A test of what is Chromium's alone, or can be seen in no other engine: `why` says which. */
export function chromiumTest(why, name, ...rest) {
  if (!IS_FIREFOX) return test(name, ...rest);
  console.log(`in Chromium only, ${why}: ${name}`);
}

/**
 * Opens the app in a new, empty profile.
 *
 * @param {import("node:test").TestContext | undefined} t closes the app at the end of this test
 * @param {{
 *   viewport?: {width: number, height: number, touch?: boolean},
 *   locale?: string, timezone?: string, now?: Date | string,
 *   colorScheme?: "light" | "dark", forcedColors?: "active" | "none", reducedMotion?: "reduce" | "no-preference",
 *   javaScript?: boolean,
 *   host?: "127.0.0.1" | typeof INTRANET, hash?: string, header?: boolean, dist?: string, extra?: Record<string, string>,
 *   file?: string, before?: (page: import("playwright-core").Page, context: import("playwright-core").BrowserContext) => Promise<void>,
 *   waitForApp?: boolean, workers?: boolean,
 * }} options `now` fixes the page's clock (timers still run); `header` sends the policy as a header too; `file` is opened from
 *   the disk, without a server; `before` runs before the app is loaded, for init scripts; `extra` are files beside the build, by
 *   name; `waitForApp: false` returns as soon as the page answered; `workers` lets the service worker in.
 */
export async function openApp(t, options = {}) {
  const { viewport = VIEWPORTS.chromebook, host = "127.0.0.1", hash = "", waitForApp = true } = options;
  const server = options.file ? undefined : await serve({
    dir: options.dist ?? DIST,
    prefix: `f-${randomBytes(4).toString("hex")}/kizuki`,
    extra: options.extra,
    headers: options.header ? { "content-security-policy": headerPolicy(), "x-content-type-options": "nosniff" } : {},
  });
  server?.unref();
  const base = options.file ? pathToFileURL(options.file).href : `http://${host}:${server.port}${server.path}`;
  const wanted = { ...options, viewport };
  const context = await (await browser(IS_FIREFOX ? preferencesFor(wanted) : {})).newContext({
    viewport: { width: viewport.width, height: viewport.height },
    locale: options.locale ?? "ja-JP",
    timezoneId: options.timezone ?? "Asia/Tokyo",
    ...emulationFor(wanted),
    acceptDownloads: true,
    // What a test makes go wrong on the way from the server has to reach the page.
    serviceWorkers: options.workers ? "allow" : "block",
  });
  context.setDefaultTimeout(15_000);
  if (IS_FIREFOX && !options.file) passOverEmptyPages(context);
  // No dialog of the browser's own can be answered here; a test that wants one brings its own.
  await context.addInitScript(() => delete window.showSaveFilePicker);
  if (IS_FIREFOX) await context.addInitScript(inFirefox, [SOCKET, SAVE]);
  if (options.now) await context.clock.setFixedTime(options.now);

  const requests = [];
  const sockets = [];
  const violations = [];
  const warnings = [];
  const downloads = [];
  context.on("request", (r) => requests.push({ url: r.url(), method: r.method(), type: r.resourceType() }));
  context.on("weberror", (e) => {
    const text = `page error: ${e.error()?.stack ?? e.error()}`;
    if (!text.includes(SCREENSHOTS_OWN)) violations.push(text);
  });
  context.on("console", (message) => {
    // A school that puts no content.json beside the page has nothing wrong; the browser says so all the same.
    if (message.location().url === `${base}${SCHOOLS_OWN}` && /404/.test(message.text())) return;
    const text = `console ${message.type()}: ${message.text()}`;
    if (message.text().startsWith(SOCKET)) return sockets.push(message.text().slice(SOCKET.length));
    if (message.text().startsWith(SAVE)) return message.page().emit("download", new FirefoxDownload(message.text().slice(SAVE.length)));
    // Said by the harness's own switch above.
    if (message.text() === "Service Worker registration blocked by Playwright") return;
    if (message.type() === "error" || /content security policy/i.test(text)) violations.push(text);
    else if (message.type() === "warning") warnings.push(text);
  });
  context.on("page", (page) => {
    page.on("crash", () => violations.push("the page crashed"));
    page.on("websocket", (socket) => sockets.push(socket.url()));
    page.on("download", (download) => downloads.push(download));
  });

  const close = async () => {
    await context.close();
    await server?.close();
  };
  t?.after(close);

  const load = async (page) => {
    await page.goto(base + hash, { waitUntil: "load" });
    if (!waitForApp) return page;
    await page.waitForFunction(() => document.querySelector("#boot:not([role=alert])") === null);
    assert.equal(await page.locator("#boot").count(), 0, `the app did not start: ${violations.join("\n")}`);
    return page;
  };
  const page = await context.newPage();
  if (IS_FIREFOX && !options.file) passOverEmptyPages(page);
  await options.before?.(page, context);
  await load(page);
  const newTab = async () => load(await context.newPage());
  return { page, context, base, server, requests, sockets, violations, warnings, downloads, newTab, close };
}

// ---------------------------------------------------------------------------------------------------------------
// What Firefox needs

/**
 * Init scripts run on the empty page of a new tab too, which has no stores: touching them there is an error, and no fault
 * of the app.
 */
function passOverEmptyPages(pageOrContext) {
  const { addInitScript } = pageOrContext;
  pageOrContext.addInitScript = (script, given) =>
    addInitScript.call(pageOrContext, `if (window.origin !== "null") (${script})(${JSON.stringify(given)});`);
}

// What Playwright does not hear from Firefox, the page tells on its console; and what it would write into a field by
// script, without all that follows when a person types, is entered as by an editor.

const SOCKET = `${randomBytes(8).toString("hex")} opens `;
const SAVE = `${randomBytes(8).toString("hex")} saves `;

/** Runs in every page: tells which WebSockets are opened and which files made in the page are handed out, and enters texts. */
function inFirefox([socket, save]) {
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      console.debug(`${socket}${given[0]}`);
      super(...given);
    }
  };
  const tell = ({ target }) => {
    if (target.download && target.protocol === "blob:") console.debug(`${save}${target.download}`);
  };
  window.addEventListener("click", tell, true);
  const enter = (text) => void document.execCommand("insertText", false, text);
  Object.defineProperty(window, "__pw_bidiInsertText", { get: () => enter, set: () => {} });
}

/** Where Firefox puts what is saved. */
const DOWNLOADS = IS_FIREFOX ? mkdtempSync(join(tmpdir(), "kizuki-downloads-")) : undefined;

/** As much of Playwright's Download as the specs use: the file comes from the folder that Firefox saves to. */
class FirefoxDownload {
  #name;
  #file;

  constructor(name) {
    this.#name = name;
    this.#file = arrived(name);
    // Not every test that saves reads what was saved.
    this.#file.catch(() => {});
  }

  suggestedFilename = () => this.#name;
  path = () => this.#file;
  saveAs = async (to) => copyFileSync(await this.#file, to);
}

/** Waits until a file of this name is whole, and puts it aside, so that the next may have the same name. */
async function arrived(name) {
  const file = join(DOWNLOADS, name);
  const isWhole = () => !existsSync(`${file}.part`) && statSync(file, { throwIfNoEntry: false })?.size > 0;
  if (!isWhole()) {
    const signal = AbortSignal.timeout(15_000);
    await new Promise((found, failed) => {
      const watching = watch(DOWNLOADS, { signal }, () => isWhole() && (watching.close(), found()));
      watching.on("error", () => failed(new Error(`${name} was not saved; there is ${readdirSync(DOWNLOADS)}`)));
      if (isWhole()) watching.close(), found();
    });
  }
  const aside = join(mkdtempSync(join(tmpdir(), "kizuki-saved-")), name);
  renameSync(file, aside);
  return aside;
}

// ---------------------------------------------------------------------------------------------------------------
// What the app must never do

/** Every request was a GET of a file of the build, from the app's own folder, without a query. */
export function assertOnlyStaticFiles(app, { allowed = [] } = {}) {
  // What the server was asked stands beside what the engine tells: a service worker's own requests, for one.
  const asked = (app.server?.hits ?? []).map(({ method, path }) => ({ url: new URL(path, app.base).href, method }));
  const strange = [...app.requests, ...asked].filter(({ url, method }) => {
    if (url.startsWith("data:") || url.startsWith(`blob:${new URL(app.base).origin}/`)) return false;
    if (method !== "GET" || !url.startsWith(app.base)) return true;
    const name = decodeURIComponent(url.slice(app.base.length).split("#")[0]);
    if (name === "" || name === SCHOOLS_OWN || allowed.includes(name)) return false;
    return !statSync(join(DIST, name), { throwIfNoEntry: false })?.isFile();
  });
  assert.deepEqual(strange, [], "requests beyond the static files of the build");
  assert.deepEqual(app.sockets, [], "WebSockets");
}

/** No violation of the policy, no error on the console, no uncaught error, and only static files were requested. */
export function assertQuiet(app, options) {
  assert.deepEqual(app.violations, []);
  assertOnlyStaticFiles(app, options);
}

// ---------------------------------------------------------------------------------------------------------------
// Paper

/** Prints the page as the browser would, by the sheet's own @page size (A4 where it names none); gives the path. */
export async function printPdf(page, name = "print") {
  const path = outPath(`${name}.pdf`);
  // Over BiDi, Playwright hands on inches where centimetres are expected.
  const [width, height] = [210, 297].map((mm) => `${IS_FIREFOX ? mm * 2.54 : mm}mm`);
  await page.pdf({ path, width, height, preferCSSPageSize: true, printBackground: true });
  return path;
}

/** The text of a PDF, laid out as on the page; form feeds between pages. */
export async function pdfText(path) {
  return (await run("pdftotext", ["-layout", path, "-"], { maxBuffer: 1 << 26 })).stdout;
}

/** The number of pages of a PDF and the size of the first, in PostScript points (A4 is 595 × 842). */
export async function pdfPages(path) {
  const { stdout } = await run("pdfinfo", [path]);
  const size = /^Page size:\s+([\d.]+) x ([\d.]+) pts/m.exec(stdout);
  return { pages: Number(/^Pages:\s+(\d+)/m.exec(stdout)[1]), width: Number(size[1]), height: Number(size[2]) };
}

/** Where the ink of page `number` ends: the largest y of any word, in points from the top of the page. */
export async function pdfInkBottom(path, number = 1) {
  const { stdout } = await run("pdftotext", ["-bbox", "-f", `${number}`, "-l", `${number}`, path, "-"], { maxBuffer: 1 << 26 });
  return Math.max(0, ...[...stdout.matchAll(/yMax="([\d.]+)">\S/g)].map((m) => Number(m[1])));
}

/** Draws each page of a PDF as a PNG; gives the paths in page order. */
export async function pdfToPng(path, dpi = 110) {
  const stem = path.replace(/\.pdf$/, "");
  await run("pdftoppm", ["-png", "-r", `${dpi}`, path, stem]);
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(`${basename(stem)}-`) && /-\d+\.png$/.test(name))
    .sort()
    .map((name) => join(dirname(path), name));
}

// ---------------------------------------------------------------------------------------------------------------
// Reach and reading

const AXE = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds wrong on the page as it stands: [{id, impact, help, nodes: [{target, html, why}]}], empty when well. */
export async function axe(page, { include, disabled = [], tags = AXE_TAGS } = {}) {
  // Through the debugging protocol, which is not subject to the page's policy; nor is what BiDi evaluates.
  const isFirefox = page.context().browser()?.browserType().name() === "firefox";
  const loaded = isFirefox ? await page.evaluate(`${AXE};typeof axe`) : await evaluateByProtocol(page, `${AXE};typeof axe`);
  assert.equal(loaded, "object", "axe-core was loaded into the page");
  const found = await page.evaluate(
    ([context, tags, rules]) =>
      window.axe.run(context ?? document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] }),
    [include ? { include: [include] } : null, tags, Object.fromEntries(disabled.map((id) => [id, { enabled: false }]))],
  );
  return found.violations.map(({ id, impact, help, nodes }) => ({
    id,
    impact,
    help,
    nodes: nodes.map((n) => ({ target: n.target.join(" "), html: n.html.slice(0, 200), why: n.failureSummary })),
  }));
}

async function evaluateByProtocol(page, expression) {
  const debug = await page.context().newCDPSession(page);
  const { result } = await debug.send("Runtime.evaluate", { expression });
  await debug.detach();
  return result.value;
}

/** A touch; in Firefox, where no touch can be made, a click on a page that believes it has a coarse pointer. */
export const tap = (locator) => (IS_FIREFOX ? locator.click() : locator.tap());

/** Puts a text on the clipboard, as another program would, and pastes it where the keyboard is. */
export async function paste(page, text) {
  await page.evaluate((text) => {
    const copy = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener("copy", copy, { once: true, capture: true });
  }, text);
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
}

/**
 * The visible things one can tap that are smaller than 44 × 44 CSS px: [{html, width, height}]. A control inside or
 * named by a label is as large as both together. `except` is a selector of what need not be (a link within a sentence).
 */
export async function targets44(page, { except, min = 44 } = {}) {
  return page.evaluate(
    ({ except, min }) => {
      const interactive =
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=tab], " +
        "[role=checkbox], [role=radio], [role=switch], [role=menuitem], [role=option], [tabindex]:not([tabindex='-1'])";
      const small = [];
      for (const element of document.querySelectorAll(interactive)) {
        if (except && element.closest(except)) continue;
        if (element.closest("[inert]") || element.matches(":disabled")) continue;
        const parts = [element, ...(element.labels ?? [])];
        const boxes = parts
          .filter((part) => part.checkVisibility({ checkOpacity: part !== element, checkVisibilityCSS: true }))
          .map((part) => part.getBoundingClientRect())
          .filter((box) => box.width > 1 && box.height > 1);
        if (boxes.length === 0) continue;
        const width = Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left));
        const height = Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top));
        if (width < min - 0.5 || height < min - 0.5) {
          const html = element.outerHTML.replace(/\s+/g, " ").slice(0, 160);
          small.push({ html, width: Math.round(width * 10) / 10, height: Math.round(height * 10) / 10 });
        }
      }
      return small;
    },
    { except, min },
  );
}

/**
 * Sideways scrolling of the page as a whole: undefined when there is none, else how far and what sticks out. What
 * scrolls in a box of its own (a wide table) does not count.
 */
export async function overflow(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return undefined;
    const outside = [...document.body.querySelectorAll("*")]
      .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > clientWidth + 0.5)
      .map((e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 120));
    return { scrollWidth, clientWidth, outside: outside.slice(0, 10) };
  });
}

// ---------------------------------------------------------------------------------------------------------------
// Files

/** Saves a screenshot of the whole page to out/NAME.png and gives its path. */
export async function shot(page, name, options = {}) {
  const path = outPath(`${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled", ...options });
  return path;
}

/** Stores a download under its suggested name; gives {name, path, bytes}. */
export async function saveDownload(download) {
  const name = download.suggestedFilename();
  const path = join(mkdtempSync(join(tmpdir(), "kizuki-download-")), name);
  await download.saveAs(path);
  return { name, path, bytes: readFileSync(path) };
}

function outPath(name) {
  const path = join(OUT, name);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
