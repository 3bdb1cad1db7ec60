// The end-to-end harness for WebKit: the built `dist/` (or the single file) in a real WebKit, through WebKitWebDriver.
//
// The specs are tests/e2e/webkit/NAME.test.mjs, run by `./dev e2e --engine webkit`; they look like those of harness.mjs:
//
//   import { openWebKit } from "../webkit.mjs";
//
//   test("…", async (t) => {
//     const app = await openWebKit(t, { host: INTRANET, viewport: VIEWPORTS.ipad });
//     await app.page.getByRole("button", { name: "サンプル学級で試す" }).click();
//     …
//     assertQuiet(app);
//   });
//
// Playwright drives only a WebKit of its own making. Here it is the one of the distribution, in a browser of a few lines
// (webkit/browser.py: why it is needed stands there), on an X server without a screen. WebKitGTK is not Safari on an iPad;
// what only that can show is in docs/ipad.md.
//
// What openWebKit gives is what openApp of harness.mjs gives, as far as it goes, so its assertions work on both:
//   page         webkit/page.mjs: locators by role, label, text and CSS, clicks and keys by WebDriver.
//   base         the address of the app: http on 127.0.0.1, or (host: INTRANET) a host name that is no secure context, or
//                the address of `file`.
//   requests     every request of the engine. All go to a proxy of ours, which answers for those two hosts and refuses and
//                notes all others; so nothing can leave the machine, and no host name is ever looked up. `sockets`: tunnels.
//   violations   messages of the policy, console errors, uncaught errors, crashed pages. `warnings`: console warnings.
//   printed(act) does what prints and gives the path of the PDF that came of it; `saved(act)` the same for a download:
//                {name, path, bytes}.
//   kill()       ends every process of the engine at once, as a device that is switched off would; `profile` is what is
//                left and can be given to the next openWebKit.
//   close()      is called by itself at the end of the test.
//
// Every session has its own processes in one group of processes, which is killed with the test, also when it fails.

import { after } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, readdirSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Builder } from "selenium-webdriver";
import { DIST, INTRANET, OUT, VIEWPORTS, headerPolicy } from "./harness.mjs";
import { serve } from "./serve.mjs";
import { Page, folder } from "./webkit/page.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** This WebKit is built without web app manifests and says so of the directive that keeps them to the app's own. */
const HARMLESS = /Unrecognized Content-Security-Policy directive 'manifest-src'/;

// ---------------------------------------------------------------------------------------------------------------------
// Processes

/** Groups of processes that are still there. */
const groups = new Set();

/** Starts a program as the head of a group of its own. */
function start(program, args, options) {
  const child = spawn(program, args, { ...options, detached: true });
  const group = {
    child,
    gone: new Promise((done, failed) => {
      child.once("exit", done);
      child.once("error", (fault) => failed(new Error(`${program} cannot be started (./dev e2e --engine webkit installs it): ${fault.message}`)));
    }),
    kill: async () => {
      groups.delete(group);
      end(child.pid);
      await group.gone;
    },
  };
  group.gone.catch(() => {});
  groups.add(group);
  return group;
}

function end(pid) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (fault) {
    if (fault.code !== "ESRCH") throw fault;
  }
}

