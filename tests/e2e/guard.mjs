// What the build may call. A content security policy stops requests, but not navigation, WebRTC or name look-ups; so
// the build itself is held to a list: every global and every member of a browser object that the glue code touches is
// named in allowed-calls.txt, and the ways out of the page are refused even there.
//
//   node tests/e2e/guard.mjs dist
//   node tests/e2e/guard.mjs dist-single/kizuki.html

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { parse } from "acorn";

/** Ways to send something or to leave the page. Never allowed, in the glue code or as a name inside the wasm. */
const WAYS_OUT = [
  "RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebSocket", "WebSocketStream", "WebTransport",
  "EventSource", "XMLHttpRequest", "sendBeacon", "fetchLater", "importScripts", "PushManager", "requestSubmit",
];
/**
 * The same, but words that also mean something harmless: only code is searched for them, and reading a property of
 * such a name (`dialog.open`) is no call.
 */
const WAYS_OUT_IN_CODE = [
  "open", "fetch", "eval", "Function", "assign", "replace", "submit", "navigate", "ping", "Worker", "SharedWorker", "Image", "Audio",
];

/**
 * The one call of such a name that stays on the device: opening the app's database, with a version, which is a number. A
 * window is opened with texts.
 */
const OPENS_DATABASE = "arg0.open(getStringFromWasm0(arg1, arg2), arg3 >>> 0)";
/** The same of the service worker: opening the cache of its own version. */
const OPENS_CACHE = "caches.open(CACHE)";

/** The one file that is asked for and is not of the build: what a school or board puts beside the page. */
const FETCHES_CONTENT = 'fetch(new URL("./content.json", import.meta.url), { cache: "no-cache" })';

/** What a build consists of. */
const KINDS = [".html", ".js", ".wasm", ".css", ".svg", ".png", ".ico", ".woff2", ".json", ".webmanifest", ".txt", ".md"];

const here = dirname(fileURLToPath(import.meta.url));
const dist = process.argv[2] ?? join(here, "../../dist");
const faults = [];

