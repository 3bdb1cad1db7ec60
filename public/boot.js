// Starts the app: loads the glue and the wasm named by the two links that Trunk puts into <head>, and says in plain
// words what is wrong when that fails. A file of its own, so that the page needs no inline script.

const boot = document.getElementById("boot");

/** Replaces the loading text by paragraphs; `lang` marks the one that is not Japanese. */
function say(...paragraphs) {
  boot.setAttribute("role", "alert");
  boot.replaceChildren(
    ...paragraphs.map(([text, lang]) => {
      const p = document.createElement("p");
      p.textContent = text;
      if (lang) p.lang = lang;
      return p;
    }),
  );
}

/** Tells the app how it stands with starting without a network: in an attribute, and by an event when that changes. */
function tell(state) {
  document.documentElement.dataset.offline = state;
  dispatchEvent(new Event("kizuki-offline"));
}

/**
 * Has this version kept on the device, where the browser can do that: on https and on the device itself. That fetches all of
 * it, so it waits for `parts`: somebody may be waiting for one of them.
 */
async function keepVersion(parts) {
  const workers = navigator.serviceWorker;
  if (!workers) return tell("never");
  try {
    await parts;
    const kept = await workers.register("sw.js", { updateViaCache: "none" });
    // A browser may be set to keep nothing.
    if (!kept) return tell("failed");
    let left = false;
    const look = () => {
      // Another version has taken over, and this page is still of the old one.
      if (left) return;
      if (kept.waiting && workers.controller) tell("update");
      else if (kept.active) tell("ready");
    };
    const watch = () => {
      const installing = kept.installing;
      installing?.addEventListener("statechange", () => {
        // A first version of which a file was not as it should be.
        if (installing.state === "redundant" && !kept.active) tell("failed");
        else look();
      });
    };
    kept.addEventListener("updatefound", watch);
    watch();
    look();
    // A tab may stay open for weeks.
    let asked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || Date.now() - asked < 3_600_000) return;
      asked = Date.now();
      kept.update().catch(() => {});
    });
    // Asked for here: the new version takes over, and this tab starts with it. Other tabs are told and go on.
    let mine = false;
    addEventListener("kizuki-take-update", () => {
      mine = true;
      if (kept.waiting) kept.waiting.postMessage("take over");
      else location.reload();
    });
    const first = !workers.controller;
    workers.addEventListener("controllerchange", () => {
      if (mine) return location.reload();
      left = !first;
      if (left) tell("update");
    });
  } catch (error) {
    console.warn(error);
    tell("failed");
  }
}

/** Whether this device holds a class, as far as can be said before the app looks itself. */
function holdsClass() {
  try {
    return localStorage.getItem("kizuki/vault") !== null;
  } catch {
    return false;
  }
}

try {
  const program = document.getElementById("app-wasm");
  const glue = await import(document.getElementById("app-js").href);
  // What the program will ask for next is on its way while it starts. The first screen comes a moment later for it, the first
  // answer much sooner: docs/performance.md.
  glue.fetchAhead(holdsClass());
  await glue.default({ module_or_path: program.href });
  boot.remove();
  keepVersion(glue.allTried);
} catch (error) {
  console.error(error);
  say(
    ["読み込めませんでした。ページを読み直してください。この端末に保存した内容は、そのまま残っています。"],
    ["続くときは、この画面を ICT 担当の方に見せてください。ブラウザーが古いか、サーバーが .wasm ファイルを配っていないことが考えられます。"],
    ["The app could not start. Reload the page; what is stored on this device is untouched.", "en"],
    [`(${error})`, "en"],
  );
}
