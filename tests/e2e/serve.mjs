// A plain static file server, as dull as the one in a school's intranet: right MIME types, no rewriting, no special
// headers unless asked for. Used by the end-to-end tests and, from the command line, by `./dev run`:
//
//   node tests/e2e/serve.mjs --dir dist --host 127.0.0.1 --port 8080
//
// What is measured (bench.mjs) asks for more: compression, lasting names, and a line as slow as it is at a school.

import { createServer } from "node:http";
import { createHash } from "node:crypto";
import { createReadStream, readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join, normalize, resolve } from "node:path";
import { networkInterfaces } from "node:os";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const MIME = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
};

/** Names that carry a digest of what is in them: what lies under such a name never changes. */
const IS_LASTING = /-[0-9a-f]{16}\.\w+$/;

/** The kinds of file that a server compresses. */
const COMPRESSES = [".html", ".js", ".css", ".wasm", ".json", ".webmanifest", ".svg"];

const COMPRESS = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  gzip: (bytes) => gzipSync(bytes, { level: 9 }),
};

/** The files of a folder as a server keeps them that compresses once: bytes by path. */
function compressed(root, kind) {
  const files = readdirSync(root, { recursive: true }).map((name) => join(root, name)).filter((file) => COMPRESSES.includes(extname(file)));
  return new Map(files.map((file) => [file, COMPRESS[kind](readFileSync(file))]));
}

/**
 * One line for everything a server sends: so many bits a second, shared by whoever waits, and so long until an answer begins.
 * Unlike the browser's own throttling it holds for a service worker too.
 */
function slowLine({ kbit, latency }) {
  const perTick = (kbit * 1000) / 8 / 100;
  const waiting = [];
  let timer;
  const tick = () => {
    for (let left = perTick; left > 0 && waiting.length > 0; ) {
      const [next] = waiting;
      const share = Math.max(1, Math.ceil(left / waiting.length));
      const piece = next.bytes.subarray(next.at, next.at + Math.min(share, left));
      next.response.write(piece);
      next.at += piece.length;
      left -= piece.length;
      waiting.push(waiting.shift());
      if (next.at < next.bytes.length && !next.response.destroyed) continue;
      waiting.splice(waiting.indexOf(next), 1);
      next.response.end();
    }
    if (waiting.length === 0) timer = clearInterval(timer);
  };
  return {
    begin: (send) => setTimeout(send, latency),
    send(response, bytes) {
      if (bytes.length === 0) return response.end();
      waiting.push({ response, bytes, at: 0 });
      timer ??= setInterval(tick, 10);
    },
  };
}

/**
 * Serves `dir` under the path `/prefix/` (or `/`), and answers 404 to everything else. `extra` are texts served as files
 * beside those of `dir`, by name; they may change while the server runs. `compress` sends files compressed, as they were when
 * the server started; `lasting` lets a browser keep what docs/hosting.md says it may, and answers 304 where nothing changed; `slow` is the line.
 * @param {{
 *   dir: string, prefix?: string, host?: string, port?: number, headers?: Record<string, string>, extra?: Record<string, string>,
 *   compress?: "br" | "gzip", lasting?: boolean, slow?: {kbit: number, latency: number},
 * }} options
 * @returns {Promise<{
 *   port: number, path: string, hits: {method: string, path: string, status: number, bytes: number}[], unref: () => void, close: () => Promise<void>,
 * }>} `bytes` are those of the body as sent
 */