const allowed = new Set(
  readFileSync(join(here, "allowed-calls.txt"), "utf8").replace(/#.*/g, "").split(/\s+/).filter(Boolean),
);
const listed = [...WAYS_OUT, ...WAYS_OUT_IN_CODE].filter((name) => allowed.has(name));
if (listed.length) faults.push(`allowed-calls.txt lists what is never allowed: ${listed.join(", ")}`);

const files = dist.endsWith(".html") ? [] : walk(dist);
if (dist.endsWith(".html")) guardSingle(readFileSync(dist, "utf8"));
else guardFolder();

if (faults.length) {
  for (const fault of faults) console.error(`  ${fault}`);
  console.error(
    "The build may call what tests/e2e/allowed-calls.txt names. Add a name there if it neither sends anything nor " +
      "leaves the page; otherwise find another way.",
  );
  process.exit(1);
}
console.log(`  ${files.length || "the single file and its program"} ${files.length ? "files call" : "call"} nothing beyond the list`);

/** A build as it is put on a server. */
function guardFolder() {
  for (const file of files) if (!KINDS.includes(extname(file))) faults.push(`${file}: not a kind of file that a build has`);
  for (const file of files.filter((f) => f.endsWith(".js"))) guardScript(file, readFileSync(join(dist, file), "utf8"));
  for (const file of files.filter((f) => f.endsWith(".wasm"))) guardWasm(file, readFileSync(join(dist, file)));
  guardPage("index.html");
  guardKept();
}

/** The single file: one script and one style, by their digests, and nothing that is asked for. */
function guardSingle(html) {
  const file = "single file";
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html) ?? [];
  if (!policy || html.indexOf("Content-Security-Policy") > html.search(/<(link|script|style)\b/)) {
    faults.push(`${file}: the policy does not stand before what loads`);
    return;
  }
  const digest = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const scripts = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text]) => text);
  const styles = [...html.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text]) => text);
  const wanted = [
    "default-src 'none'", `script-src ${scripts.map(digest).join(" ")} 'wasm-unsafe-eval'`, `style-src ${styles.map(digest).join(" ")}`,
    "img-src data: blob:", "connect-src 'none'", "form-action 'none'", "base-uri 'none'",
  ].join("; ");
  if (scripts.length !== 1 || styles.length !== 1) faults.push(`${file}: ${scripts.length} scripts and ${styles.length} styles where one of each is expected`);
  if (policy !== wanted) faults.push(`${file}: the policy is not strict: ${policy}`);
  const bare = html.replace(/<(script|style)>[^]*?<\/\1>/g, "");
  if (/<(script|style)\b|\sstyle=|\son\w+=|\ssrc=/i.test(bare)) faults.push(`${file}: inline style or handler, or something loaded`);
  if (/rel="?(preconnect|dns-prefetch|prefetch|prerender)/i.test(bare)) faults.push(`${file}: looks up a host in advance`);
  if (/http-equiv="?refresh/i.test(bare)) faults.push(`${file}: refreshes itself`);
  for (const [, address] of bare.matchAll(/\s(?:href|action)="([^"]*)"/g)) {
    if (!address.startsWith("data:image/svg+xml;base64,")) faults.push(`${file}: asks for ${address}`);
  }
  if (/@import|url\(/i.test(styles.join())) faults.push(`${file}: the style asks for something`);
  for (const script of scripts) {
    guardScript(file, script);
    const [, program] = /^const PROGRAM = "([A-Za-z0-9+/=]+)";$/m.exec(script) ?? [];
    if (program) guardWasm(file, gunzipSync(Buffer.from(program, "base64")));
    else faults.push(`${file}: holds no program`);
  }
}

/** Globals and members that a script touches. */
function guardScript(file, source) {
  const tree = parse(source, { ecmaVersion: "latest", sourceType: "module" });
  const bound = new Set(["arguments", "undefined"]);
  const used = new Set();
  const note = (name) => used.add(name);
  let loads = 0;
  let parts = 0;
  let databases = 0;
  let contents = 0;
  visit(tree, (node, parent, key) => {
    if (node.type === "Identifier") {
      if (binds(parent, key)) bound.add(node.name);
      else if (!(parent.type === "MemberExpression" && key === "property" && !parent.computed)) {
        if (!((parent.type === "Property" || parent.type === "MethodDefinition") && key === "key" && !parent.computed)) note(node.name);
      }
    }
    if (node.type === "MemberExpression" && !node.computed && node.object.name !== "wasm") {
      const name = node.property.name;
      const called = (parent.type === "CallExpression" || parent.type === "NewExpression") && key === "callee";
      const isDatabase = called && source.slice(parent.start, parent.end) === OPENS_DATABASE;
      if (isDatabase) databases += 1;
      const isCache = called && file === "sw.js" && source.slice(parent.start, parent.end) === OPENS_CACHE;
      const harmless = name.startsWith("__") || isDatabase || isCache || (WAYS_OUT_IN_CODE.includes(name) && !called);
      if (node.property.type === "Identifier" && !harmless) note(name);
    }
    // The glue is loaded by boot.js; the glue fetches the wasm that begins and, by name from its own folder, the parts
    // and content.json.
    if (node.type === "CallExpression" && node.callee.name === "fetch" && source.slice(node.start, node.end) === FETCHES_CONTENT) {
      contents += 1;
    } else if (node.type === "CallExpression" && node.callee.name === "fetch") {
      const [what] = node.arguments;
      const isPart =
        what?.type === "NewExpression" && what.callee.name === "URL" && what.arguments.length === 2 &&
        what.arguments[0].name === "file" && what.arguments[1].object?.type === "MetaProperty" && what.arguments[1].property.name === "url";
      // The service worker fetches the files of its own list, or of one name that stands in it.
      const isKept =
        file === "sw.js" && what?.type === "NewExpression" && what.callee.name === "Request" && what.arguments[0].name === "file";
      if (isPart) parts += 1;
      else if (!isKept) loads += 1;
      if (node.arguments.length !== 1 || (what.name !== "module_or_path" && !isPart && !isKept)) faults.push(`${file}: fetches more than the wasm`);
    }
    if (node.type === "CallExpression" && ["bring", "ahead"].includes(node.callee.name)) guardParts(file, node.arguments[0]);
    if (node.type === "ImportExpression") {
      loads += 1;
      if (!/^boot-/.test(file)) faults.push(`${file}: imports a script`);
    }
  });
  if (contents > 1) faults.push(`${file}: asks for content.json in more than one place`);
  if (databases > 1) faults.push(`${file}: opens more than the one database`);
  if (loads > 1 || parts > 1) faults.push(`${file}: ${loads} loads and ${parts} of parts where one of each is expected`);
  if (file === "sw.js") used.delete("fetch");
  for (const name of [...used].sort()) {
    if (bound.has(name) && !WAYS_OUT.includes(name)) continue;
    if (name === "fetch" && loads + parts + contents > 0) continue;
    if (WAYS_OUT.includes(name) || WAYS_OUT_IN_CODE.includes(name)) faults.push(`${file}: ${name} is a way out of the page`);
    else if (!allowed.has(name)) faults.push(`${file}: ${name} is not on the list`);
  }
}

/** The parts a loader brings: literals that name files of this build. */
function guardParts(file, list) {
  const names = list?.type === "ArrayExpression" ? list.elements.map((element) => element?.value) : [undefined];
  for (const name of names) {
    if (typeof name !== "string" || !/^\.\/kizuki-[\w-]+\.wasm$/.test(name) || !files.includes(name.slice(2))) {
      faults.push(`${file}: fetches ${name}, which is no part of this build`);
    }
  }
}

/** What the service worker keeps is the whole app and nothing else. */
function guardKept() {
  const [, list] = /const FILES = new Map\((\[.*\])\);/.exec(readFileSync(join(dist, "sw.js"), "utf8")) ?? [];
  const kept = new Set((list ? JSON.parse(list) : []).map(([file]) => file));
  const wanted = files.filter((file) => !file.includes("/") && !["sw.js", "content.json"].includes(file));
  for (const file of wanted) if (!kept.has(file)) faults.push(`sw.js: ${file} is not kept for the start without a network`);
  for (const file of kept) if (!wanted.includes(file)) faults.push(`sw.js: keeps ${file}, which is no file of this build`);
}

/** Does an identifier in this place of its parent name something new? Scopes are ignored: names of glue code are its own. */
function binds(parent, key) {
  switch (parent.type) {
    case "VariableDeclarator":
      return key === "id";
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "ClassDeclaration":
    case "ClassExpression":
      return key === "id" || key === "params";
    case "CatchClause":
      return key === "param";
    case "RestElement":
    case "ArrayPattern":
      return true;
    case "AssignmentPattern":
      return key === "left";
    case "Property":
      return key === "value" && parent.inPattern === true;
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
      return key === "local";
    default:
      return false;
  }
}

function visit(node, see, parent = {}, key = "") {
  see(node, parent, key);
  if (node.type === "ObjectPattern") for (const property of node.properties) property.inPattern = true;
  for (const [name, child] of Object.entries(node)) {
    for (const one of Array.isArray(child) ? child : [child]) {
      if (one && typeof one === "object" && typeof one.type === "string") visit(one, see, node, name);
    }
  }
}

/** Imports come from the glue only, and no way out is named in the wasm (it could be reached by its name). */
function guardWasm(file, bytes) {
  for (const { module, name } of WebAssembly.Module.imports(new WebAssembly.Module(bytes))) {
    // Parts take memory, table and stack pointer from the file that begins.
    if (!module.startsWith("./") && module !== "kizuki") faults.push(`${file}: imports ${name} from ${module}`);
  }
  const text = bytes.toString("latin1");
  for (const name of WAYS_OUT) if (text.includes(name)) faults.push(`${file}: names ${name}`);
}

/** The page: the policy first, nothing inline, nothing from elsewhere, nothing looked up in advance. */
function guardPage(file) {
  const html = readFileSync(join(dist, file), "utf8").replace(/<!--[\s\S]*?-->/g, "");
  const policy = html.indexOf("Content-Security-Policy");
  const first = html.search(/<(link|script|style)\b/);
  if (policy < 0 || policy > first) faults.push(`${file}: the policy does not stand before what loads`);
  if (/'unsafe-(inline|eval)'/.test(html)) faults.push(`${file}: the policy is not strict`);
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) if (!/\ssrc="/.test(tag)) faults.push(`${file}: inline script`);
  if (/<style\b|\sstyle=|\son\w+=/i.test(html)) faults.push(`${file}: inline style or handler`);
  if (/rel="?(preconnect|dns-prefetch|prefetch|prerender)/i.test(html)) faults.push(`${file}: looks up a host in advance`);
  if (/http-equiv="?refresh/i.test(html)) faults.push(`${file}: refreshes itself`);
  for (const [, address] of html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
    if (/^(\/|[a-z][a-z0-9+.-]*:)/i.test(address)) faults.push(`${file}: ${address} is not relative`);
    else if (!statSync(join(dist, address), { throwIfNoEntry: false })?.isFile()) faults.push(`${file}: ${address} is missing`);
  }
}

function walk(folder, base = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path, base) : [relative(base, path)];
  });
}
