// What keeping shows of itself, on every screen size and in both languages: it fits, can be tapped, and axe finds no fault.

import { test } from "node:test";
import assert from "node:assert/strict";
import { VIEWPORTS, assertQuiet, axe, overflow, targets44 } from "./harness.mjs";
import { answer, bytesOf, classOf, otherVault, overwrite, setFaults, withFaults } from "./faults.mjs";
import { PASSPHRASE, openLocked } from "./vault.mjs";

const WORDS = {
  ja: { stored: "この端末に保存済み", open: /^別のファイルを開く/, change: "合言葉を変える", sheet: "復旧シートを印刷する", leave: "もどる" },
  en: { stored: "Stored on this device", open: /^Open another file/, change: "Change the passphrase", sheet: "Print the recovery sheet", leave: "Back" },
};

/** Unlocks in any language. */
async function open(page) {
  await page.locator("#unlock").fill(PASSPHRASE);
  await page.locator("#unlock").press("Enter");
}

const goTo = async (page, hash, ready) => {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator(ready).first().waitFor();
};

for (const [screen, viewport] of Object.entries(VIEWPORTS).filter(([name]) => name !== "projector")) {
  for (const [language, words] of Object.entries(WORDS)) {
    test(`locks, notices and questions of keeping are in order on ${screen} in ${language}`, async (t) => {
      const app = await openLocked(t, classOf(), "#/", { viewport, before: withFaults() });
      const { page } = app;
      page.on("dialog", (dialog) => dialog.accept());
      const check = async (what, on = page, options = {}) => {
        assert.equal(await overflow(on), undefined, `no sideways scrolling: ${what}`);
        assert.deepEqual(await axe(on, options), [], what);
        assert.deepEqual(await targets44(on, { except: "table" }), [], what);
        assert.equal(await on.locator("html").getAttribute("lang"), language, what);
      };
      const kept = () => page.locator(".save-state", { hasText: words.stored }).waitFor({ state: "attached" });

      await page.locator("#unlock").waitFor();
      if (language === "en") await page.getByRole("button", { name: "English" }).click();
      await page.locator(`html[lang=${language}]`).waitFor();
      await check("lock");
      await page.locator("#unlock").fill("x");
      await page.locator("#unlock").press("Enter");
      await page.locator("#unlock-wrong:not(:empty)").waitFor();
      await page.locator(".vault-forgotten summary").click();
      await check("lock, wrong passphrase, letters of the sheet");
      await page.locator(".button-danger").click();
      await page.locator("dialog[open]").waitFor();
      await check("question before erasing");
      await page.keyboard.press("Escape");

      await open(page);
      await page.locator(".frame").waitFor();
      await goTo(page, "#/grid", "#cell-0-0");
      await kept();
      await setFaults(page, { local: "full", indexed: "throw" });
      await answer(page, 0, 2, "2");
      await page.locator(".notice-error").waitFor();
      await check("not stored");
      await setFaults(page, {});
      await answer(page, 0, 3, "1");
      await kept();

      const other = await app.newTab();
      await open(other);
      await other.locator(".screen[inert]").waitFor();
      // The screen that only follows takes no part (inert), and its heading with it.
      await check("following", other, { disabled: ["page-has-heading-one"] });
      await other.close({ runBeforeUnload: false });

      await goTo(page, "#/roster", "input[type=file]");
      const foreign = await otherVault();
      await page.getByLabel(words.open).setInputFiles({
        name: "other.age", mimeType: "application/octet-stream",
        buffer: Buffer.from(await foreign.seal(JSON.stringify(classOf()), { withKey: true })),
      });
      await page.locator("#file-passphrase[open]").waitFor();
      await page.locator("#file-passphrase-field").fill("x");
      await page.locator("#file-passphrase-field").press("Enter");
      await page.locator("#file-passphrase-told:not(:empty)").waitFor();
      await check("passphrase of a file");
      await page.keyboard.press("Escape");

      await goTo(page, "#/settings", ".settings");
      await page.getByRole("button", { name: words.change }).click();
      await page.locator("#passphrase-strength").waitFor({ state: "attached" });
      await page.locator("input").first().fill("kizuki");
      await check("another passphrase");
      await page.getByRole("button", { name: words.leave }).click();
      await page.locator(".frame").waitFor();
      await goTo(page, "#/settings", ".settings");
      await page.getByRole("button", { name: words.sheet }).click();
      await page.locator(".rs-by-hand").waitFor({ state: "attached" });
      await page.locator("details summary").click();
      await check("recovery sheet");

      // One copy, then both, that cannot be opened.
      const mirror = await page.evaluate(() => localStorage.getItem("kizuki/document"));
      const cut = bytesOf(mirror).slice(0, 500);
      await overwrite(page, { mirror: cut });
      await page.reload();
      await open(page);
      await page.locator(".frame .notice-error").waitFor();
      await check("a copy that is spared");
      await page.reload();
      await page.locator("#unlock").waitFor();
      await overwrite(page, { mirror: cut, record: cut });
      await open(page);
      await page.locator(".start-trouble").waitFor();
      await check("a class that cannot be opened");
      assertQuiet(app);
    });
  }
}
