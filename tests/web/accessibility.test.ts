import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import { zipSync } from 'fflate';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { bytesOf, modelPath, samplePath } from './support/project';
import { serve, type StaticServer } from './support/server';
import { writeRecordings } from './support/sounds';

let folder: string;
let server: StaticServer;
let browser: Browser;
let withoutPictures: Browser;

beforeAll(async () => {
  server = await serve();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'earshot-'));
  const [heard] = writeRecordings(folder, [{ path: 'heard.wav', seconds: 1, sampleRate: 16000 }]);
  withoutPictures = await launch({ webgl: false, heard: heard! });
});
afterAll(async () => {
  await browser.close();
  await withoutPictures.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

/** One of them is taken for something else than its folder says. */
const recordings = zipSync({ '7': { 'a.wav': bytesOf(samplePath(7)) }, '8': { 'b.wav': bytesOf(samplePath(1)) } });

/** What axe-core finds wrong with the page as it is: rule and elements. */
async function violations({ page }: EarshotPage): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** What can be seen of the page goes beyond its width: one would have to scroll in two directions. WCAG 1.4.10. */
const overflow = ({ page }: EarshotPage) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const phone = { viewport: { width: 390, height: 844 } };
/** A window of 1280 x 800 at 200 %. */
const zoomed = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };

describe('axe-core finds nothing wrong, and nothing is wider than the window', () => {
  it.each<[string, boolean, BrowserContextOptions]>([
    ['in light', true, { colorScheme: 'light' }],
    ['in dark', true, { colorScheme: 'dark' }],
    ['on a phone', true, phone],
    ['at 200 %', true, zoomed],
    ['without pictures, in light', false, { colorScheme: 'light' }],
    ['without pictures, in dark', false, { colorScheme: 'dark' }],
    ['without pictures, on a phone', false, phone],
    ['without pictures, at 200 %', false, zoomed],
  ])('%s', async (_, pictures, options) => {
    const earshot = await EarshotPage.open(pictures ? browser : withoutPictures, server, options);
    await earshot.next('earshot:ready');
    await earshot.sample(6);
    await earshot.drop({ name: 'mine.onnx', bytes: bytesOf(modelPath) });
    await earshot.next('earshot:ready');
    await earshot.drop({ name: 'empty.wav', bytes: new Uint8Array(0) });
    await earshot.notice(/is empty/);
    expect(await violations(earshot)).toEqual([]);
    expect(await overflow(earshot)).toBe(0);
    await earshot.button('Settings…').click();
    await earshot.page.getByText('How readily each label is heard').click();
    expect(await violations(earshot)).toEqual([]);
    expect(await overflow(earshot)).toBe(0);
    await earshot.page.keyboard.press('Escape');
    await earshot.button('Score…').click();
    await earshot.button('7').click();
    expect(await violations(earshot)).toEqual([]);
    expect(await overflow(earshot)).toBe(0);
    await earshot.page.keyboard.press('Escape');
    await earshot.drop({ name: 'set.zip', bytes: recordings });
    await earshot.page.getByText('1 mistake').click();
    expect(await violations(earshot)).toEqual([]);
    expect(await overflow(earshot)).toBe(0);
    await earshot.page.keyboard.press('Escape');
    await earshot.button('Teach…').click();
    await earshot.button('Train').click();
    await earshot.page.locator('#teach-trouble', { hasText: 'no word' }).waitFor();
    expect(await violations(earshot)).toEqual([]);
    expect(await overflow(earshot)).toBe(0);
    await earshot.page.keyboard.press('Escape');
    await earshot.button('Record…').click();
    await earshot.page.locator('#record-start:enabled').waitFor();
    expect(await violations(earshot)).toEqual([]);
    expect(await overflow(earshot)).toBe(0);
    await earshot.close();
  });

  it.each<[string, BrowserContextOptions]>([
    ['in light', { colorScheme: 'light' }],
    ['in dark, on a phone', { colorScheme: 'dark', ...phone }],
  ])('while a data set is recorded, %s', async (_, options) => {
    const earshot = await EarshotPage.open(withoutPictures, server, { permissions: ['microphone'], ...options });
    const { page } = earshot;
    const check = async () => {
      expect(await violations(earshot)).toEqual([]);
      expect(await overflow(earshot)).toBe(0);
    };
    await earshot.next('earshot:ready');
    await earshot.button('Record…').click();
    await page.locator('#record-start:enabled').waitFor();
    await page.getByLabel('Speaker').fill('ann');
    await page.getByLabel('What is to be said').fill('air conditioner');
    await page.getByLabel('Takes of each').fill('1');
    await earshot.button('Start').click();
    await earshot.button('Record').click();
    await earshot.button('Stop').waitFor();
    await check();
    // Another take: samples were lost while the page was looked through.
    await earshot.button('End').click();
    await earshot.button('Start').click();
    await earshot.button('Record').click();
    // What is heard has no pause.
    await page.locator('#record-seconds').filter({ hasText: /^[1-9]/ }).waitFor();
    await page.keyboard.press(' ');
    await page.locator('#record-verdict').filter({ hasText: /^Cut off/ }).waitFor();
    await check();
    await earshot.button('Keep').click();
    await page.getByText('air conditioner: 1 take').click();
    await earshot.button('Redo air conditioner, ann, take 0').waitFor();
    await page.getByLabel('Speaker').fill('');
    await earshot.button('Start').click();
    await page.locator('#record-trouble').filter({ hasText: 'Who speaks?' }).waitFor();
    await check();
    await earshot.close();
  });
});

describe('every control is in sight, and the pictures keep most of the window', () => {
  /** Controls that are not within the window; after they were scrolled to, if they are. */
  const hidden = ({ page }: EarshotPage, controls: string, scrolled: boolean) =>
    page.locator(`${controls}:visible`).evaluateAll(
      (list, scroll) =>
        list
          .filter((control) => {
            if (scroll) control.scrollIntoView();
            const { left, right, top, bottom } = control.getBoundingClientRect();
            return left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
          })
          .map(({ id, ariaLabel }) => id || ariaLabel),
      scrolled,
    );

  it.each<[string, BrowserContextOptions]>([
    ['in a window of 1280 x 800', {}],
    ['in a window of 1024 x 768', { viewport: { width: 1024, height: 768 } }],
    ['at 200 %', zoomed],
    ['on a phone, where a finger moves what the pictures offer as well', { ...phone, hasTouch: true, isMobile: true }],
  ])('%s', async (_, options) => {
    const earshot = await EarshotPage.open(browser, server, { permissions: ['microphone'], ...options });
    const { page } = earshot;
    await earshot.next('earshot:ready');
    const check = async () => {
      expect(await page.locator('#foot :is(button, select, meter, input):visible').count()).toBeGreaterThan(20);
      expect(await hidden(earshot, '#foot > :not(#controls) :is(button, select, input)', false)).toEqual([]);
      expect(await hidden(earshot, '#controls :is(button, select, meter)', options.isMobile ?? false)).toEqual([]);
      expect(await overflow(earshot)).toBe(0);
      const share = await page.evaluate(() => document.querySelector('#canvas')!.clientHeight / innerHeight);
      expect(share).toBeGreaterThan(0.6);
    };
    await check();
    await earshot.button('Listen').click();
    await page.locator('#pause').waitFor();
    await earshot.button('Stop').waitFor();
    await check();
    await earshot.close();
  });
});

describe('the keyboard', () => {
  it('reaches every control that can be used, in their order, and shows where it is', async () => {
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    const { page } = earshot;
    const expected = await page
      .locator('main :is(button, select, input):enabled:visible')
      .evaluateAll((list) => list.map(({ id, ariaLabel }) => id || ariaLabel));
    expect(expected.length).toBeGreaterThan(15);
    const reached: { name: string | null; outline: string }[] = [];
    for (let presses = 0; presses < expected.length; ++presses) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(() => {
          const element = document.activeElement!;
          return { name: element.id || element.ariaLabel, outline: getComputedStyle(element).outlineStyle };
        }),
      );
    }
    expect(reached.map(({ name }) => name)).toEqual(expected);
    expect(new Set(reached.map(({ outline }) => outline))).toEqual(new Set(['solid']));
    await earshot.close();
  });

  it('opens the settings, keeps a model out, and comes back to where it was', async () => {
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    await earshot.drop({ name: 'mine.onnx', bytes: bytesOf(modelPath) });
    await earshot.next('earshot:ready');
    const { page } = earshot;
    const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.ariaLabel);
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 40; ++presses) {
        if ((await focused()) === name) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not reach "${name}"`);
    };
    await tabTo('open-settings');
    await page.keyboard.press('Enter');
    await tabTo('stop-when-hidden');
    await page.keyboard.press('Space');
    expect(await page.locator('#stop-when-hidden').isChecked()).toBe(true);
    await tabTo('Remove mine');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('#models tr').length === 1);
    // The button that had the focus is gone; the focus is still in the dialog.
    expect(await page.evaluate(() => document.querySelector('#settings')!.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#settings').isVisible()).toBe(false);
    expect(await focused()).toBe('open-settings');
    await earshot.close();
  });
});

describe('a screen reader', () => {
  it('hears what was heard once, and nothing else of what goes on', async () => {
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    const { page } = earshot;
    const live = await page
      .locator('[aria-live]:not([aria-live=off]), [role=status], [role=alert], output')
      .evaluateAll((list) => list.map(({ id }) => id).filter(Boolean));
    expect(live.sort()).toEqual(['evidence', 'heard', 'link-copied', 'new-version', 'offline']);
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(globalThis, { said });
      const heard = document.getElementById('heard')!;
      new MutationObserver(() => said.push(heard.textContent ?? '')).observe(heard, { childList: true });
    });
    await earshot.sample(6);
    await earshot.sample(2);
    const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    expect(said).toEqual([
      expect.stringMatching(/^Heard 6, \d+ %, sample 6$/),
      expect.stringMatching(/^Heard 2, \d+ %, sample 2$/),
    ]);
    await earshot.close();
  });
});
