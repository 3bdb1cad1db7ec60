// What of others is in the build: the crates that the program for the browser is linked from, as a bill of materials
// (CycloneDX) and with the texts of their licences. No JavaScript of others is shipped: the packages of tests/e2e only build
// and test.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const TARGET = "wasm32-unknown-unknown";
/** What of the licence of this project itself can be said today. */
const UNDECIDED = "The owner of the project has not set a licence for it yet.";

/**
 * The app and what it is linked from: {app, rust, shipped: [{name, version, licence, repository, authors, folder, checksum,
 * needs}]}, by name. The optimiser leaves out what is never called, so this is rather too much than too little.
 */
export function crates(root) {
  const run = (tool, ...args) => execFileSync(tool, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
  const ids = (...args) =>
    run("cargo", "tree", "--locked", "-e", "normal,no-proc-macro", "--target", TARGET, "--prefix", "none", "-f", "{p}", ...args)
      .split("\n")
      .map((line) => /^(\S+) v(\S+)/.exec(line))
      .filter(Boolean)
      .map(([, name, version]) => `${name}@${version}`);
  const linked = new Set(ids());
  const { packages, resolve } = JSON.parse(run("cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET));
  const names = new Map(packages.map(({ id, name, version }) => [id, `${name}@${version}`]));
  const sums = new Map();
  const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
  for (const [, name, version, sum] of lock.matchAll(/name = "([^"]+)"\nversion = "([^"]+)"\nsource = [^\n]+\nchecksum = "([0-9a-f]{64})"/g)) {
    sums.set(`${name}@${version}`, sum);
  }
  const needsOf = new Map(
    resolve.nodes.map(({ id, deps }) => [
      id,
      deps.filter(({ dep_kinds }) => dep_kinds.some(({ kind }) => kind === null)).map(({ pkg }) => names.get(pkg)).filter((name) => linked.has(name)).sort(),
    ]),
  );
  const all = packages
    .filter(({ name, version }) => linked.has(`${name}@${version}`))
    .map(({ id, name, version, license, license_file, repository, authors, manifest_path }) => ({
      id: `${name}@${version}`, name, version, licence: license?.replaceAll("/", " OR "), licenceFile: license_file, repository, authors,
      folder: dirname(manifest_path), checksum: sums.get(`${name}@${version}`), needs: [...new Set(needsOf.get(id))],
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const app = all.find(({ name, checksum }) => name === "kizuki" && !checksum);
  return { app, rust: run("rustc", "--version").trim(), shipped: all.filter((crate) => crate !== app) };
}

// ---------------------------------------------------------------------------------------------------------------------

/** The bill of materials, as CycloneDX 1.6 in JSON. */
export function billOfMaterials({ app, rust, shipped }, { commit, epoch }) {
  const purl = ({ name, version }) => `pkg:cargo/${name}@${version}`;
  const byId = new Map(shipped.map((crate) => [crate.id, crate]));
  const std = `rust-std@${rust.split(" ")[1]}`;
  const bom = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: "",
    version: 1,
    metadata: {
      timestamp: new Date(epoch * 1000).toISOString().replace(".000", ""),
      component: {
        type: "application", "bom-ref": "kizuki", name: "kizuki", version: app.version,
        properties: [{ name: "kizuki:licence", value: UNDECIDED }, { name: "kizuki:commit", value: commit }],
      },
      properties: [{ name: "kizuki:javascript", value: "No JavaScript of others is shipped; the glue is written by wasm-bindgen." }],
    },
    components: [
      ...shipped.map((crate) => ({
        type: "library", "bom-ref": crate.id, name: crate.name, version: crate.version,
        ...(crate.checksum ? { hashes: [{ alg: "SHA-256", content: crate.checksum }] } : {}),
        ...(crate.licence ? { licenses: [{ expression: crate.licence }] } : {}),
        purl: purl(crate),
        ...(crate.repository ? { externalReferences: [{ type: "vcs", url: crate.repository }] } : {}),
      })),
      {
        type: "library", "bom-ref": std, name: "rust-std", version: rust.split(" ")[1],
        description: `Standard library of ${rust}`, licenses: [{ expression: "MIT OR Apache-2.0" }],
      },
    ],
    dependencies: [
      { ref: "kizuki", dependsOn: [...app.needs, std] },
      ...shipped.map(({ id, needs }) => ({ ref: id, dependsOn: needs.filter((need) => byId.has(need)) })),
      { ref: std, dependsOn: [] },
    ],
  };
  const digest = createHash("sha256").update(JSON.stringify(bom)).digest("hex");
  // A name of this very list, in the form of a UUID (version 8: one's own scheme).
  bom.serialNumber = `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return `${JSON.stringify(bom, null, 1)}\n`;
}

// ---------------------------------------------------------------------------------------------------------------------

/** The texts a crate brings along. */
function textsOf({ folder, licenceFile }) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice|unlicense|copyright)/i.test(name)).sort();
  if (licenceFile && !names.includes(licenceFile)) names.push(licenceFile);
  return names.flatMap((name) => {
    try {
      return [readFileSync(join(folder, name), "utf8").replace(/\r\n?/g, "\n").trim()];
    } catch (error) {
      // A folder of texts: those in it.
      if (error.code !== "EISDIR") throw error;
      return readdirSync(join(folder, name)).sort().map((file) => readFileSync(join(folder, name, file), "utf8").replace(/\r\n?/g, "\n").trim());
    }
  });
}

/** All licences with their texts, each text once; and which crate brings none. */
export function licences({ app, rust, shipped }) {
  const byText = new Map();
  const without = [];
  for (const crate of shipped) {
    const texts = textsOf(crate);
    if (texts.length === 0) without.push(crate);
    for (const text of texts) byText.set(text, [...(byText.get(text) ?? []), crate]);
  }
  // What all MIT texts have in common after the line that names the authors.
  const permission = [...byText.keys()].map((text) => /Permission is hereby granted, free of charge[^]*?DEALINGS IN THE\s+SOFTWARE\./.exec(text)?.[0]).find(Boolean);
  if (!permission) throw new Error("No crate brings the text of the MIT licence.");
  const line = "=".repeat(100);
  const out = [
    `kizuki ${app.version}: licences of what the program for the browser is linked from`,
    "",
    `The app itself: ${UNDECIDED}`,
    `Standard library of ${rust}: MIT OR Apache-2.0, Copyright (c) The Rust Project Contributors; both texts are below.`,
    "No JavaScript of others is shipped: the glue is written by wasm-bindgen (below).",
    "",
    "Crates",
    "",
    ...shipped.map(({ name, version, licence, repository }) => `  ${name} ${version}: ${licence ?? "see its text"}${repository ? `, ${repository}` : ""}`),
    "",
    line,
    "These crates bring no text of their licence; it is named in their manifest. They may be used under the MIT licence, whose",
    "text follows with the names that their manifests give.",
    "",
    ...without.map(({ name, version, licence, authors }) => `  ${name} ${version} (${licence}): Copyright (c) ${authors.length ? authors.map((author) => author.replace(/ *<[^>]*>/, "")).join(", ") : `the authors of ${name}`}`),
    "",
    permission,
    "",
  ];
  const odd = without.filter(({ licence }) => !/\bMIT\b/.test(licence ?? ""));
  if (odd.length) throw new Error(`These crates bring no text of their licence, and it is not MIT: ${odd.map(({ id }) => id).join(", ")}`);
  for (const [text, of] of byText) out.push(line, of.map(({ name, version }) => `${name} ${version}`).join(", "), "", text, "");
  return `${out.join("\n")}\n`;
}
