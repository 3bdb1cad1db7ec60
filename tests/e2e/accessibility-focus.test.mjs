// The keyboard is never lost: after every gesture that takes away or replaces what it was on, it is somewhere sensible that can be
// seen. Besides: what live regions say, pictures and their tables, and what is left when colours are not.

import { test } from "node:test";
import assert from "node:assert/strict";
import { VIEWPORTS, assertQuiet, shot } from "./harness.mjs";
import { classOf, setFaults } from "./faults.mjs";
import { here } from "./reach.mjs";
import { closeDialog, goTo, openOwn, openSample, NOW } from "./states.mjs";
import { openApp } from "./harness.mjs";
import { PASSPHRASE } from "./vault.mjs";

/** Once the next picture was drawn: what goes out of use loses the keyboard only then. */
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Presses Enter on a control as somebody without a mouse does. */
const press = async (control, key = "Enter") => {
  await control.focus();
  await control.page().keyboard.press(key);
};

/** The keyboard is on something in sight; where `on` is given, on that. */
async function holds(page, what, on) {
  await drawn(page);
  if (on) await page.waitForFunction((on) => document.activeElement?.matches(on), on).catch(() => {});
  const at = await here(page);
  assert.ok(at, `${what}: the keyboard is on nothing`);
  assert.ok(at.inSight && (at.clear || ["MAIN", "DIALOG"].includes(at.tag)), `${what}: the keyboard is out of sight, on ${at.html}`);
  if (on) assert.ok(await page.evaluate((on) => document.activeElement.matches(on), on), `${what}: the keyboard is on ${at.html}`);
}

test("every dialog of the sample class gives the keyboard back to what opened it", async (t) => {
  const { page } = await openSample(t, { viewport: VIEWPORTS.chromebook });
  for (const [hash, control, id] of [
    ["#/", ".home-steps > .button", "next-round"],
    ["#/", ".about-button", "about-screen"],
    ["#/", ".safety-button", "safety-dialog"],
    ["#/roster", "#add", "student"],
    ["#/roster", "#edit-3", "student"],
    ["#/grid", ".grid tbody td:nth-last-child(2) .grid-button:enabled", "row-none"],
    ["#/class", ".heat-row:nth-child(3) button", "student-drawer"],
  ]) {
    await goTo(page, hash);
    const button = page.locator(control).first();
    await button.waitFor();
    await button.evaluate((node) => node.setAttribute("data-opened", ""));
    const name = await button.getAttribute("id");
    await press(button);
    await page.locator(`#${id}[open]`).waitFor();
    await holds(page, `${id} is open`);
    assert.ok(await page.evaluate((id) => document.activeElement.closest(`#${id}`) !== null, id), `the keyboard is in ${id}`);
    await closeDialog(page, id);
    await holds(page, `${id} was closed`, name ? `#${name}` : "[data-opened]");
    await button.evaluate((node) => node.removeAttribute("data-opened"));
  }
});

