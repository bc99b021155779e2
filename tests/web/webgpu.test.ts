import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { classifyNatively, digits, hasProgram, largestDifference, samplePath } from './support/project';
import { serve, type StaticServer } from './support/server';

const native = hasProgram ? classifyNatively(digits.map(samplePath)) : undefined;

let server: StaticServer;
let browser: Browser;
let earshot: EarshotPage;

// A browser for each test: one of them makes it lose its GPU.
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());
beforeEach(async () => {
  browser = await launch({ webgpu: true });
  // A small window: the software adapter draws the canvas as well.
  earshot = await EarshotPage.open(browser, server, { viewport: { width: 640, height: 480 } });
});
afterEach(async () => {
  expect(earshot.errors).toEqual([]);
  await browser.close();
});

describe('WebGPU', () => {
  it('is not even fetched for a software adapter that nobody asked for', async () => {
    expect((await earshot.next('earshot:ready')).backend.kind).toBe('wasm');
    await earshot.sample(0);
    expect(earshot.requests.filter((url) => /jspi|asyncify|webgpu/.test(url))).toEqual([]);
  });

  it('classifies as WASM and the command line tool do, and back again', async () => {
    await earshot.next('earshot:ready');
    const onWasm = await earshot.sample(8);
    const { backend } = await earshot.chooseBackend('webgpu');
    expect(backend.verified).toBe(true);
    expect(backend.selfCheckError).toBeLessThan(1e-3);
    for (const digit of digits) {
      const { label, logits } = await earshot.sample(digit);
      expect(label).toBe(String(digit));
      if (native) expect(largestDifference(logits, native[digit]!.logits)).toBeLessThan(1e-3);
      if (digit === 8) expect(largestDifference(logits, onWasm.logits)).toBeLessThan(1e-3);
    }
    await earshot.chooseBackend('wasm');
    expect(await earshot.sample(8)).toMatchObject({ logits: onWasm.logits });
    await earshot.chooseBackend('webgpu');
    expect((await earshot.sample(9)).label).toBe('9');
  });

  it('gives way to WASM when its device is lost, and says so', async () => {
    await earshot.next('earshot:ready');
    await earshot.chooseBackend('webgpu');
    await earshot.sample(1);
    const session = await browser.newBrowserCDPSession();
    await session.send('Browser.crashGpuProcess');
    await earshot.notice(/^WebGPU was lost, so WASM runs now/);
    expect((await earshot.next('earshot:ready')).backend).toMatchObject({ kind: 'wasm', verified: true });
    expect((await earshot.sample(2)).label).toBe('2');
  });
});