export async function serve({ dir, prefix = "", host = "127.0.0.1", port = 0, headers = {}, extra = {}, compress, lasting = false, slow }) {
  const root = resolve(dir);
  const path = prefix ? `/${prefix}/` : "/";
  const hits = [];
  const packed = compress ? compressed(root, compress) : new Map();
  const line = slow && slowLine(slow);
  const answer = (request, response) => {
    const beside = request.url.startsWith(path) ? extra[request.url.slice(path.length)] : undefined;
    const file = beside === undefined ? fileFor(root, path, request.url) : { path: request.url, size: Buffer.byteLength(beside) };
    const body = file && bodyOf(file, beside, request);
    const tag = file && lasting ? `"${createHash("sha256").update(body ?? beside ?? readFileSync(file.path)).digest("hex").slice(0, 16)}"` : undefined;
    const isKnown = tag !== undefined && request.headers["if-none-match"] === tag;
    const status = !file ? 404 : request.method !== "GET" && request.method !== "HEAD" ? 405 : isKnown ? 304 : 200;
    hits.push({ method: request.method, path: request.url, status, bytes: status === 200 ? (body?.length ?? file.size) : 0 });
    const kept = {
      "cache-control": lasting && IS_LASTING.test(file?.path ?? "") ? "public, max-age=31536000, immutable" : "no-cache",
      ...(tag ? { etag: tag } : {}),
      ...(compress ? { vary: "accept-encoding" } : {}),
    };
    if (status === 304) return response.writeHead(304, kept).end();
    if (status !== 200) return response.writeHead(status, { "content-type": "text/plain" }).end(`${status}\n`);
    response.writeHead(200, {
      "content-type": MIME[extname(file.path)] ?? "application/octet-stream",
      "content-length": body?.length ?? file.size,
      ...(body && packed.has(file.path) ? { "content-encoding": compress } : {}),
      ...kept,
      ...headers,
    });
    if (request.method === "HEAD") return response.end();
    if (line) return line.send(response, body ?? Buffer.from(beside ?? readFileSync(file.path)));
    if (body) return response.end(body);
    if (beside !== undefined) return response.end(beside);
    createReadStream(file.path).pipe(response);
  };
  /** What was compressed at the start, for whoever takes it. */
  const bodyOf = (file, beside, { headers }) => {
    const takes = `${headers["accept-encoding"] ?? ""}`.split(/[\s,;]+/).includes(compress);
    return beside === undefined && takes ? packed.get(file.path) : undefined;
  };
  const server = createServer((request, response) => (line ? line.begin(() => answer(request, response)) : answer(request, response)));
  await new Promise((done, failed) => server.once("error", failed).listen(port, host, done));
  return {
    port: server.address().port,
    path,
    hits,
    /** Lets the process end although the server still listens. */
    unref: () => server.unref(),
    close: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}

/** The file that a request target names, or nothing: outside the prefix, outside the folder, a folder, or missing. */
function fileFor(root, prefix, target) {
  let name;
  try {
    name = decodeURIComponent(target.split("?")[0]);
  } catch {
    return undefined;
  }
  if (!name.startsWith(prefix) || name.includes("\0")) return undefined;
  const inside = name.slice(prefix.length);
  const path = join(root, normalize("/" + (inside === "" || inside.endsWith("/") ? inside + "index.html" : inside)));
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? { path, size: stat.size } : undefined;
}

async function main(argv) {
  const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
  const host = option("--host", "127.0.0.1");
  const wanted = Number(option("--port", "8080"));
  for (let port = wanted; ; port++) {
    try {
      await serve({ dir: option("--dir", "dist"), host, port });
      const everywhere = host === "0.0.0.0" || host === "::";
      const hosts = everywhere ? ["127.0.0.1", ...addresses()] : [host];
      console.log(`\n  気づきシート: ${hosts.map((h) => `http://${h}:${port}/`).join("  ")}\n  Ctrl-C stops it.\n`);
      return;
    } catch (error) {
      if (error.code !== "EADDRINUSE" || port >= wanted + 20) {
        console.error(`Cannot serve on ${host}:${port}: ${error.message}. Choose another with --port N.`);
        process.exit(1);
      }
    }
  }
}

/** This machine's own IPv4 addresses in the local network. */
function addresses() {
  const all = Object.values(networkInterfaces()).flat();
  return all.filter((a) => a.family === "IPv4" && !a.internal).map((a) => a.address);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
