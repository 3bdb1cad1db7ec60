// A page in WebKit, driven through WebDriver and spoken to as Playwright's pages are, so that the helpers of the other specs
// (vault.mjs, faults.mjs, class-file.mjs, the checks of harness.mjs) work on it as they stand. Only what those and the specs
// of this folder say is here.
//
// What a person finds by role, label and text is found by Testing Library, which knows how names are made. Clicks, keys and
// files come from WebDriver; selenium-webdriver speaks it, without its manager, which would download drivers. An action waits
// until the thing it is about is there once, can be seen, used and hit; nothing else is waited for.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Key, error } from "selenium-webdriver";

const TESTING_LIBRARY = readFileSync(createRequire(import.meta.url).resolve("@testing-library/dom/dist/@testing-library/dom.umd.min.js"), "utf8");

/** What belongs to this run of a test file and is gone with it. */
const scratch = mkdtempSync(join(tmpdir(), "kizuki-webkit-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));

/** A new folder for this run. */
export const folder = (name) => mkdtempSync(join(scratch, `${name}-`));

/** How long something may take to appear before the test fails. */
const PATIENCE_MS = 20_000;
const POLL_MS = 50;

// ---------------------------------------------------------------------------------------------------------------------
// In the page

/** Finds what the steps describe, in document order; `look` says what to tell of each. Runs in the page. */
function inPage(steps) {
  const library = window.TestingLibraryDom;
  const flat = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const matcher = ({ source, flags, text, exact }) => {
    if (source !== undefined) return (found) => new RegExp(source, flags).test(flat(found));
    if (exact) return (found) => flat(found) === flat(text);
    return (found) => flat(found).toLowerCase().includes(flat(text).toLowerCase());
  };
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.height > 0;
  };
  const inOrder = (elements) => [...new Set(elements)].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const children = (step, root) => {
    if (step.css !== undefined) return [...root.querySelectorAll(step.css)];
    if (step.label !== undefined) return library.queryAllByLabelText(root, matcher(step.label));
    if (step.role !== undefined) {
      const { role, name, ...states } = step;
      return library.queryAllByRole(root, role, { ...states, ...(name && { name: matcher(name) }) });
    }
    const fits = matcher(step.text);
    const all = [...root.querySelectorAll("*")].filter((element) => !element.closest("script, style, noscript, template") && fits(element.textContent));
    return all.filter((element) => ![...element.children].some((child) => all.includes(child)));
  };
  const apply = (step, found) => {
    if (step.nth !== undefined) return step.nth < 0 ? found.slice(step.nth).slice(0, 1) : found.slice(step.nth, step.nth + 1);
    if (step.hasText !== undefined) return found.filter((element) => matcher(step.hasText)(element.textContent));
    if (step.has !== undefined) return found.filter((element) => run(step.has, [element]).length > 0);
    if (step.or !== undefined) return inOrder([...found, ...run(step.or, [document.documentElement])]);
    if (step.disabled !== undefined) return found.filter((element) => element.matches(":disabled") === step.disabled);
    if (step.visible) return found.filter(seen);
    return inOrder(found.flatMap((root) => children(step, root)));
  };
  const run = (steps, from) => steps.reduce((found, step) => apply(step, found), from);
  const found = run(steps, [document.documentElement]);
  return { found, seen };
}

/** For an action: the one element, once it can be seen, used and hit and stays where it is. Else why not, as text. Runs in the page. */
async function ready({ found, seen }, wants) {
  if (found.length !== 1) return found.length === 0 ? "nothing of this kind is on the page" : `${found.length} of this kind are on the page`;
  const [element] = found;
  if (!wants) return element;
  if (!seen(element)) return "it cannot be seen";
  if (element.matches(":disabled")) return "it is disabled";
  const hit = () => {
    const box = element.getBoundingClientRect();
    const [x, y] = [(Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
    const at = document.elementFromPoint(x, y);
    return at !== null && (element.contains(at) || at.contains(element) && at.closest("label, button, a") !== null || [...(element.labels ?? [])].some((label) => label.contains(at)));
  };
  for (const block of ["nearest", "center", "start", "end"]) {
    if (hit()) break;
    element.scrollIntoView({ block, inline: "nearest", behavior: "instant" });
  }
  if (!hit()) return "something else covers it";
  const place = () => JSON.stringify(element.getBoundingClientRect());
  const before = place();
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  return place() === before ? element : "it moves";
}

// ---------------------------------------------------------------------------------------------------------------------

const wanted = (text, exact = false) => (text instanceof RegExp ? { source: text.source, flags: text.flags } : { text, exact });

const finders = (make, from = []) => ({
  locator: (css, { hasText } = {}) => make([...from, { css }, ...(hasText === undefined ? [] : [{ hasText: wanted(hasText) }])]),
  getByRole: (role, { name, exact, disabled, ...states } = {}) =>
    make([...from, { role, ...(name !== undefined && { name: wanted(name, exact) }), ...states }, ...(disabled === undefined ? [] : [{ disabled }])]),
  getByLabel: (text, { exact } = {}) => make([...from, { label: wanted(text, exact) }]),
  getByText: (text, { exact } = {}) => make([...from, { text: wanted(text, exact) }]),
});

/** Something on the page, described by how to find it; looked up anew whenever it is needed. */
class Locator {
  constructor(page, steps) {
    this.page = page;
    this.steps = steps;
    Object.assign(this, finders((steps) => new Locator(page, steps), steps));
  }

  with(step) {
    return new Locator(this.page, [...this.steps, step]);
  }
  filter({ hasText, has }) {
    return hasText === undefined ? this.with({ has: has.steps }) : this.with({ hasText: wanted(hasText) });
  }
  first() {
    return this.with({ nth: 0 });
  }
  last() {
    return this.with({ nth: -1 });
  }
  nth(nth) {
    return this.with({ nth });
  }
  or(other) {
    return this.with({ or: other.steps });
  }

  count() {
    return this.page.look(this.steps, "({ found }) => found.length");
  }
  allInnerTexts() {
    return this.page.look(this.steps, "({ found }) => found.map((element) => element.innerText)");
  }

  async waitFor({ state = "visible" } = {}) {
    const check = {
      visible: "({ found, seen }) => found.length > 0 && found.some(seen)",
      hidden: "({ found, seen }) => !found.some(seen)",
      attached: "({ found }) => found.length > 0",
      detached: "({ found }) => found.length === 0",
    }[state];
    await this.page.until(() => this.page.look(this.steps, check), () => `${this} did not become ${state}`);
  }

  /** Does this with the one element, once it is there and, for what a hand does, can be acted upon. */
  async act(act, usable = true) {
    let why;
    await this.page.until(async () => {
      const found = await this.page.look(this.steps, `(given, usable) => (${ready})(given, usable)`, usable);
      if (typeof found === "string") {
        why = found;
        return false;
      }
      await act(found);
      return true;
    }, () => `${this}: ${why}`);
  }

  click() {
    return this.act((element) => element.click());
  }
  async check() {
    if (!(await this.isChecked())) await this.click();
    if (!(await this.isChecked())) throw new Error(`${this} was tapped and is not checked`);
  }
  async focus() {
    await this.evaluate((element) => element.focus());
  }
  /** Types over what stands there. WebKitWebDriver loses characters beyond the first plane, so there must be none. */
  async fill(text) {
    if (/[\u{10000}-\u{10ffff}]/u.test(text)) throw new Error("cannot be typed through WebKitWebDriver");
    await this.act(async (element) => {
      await this.page.driver.executeScript("arguments[0].select()", element);
      await element.sendKeys(text || Key.BACK_SPACE);
    });
  }
  async setInputFiles(given) {
    const path = typeof given === "string" ? given : join(folder("file"), basename(given.name));
    if (typeof given !== "string") writeFileSync(path, given.buffer);
    await this.act((element) => element.sendKeys(path), false);
  }
  async selectOption(wants) {
    const done = await this.evaluate((select, { label, index }) => {
      const at = index ?? [...select.options].findIndex((option) => option.label.trim() === label);
      if (at < 0) return false;
      select.selectedIndex = at;
      for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, { bubbles: true }));
      return true;
    }, wants);
    if (!done) throw new Error(`${this} has no ${JSON.stringify(wants)}`);
  }

  /** What the function gives for the one element, as soon as it is there. */
  async evaluate(run, argument) {
    let given;
    await this.act(() => {}, false);
    await this.page.until(async () => {
      given = await this.page.look(this.steps, `({ found }, argument) => found.length === 1 && { of: JSON.stringify({ value: (${run})(found[0], argument) }) }`, argument);
      return given;
    }, () => `${this} did not stay`);
    return JSON.parse(given.of).value;
  }
  innerText() {
    return this.evaluate((element) => element.innerText);
  }
  inputValue() {
    return this.evaluate((element) => element.value);
  }
  getAttribute(name) {
    return this.evaluate((element, name) => element.getAttribute(name), name);
  }
  isDisabled() {
    return this.evaluate((element) => element.matches(":disabled"));
  }
  isChecked() {
    return this.evaluate((element) => element.checked);
  }

  toString() {
    return JSON.stringify(this.steps);
  }
}

/** The page of a WebDriver session. */
export class Page {
  constructor(driver) {
    this.driver = driver;
    Object.assign(this, finders((steps) => new Locator(this, steps)));
    this.keyboard = { press: (keys) => this.press(keys) };
  }

  /** What `tell` says of what the steps find; puts Testing Library into a page that has it not yet. */
  async look(steps, tell, argument) {
    const script = `const [steps, argument, done] = arguments;
      if (!window.TestingLibraryDom) return done("no library");
      Promise.resolve().then(() => (${tell})((${inPage})(steps), argument)).then(done, (fault) => done({ fault: String(fault) }));`;
    let told = await this.driver.executeAsyncScript(script, steps, argument ?? null);
    if (told === "no library") {
      await this.driver.executeScript(TESTING_LIBRARY);
      told = await this.driver.executeAsyncScript(script, steps, argument ?? null);
    }
    if (told?.fault) throw new Error(told.fault);
    return told;
  }

  /** Asks until it is so. A page that is being left, or an element that was drawn anew, has no answer. */
  async until(ask, complaint) {
    const leaving = [error.NoSuchWindowError, error.JavascriptError, error.StaleElementReferenceError, error.ElementClickInterceptedError];
    let last;
    const asked = async () => {
      try {
        return await ask();
      } catch (fault) {
        last = fault;
        if (leaving.some((kind) => fault instanceof kind)) return false;
        throw fault;
      }
    };
    try {
      await this.driver.wait(asked, PATIENCE_MS, undefined, POLL_MS);
    } catch (fault) {
      if (!(fault instanceof error.TimeoutError)) throw fault;
      throw new Error(`${complaint()}${last ? ` (${last.message})` : ""}`);
    }
  }

  /** Runs a function in the page and gives what it gives, as JSON can say it. */
  async evaluate(run, argument) {
    const answer = JSON.parse(
      await this.driver.executeAsyncScript(
        `const [argument, done] = arguments;
        Promise.resolve().then(() => (${run})(argument))
          .then((value) => done(JSON.stringify({ value })), (fault) => done(JSON.stringify({ fault: String(fault?.stack ?? fault) })));`,
        argument ?? null,
      ),
    );
    if (answer.fault !== undefined) throw new Error(answer.fault);
    return answer.value;
  }

  waitForFunction(run, argument) {
    return this.until(() => this.evaluate(`(argument) => Boolean((${run})(argument))`, argument), () => `never became true: ${run}`);
  }
  waitForURL(pattern) {
    return this.until(async () => pattern.test(await this.driver.getCurrentUrl()), () => `the address is never ${pattern}`);
  }

  async goto(address) {
    await this.driver.get(address);
    await this.started();
  }
  async reload() {
    await this.driver.navigate().refresh();
    await this.started();
  }
  /** The app has taken over from the page that loads it, or said that it cannot. */
  started() {
    return this.waitForFunction(() => document.readyState === "complete" && document.querySelector("#boot:not([role=alert])") === null);
  }

  /** "a", "Enter", "Control+a": pressed where the keyboard is. */
  async press(keys) {
    const names = { Control: Key.CONTROL, Shift: Key.SHIFT, Escape: Key.ESCAPE, Enter: Key.ENTER, Tab: Key.TAB, Backspace: Key.BACK_SPACE };
    for (const way of ["Left", "Right", "Up", "Down"]) names[`Arrow${way}`] = Key[`ARROW_${way.toUpperCase()}`];
    const all = keys.split("+").map((name) => names[name] ?? name);
    const actions = this.driver.actions();
    for (const key of all) actions.keyDown(key);
    for (const key of all.reverse()) actions.keyUp(key);
    await actions.perform();
  }

  url() {
    return this.driver.getCurrentUrl();
  }
  title() {
    return this.driver.getTitle();
  }
  content() {
    return this.evaluate(() => document.documentElement.outerHTML);
  }
  /** The inner size of the window, which has no frame. */
  async setViewportSize({ width, height }) {
    await this.driver.manage().window().setRect({ x: 0, y: 0, width, height });
    await this.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, { width, height });
  }
}
