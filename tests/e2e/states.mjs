// Every screen and state of the app, for the specs of accessibility: walks that go through them in either language and call
// `look(name, page)` on each. A walk ends where nothing new is to be seen.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openApp } from "./harness.mjs";
import { classOf, otherVault, setFaults, withFaults } from "./faults.mjs";
import { PASSPHRASE, openLocked } from "./vault.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const fixture = (name) => join(here, "../fixtures/roster", name);
const sample = JSON.parse(readFileSync(join(here, "../../src/format/content/default.json"), "utf8"));

/** Identifiers of the content, which the editor shows as they are; the longest first. */
export const IDENTIFIERS = [...JSON.stringify(sample).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id).sort((a, b) => b.length - a.length);

export const NOW = "2026-11-20T15:30:00+09:00";

/** Settings of a device in this language (in English names, which are Japanese, are hidden), and a print dialog that does not open. */
const prepared = (language, more = {}) => async (page, context) => {
  const settings = { format: "kizuki.settings/1", locale: language, names_hidden: language === "en", theme: "system", lock_after: 10, toured: true, ...more };
  await page.addInitScript((settings) => {
    window.print = () => { window.printed = (window.printed ?? 0) + 1; };
    if (location.protocol !== "about:") localStorage.getItem("kizuki/settings") ?? localStorage.setItem("kizuki/settings", settings);
  }, JSON.stringify(settings));
  await withFaults()(page, context);
};

const open = (t, { language, more, ...options }) => openApp(t, { now: NOW, ...options, before: prepared(language, more) });

export const goTo = async (page, hash, ready = ".screen h1") => {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator(ready).first().waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
};

/** Goes to a step of the class by its link, which leads to the list and not to one student. */
const step = async (page, hash, ready) => {
  await page.locator(`.rail a[href="${hash}"]`).click();
  await page.locator(ready).first().waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
};

/** The sample class, without the guide. */
export async function openSample(t, options = {}) {
  const app = await open(t, { language: "ja", ...options });
  await app.page.locator(".way-main").click();
  await app.page.locator(".frame").waitFor();
  await app.page.waitForLoadState("networkidle");
  return app;
}

/** A class of one's own, open. */
export async function openOwn(t, document, options = {}) {
  const { language = "ja", more, hash = "", ...rest } = options;
  const app = await openLocked(t, document, hash, { now: NOW, ...rest, before: prepared(language, more) });
  await enter(app.page);
  return app;
}

async function enter(page) {
  await page.locator("#unlock").fill(PASSPHRASE);
  await page.locator("#unlock").press("Enter");
  await page.locator(".frame").waitFor();
  await page.waitForLoadState("networkidle");
}

export const openDialog = async (page, id, act) => {
  await act();
  await page.locator(`#${id}[open]`).waitFor();
};

export const closeDialog = async (page, id) => {
  await page.keyboard.press("Escape");
  await page.locator(`#${id}[open]`).waitFor({ state: "detached" });
};

const wait = (page, selector) => page.locator(selector).first().waitFor({ state: "attached" });

