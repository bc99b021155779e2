import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import { FirefoxPage, launchFirefox } from './support/firefox';
import { writeFlac } from './support/flac';
import { bytesOf, modelPath, samplePath } from './support/project';
import { serve, type StaticServer } from './support/server';

let folder: string;
let server: StaticServer;
let browser: Browser;
let firefox: FirefoxPage;

/** Writes a file that can be chosen. */
function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-'));
  server = await serve({ cached: true, compressed: true });
  browser = await launchFirefox();
  firefox = await FirefoxPage.open(browser, server.url);
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('in Firefox without WebGL', () => {
  it('the page says that there are no pictures', async () => {
    await firefox.text('#notices', /^This browser has no WebGL 2, so there are no pictures; everything else works/);
    expect(await firefox.page.$eval('canvas', (canvas) => getComputedStyle(canvas).display)).toBe('none');
  });

  it('a sample is classified on WASM, verified by the self-check', async () => {
    await firefox.press('Sample 7');
    await firefox.text('#history', /  7  \d+ %  sample 7$/);
    await firefox.text('#headline', /^7$/);
    await firefox.text('#engine', /WASM: verified \(max difference \d/);
    await firefox.press('Why?');
    await firefox.text('#evidence', /^What speaks most for it lies between/);
    await firefox.press('Why?');
  });

  it('files are classified, those too that the browser decodes', async () => {
    const core = await createEarshotCore();
    const flac = writeFlac(core.readWav(bytesOf(samplePath(5)), '5.wav'));
    await firefox.choose('Open audio…', samplePath(4));
    await firefox.text('#history', /^\S+  4  \d+ %  4\.wav/);
    await firefox.choose('Open audio…', file('five.flac', flac));
    await firefox.text('#history', /^\S+  5  \d+ %  five\.flac/);
  });

  it('a model file is opened and kept', async () => {
    await firefox.choose('Open model…', file('mine.onnx', bytesOf(modelPath)));
    await firefox.text('#models', /mine/);
    await firefox.press('Sample 3');
    await firefox.text('#headline', /^3$/);
    await firefox.page.reload();
    await firefox.ready();
    await firefox.text('#model', /mine/);
  });

  it('a model is tested on a ZIP archive', async () => {
    const zip = zipSync({ '7': { 'a.wav': bytesOf(samplePath(7)) }, '8': { 'b.wav': bytesOf(samplePath(1)) } });
    await firefox.press('Evaluate…');
    await firefox.choose('Choose a ZIP archive…', file('set.zip', zip));
    await firefox.text('#evaluation-summary', /^digits on set\.zip: 50\.0 % right, 1 of 2\.$/);
    await firefox.page.keyboard.press('Escape');
  });

  it('the microphone is listened to', async () => {
    await firefox.press('Listen');
    await firefox.text('#microphone-on', /^Microphone on$/);
    // A tone is no digit.
    await firefox.text('#engine', /latency \d/);
    await firefox.text('#caption', /^listening$/);
    const level = firefox.page.$eval('#level', (meter) => (meter as HTMLMeterElement).value);
    expect(await level).toBeGreaterThan(-40);
    await firefox.press('Stop');
    await firefox.ready();
  });

  it('takes are recorded', async () => {
    const { page } = firefox;
    await firefox.press('Record…');
    await page.locator('#record-speaker').fill('ann');
    await page.locator('#record-labels').fill('tone');
    await page.locator('#record-count').fill('1');
    await firefox.press('Start');
    await firefox.press('Record');
    await firefox.text('#record-seconds', /^0\.[5-9]|^[1-9]/);
    await page.keyboard.press(' ');
    // What is heard has no pause; of a busy machine, a part may get lost, which is said.
    await firefox.text('#record-verdict', /^Cut off|^A part of the sound was lost/);
    await firefox.press('End');
    await page.keyboard.press('Escape');
  });

  it('new words are taught from files and the microphone', async () => {
    const { page } = firefox;
    await firefox.press('Teach…');
    await page.locator('#teach-words tr:nth-child(1) input').fill('tone');
    await page.locator('#teach-words tr:nth-child(2) input').fill('seven');
    const sevens = ['first.wav', 'second.wav', 'third.wav'].map((name) => file(name, bytesOf(samplePath(7))));
    await firefox.choose('Files… with takes of seven', ...sevens);
    const takes = () => page.$eval('#teach-words output', ({ textContent }) => textContent);
    while ((await takes()) !== '3') {
      await firefox.press('Record a take of tone');
      await page.waitForSelector('#train:enabled');
    }
    await firefox.press('Train');
    await firefox.text('#teach-said', /^Trained in .* Of 6 takes, 6 \(100 %\) are told right/);
    await firefox.press('Close');
    await firefox.press('Listen');
    await firefox.text('#heard', /^Heard tone, \d+ %, microphone$/);
    await firefox.press('Stop');
  });

  it('works without a network after the first visit', async () => {
    // With the model that the page has by itself, whatever was chosen or taught before.
    await firefox.page.goto(server.url);
    await firefox.ready();
    await firefox.press('Settings…');
    await firefox.text('#offline', /works without a network/);
    await firefox.press('Close');
    await server.close();
    await firefox.page.reload();
    await firefox.ready();
    await firefox.press('Sample 9');
    await firefox.text('#headline', /^9$/);
    expect(firefox.errors).toEqual([]);
  });
});

it('in Firefox, where nothing can be played, the page says why it hears nothing, and files go on', async () => {
  const silent = await launchFirefox({ audioOutput: false });
  const online = await serve();
  const page = await FirefoxPage.open(silent, online.url);
  await page.press('Listen');
  await page.text('#notices', /The browser started no audio, which some do only where there is a loudspeaker/);
  await page.press('Sample 2');
  await page.text('#headline', /^2$/);
  await silent.close();
  await online.close();
});
