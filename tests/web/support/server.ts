import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../../../dist', import.meta.url));

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
};

/** The page's policy as a header, which workers get too: nothing but its own origin, and no eval. */
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; media-src 'self' blob:; img-src 'self' data:";

export interface StaticServer {
  /** The page's address, in a folder below the server's root. */
  readonly url: string;
  /** Paths below the page's folder in the order in which they were asked for; '' is the page. */
  readonly requests: string[];
  /** What is answered in the place of a file of dist/, by its path below the page's folder. */
  readonly replaced: Map<string, Uint8Array>;
  close(): Promise<void>;
}

export interface ServerOptions {
  /** The folder to serve; dist/ if left out. */
  readonly folder?: string;
  /** A content security policy in the place of the page's. */
  readonly contentPolicy?: string;
  /** Send the headers that isolate the page, so that it may share memory. */
  readonly isolated?: boolean;
  /** How long an answer takes to begin, milliseconds. */
  readonly latency?: number;
  /** Let browsers keep what lies in assets/, where names change with their content. */
  readonly cached?: boolean;
  /** Compress that, as hosts do: browsers keep only what is not too large. */
  readonly compressed?: boolean;
  /** Answer with a page, as servers for single-page applications do, for paths that end like this. */
  readonly htmlInsteadOf?: RegExp;
}

/** Serves a folder as a plain static host does. */
export async function serve(options: ServerOptions = {}): Promise<StaticServer> {
  const { folder = dist, contentPolicy = policy, isolated, latency = 0, cached, compressed, htmlInsteadOf } = options;
  const root = '/some/folder/';
  const requests: string[] = [];
  const replaced = new Map<string, Uint8Array>();
  const server = createServer(async (request, response) => {
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    const name = path.startsWith(root) ? path.slice(root.length) : undefined;
    if (name !== undefined) requests.push(name);
    let file = name === undefined ? '' : join(folder, name || 'index.html');
    if (htmlInsteadOf?.test(path)) file = join(folder, 'index.html');
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
    const asset = path.startsWith(`${root}assets/`);
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': contentPolicy,
      ...(isolated ? isolation : {}),
      ...(cached && asset ? { 'Cache-Control': 'max-age=31536000, immutable' } : {}),
      ...(compressed && asset ? { 'Content-Encoding': 'gzip' } : {}),
    });
    const content = replaced.get(name ?? '') ?? readFileSync(file);
    response.end(compressed && asset ? gzipSync(content, { level: 1 }) : content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${root}`,
    requests,
    replaced,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
