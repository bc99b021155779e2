import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { bytesOf, projectPath, samplePath } from './support/project';
import { serve, type StaticServer } from './support/server';
import { inTurn, writeWav } from './support/wav';

/** What the card of the model that ships recommends. */
const { decision } = JSON.parse(readFileSync(projectPath('assets/models/digits.json'), 'utf8')) as {
  decision: { threshold: number; rejected_sensitivity: number };
};

let server: StaticServer;
let browser: Browser;
let words: Uint8Array;

beforeAll(async () => {
  server = await serve();
  browser = await launch();
  const core = await createEarshotCore();
  words = writeWav(
    inTurn(
      [3, 7, 4].map((digit) => core.readWav(bytesOf(samplePath(digit)), `${digit}.wav`)),
      1,
    ),
  );
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

it('labels are heard as readily as was set, on the next visit too, until they are reset', async () => {
  const earshot = await EarshotPage.open(browser, server);
  const { page } = earshot;
  await earshot.next('earshot:ready');
  const heard = async () => {
    await earshot.drop({ name: 'words.wav', bytes: words });
    return (await earshot.next('earshot:scanned')).labels;
  };
  const openTuning = async () => {
    await earshot.button('Settings…').click();
    await page.getByText('How readily each label is heard').click();
  };
  expect(await heard()).toEqual(['3', '7', '4']);

  await openTuning();
  expect(await page.getByLabel('Threshold of other').count()).toBe(0);
  expect(await page.getByLabel('Threshold of 7').inputValue()).toBe(String(100 * decision.threshold));
  expect(await page.getByLabel('Sensitivity to 7').inputValue()).toBe('0');
  expect(await page.getByLabel('Sensitivity to other').inputValue()).toBe(String(decision.rejected_sensitivity));
  await page.getByLabel('Threshold of 7').fill('100');
  // Now three loses against everything else.
  await page.getByLabel('Sensitivity to 3').fill('-5');
  await page.getByLabel('Threshold of 3').fill('100');
  await earshot.button('Close').click();
  expect(await heard()).toEqual(['4']);

  await page.reload();
  await earshot.next('earshot:ready');
  expect(await heard()).toEqual(['4']);
  await openTuning();
  expect(await page.getByLabel('Sensitivity to 3').inputValue()).toBe('-5');

  await earshot.button('As the model recommends').click();
  expect(await page.getByLabel('Sensitivity to 3').inputValue()).toBe('0');
  await earshot.button('Close').click();
  expect(await heard()).toEqual(['3', '7', '4']);
  expect(earshot.errors).toEqual([]);
  await earshot.close();
});
