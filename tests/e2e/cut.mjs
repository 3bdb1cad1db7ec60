// Cuts the linked program into the parts that src/cuts.rs marks, so that a first visit fetches only what its first screen
// needs. It stands between the linker and wasm-bindgen, where Trunk has no step of its own; so pack.mjs calls it at the end
// of the build and puts its files in the place of Trunk's.
//
// wasm-split-cli follows who refers to whom (the linker leaves that in the file, .cargo/config.toml). What only one part
// needs becomes the file of that part; what several parts need and the beginning does not becomes a file of its own, one
// for each set of parts. Those are many and small, and each would cost a round trip; so they are put together again by when
// they are needed (bundle). All share one memory and one table of functions.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

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
    if (optimise) run("wasm-opt", ...OPTIMISE, ...FEATURES, from, "-o", from);
    const bytes = readFileSync(from);
    const name = hashed(stem, bytes, ".wasm");
    writeFileSync(join(dist, name), bytes);
    return name;
  };
  const begins = finish(join(bound, "kizuki_bg.wasm"), "kizuki");
  const links = readLinks(readFileSync(join(work, "__wasm_split.js"), "utf8"));
  const bundles = new Map();
  for (const file of readdirSync(work).filter((file) => file.endsWith(".wasm") && file !== "kizuki.wasm").sort()) {
    const bundle = bundleOf(file, links.loaders);
    bundles.set(bundle, [...(bundles.get(bundle) ?? []), join(work, file)]);
  }
  const files = new Map();
  for (const [bundle, parts] of bundles) {
    const joined = join(work, `${bundle}.bundle`);
    merge(run, parts, joined);
    const name = finish(joined, `kizuki-${bundle}`);
    for (const part of parts) files.set(basename(part), name);
  }

  const glue = withLinks(readFileSync(join(bound, "kizuki.js"), "utf8"), links, files);
  const script = hashed("kizuki", Buffer.from(glue), ".js");
  writeFileSync(join(dist, script), glue);
  return { script, wasm: begins };
}

/** The parts on the way to the first answer: a device that holds a class needs both, any other one the class alone. */
const WAY_IN = ["vault", "class"];
/** What follows right after these, whatever is opened. */
const NEXT = "keep";

/**
 * With which others a file of the cutter is put together. What both parts on the way in need comes with neither of them, so
 * that none waits for the other; what several later parts need comes once.
 */
function bundleOf(file, loaders) {
  const users = [...loaders].filter(([, needs]) => needs.includes(file)).map(([name]) => name.replace("__wasm_split_load_", ""));
  const wayIn = WAY_IN.filter((part) => users.includes(part));
  if (wayIn.length === WAY_IN.length) return "way-in";
  if (wayIn.length === 1) return wayIn[0];
  if (users.includes(NEXT)) return NEXT;
  return users.length === 1 ? users[0].replace("_", "-") : "shared";
}

/**
 * Makes one module of several that take the same things from the program. They are handed on by a module between, without
 * which each would go on asking for a memory of its own.
 */
function merge(run, parts, into) {
  const taken = new Map(parts.flatMap((part) => importsOf(readFileSync(part))).map((one) => [one.name, one]));
  const between = `${into}.between`;
  writeFileSync(between, passOn([...taken.values()]));
  const named = parts.flatMap((part, at) => [part, `part${at}`]);
  run("wasm-merge", between, FROM, ...named, ...FEATURES, "--skip-export-conflicts", "-o", into);
  // Nobody takes anything from a part: what it holds is reached through the table.
  writeFileSync(into, withoutSection(readFileSync(into), EXPORTS));
}

/** What the compiler uses of WebAssembly (rustc --print cfg --target wasm32-unknown-unknown); what stands between says nothing of it. */
const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"].map((name) => `--enable-${name}`);
/** Under what name the parts take what they share. */
const FROM = "__wasm_split";
/** Sections of a module. */
const [IMPORTS, EXPORTS] = [2, 7];

const utf8 = (text) => Buffer.from(text, "utf8");
const leb = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...leb(number >>> 7)]);
const sized = (bytes) => Buffer.concat([Buffer.from(leb(bytes.length)), bytes]);

/** The sections of a module: {id, begin, end} with the place of what is in them. */
function sectionsOf(bytes) {
  const sections = [];
  for (let at = 8; at < bytes.length; ) {
    const [size, from] = number(bytes, at + 1);
    sections.push({ id: bytes[at], from: at, begin: from, end: from + size });
    at = from + size;
  }
  return sections;
}

