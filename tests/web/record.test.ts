import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import { archive } from '../../web/record/archive';
import { readLabels, readSpeaker } from '../../web/record/names';
import { promptsFor } from '../../web/record/prompts';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { bytesOf, classifyNatively, earshot as run, hasProgram, projectPath, samplePath } from './support/project';
import { serve, type StaticServer } from './support/server';
import { sound } from './support/sounds';
import { inTurn, writeWav } from './support/wav';

const core = await createEarshotCore();
/** What the microphone hears, over and over: a word and the quiet around it. */
const heard = inTurn([core.readWav(bytesOf(samplePath(7)), '7.wav')], 1.2);

let folder: string;
let server: StaticServer;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-'));
  writeFileSync(join(folder, 'heard.wav'), writeWav(heard));
  server = await serve();
  // Without pictures, which take their time to be drawn.
  browser = await launch({ heard: join(folder, 'heard.wav'), webgl: false });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

async function openDialog(options = {}): Promise<EarshotPage> {
  const earshot = await EarshotPage.open(browser, server, { viewport: { width: 800, height: 700 }, ...options });
  await earshot.next('earshot:ready');
  await earshot.button('Record…').click();
  await earshot.page.locator('#record-start:enabled').waitFor();
  return earshot;
}

const text = (page: Page, id: string) => page.locator(`#${id}`).textContent();
const whenText = (page: Page, id: string, expected: RegExp) =>
  page.locator(`#${id}`).filter({ hasText: expected }).waitFor();

async function start(page: Page, labels: string, takes: number): Promise<void> {
  await page.getByLabel('What is to be said').fill(labels);
  await page.getByLabel('Speaker').fill('ann');
  await page.getByLabel('Takes of each').fill(String(takes));
  await page.getByLabel('Shuffled').uncheck();
  await page.getByLabel('Speaker').press('Enter');
}

/** Resolves when a word and some quiet after it have come from the microphone. */
const wordHeard = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const level = document.querySelector<HTMLMeterElement>('#record-level')!;
        let loud: number | undefined;
        const observer = new MutationObserver(() => {
          if (level.value > -50) loud = performance.now();
          if (loud === undefined || performance.now() - loud < 300) return;
          observer.disconnect();
          resolve();
        });
        observer.observe(level, { attributes: true });
      }),
  );

/** Records a whole word with the keyboard; in the quiet after one, there is time for the next. */
async function say(page: Page): Promise<void> {
  await wordHeard(page);
  await page.keyboard.press(' ');
  await wordHeard(page);
  await page.keyboard.press(' ');
}

async function unzipped(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download ZIP' }).click();
  return unpack(readFileSync(await (await download).path()), name);
}

/** Unpacks into a new folder; gives that. */
function unpack(zip: Uint8Array, name: string): string {
  const into = join(folder, name);
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), bytes);
  }
  return into;
}

interface Explored {
  readonly layout: string;
  readonly clips: number;
  readonly classes: { readonly name: string; readonly clips: number }[];
  readonly speakers: { readonly name: string; readonly clips: number }[];
  readonly strangers: string[];
}
const explore = (directory: string) => JSON.parse(run('explore', directory, '--json')) as Explored;

