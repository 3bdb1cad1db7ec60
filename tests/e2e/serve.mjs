// A plain static file server, as dull as the one in a school's intranet: right MIME types, no rewriting, no special
// headers unless asked for. Used by the end-to-end tests and, from the command line, by `./dev run`:
//
//   node tests/e2e/serve.mjs --dir dist --host 127.0.0.1 --port 8080

import { createServer } from "node:http";
import { createReadStream, statSync } from "node:fs";
import { extname, join, normalize, resolve } from "node:path";
import { networkInterfaces } from "node:os";
import { fileURLToPath } from "node:url";

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

/**
 * Serves `dir` under the path `/prefix/` (or `/`), and answers 404 to everything else. `extra` are texts served as files
 * beside those of `dir`, by name; they may change while the server runs.
 * @param {{dir: string, prefix?: string, host?: string, port?: number, headers?: Record<string, string>, extra?: Record<string, string>}} options
 * @returns {Promise<{port: number, path: string, hits: {method: string, path: string, status: number}[], unref: () => void, close: () => Promise<void>}>}
 */
export async function serve({ dir, prefix = "", host = "127.0.0.1", port = 0, headers = {}, extra = {} }) {
  const root = resolve(dir);
  const path = prefix ? `/${prefix}/` : "/";
  const hits = [];
  const server = createServer((request, response) => {
    const beside = request.url.startsWith(path) ? extra[request.url.slice(path.length)] : undefined;
    const file = beside === undefined ? fileFor(root, path, request.url) : { path: request.url, size: Buffer.byteLength(beside) };
    const status = !file ? 404 : request.method === "GET" || request.method === "HEAD" ? 200 : 405;
    hits.push({ method: request.method, path: request.url, status });
    if (status !== 200) return response.writeHead(status, { "content-type": "text/plain" }).end(`${status}\n`);
    response.writeHead(200, {
      "content-type": MIME[extname(file.path)] ?? "application/octet-stream",
      "content-length": file.size,
      "cache-control": "no-cache",
      ...headers,
    });
    if (request.method === "HEAD") return response.end();
    if (beside !== undefined) return response.end(beside);
    createReadStream(file.path).pipe(response);
  });
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
