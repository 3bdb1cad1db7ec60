// Cuts the linked program into the parts that src/cuts.rs marks, so that a first visit fetches only what its first screen
// needs. It stands between the linker and wasm-bindgen, where Trunk has no step of its own; so pack.mjs calls it at the end
// of the build and puts its files in the place of Trunk's.
//
// wasm-split-cli follows who refers to whom (the linker leaves that in the file, .cargo/config.toml). What only one part
// needs becomes the file of that part; what several parts need and the beginning does not becomes a file of its own.
// All share one memory and one table of functions.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What the optimiser does to whatever is shipped. Nothing lies in the first kilobyte of the memory (the linker puts the
 * stack there, which grows down to it), so it may fold offsets.
 */
export const OPTIMISE = ["-Oz", "--converge", "--low-memory-unused", "--strip-debug", "--strip-producers", "--strip-target-features"];

const hashed = (stem, bytes, ending) => `${stem}-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}${ending}`;

/**
 * Cuts `wasm` and writes the parts and the glue into `dist`; `work` is a folder for what lies between. Returns the names
 * of the glue and of the file that begins.
 */
export function cut({ wasm, work, dist, optimise }) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const run = (tool, ...args) => execFileSync(tool, args, { stdio: ["ignore", "ignore", "pipe"] });
  run("wasm-split-cli", wasm, work, "--target", "web", "--out-name", "kizuki");
  const bound = join(work, "bound");
  run("wasm-bindgen", join(work, "kizuki.wasm"), "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", bound, "--out-name", "kizuki");

  const finish = (from, stem) => {
    if (optimise) run("wasm-opt", ...OPTIMISE, from, "-o", from);
    const bytes = readFileSync(from);
    const name = hashed(stem, bytes, ".wasm");
    writeFileSync(join(dist, name), bytes);
    return name;
  };
  const begins = finish(join(bound, "kizuki_bg.wasm"), "kizuki");
  const links = readLinks(readFileSync(join(work, "__wasm_split.js"), "utf8"));
  const files = new Map();
  readdirSync(work)
    .filter((file) => file.endsWith(".wasm") && file !== "kizuki.wasm")
    .sort()
    .forEach((file, at) => {
      const stem = file.startsWith("split_") ? file.slice("split_".length, -".wasm".length) : `shared${at + 1}`;
      files.set(file, finish(join(work, file), `kizuki-${stem.replace("_", "-")}`));
    });

  const glue = withLinks(readFileSync(join(bound, "kizuki.js"), "utf8"), links, files);
  const script = hashed("kizuki", Buffer.from(glue), ".js");
  writeFileSync(join(dist, script), glue);
  return { script, wasm: begins };
}

/** What the cutter's own link script says: the loaders with the files each needs, and what the parts take from the beginning. */
function readLinks(script) {
  const [, shared] = /const \{ ([\w, ]*?),?\s*\} = initSync\(/.exec(script) ?? [];
  // In a build with debug assertions a part asks for a name that only the beginning of the same link has.
  const [, canary] = /sharedImports = \{ __wasm_split: \{ (__canary_\w+: ~?\w+)/.exec(script) ?? [];
  const chunks = new Map();
  for (const [, name, file] of script.matchAll(/const (__chunk_\d+) = makeLoad\(\(\) => (?:\{\s*const src = fetch\(new URL\("\.\/(\w+\.wasm)")?/g)) {
    chunks.set(name, file);
  }
  const loaders = new Map();
  const form = /export const (__wasm_split_load_\w+) = wrapAsyncCb\(makeLoad\(\(\) => (?:\{\s*const src = fetch\(new URL\("\.\/(\w+\.wasm)")?[^]*?, \[([^\]]*)\]\)\);/g;
  for (const [, name, file, needs] of script.matchAll(form)) {
    const before = needs.split(", ").filter(Boolean).map((chunk) => chunks.get(chunk));
    loaders.set(name, [...before, file].filter(Boolean));
  }
  if (!shared || loaders.size === 0) throw new Error("The link script of wasm-split-cli is not of the form this script reads.");
  return { shared: shared.split(/,\s*/).sort(), canary, loaders };
}

/** The glue with loaders of our own: it fetches the parts itself, from its own folder, the school's content.json, and nothing else. */
function withLinks(glue, { shared, canary, loaders }, files) {
  let first = true;
  const body = glue
    .replace(/^import \* as \w+ from "\.\/__wasm_split\.js";?\n/gm, "")
    .replace(/^\s*"\.\/__wasm_split\.js": \w+,\n/gm, () => (first ? ((first = false), '        "./__wasm_split.js": parts,\n') : ""));
  if (first || body.includes("__wasm_split.js\"\n")) throw new Error("The glue of wasm-bindgen is not of the form this script reads.");
  const list = [...loaders].map(([name, needs]) => `  ${name}: (...call) => bring(${JSON.stringify(needs.map((file) => `./${files.get(file)}`))}, ...call),`);
  return `async function fetchContent() {
  const answer = await fetch(new URL("./content.json", import.meta.url), { cache: "no-cache" });
  if (answer.status === 404 || answer.status === 410) return null;
  if (!answer.ok) throw new Error("content.json");
  return answer.text();
}
const linked = new Map();
async function compile(file) {
  const answer = await fetch(new URL(file, import.meta.url));
  if (!answer.ok) throw new Error(\`\${answer.status} \${file}\`);
  return WebAssembly.compile(await answer.arrayBuffer());
}
function link(file, before) {
  if (!linked.has(file)) {
    const compiling = compile(file);
    const linking = Promise.all([compiling, before]).then(([part]) =>
      WebAssembly.instantiate(part, { __wasm_split: { ${canary ? `${canary}, ` : ""}${shared.map((name) => `${name}: wasm.${name}`).join(", ")} } }),
    );
    linked.set(file, linking);
    linking.catch(() => linked.delete(file));
  }
  return linked.get(file);
}
async function bring(files, callback, data) {
  let there = true;
  try {
    // One file may be here already while another before it is still on its way: all of them are waited for.
    await files.reduce((before, file) => Promise.all([before, link(file, before)]), undefined);
  } catch (error) {
    console.error(error);
    there = false;
  }
  wasm.__indirect_function_table.get(callback)(data, there);
}
const parts = {
${list.join("\n")}
};
${body}`;
}