describe('a data set is recorded', () => {
  it('with the keyboard alone, is there after a reload, and is a ZIP file that the command line reads', async () => {
    const earshot = await openDialog({ permissions: ['microphone'] });
    const { page } = earshot;
    expect(await page.getByLabel('What is to be said').inputValue()).toBe('0, 1, 2, 3, 4, 5, 6, 7, 8, 9');
    await start(page, '3, 7', 1);
    await whenText(page, 'record-microphone', /^Microphone on$/);
    expect(await page.title()).toMatch(/Recording/);
    expect(await text(page, 'record-place')).toBe('1 of 2');
    expect(await text(page, 'record-say')).toBe('Say: 3');
    await say(page);
    expect(await text(page, 'record-verdict')).toMatch(/^Heard, and cut to 0\.\d\d s\.$/);
    // Once more, in the place of what was just said.
    await page.keyboard.press('r');
    await wordHeard(page);
    await page.keyboard.press(' ');
    await page.keyboard.press('Enter');
    await whenText(page, 'record-say', /^Say: 7$/);
    await page.keyboard.press('s');
    await whenText(page, 'record-done', /^Done: 1 take kept, 1 skipped\.$/);
    expect(await text(page, 'record-microphone')).toBe('');
    expect(await page.title()).toBe('Earshot');
    // What is left: the one that was skipped.
    await page.keyboard.press('Enter');
    await whenText(page, 'record-place', /^1 of 1$/);
    expect(await text(page, 'record-say')).toBe('Say: 7');
    await say(page);
    await page.keyboard.press('Enter');
    await whenText(page, 'record-done', /^Done: 1 take kept\.$/);

    await page.reload();
    await earshot.next('earshot:ready');
    await earshot.button('Record…').click();
    await whenText(page, 'record-total', /^2 takes, \d+ kB\.$/);
    const labels = () => page.locator('#record-takes summary').allTextContents();
    expect(await labels()).toEqual(['3: 1 take', '7: 1 take']);
    expect(await page.getByLabel('Speaker').inputValue()).toBe('ann');
    await page.getByText('3: 1 take').click();
    await earshot.button('Redo 3, ann, take 0').click();
    await say(page);
    await page.keyboard.press('Enter');
    await whenText(page, 'record-done', /^Done: 1 take kept\.$/);
    expect(await labels()).toEqual(['3: 1 take', '7: 1 take']);

    const unpacked = await unzipped(page, 'digits');
    const names = ['ann/3_ann_0.wav', 'ann/7_ann_0.wav'];
    const expected = core.takeOf(heard.samples, heard.sampleRate);
    for (const name of names) {
      const bytes = bytesOf(join(unpacked, name));
      const clip = core.readWav(bytes, name);
      expect(clip.channels.length).toBe(1);
      // 16 bits a sample.
      expect(bytes.length).toBe(44 + 2 * clip.samples.length);
      expect(Math.abs(clip.samples.length / clip.sampleRate - expected.seconds)).toBeLessThan(0.05);
      expect(core.measureLevel(clip.samples).peak).toBeCloseTo(expected.level.peak, 0);
    }
    if (hasProgram) {
      expect(explore(unpacked)).toMatchObject({
        layout: 'audiomnist',
        clips: 2,
        classes: [
          { name: '3', clips: 1 },
          { name: '7', clips: 1 },
        ],
        speakers: [{ name: 'ann', clips: 2 }],
        strangers: [],
      });
      expect(classifyNatively(names.map((name) => join(unpacked, name))).map(({ label }) => label)).toEqual(['7', '7']);
    }

    page.once('dialog', (question) => void question.dismiss());
    await earshot.button('Delete all…').click();
    await earshot.button('Delete 3, ann, take 0').click();
    await whenText(page, 'record-total', /^1 take, /);
    page.once('dialog', (question) => void question.accept());
    await earshot.button('Delete all…').click();
    await whenText(page, 'record-total', /^There are none yet\.$/);
    await page.reload();
    await earshot.next('earshot:ready');
    await earshot.button('Record…').click();
    await whenText(page, 'record-total', /^There are none yet\.$/);
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it('with a microphone that is on only meanwhile', async () => {
    const earshot = await EarshotPage.open(browser, server, { permissions: ['microphone'] });
    const { page } = earshot;
    await earshot.next('earshot:ready');
    /** How many of all devices that were opened are on. */
    const on = () =>
      page.evaluate(
        () => (globalThis as unknown as { tracks: MediaStreamTrack[] }).tracks.filter((t) => t.readyState === 'live').length,
      );
    await page.evaluate(() => {
      const tracks: MediaStreamTrack[] = [];
      Object.assign(globalThis, { tracks });
      const devices = navigator.mediaDevices;
      const open = devices.getUserMedia.bind(devices);
      devices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        tracks.push(...stream.getTracks());
        return stream;
      };
    });
    await earshot.button('Listen').click();
    await page.waitForSelector('[data-earshot="listening"]');
    await earshot.button('Record…').click();
    await start(page, 'yes', 1);
    await whenText(page, 'record-microphone', /^Microphone on$/);
    // Not the one that was listened to.
    expect(await on()).toBe(1);
    await earshot.button('End').click();
    await page.waitForFunction(() => document.title === 'Earshot');
    expect(await on()).toBe(0);
    await earshot.button('Start').click();
    await whenText(page, 'record-microphone', /^Microphone on$/);
    expect(await on()).toBe(1);
    await page.keyboard.press(' ');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.title === 'Earshot');
    expect(await on()).toBe(0);
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });
});

