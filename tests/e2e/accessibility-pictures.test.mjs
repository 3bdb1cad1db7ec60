// Pictures say the same as the words beside them, what is chosen is not told by colour alone, and what happens is announced.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { VIEWPORTS, overflow } from "./harness.mjs";
import { classOf, setFaults } from "./faults.mjs";
import { closeDialog, goTo, openOwn, openSample } from "./states.mjs";

const content = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), "../../src/format/content/default.json"), "utf8"));
const steps = new Map(content.scores.flatMap((score) => (score.bands ?? []).map((band, step) => [band.label?.ja, step])));

test("the heat map's fill, its dots and its words tell the same step in every cell", async (t) => {
  const { page } = await openSample(t, { viewport: VIEWPORTS.chromebook });
  await goTo(page, "#/class", ".heat-row");
  const cells = await page.locator(".heat-place .heat-area .heat-cell").evaluateAll((cells) =>
    cells.map((cell) => ({
      words: cell.parentElement.querySelector(".heat-words").textContent,
      ramp: Number(/ramp(\d)/.exec(cell.querySelector(".heat-fill")?.getAttribute("class") ?? "")?.[1] ?? -1),
      dots: cell.querySelectorAll("circle").length,
      isHatched: cell.querySelector(".heat-unknown") !== null,
    })));
  assert.equal(cells.length, 35 * content.areas.length);
  assert.ok(new Set(cells.map(({ ramp }) => ramp)).size >= 4, "several steps occur");
  for (const { words, ramp, dots, isHatched } of cells) {
    if (isHatched) assert.equal(words, "情報不足");
    else if (ramp === -1) assert.equal(words, "対象外");
    else assert.deepEqual([steps.get(words), dots], [ramp, ramp], words);
  }
  // Each step differs from the others in forced colours too, by its dots.
  await page.emulateMedia({ forcedColors: "active" });
  const legend = await page.locator(".heat-legend .heat-sample").evaluateAll((samples) => samples.map((sample) => sample.querySelectorAll("circle").length));
  assert.deepEqual(legend.slice(0, 4), [0, 1, 2, 3]);
});

test("bars, line and histogram show what stands in words or in a table beside them", async (t) => {
  const { page } = await openSample(t, { viewport: VIEWPORTS.chromebook });
  await goTo(page, "#/class", ".heat-row");
  let lines = 0;
  for (const at of [3, 7, 11]) {
    const row = page.locator(".heat-row").nth(at);
    const cells = await row.locator(".heat-words").allTextContents();
    await row.locator("button").click();
    const drawer = page.locator("#student-drawer[open]");
    await drawer.locator(".bars").waitFor();
    const bars = await drawer.locator(".bars tr").evaluateAll((rows) =>
      rows.map((row) => ({
        words: row.querySelector(".bar-words").firstChild.textContent,
        width: parseFloat(row.querySelector(".bar-value")?.getAttribute("width") ?? "NaN"),
        ticks: [...row.querySelectorAll(".bar-tick")].map((tick) => parseFloat(tick.getAttribute("x1"))),
      })));
    assert.deepEqual(bars.map(({ words }) => words), cells, "the bars say what the map says");
    for (const { words, width, ticks } of bars.filter(({ width }) => !Number.isNaN(width))) {
      // The step is how many of the marks above zero the bar reaches.
      assert.equal(ticks.filter((tick) => tick > 0 && width >= tick - .05).length, steps.get(words), `${words} at ${width} of ${ticks}`);
    }
    const course = drawer.locator(".course");
    if (await course.count() > 0) {
      lines += 1;
      const drawn = await course.locator("circle").evaluateAll((dots) => dots.map((dot) => Math.round(((42 - Number(dot.getAttribute("cy"))) / 36) * 100)));
      const said = (await course.locator("li").allTextContents()).map((text) => Number(/([\d.]+)%/.exec(text)[1]));
      assert.equal(drawn.length, said.length);
      drawn.forEach((value, at) => assert.ok(Math.abs(value - said[at]) <= 1, `${drawn} and ${said}`));
    }
    await closeDialog(page, "student-drawer");
  }
  assert.ok(lines > 0, "there is a line to look at");

  await goTo(page, "#/calibration", ".spread");
  assert.notEqual(await page.locator(".spread").getAttribute("aria-label"), "");
  const drawn = (await page.locator(".spread-count").allTextContents()).map(Number);
  const table = page.locator("details:has(table.num)");
  await table.locator("summary").first().click();
  const told = (await table.locator("table.num td").allTextContents()).map(Number);
  assert.deepEqual(told.filter((count) => count > 0), drawn);
});

test("a QR symbol has a name, and what it holds stands beside it in letters", async (t) => {
  const { page } = await openOwn(t, classOf());
  await goTo(page, "#/settings", ".key-symbol svg");
  const symbol = page.locator(".key-symbol svg");
  assert.equal(await symbol.getAttribute("role"), "img");
  assert.match(await symbol.getAttribute("aria-label"), /\S/);
  assert.match((await page.locator("#public-key span").allTextContents()).join(""), /^age1[02-9ac-hj-np-z]{58}$/);
});

