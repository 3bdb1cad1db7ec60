// What the build weighs: prints raw, brotli and gzip of every file the app consists of, and holds three sums to their
// budgets. A plain static server may compress with gzip or not at all, so all three are printed.
//
//   node tests/e2e/size.mjs dist
//   node tests/e2e/size.mjs dist-single/kizuki.html

import { readFileSync, readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, constants, gunzipSync, gzipSync } from "node:zlib";

const KIB = 1024;
/** The first load: all that is fetched before the first screen of a first visit can be used. wasm + js + css, brotli. */
const FIRST_LOAD = 120 * KIB;
/** The same on a device that holds a class: its first screen is the lock. What opens behind it comes while somebody types. */
const LOCK = 150 * KIB;
/** All that is fetched before the first answer of a first visit, in the sample class. A ratchet. */
const SAMPLE = 225 * KIB;
/**
 * All that an open class needs up to its first answer. A ratchet, raised for what is added: every round is read with the
 * content it was answered with, so the class part looks for it in the class, on the server and on the device, checks it
 * whole, and says what is wrong with it; help and the guide through the sample stand in the frame. */
const OPEN_CLASS = 300 * KIB;
/**
 * Everything; what the first screen does not need is fetched in the background once it is there. A ratchet too,
 * raised for what is added: 引継ぎ and 学校のようす, then the editor of contents, calibration and blank forms, help and self-check. */
const WHOLE = 680 * KIB;

/** The single file, as it lies on a stick: its program is packed in it (gzip, in base64). A ratchet, with room for what is being added. */
const SINGLE = 1100 * KIB;

const [dist] = process.argv.slice(2);
if (dist.endsWith(".html")) weighSingle(readFileSync(dist));

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;

const rows = [];
for (const name of readdirSync(dist).sort()) {
  if (![".wasm", ".js", ".css"].includes(extname(name))) continue;
  const bytes = readFileSync(join(dist, name));
  rows.push({ name, raw: bytes.length, brotli: brotli(bytes), gzip: gzipSync(bytes, { level: 9 }).length });
}

// What the page links is fetched at once; the rest is named in the glue, part by part.
const page = readFileSync(join(dist, "index.html"), "utf8");
const isFirst = ({ name }) => page.includes(name);
const glue = rows.find(({ name }) => /^kizuki-.*\.js$/.test(name));
if (!glue || !rows.some((row) => isFirst(row) && row.name.endsWith(".wasm")) || !rows.some(({ name }) => name.endsWith(".css"))) {
  console.error(`${dist} is not a whole build: wasm, glue and style sheet are expected. Run ./dev build again.`);
  process.exit(1);
}
const script = readFileSync(join(dist, glue.name), "utf8");
/** The files that a part needs. */
const filesOf = (part) => {
  const needs = new RegExp(`__wasm_split_load_${part}: \\(\\.\\.\\.call\\) => bring\\((\\[[^\\]]*\\])`).exec(script);
  if (!needs) {
    console.error(`The glue names no files for the part ${part}: the program was not cut. See tests/e2e/cut.mjs.`);
    process.exit(1);
  }
  return JSON.parse(needs[1]).map((file) => file.slice(2));
};
const ofLock = filesOf("vault");
const ofSample = filesOf("class");
const ofClass = [...ofLock, ...filesOf("keep"), ...ofSample];

const sum = (name, of) => of.reduce((all, row) => ({ name, raw: all.raw + row.raw, brotli: all.brotli + row.brotli, gzip: all.gzip + row.gzip }), { raw: 0, brotli: 0, gzip: 0 });
const sums = [
  [sum("first load", rows.filter(isFirst)), FIRST_LOAD],
  [sum("first load of a device with a class", rows.filter((row) => isFirst(row) || ofLock.includes(row.name))), LOCK],
  [sum("up to the first answer, in the sample class", rows.filter((row) => isFirst(row) || ofSample.includes(row.name))), SAMPLE],
  [sum("up to the first answer, in a class of one's own", rows.filter((row) => isFirst(row) || ofClass.includes(row.name))), OPEN_CLASS],
  [sum("everything", rows), WHOLE],
];

/** One page holds everything; what counts is what has to be copied. */
function weighSingle(bytes) {
  const kib = (n) => `${(n / KIB).toFixed(1)} KiB`;
  const program = /^const PROGRAM = "([A-Za-z0-9+/=]+)";$/m.exec(bytes.toString("latin1"))[1];
  const packed = Buffer.from(program, "base64");
  console.log(`  ${basename(dist)}: ${kib(bytes.length)} of at most ${kib(SINGLE)}; gzip ${kib(gzipSync(bytes, { level: 9 }).length)}`);
  console.log(`  of it the program: ${kib(program.length)} as text, ${kib(packed.length)} gzip, ${kib(gunzipSync(packed).length)} unpacked`);
  if (bytes.length > SINGLE) console.error(`  It is above its budget by ${kib(bytes.length - SINGLE)}.`);
  process.exit(bytes.length > SINGLE ? 1 : 0);
}

const line = ({ name, raw, brotli, gzip }) =>
  `  ${name.padEnd(40)} ${[raw, brotli, gzip].map((n) => String(n).padStart(9)).join(" ")}`;
const kib = (n) => `${(n / KIB).toFixed(1)} KiB`;
console.log(`  ${"bytes".padEnd(40)} ${["raw", "brotli", "gzip"].map((n) => n.padStart(9)).join(" ")}`);
for (const row of rows) console.log(line(row));
let isOver = false;
for (const [row, most] of sums) {
  console.log(`${line(row)}   ${kib(row.brotli)} brotli of at most ${kib(most)}`);
  if (row.brotli <= most) continue;
  isOver = true;
  console.error(`  ${row.name} is above its budget by ${kib(row.brotli - most)}. \`./dev bench\` shows what weighs.`);
}
process.exit(isOver ? 1 : 0);
