import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../../dist', import.meta.url));

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
};

/** The page's policy as a header, which workers get too: nothing but its own origin, and no eval. */
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; media-src 'self' blob:; img-src 'self' data:";

export interface StaticServer {
  /** The page's address, in a folder below the server's root. */
  readonly url: string;
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
  /** Answer with a page, as servers for single-page applications do, for paths that end like this. */
  readonly htmlInsteadOf?: RegExp;
}

/** Serves a folder as a plain static host does. */
export async function serve({
  folder = dist,
  contentPolicy = policy,
  isolated,
  latency = 0,
  cached,
  htmlInsteadOf,
}: ServerOptions = {}): Promise<StaticServer> {
  const root = '/some/folder/';
  const server = createServer(async (request, response) => {
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    let file = path.startsWith(root) ? join(folder, path.slice(root.length) || 'index.html') : '';
    if (htmlInsteadOf?.test(path)) file = join(folder, 'index.html');
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': contentPolicy,
      ...(isolated ? isolation : {}),
      ...(cached && path.startsWith(`${root}assets/`) ? { 'Cache-Control': 'max-age=31536000, immutable' } : {}),
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${root}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
