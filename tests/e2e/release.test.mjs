// What a release holds, made from the build at hand.

import { after, test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { DIST, headerPolicy } from "./harness.mjs";
import { ROOT, machinePaths, releaseFiles, zip } from "./release.mjs";
import { crates } from "./sbom.mjs";

const EPOCH = Date.UTC(2026, 10, 20, 6, 30, 0) / 1000;
const folder = mkdtempSync(join(tmpdir(), "kizuki-release-"));
after(() => rmSync(folder, { recursive: true }));
// The single file takes minutes to build; another page stands in for it where it is not there.
const built = join(ROOT, "dist-single/kizuki.html");
const single = existsSync(built) ? built : join(folder, "kizuki.html");
if (single !== built) writeFileSync(single, "<!doctype html>");

const make = () => releaseFiles({ dist: DIST, single, commit: "0123456789ab", epoch: EPOCH });
const release = make();
const held = new Map(release.files);
const text = (path) => Buffer.from(held.get(path) ?? assert.fail(`${path} is missing`)).toString("utf8");

test("the same build makes the same zip, whatever time zone it is made in", (t) => {
  const first = zip(release, EPOCH);
  const zone = process.env.TZ;
  t.after(() => (zone === undefined ? delete process.env.TZ : (process.env.TZ = zone)));
  process.env.TZ = "Pacific/Kiritimati";
  assert.ok(Buffer.from(first).equals(Buffer.from(zip(make(), EPOCH))));
});

test("the zip holds every file under one folder, as it was", () => {
  const unpacked = unzipSync(zip(release, EPOCH));
  assert.deepEqual(Object.keys(unpacked), release.files.map(([path]) => `kizuki-${release.version}/${path}`));
  for (const [path, bytes] of release.files) assert.ok(Buffer.from(unpacked[`kizuki-${release.version}/${path}`]).equals(Buffer.from(bytes)), path);
  for (const path of [
    "app/index.html", "app/sw.js", "app/schemas/content-1.json", "kizuki.html", "content.example.json", "deploy/nginx.conf",
    "deploy/apache.htaccess", "deploy/web.config", "README.txt", "SHA256SUMS", "sbom.cdx.json", "THIRD-PARTY-LICENSES.txt",
  ]) assert.ok(held.has(path), path);
});

test("the sums are those of all files", () => {
  const sums = text("SHA256SUMS").trimEnd().split("\n").map((line) => line.split("  "));
  assert.deepEqual(sums.map(([, path]) => path), [...held.keys()].filter((path) => path !== "SHA256SUMS"));
  for (const [sum, path] of sums) assert.equal(sum, createHash("sha256").update(held.get(path)).digest("hex"), path);
});

test("every crate the program is linked from stands in the bill of materials and in the licences, with a text", () => {
  const bom = JSON.parse(text("sbom.cdx.json"));
  assert.equal(bom.bomFormat, "CycloneDX");
  assert.match(bom.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(bom.metadata.timestamp, "2026-11-20T06:30:00Z");
  const { shipped } = crates(ROOT);
  assert.ok(shipped.length > 50 && shipped.some(({ name }) => name === "leptos") && !shipped.some(({ name }) => ["kizuki", "proptest", "wasm-bindgen-test"].includes(name)));
  const refs = bom.components.map((component) => component["bom-ref"]);
  assert.deepEqual(refs.slice(0, -1), shipped.map(({ id }) => id));
  const licences = text("THIRD-PARTY-LICENSES.txt");
  const [list, ...texts] = licences.split(`\n${"=".repeat(100)}\n`);
  for (const { name, version, purl, hashes } of bom.components.slice(0, -1)) {
    assert.equal(purl, `pkg:cargo/${name}@${version}`);
    assert.match(hashes[0].content, /^[0-9a-f]{64}$/, name);
    assert.ok(list.includes(`  ${name} ${version}: `), `${name} is in the list`);
    assert.ok(texts.some((part) => part.split("\n\n")[0].includes(`${name} ${version}`) || part.includes(`  ${name} ${version} (`)), `${name} has a text`);
  }
  // What one part needs is in the list too.
  for (const { ref, dependsOn } of bom.dependencies) for (const need of dependsOn) assert.ok(refs.includes(need), `${ref} needs ${need}`);
});

test("the examples for servers send the policy of the page, and name every type of file that is served", () => {
  const types = {
    ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".css": "text/css", ".svg": "image/svg+xml",
    ".png": "image/png", ".json": "application/json", ".webmanifest": "application/manifest+json",
  };
  const endings = new Set([...held.keys()].filter((path) => path.startsWith("app/")).map((path) => /\.\w+$/.exec(path)[0]));
  assert.deepEqual([...endings].filter((ending) => !(ending in types)), []);
  for (const [path, policy] of [
    ["deploy/nginx.conf", /^ *add_header Content-Security-Policy "([^"]*)" always;$/m],
    ["deploy/apache.htaccess", /^ *Header always set Content-Security-Policy "([^"]*)"$/m],
    ["deploy/web.config", /^ *<add name="Content-Security-Policy" value="([^"]*)" \/>$/m],
  ]) {
    assert.equal(policy.exec(text(path))?.[1], headerPolicy(), path);
    for (const header of ["nosniff", "no-referrer", "immutable"]) assert.ok(text(path).includes(header), `${path}: ${header}`);
    for (const [ending, type] of Object.entries(types)) {
      const lines = text(path).split("\n").filter((line) => line.includes(type));
      assert.ok(lines.some((line) => new RegExp(`[ ".]${ending.slice(1)}[";]?`).test(line)), `${path}: ${ending} is ${type}`);
    }
    assert.ok(!text(path).includes("%"), `${path} is filled in`);
  }
});

test("only files whose name changes with their content are kept for long", () => {
  const named = [...text("deploy/web.config").matchAll(/<location path="([^"]+)">/g)].map(([, path]) => path);
  const hashed = [...held.keys()].filter((path) => path.startsWith("app/") && /-[0-9a-f]{16}\.(js|wasm|css|svg)$/.test(path)).map((path) => path.slice(4));
  assert.ok(named.length > 5);
  assert.deepEqual(named, hashed);
  for (const path of ["index.html", "sw.js", "content.json"]) assert.ok(!named.includes(path));
  for (const path of ["deploy/nginx.conf", "deploy/apache.htaccess"]) assert.ok(text(path).includes("-[0-9a-f]{16}\\.(js|wasm|css|svg)$"), path);
});

test("the text for people says in both languages how to deploy it and what it is not, and of which build it is", () => {
  const readme = text("README.txt");
  for (const words of ["診断でも評価でもありません", "通告の代わりになりません", "妥当性は確かめられていません", "Not a diagnosis", "No substitute for a statutory report", "have not been validated", "まだ定められていません", "No licence has been set"]) {
    assert.ok(readme.includes(words), words);
  }
  assert.ok(readme.startsWith(`気づきシート (kizuki) ${release.version}, 2026-11-20 (0123456789ab)`));
  for (const path of ["app/", "kizuki.html", "content.example.json", "SHA256SUMS", "sbom.cdx.json", "THIRD-PARTY-LICENSES.txt"]) assert.ok(readme.includes(path), path);
});

test("a path of the machine that built it is found in any file", () => {
  const files = [["a.wasm", Buffer.from("\0src/home/someone/x.rs\0")], ["b.txt", Buffer.from("nothing")]];
  assert.deepEqual(machinePaths(files, ["/home/someone", "/elsewhere"]), ["a.wasm: /home/someone"]);
  assert.deepEqual(machinePaths(files, ["/elsewhere"]), []);
});