/** A number and the place after it. */
function number(bytes, at) {
  let value = 0;
  for (let unit = 1; ; unit *= 128) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * unit;
    if (byte < 0x80) return [value, at];
  }
}

/** What a part takes: memory, table and globals, each with its type as it is written in the module. */
function importsOf(bytes) {
  const section = sectionsOf(bytes).find(({ id }) => id === IMPORTS);
  if (!section) return [];
  let [count, at] = number(bytes, section.begin);
  const text = () => {
    const [size, from] = number(bytes, at);
    at = from + size;
    return bytes.toString("utf8", from, at);
  };
  const limits = (from) => number(bytes, bytes[from] & 1 ? number(bytes, from + 1)[1] : from + 1)[1];
  const taken = [];
  for (; count > 0; count -= 1) {
    const [module, name, kind, from] = [text(), text(), bytes[at], at + 1];
    const end = { 1: () => limits(from + 1), 2: () => limits(from), 3: () => from + 2 }[kind]?.();
    if (!end || module !== FROM) throw new Error(`A part takes ${name} from ${module}, which this script does not know.`);
    taken.push({ name, kind, type: bytes.subarray(from, end) });
    at = end;
  }
  return taken;
}

/** A module that takes these things from the program and hands them on under the same names. */
function passOn(taken) {
  const section = (id, entries) => Buffer.concat([Buffer.from([id]), sized(Buffer.concat([Buffer.from(leb(entries.length)), ...entries]))]);
  const places = new Map();
  const handed = taken.map(({ name, kind }) => {
    const place = places.get(kind) ?? 0;
    places.set(kind, place + 1);
    return Buffer.concat([sized(utf8(name)), Buffer.from([kind, ...leb(place)])]);
  });
  const asked = taken.map(({ name, kind, type }) => Buffer.concat([sized(utf8("kizuki")), sized(utf8(name)), Buffer.from([kind]), type]));
  return Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), section(IMPORTS, asked), section(EXPORTS, handed)]);
}

/** A module without the sections of one kind. */
function withoutSection(bytes, without) {
  const kept = sectionsOf(bytes).filter(({ id }) => id !== without).map(({ from, end }) => bytes.subarray(from, end));
  return Buffer.concat([bytes.subarray(0, 8), ...kept]);
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
  const filesOf = (needs) => JSON.stringify([...new Set(needs.map((file) => `./${files.get(file)}`))]);
  const list = [...loaders].map(([name, needs]) => `  ${name}: (...call) => bring(${filesOf(needs)}, ...call),`);
  const needsOf = (part) => {
    const needs = loaders.get(`__wasm_split_load_${part}`);
    if (!needs) throw new Error(`The program has no part ${part}, which is fetched ahead.`);
    return needs;
  };
  // What a first visit asks for next, and what a device that holds a class does.
  const next = needsOf("class");
  const behindLock = [...new Set([...needsOf("vault"), ...needsOf(NEXT), ...next])];
  return `async function fetchContent() {
  const answer = await fetch(new URL("./content.json", import.meta.url), { cache: "no-cache" });
  if (answer.status === 404 || answer.status === 410) return null;
  if (!answer.ok) throw new Error("content.json");
  return answer.text();
}
const compiled = new Map();
const linked = new Map();
const tried = new Set();
let settle;
export const allTried = new Promise((done) => (settle = done));
async function compile(file) {
  const answer = await fetch(new URL(file, import.meta.url));
  if (!answer.ok) throw new Error(\`\${answer.status} \${file}\`);
  const isNamed = answer.headers.get("content-type") === "application/wasm";
  return isNamed ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}
function begin(file) {
  if (!compiled.has(file)) {
    const compiling = compile(file);
    compiled.set(file, compiling);
    compiling.catch(() => compiled.delete(file));
  }
  return compiled.get(file);
}
function ahead(files) {
  for (const file of files) begin(file);
}
export function fetchAhead(holdsClass) {
  if (holdsClass) ahead(${filesOf(behindLock)});
  else ahead(${filesOf(next)});
}
function link(file, before) {
  if (!linked.has(file)) {
    const linking = Promise.all([begin(file), before]).then(([part]) =>
      WebAssembly.instantiate(part, { kizuki: { ${canary ? `${canary}, ` : ""}${shared.map((name) => `${name}: wasm.${name}`).join(", ")} } }),
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
  tried.add(files.join());
  if (tried.size === ${loaders.size}) settle();
  wasm.__indirect_function_table.get(callback)(data, there);
}
const parts = {
${list.join("\n")}
};
${body}`;
}