/** From the start to a class of one's own: every step and what may be wrong on it. */
export async function beginning(t, options, look) {
  const { page } = await open(t, options);
  await wait(page, ".ways-more");
  await look("start", page);
  await page.locator(".ways .way").nth(1).click();
  await page.locator(".wizard-next").click();
  await wait(page, "#grade-wrong:not(:empty)");
  await look("wizard, no grade chosen", page);
  await page.locator("#grade-4").check();
  await page.locator(".wizard-next").click();
  await page.locator("#count").fill("0");
  await page.locator("#count").press("Enter");
  await wait(page, "#count-wrong:not(:empty)");
  await look("wizard, a count that no class has", page);
  await page.locator("#way-1").check();
  await wait(page, ".source textarea");
  await look("wizard, paste", page);
  await page.locator("#way-2").check();
  await page.locator("input[type=file]").setInputFiles({ name: "meibo.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await wait(page, ".import-fault");
  await look("wizard, a file that is no roster", page);
  await page.locator("input[type=file]").first().setInputFiles(fixture("broken_truncated.csv"));
  await wait(page, ".preview-part");
  await look("wizard, a roster with rows that cannot be read", page);
  await page.locator(".wizard-head .button").click();
  await page.locator("input[type=file]").first().setInputFiles(fixture("c4th_cp932.csv"));
  await wait(page, ".preview-part");
  await look("wizard, what will be read", page);
  await page.locator(".preview .wizard-next").click();
  await wait(page, "#passphrase-strength");
  await look("a passphrase is chosen", page);
  const [first, second] = [page.locator(".secret-input").nth(0), page.locator(".secret-input").nth(1)];
  await first.fill("kizuki");
  await first.press("Enter");
  await wait(page, ".meter-words.wrong");
  await look("a passphrase that is too easy", page);
  await first.fill(PASSPHRASE);
  await second.fill(PASSPHRASE);
  await second.press("Enter");
  await wait(page, ".rs-by-hand");
  await page.locator("details summary").click();
  await wait(page, ".rs-by-hand .rs-groups");
  await look("recovery sheet", page);
  await page.locator(".buttons .button.wizard-next").click();
  await wait(page, ".frame");
  await page.waitForLoadState("networkidle");
  await look("first look, nothing answered yet", page);
  for (const hash of ["#/", "#/full", "#/class", "#/meeting", "#/summary", "#/keys"]) {
    await goTo(page, hash);
    await look(`${hash} of a class with nothing answered`, page);
  }
}

/** The sample class: every screen and dialog. */
export async function sampleClass(t, options, look) {
  const { page } = await openSample(t, { ...options, more: { toured: false } });
  await wait(page, ".tour");
  await look("home with the guide", page);
  await page.locator(".tour .button-quiet").click();
  await wait(page, ".notices .notice");
  await look("home with a notice", page);
  await openDialog(page, "next-round", () => page.locator(".home-steps > .button").click());
  await page.locator("#round-label").fill("");
  await page.locator("#next-round .button-main").click();
  await wait(page, "#round-fault:not(:empty)");
  await look("next round without a name", page);
  await closeDialog(page, "next-round");
  await openDialog(page, "about-screen", () => page.locator(".about-button").click());
  await wait(page, ".about");
  await look("what the screen is for", page);
  await closeDialog(page, "about-screen");
  await openDialog(page, "safety-dialog", () => page.locator(".safety-button").click());
  await wait(page, ".safety select");
  await look("safety, nobody chosen", page);
  await page.locator(".safety select").selectOption({ index: 1 });
  await page.locator(".safety-group .segment input").nth(1).check();
  await wait(page, ".safety-card");
  await page.locator(".safety-record .button-main").first().click();
  await wait(page, ".safety-trouble:not(:empty)");
  await look("safety, a card to read and record", page);
  await page.locator(".safety-record input[type=checkbox]").first().check();
  await page.locator(".safety-record .button-main").first().click();
  await wait(page, ".safety-recorded");
  await look("safety, a card recorded", page);
  await closeDialog(page, "safety-dialog");

  await goTo(page, "#/roster");
  await look("roster", page);
  await openDialog(page, "student", () => page.locator("#add").click());
  await page.locator("#student-number").fill("x");
  await page.locator("#student-number").press("Enter");
  await wait(page, "#student-wrong:not(:empty)");
  await look("a student with a bad number", page);
  await closeDialog(page, "student");
  await openDialog(page, "student", () => page.locator("#edit-1").click());
  await openDialog(page, "remove", () => page.locator("#student .button-danger").click());
  await look("a student leaves the roster", page);
  await closeDialog(page, "remove");
  await page.locator(".roster > .buttons .button").first().click();
  await wait(page, "#attendance-title");
  await look("attendance", page);
  await page.locator("input[type=file]").first().setInputFiles(fixture("attendance_cp932.csv"));
  await wait(page, ".preview-part");
  await look("attendance, what will be read", page);

  await goTo(page, "#/grid", "#cell-0-0");
  await look("grid", page);
  await openDialog(page, "row-none", () => page.locator(".grid tbody td:nth-last-child(2) .grid-button:enabled").first().click());
  await look("what “rest none” means", page);
  await closeDialog(page, "row-none");
  await page.locator(".grid thead a").nth(4).click();
  await wait(page, "#tile-0");
  await look("line by line", page);
  await page.locator(".grid-line, .line-switch").first().click();
  await wait(page, "#cell-0-0");
  await page.locator(".grid thead a").last().click();
  await wait(page, "#tile-0");
  await page.locator(".sweep-next").click();
  await page.locator(".brush").waitFor({ state: "detached" });
  await look("line by line, just a feeling", page);

  await step(page, "#/full", ".full-list");
  await look("full forms", page);
  await page.locator(".full-list button").first().click();
  await wait(page, ".full-form");
  await look("full form", page);

  await goTo(page, "#/class", ".heat-row");
  await look("the class", page);
  await page.locator("#look-1").check();
  await look("the class in words", page);
  await page.locator("#look-0").check();
  await openDialog(page, "student-drawer", () => page.locator(".heat-row button").nth(2).click());
  await look("one student of the class", page);
  await closeDialog(page, "student-drawer");
  await page.locator(".filter").last().click();
  await look("the class, some of it", page);

  await step(page, "#/meeting", ".agenda");
  await look("meeting", page);
  await page.locator(".agenda-line").last().click();
  await wait(page, "#talk-title");
  const again = page.locator(".talk-decision > .buttons .button").last();
  if (await page.locator(".talk-acts").count() === 0) await again.click();
  await wait(page, ".talk-acts");
  for (const tick of await page.locator(".direction-head input:checked").all()) await tick.uncheck();
  await page.locator(".talk-acts .button-main").click();
  await wait(page, ".talk-decision [role=alert]:not(:empty)");
  await look("meeting, what to decide is missing", page);
  await page.locator(".direction-head input").first().check();
  await page.locator(".talk-acts .button-main").click();
  await wait(page, ".record");
  await look("meeting, a decision recorded", page);

  await step(page, "#/summary", ".full-list li");
  await look("summaries", page);
  await page.locator(".full-list button:not(:has-text('安全'), :has-text('afety'))").first().click();
  await wait(page, ".preview .paper, .summary-obstacles");
  await look("summary", page);
  for (const question of await page.locator(".summary-checks input").all()) await question.check();
  await page.locator(".summary-step .button-main").last().click();
  await page.waitForFunction(() => window.printed > 0);
  await look("summary, printed", page);
  await goTo(page, "#/keys");
  await page.locator(".keys-look-up .button-main").click();
  await wait(page, ".keys-answer:not(:empty)");
  await look("key table with an answer", page);
  for (const hash of ["#/settings", "#/calibration", "#/blank-forms"]) {
    await goTo(page, hash);
    await look(hash, page);
  }
}

/** A class of one's own: the lock, what can go wrong with keeping, and what is asked before something is lost. */
export async function ownClass(t, options, look) {
  const app = await openLocked(t, conflicting(), "#/", { now: NOW, ...options, before: prepared(options.language) });
  const { page } = app;
  page.on("dialog", (dialog) => dialog.accept());
  await wait(page, "#unlock");
  await look("lock", page);
  await page.locator("#unlock").fill("x");
  await page.locator("#unlock").press("Enter");
  await wait(page, "#unlock-wrong:not(:empty)");
  await page.locator(".vault-forgotten summary").click();
  await page.locator("#recovery").fill("AGE-SECRET-KEY-1 QQQQ");
  await page.locator(".vault-forgotten .wizard-next").click();
  await wait(page, "#recovery-wrong:not(:empty)");
  await look("lock, wrong passphrase and wrong letters", page);
  await openDialog(page, "wipe", () => page.locator(".button-danger").first().click());
  await look("question before erasing", page);
  await closeDialog(page, "wipe");
  await enter(page);
  await wait(page, ".upkeep-card");
  await look("home with a conflict", page);
  await openDialog(page, "conflicts", () => page.locator(".upkeep-card .button, .upkeep-card .button-main").first().click());
  await look("what two people wrote differently", page);
  await closeDialog(page, "conflicts");

  await goTo(page, "#/grid", "#cell-0-0");
  await setFaults(page, { local: "full", indexed: "throw" });
  await page.locator("#cell-0-2").press("2");
  await wait(page, ".notice-error");
  await look("not stored", page);
  await setFaults(page, {});
  await page.locator("#cell-0-3").press("1");
  await page.locator(".notice-error").waitFor({ state: "detached" });

  await goTo(page, "#/roster", "input[type=file]");
  const foreign = await otherVault();
  await openDialog(page, "file-passphrase", async () => page.locator(".keeping input[type=file]").first().setInputFiles({
    name: "other.age", mimeType: "application/octet-stream", buffer: Buffer.from(await foreign.seal(JSON.stringify(classOf()), { withKey: true })),
  }));
  await page.locator("#file-passphrase-field").fill("x");
  await page.locator("#file-passphrase-field").press("Enter");
  await wait(page, "#file-passphrase-told:not(:empty)");
  await look("passphrase of a file", page);
  await closeDialog(page, "file-passphrase");
  await look("roster of one's own class", page);
  for (const [at, act] of (await page.locator(".keeping .button, .keeping .button-danger").all()).entries()) {
    // Whatever of the data of the class asks first.
    await act.click();
    const dialog = page.locator("dialog[open]");
    if (await dialog.count() === 0) continue;
    const id = await dialog.getAttribute("id");
    await look(`question ${id} (${at})`, page);
    await closeDialog(page, id);
  }

  await goTo(page, "#/settings", ".key-card");
  await look("settings of one's own class", page);
  await page.locator(".key-settings > .buttons .button").click();
  await wait(page, "main.vault #public-key");
  await look("public key", page);
  await page.locator("main .buttons .button-main").click();
  await wait(page, ".frame");
  const other = await app.newTab();
  await other.locator("#unlock").fill(PASSPHRASE);
  await other.locator("#unlock").press("Enter");
  await other.locator(".screen[inert]").waitFor();
  await look("another tab writes", other, { inert: true });
  await other.close();
}

/** Two versions of one answer. */
function conflicting() {
  const one = (value) => [value, 0, 1];
  return {
    format: "kizuki.document/2", id: "00112233445566778899aabbccddeeff", replicas: [["00000000000000a1", 5], ["00000000000000b2", 5]],
    class: {
      school: one("見本小"), school_year: one(2026), grade: one("P5"), class_name: one("1"), contacts: {},
      students: [1, 2, 3].map((id) => ({ id, number: one(id), name: one(["見本 あおい", "試験 はる", "仮名 りん"][id - 1]) })),
    },
    rounds: [{
      number: 1, content: { id: sample.id, version: sample.version, checksum: "00000000" }, label: one("1学期"), began: one("2026-06-10"), codes: {},
      sheets: [{ student: 1, answers: { Q5: ["1", 0, 2, "2", 1, 2] } }],
    }],
    removed: [], retired_codes: [],
  };
}

/** What stands outside of any class: several classes, the editor, the help. */
export async function outside(t, options, look) {
  const { page } = await open(t, { ...options, hash: "#/school" });
  await wait(page, ".school-open");
  await look("the school, nothing open", page);
  const json = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  const foreign = await otherVault();
  const sealed = { name: "5-2.age", mimeType: "application/octet-stream", buffer: Buffer.from(await foreign.seal(JSON.stringify(classOf()), { withKey: true })) };
  await page.locator(".school-open input").setInputFiles([json("5-1.json", JSON.stringify(classOf())), json("broken.json", "{"), sealed]);
  await wait(page, ".school-table");
  await wait(page, ".school-failed");
  await wait(page, ".school-asks");
  await look("the school, with files and one that fails", page);

  await page.evaluate(() => { location.hash = "#/content"; });
  await wait(page, ".ways-workshop");
  await look("editor, ways to begin", page);
  await page.locator(".ways-workshop .way").first().click();
  await wait(page, ".workshop-tools");
  const sections = page.locator(".workshop-section");
  for (let at = 0; at < await sections.count(); at += 1) {
    await sections.nth(at).evaluate((section) => section.click());
    const entry = page.locator(".ws-open").first();
    if (await entry.count() > 0) {
      await entry.click();
      await wait(page, ".ws-entry.open");
    }
    await look(`editor, section ${at}`, page);
  }
  await page.locator(".workshop-section").first().evaluate((section) => section.click());
  await page.locator('[id="at-version"]').fill("");
  await wait(page, ".workshop-faults");
  await page.locator(".workshop-faults summary").click();
  await look("editor with a fault", page);
  const views = page.locator(".workshop-tools .button[aria-pressed]");
  for (let at = 1; at < await views.count(); at += 1) {
    await views.nth(at).click();
    await look(`editor, view ${at}`, page);
  }
  await page.evaluate(() => { location.hash = "#/help"; });
  await wait(page, ".help-paper");
  const helps = page.locator(".help-section");
  for (let at = 0; at < await helps.count(); at += 1) {
    await helps.nth(at).click();
    if (at === 2) await wait(page, ".check-table");
    await look(`help, section ${at}`, page);
  }
}

export const WALKS = { beginning, sampleClass, ownClass, outside };