test("what is chosen is marked by more than a colour, also where colours are forced", async (t) => {
  const { page } = await openSample(t, { viewport: VIEWPORTS.ipad, forcedColors: "active", reducedMotion: "reduce" });
  /** How a control is drawn, but for the words in it. */
  const look = (control) => control.evaluate((node) => {
    const style = getComputedStyle(node);
    return [style.borderTopWidth, style.borderTopStyle, style.borderTopColor, style.backgroundColor, style.fontWeight, style.outlineStyle].join(" ");
  });
  const differs = async (what, chosen, other) => assert.notEqual(await look(page.locator(chosen).first()), await look(page.locator(other).first()), what);
  await goTo(page, "#/class", ".heat-row");
  await differs("a filter", '.filter[aria-pressed="true"]', '.filter[aria-pressed="false"]');
  await differs("a choice", ".segment.chosen", ".segment:not(.chosen)");
  await differs("the step one is on", ".step[aria-current]", ".step:not([aria-current])");
  const chips = await page.locator(".heat-level .chip").allTextContents();
  const signs = new Map(chips.map((chip) => [chip.trim().slice(0, 1), chip]));
  assert.ok(signs.size >= 3, "levels have signs of their own");
  await goTo(page, "#/sweep", "#tile-0");
  const tiles = await page.locator(".tile").evaluateAll((tiles) => tiles.map((tile) => [[...tile.classList].find((name) => name.startsWith("mark-")), tile.querySelector(".tile-sign").textContent]));
  const bySign = new Map(tiles.map(([mark, sign]) => [sign, mark]));
  const byMark = new Map(tiles.map(([mark, sign]) => [mark, sign]));
  assert.ok(byMark.size >= 3 && bySign.size === byMark.size, `each kind of answer has a sign of its own: ${[...byMark]}`);
  await goTo(page, "#/full", ".full-list");
  await page.locator(".full-list button").first().click();
  await differs("the area one is on", ".index-link[aria-current]", ".index-link:not([aria-current])");
  await goTo(page, "#/content", ".ways-workshop");
  await page.locator(".ways-workshop .way").first().click();
  await differs("a view of the editor", '.workshop-tools [aria-pressed="true"]', '.workshop-tools [aria-pressed="false"]');
  await page.setViewportSize(VIEWPORTS.chromebook);
  await differs("a section of the editor", ".workshop-section[aria-current]", ".workshop-section:not([aria-current])");
  await goTo(page, "#/help", ".help-paper");
  await differs("a section of the help", ".help-section[aria-current]", ".help-section:not([aria-current])");
});

test("that something was stored, done or went wrong is announced", async (t) => {
  const { page } = await openOwn(t, classOf(), { hash: "#/grid" });
  const said = page.locator(".save-state[role=status]");
  await said.filter({ hasText: "この端末に保存済み" }).waitFor();
  await setFaults(page, { local: "full", indexed: "throw" });
  await page.locator("#cell-0-2").press("2");
  await page.getByRole("alert").filter({ hasText: "保存できませんでした" }).waitFor();
  await said.filter({ hasText: "保存できていません" }).waitFor();
  await setFaults(page, {});
  await page.locator("#cell-0-3").press("1");
  await said.filter({ hasText: "この端末に保存済み" }).waitFor();
  await goTo(page, "#/roster", "#add");
  await page.locator("#add").click();
  await page.locator("#student .button-main").click();
  await page.locator("[aria-live=polite] .notice").filter({ hasText: "5番" }).waitFor();
});

test("on a phone held upright or on its side, on small and wide screens the head bar and the page hold in both languages", async (t) => {
  for (const language of ["ja", "en"]) {
    const sample = await openSample(undefined, { language });
    const own = await openOwn(undefined, classOf(), { language });
    t.after(() => Promise.all([sample.close(), own.close()]));
    for (const { page } of [sample, own]) {
      for (const width of [320, 360, 390, 600, 667, 768, 810, 844, 900, 1024, 1161, 1280, 1366, 1920]) {
        await page.setViewportSize({ width, height: width === 667 || width === 844 ? 375 : 800 });
        assert.equal(await overflow(page), undefined, `${language}, ${width}`);
        const beyond = await page.locator(".head").evaluate((head) =>
          [...head.querySelectorAll(":scope > *, :scope .head-button, :scope .head-class > *")]
            .filter((part) => part.checkVisibility() && getComputedStyle(part).position !== "fixed" && part.scrollWidth > part.clientWidth + 2 && part.clientWidth > 1)
            .map((part) => part.outerHTML.slice(0, 80)));
        assert.deepEqual(beyond, [], `${language}, ${width}`);
      }
    }
  }
});
