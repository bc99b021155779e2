import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { writeFlac } from './support/flac';
import {
  bytesOf,
  classifyNatively,
  digits,
  hasProgram,
  largestDifference,
  listenNatively,
  projectPath,
  samplePath,
} from './support/project';
import { serve, type StaticServer } from './support/server';
import { inTurn, writeWav } from './support/wav';

const native = hasProgram ? classifyNatively(digits.map(samplePath)) : undefined;

let server: StaticServer;
let browser: Browser;
let earshot: EarshotPage;

beforeAll(async () => {
  server = await serve();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(async () => {
  earshot = await EarshotPage.open(browser, server);
  await earshot.next('earshot:ready');
});
afterEach(async () => {
  expect(earshot.errors).toEqual([]);
  await earshot.close();
});

describe('clips in the page', () => {
  it('are classified on WASM, verified by the self-check', async () => {
    for (const digit of digits) expect((await earshot.sample(digit)).label).toBe(String(digit));
    expect(await earshot.page.locator('#engine').textContent()).toMatch(/WASM: verified \(max difference \d/);
  });

  it.skipIf(!native)('have the logits that the command line tool gets', async () => {
    for (const digit of digits) {
      expect(largestDifference((await earshot.sample(digit)).logits, native![digit]!.logits)).toBeLessThan(1e-3);
    }
  });

  it('can be dropped, several at once, and come into the history', async () => {
    await earshot.drop(
      { name: 'four.wav', bytes: bytesOf(samplePath(4)) },
      { name: 'two.wav', bytes: bytesOf(samplePath(2)) },
    );
    await earshot.next('earshot:heard', ({ source }) => source === 'two.wav');
    const items = await earshot.page.locator('#history li').allTextContents();
    expect(items).toEqual([expect.stringMatching(/ 2 .*two\.wav/), expect.stringMatching(/ 4 .*four\.wav/)]);
  });

  it('can be chosen in a dialog', async () => {
    const dialog = earshot.page.waitForEvent('filechooser');
    await earshot.button('Open audio…').click();
    await (await dialog).setFiles(samplePath(7));
    expect((await earshot.next('earshot:result')).label).toBe('7');
  });

  it('in other formats are decoded at their own rate, to the same logits', async () => {
    const core = await createEarshotCore();
    const { samples, sampleRate } = core.readWav(bytesOf(samplePath(5)), '5.wav');
    await earshot.drop({ name: 'five.flac', bytes: writeFlac({ samples, sampleRate }) });
    const flac = await earshot.next('earshot:result', ({ name }) => name === 'five.flac');
    // Chromium divides positive samples by 32767; resampled a second time they would differ a hundred times as much.
    expect(largestDifference(flac.logits, (await earshot.sample(5)).logits)).toBeLessThan(1e-3);
  });

  it('that are long are listened through', async () => {
    const core = await createEarshotCore();
    const words = [3, 1, 4].map((digit) => core.readWav(bytesOf(samplePath(digit)), `${digit}.wav`));
    await earshot.drop({ name: 'three words.wav', bytes: writeWav(inTurn(words, 1)) });
    expect(await earshot.next('earshot:scanned')).toEqual({ name: 'three words.wav', labels: ['3', '1', '4'] });
  });

  it.skipIf(!hasProgram)('that are long are heard as the command line tool hears them', async () => {
    const core = await createEarshotCore();
    const words = [7, 2, 0, 9, 9, 5].map((digit) => core.readWav(bytesOf(samplePath(digit)), `${digit}.wav`));
    const bytes = writeWav(inTurn(words, 0.4));
    const folder = mkdtempSync(join(tmpdir(), 'earshot-'));
    const path = join(folder, 'words.wav');
    writeFileSync(path, bytes);
    const native = listenNatively(path);
    rmSync(folder, { recursive: true });
    expect(native.length).toBeGreaterThan(4);

    await earshot.drop({ name: 'words.wav', bytes });
    await earshot.next('earshot:scanned');
    const heard = earshot.pending('earshot:heard');
    expect(heard.map(({ label, source }) => ({ label, source }))).toEqual(
      native.map(({ label, time }) => ({ label, source: `words.wav, ${time.toFixed(1)} s` })),
    );
    expect(
      largestDifference(
        heard.map(({ probability }) => probability),
        native.map(({ probability }) => probability),
      ),
    ).toBeLessThan(1e-4);
  });

  it('are all that is needed from a keyboard', async () => {
    const { page } = earshot;
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 60; ++presses) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
          const { activeElement } = document;
          return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent;
        });
        if (focused === name) return;
      }
      throw new Error(`the keyboard does not reach "${name}"`);
    };
    await tabTo('Sample 6');
    await page.keyboard.press('Enter');
    expect((await earshot.next('earshot:result')).label).toBe('6');
    expect(await page.locator('#heard').textContent()).toMatch(/Heard 6, \d+ %, sample 6/);
    await tabTo('Backend');
    await page.keyboard.press('ArrowDown');
    expect((await earshot.next('earshot:ready')).backend.kind).toBe('wasm');
    await tabTo('Clear history');
    await page.keyboard.press('Enter');
    expect(await page.locator('#history li').count()).toBe(0);
  });

  it('say what made their label, of every clip while that is asked for', async () => {
    const why = earshot.button('Why?');
    const said = earshot.page.locator('#evidence');
    await earshot.sample(7);
    await why.click();
    const { rows, columns, values } = await earshot.next('earshot:evidence');
    expect([rows, columns]).toEqual([10, 16]);
    expect(Math.max(...Object.values(values))).toBe(1);
    expect(await said.textContent()).toMatch(/between 0\.\d+ and [01]\.\d+ s/);
    await earshot.sample(3);
    const other = await earshot.next('earshot:evidence');
    expect(Object.values(other.values)).not.toEqual(Object.values(values));
    await why.click();
    expect(await said.textContent()).toBe('');
    await earshot.sample(4);
    expect(earshot.pending('earshot:evidence')).toEqual([]);
  });

  it('never leave the page: every request goes to its own folder', async () => {
    await earshot.sample(1);
    await earshot.drop({ name: 'one.wav', bytes: bytesOf(samplePath(1)) });
    await earshot.next('earshot:result');
    const elsewhere = earshot.requests.filter((url) => !url.startsWith(server.url) && !/^(data|blob):/.test(url));
    expect(elsewhere).toEqual([]);
    expect(earshot.requests.length).toBeGreaterThan(5);
  });

  it('are drawn: waveform and spectrogram', async () => {
    for (const digit of [8, 1, 4, 7, 3]) await earshot.sample(digit);
    const { page } = earshot;
    // The canvas draws in the next frame; when two pictures are the same it has come to rest.
    let picture: Uint8Array = await page.screenshot();
    for (
      let before: Uint8Array = new Uint8Array();
      !Buffer.from(picture).equals(before);
      picture = await page.screenshot()
    )
      before = picture;
    expect(await distinctColors(picture)).toBeGreaterThan(100);
    // "npm run picture" keeps it for the README.
    const kept = process.env['EARSHOT_PICTURE'];
    if (kept) writeFileSync(projectPath(kept), picture);
  });
});

/** A spectrogram has many colors, an empty page a few. Counted in the middle of the canvas, by the browser. */
function distinctColors(picture: Uint8Array): Promise<number> {
  return earshot.page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    canvas.drawImage(bitmap, 0, 0);
    const { data } = canvas.getImageData(bitmap.width / 4, bitmap.height / 4, bitmap.width / 2, bitmap.height / 2);
    return new Set(new Uint32Array(data.buffer)).size;
  }, Buffer.from(picture).toString('base64'));
}