test("in the sample class no gesture loses the keyboard", async (t) => {
  const { page } = await openSample(t, { viewport: VIEWPORTS.chromebook, more: { toured: false } });
  const tour = page.locator(".tour .button-main");
  for (let step = 0; step < 5; step += 1) {
    await press(tour);
    if (step === 1) await page.locator("#safety-dialog[open]").waitFor().then(() => closeDialog(page, "safety-dialog"));
    await holds(page, `step ${step} of the guide`);
  }
  await press(page.locator(".tour .button").nth(1));
  await holds(page, "a step back in the guide");
  await press(page.locator(".tour .button-quiet"));
  await page.locator(".tour").waitFor({ state: "detached" });
  await holds(page, "the guide was ended");
  await press(page.locator(".notice-close"));
  await holds(page, "a notice was closed");
  for (const language of ["English", "日本語"]) {
    await press(page.getByRole("button", { name: language, exact: true }));
    await holds(page, `in ${language}`, ".head-button[lang]");
  }
  await press(page.locator(".head-button[aria-pressed]"));
  await holds(page, "names hidden", "[aria-pressed]");
  await press(page.locator(".head-button[aria-pressed]"));

  for (const step of await page.locator(".rail a").all()) {
    const href = await step.getAttribute("href");
    await press(step);
    await page.waitForFunction((href) => location.hash === href, href);
    await holds(page, `the way to ${href}`);
  }
  await goTo(page, "#/");
  for (const at of [0, 2, 4]) {
    await press(page.locator("a.home-step").nth(at));
    await page.locator(".home").waitFor({ state: "detached" });
    await page.waitForLoadState("networkidle");
    await holds(page, `step ${at} of home`);
    await goTo(page, "#/", ".home");
  }

  await goTo(page, "#/sweep", "#tile-0");
  const back = page.locator(".sweep-foot > .button");
  const count = () => page.locator(".line-count").innerText();
  while (await back.isEnabled()) await press(back);
  await holds(page, "the first line was reached", ".sweep-foot > .button");
  await press(page.locator("#tile-0"), "1");
  await holds(page, "an answer by key", "#tile-1");
  const undo = page.locator(".history .button").first();
  while (await undo.isEnabled()) await press(undo);
  await holds(page, "everything was taken back", ".history .button");
  const next = page.locator(".sweep-next");
  const all = Number(/\/ (\d+)/.exec(await count())[1]);
  for (let line = 1; line < all; line += 1) {
    await press(next);
    await holds(page, `line ${line + 1}`, ".sweep-next");
  }
  // Something to fill in again.
  while (await page.locator(".progress .button").isDisabled()) await press(undo);
  await press(page.locator(".line-switch"));
  await page.locator("#cell-0-0").waitFor();
  await holds(page, "the grid instead of the lines");
  const rest = page.locator(".grid tbody td:nth-last-child(2) .grid-button:enabled").first();
  await press(rest);
  await page.locator("#row-none[open]").waitFor();
  await press(page.locator("#row-none .button-main"));
  await page.locator("#row-none[open]").waitFor({ state: "detached" });
  await holds(page, "a row was filled", ".cell");
  await press(page.locator(".progress .button"));
  await holds(page, "the next blank", ".cell");

  await goTo(page, "#/full", ".full-list");
  await press(page.locator(".full-list button").first());
  await holds(page, "a form was opened", "#full-title");
  const area = page.locator(".full-rest").first();
  await press(area);
  await holds(page, "the rest of an area");
  while (await undo.isEnabled()) await press(undo);
  await holds(page, "everything was taken back", ".history .button");
  await press(page.locator(".page-head .buttons .button").nth(2));
  await holds(page, "the next student", "#full-title");
  await press(page.locator(".page-head .buttons .button").nth(0));
  await holds(page, "back to the list", "#full-title");

  await goTo(page, "#/class", ".heat-row");
  await press(page.locator("#heat-order"));
  await holds(page, "the order was turned", "#heat-order");
  await press(page.locator(".filter").last());
  await holds(page, "a filter", ".filter");
  await press(page.locator(".filter").first());
  await press(page.locator(".heat-row button").last());
  await page.locator("#student-drawer[open]").waitFor();
  const turns = page.locator(".drawer-turns .button");
  await press(turns.first());
  await holds(page, "the student before, in the drawer", "#drawer-previous");
  await press(turns.nth(1));
  await holds(page, "the student after, in the drawer");
  await closeDialog(page, "student-drawer");
  await holds(page, "the drawer was closed", ".heat-row button");
  if (await page.locator(".hints .button").count() > 0) {
    await press(page.locator(".hints .button"));
    await holds(page, "the questions were closed");
  }
  const print = page.locator(".tools > .button");
  await press(print);
  await page.waitForFunction(() => window.printed > 0);
  await holds(page, "the class was printed", ".tools > .button");
});

test("at the meeting and with the summary no gesture loses the keyboard", async (t) => {
  const { page } = await openSample(t, { viewport: VIEWPORTS.chromebook });
  await goTo(page, "#/meeting", ".agenda");
  await press(page.locator(".agenda-line").first());
  await holds(page, "a student of the agenda", "#talk-title");
  const after = page.locator(".talk-turns .button").last();
  while (await after.isEnabled()) {
    await press(after);
    await holds(page, "the next of the agenda", "#talk-title");
  }
  if (await page.locator(".talk-acts").count() === 0) {
    await press(page.locator(".talk-decision > .buttons .button").last());
    await holds(page, "a decision is changed");
  }
  for (const tick of await page.locator(".direction-head input:checked").all()) await press(tick, " ");
  await press(page.locator(".talk-acts .button-main"));
  await page.locator(".talk-decision [role=alert]:not(:empty)").first().waitFor();
  await holds(page, "no direction was chosen");
  await press(page.locator(".direction-head input").first(), " ");
  await press(page.locator(".talk-acts .button-main"));
  await page.locator(".record").waitFor();
  await holds(page, "a decision was recorded");
  await press(page.locator(".talk-head > .button"));
  await holds(page, "back to the agenda", ".agenda-line");

  await goTo(page, "#/summary", ".full-list li");
  const open = page.locator(".full-list li", { hasNot: page.locator(".full-state", { hasText: "!" }) }).getByRole("button").first();
  await press(open);
  await holds(page, "a summary", "#summary-title");
  for (const question of await page.locator(".summary-checks input").all()) await press(question, " ");
  await press(page.getByRole("button", { name: "要約票を印刷する" }));
  await page.waitForFunction(() => window.printed > 0);
  await holds(page, "the summary was printed");
  for (const choice of await page.locator(".summary-options input[type=checkbox]").all()) {
    await press(choice, " ");
    await holds(page, "another choice", "input");
  }
});

