// What the wasm consists of: code bytes by crate (and by module of our own), from the linked file that still has names.
// The sizes are before wasm-bindgen and wasm-opt, so they say what is heavy against what, not what is served.
//
//   node tests/e2e/weight.mjs target/wasm32-unknown-unknown/release/kizuki.wasm

import { readFileSync } from "node:fs";

const CRATES =
  /\b(tachys|leptos|reactive_graph|serde_json|serde_core|serde|chrono|sha2|csv_core|qrcodegen|js_sys|web_sys|wasm_bindgen|gloo_storage|hashbrown|dlmalloc|core|alloc|std)::/;

const { sizes, names, imported, data } = sections(readFileSync(process.argv[2]));
const groups = new Map();
sizes.forEach((size, index) => {
  const group = groupOf(pathOf(names.get(index + imported) ?? "unnamed"));
  const [bytes, count] = groups.get(group) ?? [0, 0];
  groups.set(group, [bytes + size, count + 1]);
});
const sum = sizes.reduce((a, b) => a + b, 0);
console.log(`  code ${sum} bytes in ${sizes.length} functions, data ${data} bytes`);
for (const [group, [bytes, count]] of [...groups].sort(([, a], [, b]) => b[0] - a[0]).slice(0, 30)) {
  console.log(`  ${String(bytes).padStart(8)} ${((100 * bytes) / sum).toFixed(1).padStart(5)} % ${String(count).padStart(5)}  ${group}`);
}

/** Sizes of the function bodies, names by function index, number of imported functions, bytes of data. */
function sections(bytes) {
  const found = { sizes: [], names: new Map(), imported: 0, data: 0 };
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    return bytes.toString("utf8", at, (at += length));
  };
  found.imported = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).filter(({ kind }) => kind === "function").length;
  while (at < bytes.length) {
    const id = bytes[at++];
    const length = number();
    const end = at + length;
    if (id === 10) {
      for (let left = number(); left > 0; left--) {
        const size = number();
        found.sizes.push(size);
        at += size;
      }
    } else if (id === 11) {
      found.data = length;
    } else if (id === 0 && text() === "name") {
      while (at < end) {
        const kind = bytes[at++];
        const next = number() + at;
        if (kind === 1) for (let left = number(); left > 0; left--) found.names.set(number(), text());
        at = next;
      }
    }
    at = end;
  }
  return found;
}

/** The path in a mangled name, as far as it can be read without a demangler. */
function pathOf(name) {
  const legacy = /^_ZN(.*)E/.exec(name);
  if (!legacy) return name.startsWith("_R") ? "std::" : name;
  const parts = [];
  for (let rest = legacy[1], head; (head = /^\d+/.exec(rest)); ) {
    const [digits] = head;
    parts.push(rest.slice(digits.length, digits.length + Number(digits)));
    rest = rest.slice(digits.length + Number(digits));
  }
  return parts.join("::").replaceAll("..", "::").replaceAll(/\$\w+\$/g, " ");
}

function groupOf(path) {
  if (/^__wbindgen_describe|WasmDescribe/.test(path)) return "(descriptions for wasm-bindgen, not in the build)";
  const own = /kizuki::\w+(::\w+)?(::\w+)?/.exec(path);
  if (own) return /Deserialize|Serialize|Visitor/.test(path) ? `${own[0]} (serde)` : own[0];
  return CRATES.exec(path)?.[1] ?? "other";
}
