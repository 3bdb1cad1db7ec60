// Starts the app from the single file, of which this is a part (tests/e2e/single.mjs): the program stands in the page
// itself, packed. Says in plain words what is wrong when that fails, as boot.js does.

(async () => {
  const boot = document.getElementById("boot");
  try {
    const packed = Uint8Array.from(atob(PROGRAM), (letter) => letter.charCodeAt(0));
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    await wasm_bindgen({ module_or_path: await new Response(unpacked).arrayBuffer() });
    boot.remove();
    // There is nothing to keep for a start without a network: the file is that.
    document.documentElement.dataset.offline = "never";
    dispatchEvent(new Event("kizuki-offline"));
  } catch (error) {
    console.error(error);
    boot.setAttribute("role", "alert");
    boot.replaceChildren(
      ...[
        ["開けませんでした。ページを読み直してください。この端末に保存した内容は、そのまま残っています。"],
        ["続くときは、この画面を ICT 担当の方に見せてください。ブラウザーが古いか、ファイルが途中までしか写されていないことが考えられます。"],
        ["The app could not start. Reload the page; what is stored on this device is untouched.", "en"],
        [`(${error})`, "en"],
      ].map(([text, lang]) => {
        const p = document.createElement("p");
        p.textContent = text;
        if (lang) p.lang = lang;
        return p;
      }),
    );
  }
})();
