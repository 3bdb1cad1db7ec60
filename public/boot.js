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

try {
  const glue = await import(document.getElementById("app-js").href);
  await glue.default({ module_or_path: document.getElementById("app-wasm").href });
  boot.remove();
} catch (error) {
  console.error(error);
  say(
    ["読み込めませんでした。ページを読み直してください。この端末に保存した内容は、そのまま残っています。"],
    ["続くときは、この画面を ICT 担当の方に見せてください。ブラウザーが古いか、サーバーが .wasm ファイルを配っていないことが考えられます。"],
    ["The app could not start. Reload the page; what is stored on this device is untouched.", "en"],
    [`(${error})`, "en"],
  );
}
