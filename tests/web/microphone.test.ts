import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { bytesOf, samplePath } from './support/project';
import { serve } from './support/server';
import { inTurn, writeWav } from './support/wav';

const spoken = [2, 7, 1, 8];

let folder: string;
let browser: Browser;

beforeAll(async () => {
  const core = await createEarshotCore();
  const words = spoken.map((digit) => core.readWav(bytesOf(samplePath(digit)), `${digit}.wav`));
  folder = mkdtempSync(join(tmpdir(), 'earshot-'));
  // More than a second of silence in front: the device starts before the page listens.
  const clip = inTurn(words, 1.2);
  writeFileSync(join(folder, 'spoken.wav'), writeWav(clip));
  browser = await launch({ heard: join(folder, 'spoken.wav') });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Where a turn of the endlessly repeated words begins is not known; that they come in turn is. */
function inTurnFrom(heard: readonly string[]): string[] {
  const start = spoken.indexOf(Number(heard[0]));
  return heard.map((_, index) => String(spoken[(start + index) % spoken.length]));
}

describe('the microphone', () => {
  it.each([
    ['in batches, as on any server', false],
    ['through shared memory, where the server isolates the page', true],
  ])('hears digits %s', async (_, isolated) => {
    const server = await serve({ isolated });
    const earshot = await EarshotPage.open(browser, server, { permissions: ['microphone'] });
    await earshot.next('earshot:ready');
    expect(await earshot.page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    await earshot.button('Listen').click();
    const heard: string[] = [];
    while (heard.length < 5) heard.push((await earshot.next('earshot:heard')).label);
    expect(heard).toEqual(inTurnFrom(heard));
    const items = await earshot.page
      .locator('#history li')
      .evaluateAll((list) => list.map((item) => (item as HTMLElement).dataset['label']));
    expect(items.slice(-5).reverse()).toEqual(heard);
    expect(await earshot.page.locator('#engine').textContent()).toMatch(/latency \d+\.\d+ ms/);

    // What was heard is in words in the timeline's twin, which stands still when it is asked to.
    const timeline = earshot.page.getByLabel('Seconds before now');
    const seen = () => timeline.getAttribute('aria-valuetext');
    expect(await seen()).toContain(heard.slice(-2).join(', '));
    await timeline.press(' ');
    await earshot.button('Live').waitFor();
    const paused = await seen();
    await earshot.next('earshot:heard');
    expect(await seen()).toBe(paused);
    await timeline.press('ArrowLeft');
    await earshot.page.waitForFunction(() => document.querySelector<HTMLInputElement>('#back')!.value === '-0.5');
    await earshot.button('Live').click();
    await earshot.button('Pause').waitFor();
    expect(await earshot.page.locator('#device option').count()).toBeGreaterThan(0);

    await earshot.button('Stop').click();
    await earshot.page.waitForSelector('[data-earshot="ready"]');
    expect((await earshot.sample(5)).label).toBe('5');
    expect(earshot.errors).toEqual([]);
    await earshot.close();
    await server.close();
  });

  it('goes on when the worker stops and is started again', async () => {
    const server = await serve();
    const earshot = await EarshotPage.open(browser, server, { permissions: ['microphone'] });
    await earshot.next('earshot:ready');
    await earshot.button('Listen').click();
    await earshot.next('earshot:heard');
    await earshot.page.workers()[0]!.evaluate(() => {
      setTimeout(() => {
        throw new Error('stopped by a test');
      });
    });
    await earshot.notice(/^The inference worker stopped and was started again/);
    await earshot.next('earshot:heard');
    await earshot.close();
    await server.close();
  });

  it('is off until it is asked for, shows that it is on, and stops when the page is hidden, if the settings say so', async () => {
    const server = await serve();
    const earshot = await EarshotPage.open(browser, server, { permissions: ['microphone'] });
    const { page } = earshot;
    const shown = () => page.locator('#microphone-on').textContent();
    /** Browsers without a window hide nothing: the page is told that it is, and again that it is not. */
    const hide = () =>
      page.evaluate(() => {
        for (const hidden of [true, false]) {
          Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
          document.dispatchEvent(new Event('visibilitychange'));
        }
      });
    await page.evaluate(() => (location.hash = '#sample=2'));
    await earshot.next('earshot:result');
    expect(await shown()).toBe('');
    await earshot.button('Listen').click();
    await earshot.next('earshot:heard', ({ source }) => source === 'microphone');
    expect(await shown()).toBe('Microphone on');
    expect(await page.locator('#microphone-on').isVisible()).toBe(true);
    expect(await page.title()).toMatch(/Listening/);

    await hide();
    await earshot.next('earshot:heard', ({ source }) => source === 'microphone');
    await earshot.button('Settings…').click();
    await page.getByLabel('Stop the microphone when this page is hidden').check();
    await earshot.button('Close').click();
    await hide();
    await earshot.notice(/^The microphone was stopped when the page was hidden/);
    expect(await shown()).toBe('');
    expect(await page.title()).toBe('Earshot');

    await page.reload();
    await earshot.next('earshot:ready');
    expect(await page.locator('#stop-when-hidden').isChecked()).toBe(true);
    expect(await shown()).toBe('');
    await earshot.close();
    await server.close();
  });

  it('that is refused gives a notice, and files go on', async () => {
    const server = await serve();
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.button('Listen').click();
    await earshot.notice(/^The microphone was refused/);
    expect((await earshot.sample(3)).label).toBe('3');
    await earshot.close();
    await server.close();
  });

  it('that goes away gives a notice, and can be started again', async () => {
    const server = await serve();
    const earshot = await EarshotPage.open(browser, server, { permissions: ['microphone'] });
    await earshot.next('earshot:ready');
    await earshot.button('Listen').click();
    await earshot.page.waitForSelector('[data-earshot="listening"]');
    // Taking the permission away ends the device's track, as pulling its plug does.
    await earshot.page.context().clearPermissions();
    await earshot.notice(/^The microphone is gone/);
    await earshot.page.context().grantPermissions(['microphone']);
    await earshot.button('Listen').click();
    await earshot.next('earshot:heard');
    await earshot.close();
    await server.close();
  });

  it('stays off where it was allowed only when it was wanted for something else', async () => {
    const server = await serve();
    const earshot = await EarshotPage.open(browser, server, { permissions: ['microphone'] });
    const { page } = earshot;
    await earshot.next('earshot:ready');
    // A person who takes their time to answer.
    await page.evaluate(() => {
      const { mediaDevices } = navigator;
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      const streams: MediaStream[] = [];
      let allow = (): void => undefined;
      const allowed = new Promise<void>((resolve) => (allow = resolve));
      mediaDevices.getUserMedia = async (constraints) => {
        const place = streams.length++;
        await allowed;
        return (streams[place] = await open(constraints));
      };
      Object.assign(globalThis, { streams, allow });
    });
    await earshot.button('Listen').click();
    await earshot.button('Record…').click();
    await page.locator('#record-start:enabled').waitFor();
    await page.getByLabel('Speaker').fill('ann');
    await earshot.button('Start').click();
    await page.evaluate(() => (globalThis as unknown as { allow(): void }).allow());
    await page.locator('#record-microphone', { hasText: 'Microphone on' }).waitFor();
    await page.waitForFunction(() => {
      const [listening, recording] = (globalThis as unknown as { streams: (MediaStream | undefined)[] }).streams;
      return listening?.active === false && recording?.active;
    });
    expect(await page.locator('#microphone-on').textContent()).toBe('');
    expect(await page.title()).toMatch(/Recording/);
    await earshot.close();
    await server.close();
  });

  it('that does not exist gives a notice', async () => {
    const server = await serve();
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
    });
    await earshot.button('Listen').click();
    await earshot.notice(/^There is no microphone/);
    await earshot.close();
    await server.close();
  });
});
