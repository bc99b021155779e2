import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, it } from 'vitest';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { projectPath } from './support/project';
import { serve } from './support/server';

/** MB, brotli. */
const most = 3.0;

it(`a first prediction on the WASM path transfers at most ${most} MB`, async () => {
  const server = await serve({ cached: true, compressed: true });
  const browser = await launch();
  // What the service worker fetches afterwards, for use without a network, no prediction waits for.
  const earshot = await EarshotPage.open(browser, server, { serviceWorkers: 'block' });
  await earshot.next('earshot:ready');
  const { label } = await earshot.sample(8);
  const asked = [...server.requests];
  await browser.close();
  await server.close();
  expect(label).toBe('8');
  expect(asked).toContainEqual(expect.stringMatching(/ort-wasm-simd-threaded-.*\.wasm$/));
  const sizes = asked.map((name) => ({ name: name || 'index.html', bytes: compressed(name || 'index.html') }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const largest = sizes.sort((a, b) => b.bytes - a.bytes).slice(0, 6);
  expect(total, `${total} bytes; the largest: ${JSON.stringify(largest)}`).toBeLessThan(most * 1e6);
  // The best compression takes its time.
}, 300_000);

/** As servers that compress beforehand send it. */
function compressed(name: string): number {
  const bytes = readFileSync(projectPath(`dist/${name}`));
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;
}
