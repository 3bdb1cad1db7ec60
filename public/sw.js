// Keeps the files of one version on the device, so that the app starts without a network. The build fills in what there
// is (tests/e2e/pack.mjs); every file is held to its digest, so that two versions are never mixed, even while a server
// is being updated. A new version waits until somebody asks for it.

const VERSION = "%VERSION%";
const FILES = new Map(%FILES%);

// Several copies of the app may live under one origin; each looks after its own caches.
const MINE = `kizuki ${registration.scope} `;
const CACHE = MINE + VERSION;

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A file as the browser has it already, if it is the right one; else anew. Undefined when it is of another version there too. */
async function fetched(file, digest) {
  for (const cache of ["default", "reload"]) {
    const answer = await fetch(new Request(file, { cache }));
    const bytes = await answer.arrayBuffer();
    if (answer.ok && hex(await crypto.subtle.digest("SHA-256", bytes)) === digest) return { answer, bytes };
  }
}

/** Keeps every file, or none. */
async function fill() {
  const cache = await caches.open(CACHE);
  try {
    for (const [file, digest] of FILES) {
      const found = await fetched(file, digest);
      if (!found) throw new Error(`${file} is not of this version`);
      const type = found.answer.headers.get("content-type") ?? "";
      await cache.put(file, new Response(found.bytes, { headers: { "content-type": type } }));
    }
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** Drops what older versions kept. */
async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith(MINE) && name !== CACHE) await caches.delete(name);
  }
}

/** The kept file; from the server where the browser has dropped it. */
async function kept(file) {
  const cache = await caches.open(CACHE);
  return (await cache.match(file)) ?? fetch(new Request(file, { cache: "reload" }));
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(tidy()));
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const address = url.split(/[?#]/)[0];
  if (method !== "GET" || !address.startsWith(registration.scope)) return;
  const file = address.slice(registration.scope.length) || "index.html";
  // What is not of the app, such as the content.json of a school, comes from the server.
  if (FILES.has(file)) event.respondWith(kept(file));
});
