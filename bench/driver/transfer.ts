import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Page } from 'playwright-core';
import { launch } from '../../tests/web/support/browser';
import { serve } from '../../tests/web/support/server';
import { projectPath } from './project';
import { quantile } from './statistics';

export interface TransferredFile {
  readonly name: string;
  readonly raw: number;
  /** Compressed, bytes; what a web server that compresses beforehand sends. */
  readonly brotli: number;
}

export interface Startup {
  /** All that a first visit fetches until the page is ready, the largest first. */
  readonly files: readonly TransferredFile[];
  /** Milliseconds from the address to "ready", the median of several visits: of new visitors, and of those who come back. */
  readonly first: number;
  readonly again: number;
}

/** Milliseconds until the server begins an answer: one that is not on this machine. */
export const latency = 50;

/** `quality` is brotli's, 1 to 11; the best takes half a minute. */
export async function measureStartup(visits: number, quality: number): Promise<Startup> {
  const server = await serve({ latency, cached: true });
  const browser = await launch();
  const requested = new Set<string>();
  const [first, again]: [number[], number[]] = [[], []];
  try {
    for (let visit = 0; visit < visits; ++visit) {
      const context = await browser.newContext();
      const page = await context.newPage();
      // What the service worker fetches, for use without a network, nobody waits for.
      context.on('request', (request) => request.serviceWorker() ?? requested.add(request.url()));
      first.push(await visitFor(page, server.url));
      // Those who come back find the page kept.
      await page.evaluate(async () => void (await navigator.serviceWorker.ready));
      again.push(await visitFor(page, server.url));
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  const names = [...requested].filter((url) => url.startsWith(server.url)).map((url) => url.slice(server.url.length));
  const files = [...new Set(names)].map((name) => transferredFile(name, quality)).sort((a, b) => b.brotli - a.brotli);
  return { files, first: quantile(first, 0.5), again: quantile(again, 0.5) };
}

async function visitFor(page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  const begin = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector('[data-earshot="ready"]');
  return performance.now() - begin;
}

function transferredFile(path: string, quality: number): TransferredFile {
  const bytes = readFileSync(projectPath(`dist/${path || 'index.html'}`));
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return { name: basename(path) || 'index.html', raw: bytes.length, brotli: brotli.length };
}
