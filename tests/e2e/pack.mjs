// Runs at the end of every Trunk build (Trunk.toml): cuts the program into its parts (cut.mjs), puts the style sheets together into one without comments and
// blanks, and takes the indentation out of the glue of wasm-bindgen. One sheet is one request and compresses better
// than several; both together take some 4 KiB off the first load. Trunk's own minifier cannot read this glue and rewrites
// the page, which the policy and the checks of the build rely on.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cut } from "./cut.mjs";
import { withoutBlanks, withoutIndent } from "./trim.mjs";

const dist = process.env.TRUNK_STAGING_DIR;
const profile = process.env.TRUNK_PROFILE;
if (!dist || !profile) throw new Error("TRUNK_STAGING_DIR and TRUNK_PROFILE are not set: Trunk calls this script.");

const page = join(dist, "index.html");
let html = readFileSync(page, "utf8");

// The program as Trunk made it goes; its parts and their glue come.
const target = join(process.env.CARGO_TARGET_DIR ?? "target");
const whole = /<link id="app-js" rel="modulepreload" href="\.\/([^"]+)"[^>]*><link id="app-wasm" rel="preload" href="\.\/([^"]+)"/.exec(html);
if (!whole) throw new Error("index.html of the build names no program as Trunk.toml writes it.");
for (const file of [whole[1], whole[2]]) rmSync(join(dist, file));
if (existsSync(join(dist, "snippets"))) throw new Error("The build has snippets, which this script does not know.");
const begins = cut({
  wasm: join(target, "wasm32-unknown-unknown", profile, "kizuki.wasm"),
  work: join(target, "parts", profile),
  dist,
  optimise: profile === "release",
});
html = html.replace(whole[1], begins.script).replace(whole[2], begins.wasm);

const links = [...html.matchAll(/<link rel="stylesheet" href="\.\/([^"]+\.css)"[^>]*>\n?/g)];
if (links.length === 0) throw new Error("index.html of the build links no style sheet as this script expects it.");

const css = links.map(([, name]) => withoutBlanks(readFileSync(join(dist, name), "utf8"))).join("\n");
const digest = (kind, form) => createHash(kind).update(css).digest(form);
const name = `kizuki-${digest("sha256", "hex").slice(0, 16)}.css`;
for (const [link, old] of links.slice(1)) {
  html = html.replace(link, "");
  rmSync(join(dist, old));
}
rmSync(join(dist, links[0][1]));
html = html.replace(
  links[0][0],
  `<link rel="stylesheet" href="./${name}" integrity="sha384-${digest("sha384", "base64")}">\n`,
);
writeFileSync(join(dist, name), css);
writeFileSync(page, html);

for (const glue of readdirSync(dist).filter((file) => /^kizuki-.*\.js$/.test(file))) {
  writeFileSync(join(dist, glue), withoutIndent(readFileSync(join(dist, glue), "utf8")));
}

// The service worker names every file of this version with its digest; its own text changes with any of them. What a
// school puts beside the app, and the schemas, which the app does not ask for, are not of it.
const worker = readFileSync("public/sw.js", "utf8");
const ofVersion = readdirSync(dist)
  .filter((file) => /\.(html|js|wasm|css|svg|png|webmanifest)$/.test(file) && file !== "sw.js")
  .sort()
  .map((file) => [file, createHash("sha256").update(readFileSync(join(dist, file))).digest("hex")]);
const version = createHash("sha256").update(JSON.stringify(ofVersion)).digest("hex").slice(0, 16);
writeFileSync(join(dist, "sw.js"), worker.replace("%VERSION%", version).replace("%FILES%", JSON.stringify(ofVersion)));
