// The guard over the build refuses what it is there to refuse.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DIST } from "./harness.mjs";

const guard = join(dirname(fileURLToPath(import.meta.url)), "guard.mjs");

/** Runs the guard over a copy of the build that `spoil` has changed; gives what it says, or "" when it is content. */
function verdict(t, spoil) {
  const copy = mkdtempSync(join(tmpdir(), "kizuki-guard-"));
  t.after(() => rmSync(copy, { recursive: true }));
  cpSync(DIST, copy, { recursive: true });
  const file = (pattern) => join(copy, readdirSync(copy).find((name) => pattern.test(name)));
  spoil({ glue: file(/^kizuki-.*\.js$/), boot: file(/^boot-.*\.js$/), page: join(copy, "index.html"), wasm: file(/\.wasm$/), folder: copy });
  try {
    execFileSync(process.execPath, [guard, copy], { stdio: "pipe" });
    return "";
  } catch (error) {
    return error.stderr.toString();
  }
}

const edit = (path, from, to) => writeFileSync(path, readFileSync(path, "utf8").replace(from, to));

test("the build as it is passes", (t) => assert.equal(verdict(t, () => {}), ""));

for (const [what, code, complaint] of [
  ["a WebSocket", "new WebSocket('ws://x')", /WebSocket is a way out/],
  ["WebRTC", "new RTCPeerConnection()", /RTCPeerConnection is a way out/],
  ["a beacon", "navigator.sendBeacon('x')", /sendBeacon is a way out/],
  ["a new window", "window.open('x')", /open is a way out/],
  ["a new window that looks like a database", "window.open('x', 1 >>> 0)", /open is a way out/],
  ["navigation away", "location.assign('x')", /assign is a way out/],
  ["an unlisted global", "navigator.bluetooth", /bluetooth is not on the list/],
]) {
  test(`the glue code may not use ${what}`, (t) => assert.match(verdict(t, ({ glue }) => appendFileSync(glue, `\n${code};\n`)), complaint));
}

test("a second way to open a database, or anything else like it, is refused", (t) => {
  const open = "arg0.open(getStringFromWasm0(arg1, arg2), arg3 >>> 0)";
  const code = `\n(function (arg0, arg1, arg2, arg3) { ${open}; ${open}; });\n`;
  assert.match(verdict(t, ({ glue }) => appendFileSync(glue, code)), /more than the one database/);
});

test("nothing but the wasm is fetched", (t) => {
  assert.match(verdict(t, ({ glue }) => appendFileSync(glue, "\nfetch('content.json');\n")), /fetches more than the wasm/);
  assert.match(verdict(t, ({ boot }) => appendFileSync(boot, "\nimport('./more.js');\n")), /2 loads/);
  assert.match(verdict(t, ({ glue }) => edit(glue, /"\.\/kizuki-class-/, '"./other-')), /no part of this build/);
});

test("the service worker keeps the files of the build and fetches nothing else", (t) => {
  const worker = (folder) => join(folder, "sw.js");
  assert.match(verdict(t, ({ folder }) => appendFileSync(worker(folder), '\nfetch("content.json");\n')), /fetches more than/);
  assert.match(verdict(t, ({ folder }) => appendFileSync(worker(folder), '\nclients.openWindow("x");\n')), /openWindow is not on the list/);
  assert.match(verdict(t, ({ folder }) => edit(worker(folder), '["index.html"', '["other.html"')), /index.html is not kept/);
});

test("no way out is named inside the wasm", (t) => {
  // A custom section that no engine looks at, holding the name.
  const name = "RTCPeerConnection";
  const section = Buffer.from([0, name.length + 1, name.length, ...Buffer.from(name)]);
  assert.match(verdict(t, ({ wasm }) => appendFileSync(wasm, section)), /names RTCPeerConnection/);
});

test("the page stays strict, relative and free of inline code and look-ups", (t) => {
  for (const [from, to, complaint] of [
    ["</head>", "<script>1</script></head>", /inline script/],
    ["<body>", "<body onload='x'>", /inline style or handler/],
    ["<body>", "<body style=''>", /inline style or handler/],
    ["</head>", '<link rel="preconnect" href="x"></head>', /in advance/],
    ["</head>", '<script src="https://elsewhere.test/a.js"></script></head>', /not relative/],
    ["style-src 'self'", "style-src 'self' 'unsafe-inline'", /not strict/],
    ["Content-Security-Policy", "x", /does not stand before/],
  ]) {
    assert.match(verdict(t, ({ page }) => edit(page, from, to)), complaint);
  }
});

test("a build holds only the kinds of files it should", (t) => {
  assert.match(verdict(t, ({ folder }) => writeFileSync(join(folder, "roster.csv"), "")), /not a kind of file/);
});
