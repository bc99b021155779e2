import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { bytesOf, samplePath } from './support/project';
import { serve, type StaticServer } from './support/server';
import { inTurn, writeWav } from './support/wav';

// What the page shows while it listens: the shipped model sees mel bands.

let folder: string;
let server: StaticServer;
let browser: Browser;

beforeAll(async () => {
  const core = await createEarshotCore();
  const words = [2, 7, 1, 8].map((digit) => core.readWav(bytesOf(samplePath(digit)), `${digit}.wav`));
  folder = mkdtempSync(join(tmpdir(), 'earshot-'));
  writeFileSync(join(folder, 'spoken.wav'), writeWav(inTurn(words, 1.2)));
  server = await serve();
  browser = await launch({ heard: join(folder, 'spoken.wav') });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Watched {
  /** Frames that the canvas has drawn. */
  framesDrawn: number;
  nextFrame(): Promise<number>;
}
declare const window: Window & Watched;

/** Opens the page, as a link does, and counts what its canvas draws. */
async function open(fragment = ''): Promise<EarshotPage> {
  const earshot = await EarshotPage.open(browser, server, { permissions: ['microphone'] }, fragment);
  await earshot.next('earshot:ready');
  await earshot.page.evaluate(() => {
    const frame = window.requestAnimationFrame.bind(window);
    window.framesDrawn = 0;
    window.requestAnimationFrame = (draw) => frame((time) => (++window.framesDrawn, draw(time)));
    window.nextFrame = () => new Promise((resolve) => frame(resolve));
  });
  return earshot;
}

/** Waits for ten frames of the browser of which the page draws none. */
function rest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let still = 0, drawn = -1; still < 10; drawn = window.framesDrawn) {
      await window.nextFrame();
      still = drawn === window.framesDrawn ? still + 1 : 0;
    }
  });
}

/** Of the plots, in CSS pixels. */
const waveform = { x: 340, y: 130, width: 520, height: 20 };
const features = { x: 340, y: 260, width: 520, height: 260 };

async function shot(page: Page, clip: typeof features): Promise<string> {
  return (await page.screenshot({ clip })).toString('base64');
}

/** What is seen of a part of the page once that has come to a stand. */
async function seen(page: Page, clip: typeof features): Promise<string> {
  for (let before = await shot(page, clip); ; ) {
    const now = await shot(page, clip);
    if (now === before) return now;
    before = now;
  }
}

const choice = (page: Page) => page.getByLabel('Live picture');

/** Shows that, where the view stands still, and gives what the plot of features shows once it has changed. */
async function show(page: Page, name: string): Promise<string> {
  const before = await seen(page, features);
  await choice(page).selectOption(name);
  while ((await shot(page, features)) === before);
  return seen(page, features);
}

/** Stops listening and waits until nothing moves any more: screenshots of what moves take their time. */
async function stop(earshot: EarshotPage): Promise<void> {
  const { page } = earshot;
  await earshot.button('Stop').press('Enter');
  await page.waitForSelector('[data-earshot="ready"]');
  await rest(page);
}

describe('the live picture', () => {
  let earshot: EarshotPage;
  let page: Page;
  beforeEach(async () => {
    earshot = await open();
    page = earshot.page;
    return async () => {
      expect(earshot.errors).toEqual([]);
      await earshot.close();
    };
  });

  it('is what the model sees, which is not offered a second time', async () => {
    expect(await choice(page).inputValue()).toBe('model');
    const offered = await choice(page).locator('option:not([disabled])').allTextContents();
    expect(offered).toEqual(['As the model sees it', 'Linear', 'MFCC']);
  });

  it('is all of what is asked for, also of what was paused, and of what was heard no words are lost', async () => {
    await earshot.button('Listen').click();
    await earshot.next('earshot:heard');
    await earshot.next('earshot:heard');
    await earshot.button('Pause').press('Enter');
    await earshot.button('Live').waitFor();
    // It goes on behind the pause.
    await choice(page).selectOption('linear');
    await earshot.next('earshot:heard');
    await stop(earshot);
    const words = await seen(page, waveform);
    const linear = await seen(page, features);
    const cepstrum = await show(page, 'mfcc');
    const model = await show(page, 'model');
    expect(new Set([model, linear, cepstrum]).size).toBe(3);
    expect(await show(page, 'linear')).toBe(linear);
    expect(await seen(page, waveform)).toBe(words);

    await earshot.button('Live').press('Enter');
    await earshot.button('Pause').waitFor();
    await rest(page);
    const ended = await seen(page, features);
    expect(ended).not.toBe(linear);
    await show(page, 'mfcc');
    expect(await show(page, 'linear')).toBe(ended);
  });

  it('is chosen by the keyboard, and said by the address', async () => {
    await choice(page).focus();
    await page.keyboard.press('ArrowDown');
    expect(await choice(page).inputValue()).toBe('linear');
    expect(await page.evaluate(() => location.hash)).toBe('#features=linear');
    await choice(page).selectOption('As the model sees it');
    expect(await page.evaluate(() => location.hash)).toBe('');
    await page.evaluate(() => (location.hash = '#features=mfcc'));
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('#features')!.value === 'mfcc');
  });

  it('draws nothing once nothing changes any more', async () => {
    await earshot.button('Listen').click();
    await earshot.next('earshot:heard');
    await stop(earshot);
    const before = await page.evaluate(() => window.framesDrawn);
    await page.evaluate(async () => {
      for (let frame = 0; frame < 60; ++frame) await window.nextFrame();
    });
    expect(await page.evaluate(() => window.framesDrawn)).toBe(before);
  });
});

describe('a link to a live picture', () => {
  it('shows it from the beginning', async () => {
    const earshot = await open('#features=mfcc');
    expect(await choice(earshot.page).inputValue()).toBe('mfcc');
    await earshot.button('Listen').click();
    await earshot.next('earshot:heard');
    await stop(earshot);
    const linked = await seen(earshot.page, features);
    await show(earshot.page, 'model');
    expect(await show(earshot.page, 'mfcc')).toBe(linked);
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it('to what the model sees anyway shows that, and keeps the wish', async () => {
    const earshot = await open('#features=mel');
    expect(await choice(earshot.page).inputValue()).toBe('model');
    expect(await earshot.page.evaluate(() => location.hash)).toBe('#features=mel');
    await earshot.close();
  });
});