describe('what can go wrong is said', () => {
  it('of a take, of the storage, and of a device that goes away; no half take is kept', async () => {
    const earshot = await openDialog({ permissions: ['microphone'] });
    const { page } = earshot;
    await start(page, 'yes, a/b', 1);
    await whenText(page, 'record-trouble', /^The label "a\/b" can't be the name of a folder/);
    await start(page, 'yes, no', 1);
    await wordHeard(page);
    await page.keyboard.press(' ');
    await earshot.button('Stop').waitFor();
    await page.keyboard.press(' ');
    await whenText(page, 'record-verdict', /^Nothing was heard\./);
    expect(await earshot.button('Keep').isDisabled()).toBe(true);

    const session = await page.context().newCDPSession(page);
    const { origin } = new URL(server.url);
    await page.keyboard.press('r');
    await wordHeard(page);
    await page.keyboard.press(' ');
    await whenText(page, 'record-verdict', /^Heard/);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
    await page.keyboard.press('Enter');
    await whenText(page, 'record-verdict', /^It is not kept: the browser's storage is full; download the recordings/);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await page.keyboard.press('Enter');
    await whenText(page, 'record-say', /^Say: no$/);

    await page.keyboard.press(' ');
    await earshot.button('Stop').waitFor();
    // Taking the permission away ends the device's track, as pulling its plug does.
    await page.context().clearPermissions();
    await whenText(page, 'record-trouble', /^The microphone is gone/);
    expect(await text(page, 'record-microphone')).toBe('');
    expect(await text(page, 'record-total')).toMatch(/^1 take, /);
    await earshot.button('Start').click();
    await whenText(page, 'record-trouble', /^The microphone was refused/);
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it('of a browser that keeps nothing', async () => {
    const earshot = await EarshotPage.open(browser, server, { permissions: ['microphone'] });
    const { page } = earshot;
    await earshot.next('earshot:ready');
    await page.evaluate(() => {
      indexedDB.open = () => {
        throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
      };
    });
    await earshot.button('Record…').click();
    await whenText(page, 'record-trouble', /^Recordings can't be kept here: this browser keeps no data for this page, as in some private windows/);
    expect(await earshot.button('Start').isDisabled()).toBe(true);
    await earshot.close();
  });

  it.each([
    ['', /Which labels/],
    [' , ', /Which labels/],
    ['yes, ../no', /can't be the name of a folder/],
    ['_yes', /can't be the name of a folder/],
    ['yes, Yes', /"yes" and "Yes" are the same to many computers/],
    ['Ja', /"ja" and "Ja" are the same/],
  ])('of labels "%s"', (labels, complaint) => expect(() => readLabels(labels, ['ja'])).toThrow(complaint));

  it.each([
    ['', /Who speaks/],
    ['ann_lee', /can't be part of a file's name/],
    ['a/b', /can't be part of a file's name/],
    ['BOB', /"Bob" and "BOB" are the same/],
  ])('of a speaker "%s"', (speaker, complaint) => expect(() => readSpeaker(speaker, ['Bob'])).toThrow(complaint));
});

it('labels and speakers are taken in any language', () => {
  expect(readLabels(' oui,  s\u00ed ,oui, air conditioner,si\u0301', [])).toEqual(['oui', 'sí', 'air conditioner']);
  expect(readSpeaker(' Zoë-2 ', [])).toBe('Zoë-2');
});

it('prompts are for what is missing, in rounds or shuffled', () => {
  const kept = (label: string) => (label === 'yes' ? 1 : 0);
  expect(promptsFor(['yes', 'no'], 3, kept, false)).toEqual(['yes', 'no', 'yes', 'no', 'no']);
  expect(promptsFor(['yes', 'no'], 3, kept, true).sort()).toEqual(['no', 'no', 'no', 'yes', 'yes']);
  expect(promptsFor(['yes'], 1, kept, false)).toEqual([]);
});

describe.skipIf(!hasProgram)('recordings of words', () => {
  it('are found by the command line, and the command in README.txt trains a model of them', async () => {
    const takes = ['yes', 'oh_no'].flatMap((label, index) =>
      ['ann', 'bob'].flatMap((speaker) =>
        Array.from({ length: 5 }, (_, take) => ({
          speaker,
          label,
          take,
          seconds: 0.6,
          wav: new Blob([writeWav({ samples: sound(index, 0.6, 16000)[0]!, sampleRate: 16000 }) as Uint8Array<ArrayBuffer>]),
        })),
      ),
    );
    const unpacked = unpack(new Uint8Array(await (await archive(takes)).arrayBuffer()), 'words');
    expect(explore(unpacked)).toMatchObject({
      layout: 'speech_commands',
      clips: 20,
      classes: [
        { name: 'oh_no', clips: 10 },
        { name: 'yes', clips: 10 },
      ],
      speakers: [
        { name: 'ann', clips: 10 },
        { name: 'bob', clips: 10 },
      ],
      strangers: [],
    });
    const readme = strFromU8(bytesOf(join(unpacked, 'README.txt')));
    const command = readme.match(/^ +earshot train (?:.*\\\n)*.*/m)![0];
    execFileSync('sh', ['-c', `${command} --epochs 1 --quiet --run run`], {
      cwd: unpacked,
      env: { ...process.env, PATH: `${projectPath('build/native/native_trainer')}:${process.env['PATH']}` },
    });
    expect(classifyNatively([join(unpacked, 'yes/ann_nohash_0.wav')], join(unpacked, 'run/model.onnx'))).toHaveLength(1);
  });
});
