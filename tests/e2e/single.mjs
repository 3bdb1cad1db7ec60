// Puts the single file together: one page with the program, the glue, the style and the icon inside, for a share or a stick.
// A page opened from a file may fetch nothing and has no service worker, so the program is not cut (src/single.rs).
//
//   node tests/e2e/single.mjs target/wasm32-unknown-unknown/release/kizuki-single.wasm dist-single

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "fflate";
import { OPTIMISE } from "./cut.mjs";
import { withoutBlanks, withoutIndent } from "./trim.mjs";

const [program, folder] = process.argv.slice(2);
const run = (tool, ...args) => execFileSync(tool, args, { stdio: ["ignore", "ignore", "pipe"] });

const work = mkdtempSync(join(tmpdir(), "kizuki-single-"));
try {
  run("wasm-bindgen", program, "--target", "no-modules", "--no-typescript", "--out-dir", work, "--out-name", "kizuki");
  const wasm = join(work, "kizuki_bg.wasm");
  writeFileSync(wasm, withoutLinking(readFileSync(wasm)));
  run("wasm-opt", ...OPTIMISE, wasm, "-o", wasm);
  const script = scriptOf(readFileSync(wasm), readFileSync(join(work, "kizuki.js"), "utf8"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kizuki.html"), pageOf(readFileSync("index.html", "utf8"), script));
} finally {
  rmSync(work, { recursive: true });
}

/** The module without what the linker left for the cutter (.cargo/config.toml). */
function withoutLinking(bytes) {
  const kept = [bytes.subarray(0, 8)];
  let at = 8;
  const number = () => {
    for (let value = 0, unit = 1; ; unit *= 128) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const begin = at;
    const isNamed = bytes[at++] === 0;
    const size = number();
    const end = at + size;
    const length = isNamed ? number() : 0;
    if (!/^(linking$|reloc\.)/.test(bytes.toString("latin1", at, at + length))) kept.push(bytes.subarray(begin, end));
    at = end;
  }
  return Buffer.concat(kept);
}

/** Everything that runs, the program included: so the one digest in the policy stands for all of it. */
function scriptOf(wasm, glue) {
  const cutOut = (text, pattern) => {
    if (!pattern.test(text)) throw new Error(`The glue of wasm-bindgen is not of the form this script reads: ${pattern}`);
    return text.replace(pattern, "");
  };
  // The glue would look for the program beside itself and fetch it.
  let bare = cutOut(glue, /^    let script_src;\n    if \(typeof document[^]*?\n    \}\n/m);
  bare = cutOut(bare, /^        if \(module_or_path === undefined && script_src[^]*?\n        \}\n/m);
  bare = cutOut(bare, /^        if \(typeof module_or_path === 'string'[^]*?\n        \}\n/m);
  // Called once, with the program at hand.
  bare = bare.replace("return Object.assign(__wbg_init, { initSync }, exports);", "return __wbg_init;");
  // By a library, so that it is packed alike everywhere.
  const packed = Buffer.from(gzipSync(wasm, { level: 9, mem: 12, mtime: 0 }));
  // What dist/ asks its server for (cut.mjs): here there is none.
  const content = "const fetchContent = async () => null;\n";
  const script = `${content}${withoutIndent(bare)}const PROGRAM = "${packed.toString("base64")}";\n${readFileSync("public/boot-single.js", "utf8")}`;
  if (/<\/script|<!--/i.test(script)) throw new Error("The script would end its element early.");
  return script;
}

/** index.html with everything inside it. */
function pageOf(source, script) {
  const sheets = [...source.matchAll(/<link data-trunk rel="css" href="([^"]+)">\n/g)].map(([, path]) => path);
  // A file that was copied only in part ends within its script, which then does not run: the page says what to do when it has
  // waited for long. A line of style does that, as nothing else of it is there.
  const late = "#late{visibility:hidden;animation:late 0s 10s forwards}@keyframes late{to{visibility:visible}}";
  const style = [...sheets.map((path) => withoutBlanks(readFileSync(path, "utf8"))), late].join("\n");
  const advice =
    '<p id="late">しばらく待っても開かないときは、ファイルを写し直してください。<br><span lang="en">If it does not open, copy the file anew.</span></p>\n';
  const icon = `data:image/svg+xml;base64,${readFileSync("public/favicon.svg").toString("base64")}`;
  const page = source
    .replace(/<!--[^]*?-->\n?/g, "")
    .replace(/^<(?:link|script) data-trunk[^\n]*\n/gm, "")
    .replace(/^<link rel="(?:apple-touch-icon|manifest)"[^\n]*\n/gm, "")
    .replace(/^<meta name="(?:mobile-web-app-capable|apple-mobile-web-app-title)"[^\n]*\n/gm, "")
    .replace('<html lang="ja">', '<html lang="ja" data-build="single">')
    .replace(/(http-equiv="Content-Security-Policy" content=")([^"]+)/, (_, before, policy) => before + policyOf(policy, script, style))
    .replace("</head>", () => `<link rel="icon" type="image/svg+xml" href="${icon}">\n<style>${style}</style>\n</head>`)
    .replace("<noscript>", () => `${advice}<noscript>`)
    .replace("</body>", () => `<script>${script}</script>\n</body>`);
  if (sheets.length === 0 || !page.includes('data-build="single"') || !page.includes(advice)) throw new Error("index.html is not of the form this script reads.");
  return page;
}

/** The policy of index.html for a page that asks for nothing: own files become digests or nothing at all. */
function policyOf(policy, script, style) {
  const digest = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const own = { "script-src": digest(script), "style-src": digest(style), "connect-src": "'none'" };
  // default-src says of these what is left of them: nothing.
  const gone = ["font-src 'self'", "manifest-src 'self'", "worker-src 'self'"];
  const directives = policy.split("; ").filter((directive) => !gone.includes(directive));
  const made = directives.map((directive) => directive.replace(/^([\w-]+)(.*) 'self'/, (_, name, rest) => `${name}${rest} ${own[name] ?? "'self'"}`));
  // The icon and the drawings of the app are of data: and blob:, which index.html names already.
  const result = made.map((directive) => (directive.startsWith("img-src ") ? "img-src data: blob:" : directive)).join("; ");
  if (result.includes("'self'")) throw new Error(`The policy of the single file names files of its own folder: ${result}`);
  return result;
}
