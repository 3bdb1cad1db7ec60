// Puts together what a school or board gets: one zip with both builds and everything that belongs to them. The same commit
// and the same tools give the same bytes: files in a fixed order, one time for all (that of the commit), and packed by a
// library instead of by whatever this machine has.
//
//   SOURCE_DATE_EPOCH=... node tests/e2e/release.mjs COMMIT

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { billOfMaterials, crates, licences } from "./sbom.mjs";

const here = dirname(fileURLToPath(import.meta.url));
export const ROOT = resolve(here, "../..");

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const text = (string) => Buffer.from(string, "utf8");

/** The files of a folder and of those within it: paths with `/`, in order. */
function walk(folder, prefix = "") {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name), `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`]))
    .sort();
}

/**
 * Everything a release holds, as [path, bytes] in order. `dist` is the build for a server, `single` the single file, `commit`
 * what it was built from, `epoch` its time in seconds.
 */
export function releaseFiles({ dist, single, commit, epoch }) {
  const app = walk(dist).map((path) => [`app/${path}`, readFileSync(join(dist, path))]);
  const shipped = crates(ROOT);
  const { version } = shipped.app;
  const fill = (template) =>
    readFileSync(join(ROOT, "deploy", template), "utf8")
      .replaceAll("%VERSION%", version)
      .replaceAll("%COMMIT%", commit)
      .replaceAll("%DATE%", new Date(epoch * 1000).toISOString().slice(0, 10));
  const files = [
    ...app,
    ["kizuki.html", readFileSync(single)],
    ["content.example.json", readFileSync(join(ROOT, "src/format/content/default.json"))],
    ["deploy/nginx.conf", text(fill("nginx.conf"))],
    ["deploy/apache.htaccess", text(fill("apache.htaccess"))],
    ["deploy/web.config", text(withHashedFiles(fill("web.config"), app.map(([path]) => path.slice("app/".length))))],
    ["README.txt", text(fill("README.txt"))],
    ["THIRD-PARTY-LICENSES.txt", text(licences(shipped))],
    ["sbom.cdx.json", text(billOfMaterials(shipped, { commit, epoch }))],
  ];
  files.sort(([a], [b]) => (a < b ? -1 : 1));
  const sums = files.map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`).join("");
  return { version, files: [["SHA256SUMS", text(sums)], ...files] };
}

/** IIS knows no patterns for names: each file whose name changes with its content is named. */
function withHashedFiles(config, paths) {
  const entry = (path) =>
    `  <location path="${path}">\n    <system.webServer>\n      <staticContent>\n        <clientCache cacheControlMode="UseMaxAge" ` +
    `cacheControlMaxAge="365.00:00:00" cacheControlCustom="immutable" />\n      </staticContent>\n    </system.webServer>\n  </location>\n`;
  const hashed = paths.filter((path) => /-[0-9a-f]{16}\.\w+$/.test(path));
  return config.replace(/^ *<!-- HASHED FILES -->\n/m, () => hashed.map(entry).join(""));
}

/** The zip, with everything in one folder. */
export function zip({ version, files }, epoch) {
  // A zip holds the time of the clock on the wall; that of UTC is taken everywhere.
  const utc = new Date(epoch * 1000);
  const mtime = new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate(), utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds());
  // Readable files, as Unix writes them.
  const how = { mtime, level: 9, os: 3, attrs: 0o100644 << 16 };
  return zipSync(Object.fromEntries(files.map(([path, bytes]) => [`kizuki-${version}/${path}`, [new Uint8Array(bytes), how]])));
}

/** Where a path of this machine stands in a file. */
export function machinePaths(files, paths = [ROOT, homedir(), process.env.CARGO_HOME, process.env.CARGO_TARGET_DIR].filter((path) => path?.startsWith("/") && path.length > 1)) {
  return files.flatMap(([name, bytes]) => paths.filter((path) => bytes.includes(`${path}/`)).map((path) => `${name}: ${path}`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [commit] = process.argv.slice(2);
  const epoch = Number(process.env.SOURCE_DATE_EPOCH);
  if (!commit || !Number.isSafeInteger(epoch) || epoch <= 0) throw new Error("SOURCE_DATE_EPOCH=... node tests/e2e/release.mjs COMMIT");
  const release = releaseFiles({ dist: join(ROOT, "dist"), single: join(ROOT, "dist-single/kizuki.html"), commit, epoch });
  const found = machinePaths(release.files);
  if (found.length) {
    console.error(`  Paths of this machine are in the release:\n  ${found.join("\n  ")}\n  ./dev release builds without them.`);
    process.exit(1);
  }
  const bytes = zip(release, epoch);
  const path = join(ROOT, "release", `kizuki-${release.version}.zip`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  console.log(`  ${path.slice(ROOT.length + 1)}: ${release.files.length} files, ${(bytes.length / 1024).toFixed(1)} KiB`);
  console.log(`  sha256 ${sha256(bytes)}`);
}