// Before what they write into is removed.
process.prependListener("exit", () => {
  for (const { child } of groups) if (child.pid) end(child.pid);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

let showing;

/** The one X server of this test file; `:N`. */
function display() {
  showing ??= (async () => {
    const server = start("Xvfb", ["-displayfd", "3", "-screen", "0", "1920x1400x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const name = await new Promise((done, failed) => {
      server.gone.then(() => failed(new Error("Xvfb ended")), failed);
      let told = "";
      // The number comes in pieces, and the server ends when nobody listens to the rest.
      server.child.stdio[3].setEncoding("utf8").on("data", (text) => {
        told += text;
        if (told.endsWith("\n")) done(`:${told.trim()}`);
      });
    });
    return { name, kill: server.kill };
  })();
  return showing;
}

after(async () => {
  if (showing) await (await showing).kill();
});

/** A port nobody listens on. */
async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

// ---------------------------------------------------------------------------------------------------------------------
// The way out, which leads nowhere but to the app

/** A proxy that passes on what is asked of the app's two host names, and notes and refuses everything else. */
async function proxy(port) {
  const requests = [];
  const sockets = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url, method: request.method });
    let url;
    try {
      url = new URL(request.url);
    } catch {
      return response.writeHead(400).end();
    }
    if (port === undefined || ![`127.0.0.1:${port}`, INTRANET].includes(url.host)) return response.writeHead(502).end();
    const passed = ask({ host: "127.0.0.1", port, method: request.method, path: url.pathname + url.search, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  server.on("connect", (request, socket) => {
    sockets.push(request.url);
    socket.on("error", () => {});
    socket.end("HTTP/1.1 502 Refused\r\n\r\n");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  const close = () => new Promise((done) => (server.close(done), server.closeAllConnections()));
  return { address: `http://127.0.0.1:${server.address().port}`, requests, sockets, close };
}

// ---------------------------------------------------------------------------------------------------------------------

/**
 * Opens the app in WebKit, in a new, empty profile unless one is given.
 *
 * @param {import("node:test").TestContext} t closes the app at the end of this test
 * @param {{
 *   viewport?: {width: number, height: number}, host?: "127.0.0.1" | typeof INTRANET, hash?: string, header?: boolean,
 *   file?: string, profile?: string, server?: Awaited<ReturnType<typeof serve>>, stores?: boolean, margin?: number, waitForApp?: boolean,
 * }} options `header` sends the policy as a header too; `file` is opened from the disk, without a server; `profile` and `server`
 *   are those of an earlier session; `stores: false` switches LocalStorage and IndexedDB off; `margin` is that of the printer in
 *   mm, else what the system proposes.
 */
export async function openWebKit(t, options = {}) {
  const { viewport = VIEWPORTS.chromebook, host = "127.0.0.1", hash = "", waitForApp = true } = options;
  const own = folder("session");
  const inside = (name) => (mkdirSync(join(own, name), { recursive: true }), join(own, name));
  const profile = options.profile ?? inside("profile");
  const [prints, downloads] = [inside("prints"), inside("downloads")];
  const closing = [];
  const close = async () => {
    while (closing.length > 0) await closing.pop()();
  };
  t.after(close);

  let server = options.server;
  if (!server && !options.file) {
    const headers = options.header ? { "content-security-policy": headerPolicy(), "x-content-type-options": "nosniff" } : {};
    server = await serve({ dir: DIST, prefix: `f-${randomBytes(4).toString("hex")}/kizuki`, headers });
    server.unref();
    t.after(server.close);
  }
  const way = await proxy(server?.port);
  closing.push(way.close);
  const base = options.file ? pathToFileURL(options.file).href : `http://${host === INTRANET ? host : `${host}:${server.port}`}${server.path}`;

  const said = join(own, "console");
  const log = openSync(said, "w");
  const port = await freePort();
  const engine = start("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    stdio: ["ignore", log, log],
    env: {
      PATH: process.env.PATH,
      // The system's Python, which has WebKit's bindings; nothing of the person's own desktop.
      HOME: inside("home"), XDG_RUNTIME_DIR: inside("run"), XDG_CACHE_HOME: inside("home/cache"),
      DISPLAY: (await display()).name, GDK_BACKEND: "x11", NO_AT_BRIDGE: "1", GSETTINGS_BACKEND: "memory", GIO_USE_VFS: "local",
      LANG: "C.UTF-8", TZ: "Asia/Tokyo",
      // There is no graphics card where tests run.
      WEBKIT_DISABLE_DMABUF_RENDERER: "1", LIBGL_ALWAYS_SOFTWARE: "1",
    },
  });
  closeSync(log);
  const kill = async () => {
    if (groups.has(engine)) await engine.kill();
  };
  closing.push(kill);
  await answers(port, engine);

  const args = [
    "--profile", profile, "--prints", prints, "--downloads", downloads, "--proxy", way.address, "--size", `${viewport.width}x${viewport.height}`,
    ...(options.stores === false ? ["--no-stores"] : []), ...(options.margin === undefined ? [] : ["--margin", `${options.margin}`]),
  ];
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({
      browserName: "kizuki-webkit",
      "webkitgtk:browserOptions": { binary: join(here, "webkit/browser.py"), args },
      unhandledPromptBehavior: "accept",
      timeouts: { script: 60_000, pageLoad: 60_000, implicit: 0 },
    })
    .build()
    .catch((fault) => assert.fail(`${fault.message}\n${readFileSync(said, "utf8")}`));
  const page = new Page(driver);

  /** What the console said, a message each. */
  const messages = () => readFileSync(said, "utf8").split("\n").filter((line) => line.includes("CONSOLE ") && !HARMLESS.test(line));
  const newIn = async (place, act) => {
    const before = new Set(readdirSync(place));
    await act();
    const fresh = () => readdirSync(place).find((name) => !before.has(name) && !name.endsWith(".part"));
    await page.until(fresh, () => `nothing came into ${place}: ${messages().join("\n")}`);
    return join(place, fresh());
  };
  const app = {
    page, driver, base, server, profile, kill, close,
    requests: way.requests,
    sockets: way.sockets,
    get violations() {
      return messages().filter((line) => /CONSOLE (\w+ )?(ERROR|CRASH|PRINT|DOWNLOAD)/.test(line));
    },
    get warnings() {
      return messages().filter((line) => /CONSOLE (\w+ )?WARN/.test(line));
    },
    printed: async (act, name) => {
      mkdirSync(OUT, { recursive: true });
      const path = join(OUT, `webkit-${name}.pdf`);
      copyFileSync(await newIn(prints, act), path);
      return path;
    },
    saved: async (act) => {
      const path = await newIn(downloads, act);
      return { name: path.slice(downloads.length + 1), path, bytes: readFileSync(path) };
    },
  };
  await driver.get(base + hash);
  if (waitForApp) {
    await page.started();
    assert.equal(await page.locator("#boot").count(), 0, `the app did not start: ${app.violations.join("\n")}`);
  }
  return app;
}

/** Waits until the driver answers. */
async function answers(port, engine) {
  let ended = false;
  engine.gone.then(() => { ended = true; }, () => { ended = true; });
  while (!ended) {
    const there = await fetch(`http://127.0.0.1:${port}/status`).then((answer) => answer.ok, () => false);
    if (there) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  await engine.gone;
  assert.fail("WebKitWebDriver ended");
}

const AXE = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");

/** What axe finds wrong on the page as it stands; empty when well. */
export async function axe(page, { disabled = [] } = {}) {
  if (!(await page.evaluate(() => typeof window.axe === "object"))) await page.driver.executeScript(AXE);
  return page.evaluate(async (disabled) => {
    const { violations } = await window.axe.run(document, {
      runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
      rules: Object.fromEntries(disabled.map((id) => [id, { enabled: false }])),
      resultTypes: ["violations"],
    });
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`) }));
  }, disabled);
}
