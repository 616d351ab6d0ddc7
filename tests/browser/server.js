// A plain static server for the tests: the site at / and again at /some/folder/, the pages that embed it at /pages/.
// Every answer carries the policy that the page promises to run under.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";

const here = import.meta.dirname;
const site = resolve(here, "../..", process.env.SIGHTLINE_SITE ?? "dist");
const places = [
  ["/some/folder/", site],
  ["/pages/", join(here, "pages")],
  ["/", site],
];

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self'",
].join("; ");

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".yml": "text/yaml; charset=utf-8",
};

const server = createServer(async (request, response) => {
  const file = await find(decodeURIComponent(new URL(request.url, "http://here").pathname));
  const headers = {
    "Content-Security-Policy": policy,
    "Access-Control-Allow-Origin": "*", // a sandboxed frame has an origin of its own
    "Cache-Control": "no-store",
  };
  if (!file) {
    // Browsers ask for /favicon.ico on their own; that is no fault of a page.
    const status = request.url === "/favicon.ico" ? 204 : 404;
    response.writeHead(status, { ...headers, "Content-Type": "text/plain" }).end();
    return;
  }
  response.writeHead(200, { ...headers, "Content-Type": types[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
});

async function find(path) {
  const [prefix, folder] = places.find(([start]) => path.startsWith(start));
  const file = normalize(join(folder, path.slice(prefix.length)));
  if (file !== folder && !file.startsWith(folder + sep)) return null;
  for (const candidate of [file, join(file, "index.html")]) {
    const about = await stat(candidate).catch(() => null);
    if (about?.isFile()) return candidate;
  }
  return null;
}

server.listen(Number(process.argv[2]), "127.0.0.1");
