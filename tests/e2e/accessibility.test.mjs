// WCAG 2.2 AA and JIS X 8341-3 on every screen and state (states.mjs), in both languages: axe in light, dark and forced colours;
// names in the language of the screen; the way of the Tab key, on a tablet and on a page magnified to 400 %; text with more
// space and twice as large. What the accessibility statement of the app says is tested here, in help.test.mjs and in
// accessibility-focus.test.mjs.

import { test } from "node:test";
import assert from "node:assert/strict";
import { VIEWPORTS, axe, overflow, targets44 } from "./harness.mjs";
import { cutTexts, foreign, jumpsUp, nameless, names, otherwise, tabWalk, texts } from "./reach.mjs";
import { IDENTIFIERS, WALKS } from "./states.mjs";

/** 1280 × 1024 at 400 %, in CSS pixels. */
const MAGNIFIED = { width: 320, height: 256 };
const TABLET = VIEWPORTS.ipad;
const DESK = { width: 1280, height: 1024 };

/** Where targets may be smaller: the cells of the grid, and links within a sentence. */
const SMALLER = ".grid";

/** What is the school's or the person's own, in any language: names, labels of rounds, what was typed. */
const OWN = ["5年1組", "見本小学校", "見本小", "ためし小学校", "1学期", "2学期", "3学期", "うみかぜ", "みほん", "日本語", "気づきシート", "broken.json", "学年", "組"];

/** The text spacing of WCAG 1.4.12, as somebody's own style sheet sets it. */
const space = (page, on) => page.evaluate((on) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = on ? [sheet] : [];
}, on);

/** Text twice as large and nothing else, as browsers do that magnify text only. */
const enlarge = (page, on) => page.evaluate((on) => {
  const all = [...document.body.querySelectorAll("*")].filter((node) => !node.closest("svg, .sheet, .paper"));
  const sizes = all.map((node) => parseFloat(getComputedStyle(node).fontSize));
  all.forEach((node, at) => (on ? node.style.setProperty("font-size", `${sizes[at] * 2}px`, "important") : node.style.removeProperty("font-size")));
}, on);

const short = (found) => found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ").slice(0, 300)}`);

for (const [walk, go] of Object.entries(WALKS)) {
  for (const language of ["ja", "en"]) {
    test(`${walk}, ${language}: every state is read, reached and pressed by everybody`, async (t) => {
      const faults = [];
      const only = process.env.KIZUKI_STATE;
      const look = async (state, page, { inert = false } = {}) => {
        if (only && !state.includes(only)) return;
        const note = (what, found) => faults.push(...found.map((fault) => `${state} | ${what} | ${fault}`));
        const sideways = async (what) => note(`${what}, sideways`, [await overflow(page)].filter(Boolean).map((wide) => JSON.stringify(wide)));
        const small = async (what) =>
          note(`${what}smaller than 44 px`, (await targets44(page, { except: SMALLER })).map(({ html, width, height }) => `${width}×${height} ${html}`));
        // A tab that only shows has its heading out of reach; a tile half under the foot is whole after scrolling.
        const disabled = [...(inert ? ["page-has-heading-one"] : []), ...(state.startsWith("line by line") ? ["target-size"] : [])];
        // What lies half under a bar that stays is as large as it is once one scrolls.
        await page.evaluate(() => scrollTo(0, 0));
        for (const colorScheme of ["dark", "light"]) {
          await page.emulateMedia({ colorScheme });
          note(`axe, ${colorScheme}`, short(await axe(page, { disabled })));
        }
        const found = await names(page);
        note("without a name", nameless(found).map(({ role }) => role));
        const elsewhere = await otherwise(page, language);
        const said = [...found.map(({ name }) => name).filter((name) => !elsewhere.some((text) => text.includes(name))), ...(await texts(page)).filter(({ lang }) => lang === language).map(({ text }) => text)];
        // The headings of a file are the file's.
        if (!/be read|no roster/.test(state)) note("in another language", foreign([...new Set(said)], language, state.startsWith("editor") ? [...OWN, ...IDENTIFIERS] : OWN));
        await small("");
        if (language === "ja") {
          const { met, faults } = await tabWalk(page);
          note("Tab", faults);
          note("Tab goes up", jumpsUp(met));
        }
        await page.setViewportSize(MAGNIFIED);
        await sideways("400 %");
        await small("400 %, ");
        note("400 %, Tab", (await tabWalk(page)).faults);
        note("400 %, cut off", await cutTexts(page));
        await space(page, true);
        await sideways("400 % and spaced");
        note("400 % and spaced, cut off", await cutTexts(page));
        await page.setViewportSize(TABLET);
        await sideways("spaced");
        note("spaced, cut off", await cutTexts(page));
        await space(page, false);
        await page.setViewportSize(DESK);
        await enlarge(page, true);
        await sideways("text at 200 %");
        note("text at 200 %, cut off", await cutTexts(page));
        await enlarge(page, false);
        await page.setViewportSize(TABLET);
      };
      // While colours and places are on their way nothing can be measured.
      await go(t, { language, viewport: TABLET, reducedMotion: "reduce" }, look).catch((error) => faults.push(`the walk ended: ${error.message}`));
      assert.ok(faults.length === 0, `\n${faults.join("\n")}`);
    });
  }
}