test("in a class of one's own locking, opening, failing, removing and another tab lose nothing", async (t) => {
  const app = await openOwn(t, classOf(3), { viewport: VIEWPORTS.chromebook });
  const { page } = app;
  page.on("dialog", (dialog) => dialog.accept());
  await holds(page, "the class was opened");
  await goTo(page, "#/roster", "#edit-2");
  await press(page.locator("#edit-2"));
  await press(page.locator("#student .button-danger"));
  await page.locator("#remove[open]").waitFor();
  await holds(page, "a student is to leave");
  const tick = page.locator("#remove input[type=checkbox]");
  if (await tick.count() > 0) await press(tick, " ");
  await press(page.locator("#remove .button-danger"));
  await page.locator("#edit-2").waitFor({ state: "detached" });
  await holds(page, "a student left", "#add");
  await press(page.locator("#add"));
  await press(page.locator("#student .button-main"));
  await page.locator("#student[open]").waitFor({ state: "detached" });
  await holds(page, "a student came", "#add");
  await press(page.locator(".roster > .buttons .button").first());
  await holds(page, "attendance is read");
  await press(page.locator(".wizard-head .button"));
  await holds(page, "back to the roster");
  await press(page.locator(".roster > .buttons .button").last());
  await page.locator("#strip[open]").waitFor();
  await press(page.locator("#strip .button-danger"));
  await page.locator("#strip[open]").waitFor({ state: "detached" });
  await holds(page, "names were taken away");

  await goTo(page, "#/settings", ".key-card");
  await press(page.locator(".key-settings > .buttons .button"));
  await page.locator("main.vault #public-key").waitFor();
  await holds(page, "the public key");
  await press(page.locator("main .buttons .button-main"));
  await page.locator(".frame").waitFor();
  await holds(page, "back from the public key");
  await goTo(page, "#/grid", "#cell-0-0");
  await page.locator("#cell-0-2").focus();
  await setFaults(page, { local: "full", indexed: "throw" });
  await page.keyboard.press("2");
  await page.locator(".notice-error[role=alert]").waitFor();
  await holds(page, "it cannot be stored", "#cell-0-3");
  await setFaults(page, {});
  await page.keyboard.press("1");
  await page.locator(".notice-error").waitFor({ state: "detached" });
  await holds(page, "it is stored again", "#cell-0-4");

  const other = await app.newTab();
  await other.locator("#unlock").fill(PASSPHRASE);
  await press(other.locator("#unlock"));
  await other.locator(".screen[inert]").waitFor();
  await holds(other, "another tab writes");
  await page.bringToFront();
  await page.locator("#cell-0-5").focus();
  await other.bringToFront();
  await press(other.locator(".notice .button"));
  await other.locator(".screen:not([inert])").waitFor({ state: "attached" });
  await holds(other, "this tab writes now");
  await page.bringToFront();
  await page.locator(".screen[inert]").waitFor({ state: "attached" });
  await holds(page, "the other tab has taken over");
  await other.close();
  await press(page.locator(".notice .button"));
  await page.locator(".screen:not([inert])").waitFor({ state: "attached" });
  await holds(page, "it is taken back");

  await press(page.locator(".head .head-button", { hasText: "ロック" }));
  await page.locator("#unlock").waitFor();
  await holds(page, "locked", "#unlock");
  await press(page.locator(".vault-other .button-danger"));
  await page.locator("#wipe[open]").waitFor();
  await holds(page, "erasing is asked");
  await closeDialog(page, "wipe");
  await holds(page, "nothing was erased", ".button-danger");
  await press(page.getByRole("button", { name: "English" }));
  await holds(page, "the lock in English", ".head-button");
  await page.locator("#unlock").fill("x");
  await press(page.locator("#unlock"));
  await page.locator("#unlock-wrong:not(:empty)").waitFor();
  await holds(page, "a wrong passphrase", "#unlock");
  assertQuiet(app);
});

