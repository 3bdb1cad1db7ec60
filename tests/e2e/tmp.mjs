import { test } from "node:test";
import { openApp, shot, VIEWPORTS } from "./harness.mjs";
import { openClass, openLocked, unlock, storedText, choosePassphrase, reload } from "./vault.mjs";
const doc={ format: "kizuki.document/1", revision: 1, class: { school: "", school_year: 2026, grade: "P5", class_name: "1", students:[{id:1,number:1},{id:2,number:2}] }, next_student: 3,
    rounds: [{ id: 1, label: "2学期", began: "2026-10-14", content: { id: "default-sample", version: "1.0", checksum: "00000000" }, responses: [] }], keys: [], retired_codes: [], contacts: {} };
test("x", async (t) => {
  const app = await openLocked(t, doc, "#/grid", { viewport: VIEWPORTS.ipad });
  const { page } = app;
  page.on("console",m=>console.log("C",m.text())); page.on("pageerror",e=>console.log("E",e.stack));
  await shot(page, "lock-1");
  try { await unlock(page); } catch (e) { console.log(String(e).slice(0,300)); }
  await page.waitForTimeout(1000); await shot(page, "lock-2");
  console.log((await storedText(page)).slice(0,200));
  await page.getByRole("button", { name: "ロック" }).click();
  await page.waitForTimeout(500); await shot(page, "lock-3");
  console.log(app.violations);
});
test("y", async (t) => {
  const app = await openApp(t, { viewport: VIEWPORTS.ipad });
  const { page } = app;
  page.on("console",m=>console.log("C",m.text()));
  await page.getByRole("button", { name: "学級をはじめる" }).click();
  await page.getByRole("radio", { name: "小5" }).check();
  await page.getByRole("button", { name: "次へ" }).click();
  await page.getByRole("button", { name: "35人で始める" }).click();
  await page.waitForTimeout(1000); await shot(page, "lock-4");
  try { await choosePassphrase(page); } catch (e) { console.log(String(e).slice(0,600)); }
  await shot(page, "lock-5");
  await reload(page); await shot(page, "lock-6");
  console.log(app.violations);
});
