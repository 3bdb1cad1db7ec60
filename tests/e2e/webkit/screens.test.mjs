// Every screen of the sample class in WebKit: axe finds nothing, nothing sticks out sideways, and all can be tapped, in both
// languages, on a tablet and on a phone.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { DIST, VIEWPORTS, assertQuiet, overflow, targets44 } from "../harness.mjs";
import { axe, openWebKit } from "../webkit.mjs";

/** How many files the program is cut into. */
const PARTS = readdirSync(DIST).filter((name) => name.endsWith(".wasm")).length;

const SCREENS = ["#/", "#/roster", "#/sweep", "#/grid", "#/full", "#/class", "#/meeting", "#/summary", "#/keys", "#/settings", "#/calibration", "#/blank-forms", "#/school", "#/content", "#/help"];

for (const [where, viewport] of [["a tablet", VIEWPORTS.ipad], ["a phone", VIEWPORTS.phone]]) {
  test(`on ${where} every screen fits, can be tapped, and has no fault that axe knows, in both languages`, async (t) => {
    const app = await openWebKit(t, { viewport });
    const { page } = app;
    assert.deepEqual(await page.evaluate(() => [innerWidth, innerHeight]), [viewport.width, viewport.height]);
    const faults = {};
    const look = async (screen) => {
      // A tile half under the foot of the sweep is whole after scrolling; its size is looked at below.
      const found = {
        axe: await axe(page, { disabled: screen.startsWith("#/sweep") ? ["target-size"] : [] }),
        sideways: (await overflow(page)) ?? [],
        // The cells of the grid and, with a mouse, the rows of the map are smaller on purpose, as the accessibility statement says.
        small: await targets44(page, { except: ".heat tbody, .grid" }),
      };
      for (const [kind, what] of Object.entries(found)) {
        if (Object.keys(what).length > 0) faults[`${kind}, ${screen}`] = what;
      }
    };
    for (const language of ["日本語", "English"]) {
      if (language === "English") await page.getByRole("button", { name: language, exact: true }).click();
      await look(`start in ${language}`);
      await page.getByRole("button", { name: language === "English" ? /sample class/i : "サンプル学級で試す" }).click();
      await page.locator(".tour").waitFor();
      // Once every part is here, a screen is there as soon as its address is.
      await page.waitForFunction((parts) => performance.getEntriesByType("resource").filter(({ name, responseEnd }) => name.endsWith(".wasm") && responseEnd > 0).length >= parts, PARTS);
      for (const hash of SCREENS) {
        await page.evaluate((hash) => { location.hash = hash; }, hash);
        await page.locator("h1").first().waitFor({ state: "attached" });
        await look(`${hash} in ${language}`);
      }
      await page.reload();
    }
    assert.deepEqual(faults, {});
    assertQuiet(app);
  });
}