test("on the way in, in the school view, in the editor and in the help no gesture loses the keyboard", async (t) => {
  const app = await openApp(t, { now: NOW, before: (page) => page.addInitScript(() => { window.print = () => { window.printed = true; }; }) });
  const { page } = app;
  await press(page.locator(".ways .way").nth(1));
  await holds(page, "a class is begun");
  await press(page.locator(".wizard-next"));
  await page.locator("#grade-wrong:not(:empty)").waitFor();
  await holds(page, "no grade was chosen");
  await press(page.locator("#grade-4"), " ");
  await press(page.locator(".wizard-next"));
  await page.locator("#count").waitFor();
  await holds(page, "the roster is asked for");
  await press(page.locator(".stepper .button").first());
  await holds(page, "one student less", ".stepper .button");
  await press(page.getByRole("button", { name: "English" }));
  await holds(page, "the steps in English", ".head-button");
  await press(page.locator(".wizard-head .button"));
  await holds(page, "a step back");
  await press(page.locator(".wizard-head .button"));
  await page.locator(".ways").first().waitFor();
  await holds(page, "back at the start");
  await press(page.getByRole("button", { name: "日本語" }));
  await holds(page, "the start in Japanese", ".head-button");

  await press(page.locator('a[href="#/school"]'));
  await page.locator(".school-open").waitFor();
  await holds(page, "the school view");
  const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  const input = page.locator(".school-open input");
  await input.focus();
  await input.setInputFiles([file("5-1.json", JSON.stringify(classOf())), file("x.json", "{")]);
  await page.locator(".school-table").waitFor();
  await page.locator(".school-failed").waitFor();
  await holds(page, "a class was opened");
  await press(page.locator(".school-view > .buttons .button").last());
  await page.locator(".calibration-work").waitFor();
  await holds(page, "cut-offs over the school");
  const close = page.locator(".school-view > .buttons").first().locator("> .button").nth(1);
  await press(close);
  await page.locator(".school-table").waitFor({ state: "detached" });
  await holds(page, "all files were closed");
  await press(page.locator(".school-view > .buttons").first().locator("> .button").last());
  await page.locator(".ways").first().waitFor();
  await holds(page, "back from the school view");

  await press(page.locator('a[href="#/content"]'));
  await page.locator(".ways-workshop").waitFor();
  await press(page.locator(".ways-workshop .way").first());
  await page.locator(".workshop-tools").waitFor();
  await holds(page, "a draft was begun");
  await press(page.locator(".workshop-section").nth(2));
  await page.locator(".ws-open").first().waitFor();
  await holds(page, "a section", ".workshop-section");
  await press(page.locator(".ws-open").first());
  await holds(page, "an entry was opened", ".ws-open");
  await press(page.locator('[id^="down-"]').first());
  await holds(page, "an entry was moved");
  await press(page.locator('[id^="copy-"]').first());
  await holds(page, "an entry was copied");
  const left = await page.locator(".ws-open").count();
  await press(page.locator(".ws-folded > li > .ws-head [id^='remove-']").first());
  if (await page.locator("#remove-used[open]").count() > 0) await press(page.locator("#remove-used .button-danger"));
  await page.waitForFunction((left) => document.querySelectorAll(".ws-open").length === left - 1, left);
  await holds(page, "an entry was removed");
  const undo = page.locator(".workshop-tools .button").first();
  while (await undo.isEnabled()) await press(undo);
  await holds(page, "every step was taken back");
  for (const view of await page.locator(".workshop-tools .button[aria-pressed]").all()) {
    await press(view);
    await holds(page, "another view of the draft");
  }
  await press(page.locator(".workshop-tools .button-quiet"));
  await holds(page, "the ways to begin again");
  await press(page.locator(".workshop-title .button-quiet"));
  await page.locator(".ways-more").waitFor();
  await holds(page, "back from the editor");

  await press(page.locator('a[href="#/help"]'));
  await page.locator(".help-paper").waitFor();
  await holds(page, "the help");
  for (const part of await page.locator(".help-section").all()) {
    await press(part);
    await holds(page, "a section of the help", ".help-section");
  }
  await press(page.locator(".help-section").nth(2));
  await page.locator(".check-table").first().waitFor();
  await press(page.locator(".check-sum .button"));
  await page.locator(".check-table").first().waitFor();
  await holds(page, "checked again");
  assertQuiet(app);
});
