// The single file opened from a disk in Firefox, with the origins of files held apart as people's browsers hold them.

import { after } from "node:test";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { firefox } from "playwright-core";
import { OUT, VIEWPORTS, axe, firefoxOptions } from "../harness.mjs";
import { tellSingleFile } from "../single-stories.mjs";

/** Where downloads of this run arrive: of those from the page's own memory Firefox tells nobody. */
const downloads = mkdtempSync(join(tmpdir(), "kizuki-firefox-"));

let launching;
const browser = () => {
  // Under automation Firefox lets one file read another; people's does not.
  launching ??= firefox.launch({ ...firefoxOptions({ "security.fileuri.strict_origin_policy": true }), downloadsPath: downloads });
  return launching;
};
after(async () => {
  if (launching) await (await launching).close();
  rmSync(downloads, { recursive: true, force: true });
});

async function open(t, { file, viewport = VIEWPORTS.chromebook, waitForApp = true }) {
  const context = await (await browser()).newContext({
    viewport: { width: viewport.width, height: viewport.height },
    locale: "ja-JP", timezoneId: "Asia/Tokyo", acceptDownloads: true,
    // What this way of driving Firefox cannot set.
    colorScheme: null, forcedColors: null, reducedMotion: null, contrast: null,
  });
  t.after(() => context.close());
  context.setDefaultTimeout(20_000);
  const [requests, sockets, violations] = [[], [], []];
  context.on("request", (request) => requests.push({ url: request.url(), method: request.method() }));
  context.on("weberror", (fault) => violations.push(`page error: ${fault.error()?.stack ?? fault.error()}`));
  context.on("console", (message) => {
    if (message.type() === "error") violations.push(`console error: ${message.text()}`);
  });
  context.on("page", (page) => page.on("websocket", (socket) => sockets.push(socket.url())));
  const page = await context.newPage();
  page.on("dialog", (dialog) => dialog.accept());
  const base = pathToFileURL(file).href;
  await page.goto(base);
  if (waitForApp) await page.waitForFunction(() => document.querySelector("#boot") === null);

  const saved = async (act) => {
    for (const name of readdirSync(downloads)) rmSync(join(downloads, name));
    const ended = new Promise((done) => {
      const look = () => {
        // Until it is whole, a file of this name is empty and another one grows beside it.
        const names = readdirSync(downloads);
        if (names.length !== 1 || statSync(join(downloads, names[0])).size === 0) return;
        watcher.close();
        done(names[0]);
      };
      const watcher = watch(downloads, look);
    });
    await act();
    const name = await ended;
    return { name, bytes: readFileSync(join(downloads, name)) };
  };
  /** Prints when the page asks for it. */
  const printed = async (act, name) => {
    await page.evaluate(() => { window.print = () => { window.asked = true; }; });
    await act();
    await page.waitForFunction(() => window.asked);
    mkdirSync(OUT, { recursive: true });
    const path = join(OUT, `firefox-${name}.pdf`);
    await page.pdf({ path, width: "210mm", height: "297mm", preferCSSPageSize: true, printBackground: true });
    return path;
  };
  return { page, base, requests, sockets, violations, saved, printed };
}

// Firefox holds no policy against addresses of the disk (nsIProtocolHandler, URI_IS_LOCAL_RESOURCE): a file that lies beside
// the page could be run by it, if something made the page ask for it. Nothing reaches the network all the same.
tellSingleFile({ open, axe, stopped: [/inline script/, /elsewhere\.test/, /inline style/, /connect-src.*data:text\/plain/], exempt: true });
