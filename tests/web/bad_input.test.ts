import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { writeSilentFlac } from './support/flac';
import { bytesOf, modelPath, samplePath } from './support/project';
import { serve, type StaticServer } from './support/server';
import { writeFloatWav, writeWav } from './support/wav';

let server: StaticServer;
let browser: Browser;

beforeAll(async () => {
  server = await serve();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const text = (words: string) => new Uint8Array(Buffer.from(words));
const silence = (samples: number) => ({ samples: new Float32Array(samples), sampleRate: 16000 });

/** The shipped model with a part of its card replaced by something of the same length, so that the file stays whole. */
function modelWith(part: string, replacement: string): Uint8Array {
  const bytes = Buffer.from(bytesOf(modelPath));
  const at = bytes.indexOf(part);
  if (at < 0) throw new Error(`the model's card has no ${part}`);
  bytes.write(replacement.padEnd(part.length), at);
  return new Uint8Array(bytes);
}

/** The shipped model as if it had learned from numbers: its card says nothing of sound. */
async function modelOfNumbers(): Promise<Uint8Array> {
  const core = await createEarshotCore();
  const card = core.readModel(bytesOf(modelPath), 'model.onnx').card();
  const { front_end, decision, self_check, known_sounds, ...rest } = JSON.parse(card) as Record<string, unknown>;
  return modelWith(card, JSON.stringify(rest));
}

describe('what is wrong with a file is said in one notice, and everything goes on', () => {
  let earshot: EarshotPage;

  beforeEach(async () => {
    earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
  });
  afterEach(async () => {
    expect(earshot.pending('earshot:notice')).toEqual([]);
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it.each([
    ['empty.wav', () => new Uint8Array(0), /is empty/],
    ['cut.wav', () => writeWav(silence(1000)).slice(0, 60), /cut short|truncated/i],
    ['header.wav', () => writeWav(silence(1000)).slice(0, 20), /cut short|truncated|no .*chunk/i],
    ['notes.txt', () => text('Remember the milk.'), /is not audio that this browser can read/],
    ['zero.wav', () => writeWav(silence(0)), /no samples/],
    ['nan.wav', () => writeFloatWav({ samples: Float32Array.of(0, NaN, 0), sampleRate: 16000 }), /NaN/],
    ['ten hours.flac', () => writeSilentFlac(10, 8000), /lasts 60\d minutes/],
  ])('%s', async (name, bytes, expected) => {
    await earshot.drop({ name, bytes: bytes() });
    const { text: said } = await earshot.next('earshot:notice');
    expect(said).toContain(name);
    expect(said).toMatch(expected);
    expect(earshot.pending('earshot:result')).toEqual([]);

    const notice = earshot.page.locator('#notices li');
    expect(await notice.count()).toBe(1);
    await notice.getByRole('button').press('Enter');
    expect(await notice.count()).toBe(0);
    expect((await earshot.sample(4)).label).toBe('4');
  });

  it('one.wav, of a single sample, is classified and the result said to be worth little', async () => {
    await earshot.drop({ name: 'one.wav', bytes: writeWav(silence(1)) });
    await earshot.next('earshot:result', ({ name }) => name === 'one.wav');
    await earshot.notice(/one\.wav: lasts only 0\.06\d* ms/);
  });

  it.each([
    ['not a model', () => text('This is not a model.'), /ONNX/],
    ['nothing at all', () => new Uint8Array(0), /empty|ONNX/],
    ['a model without a card', () => modelWith('earshot\x12', 'nothing\x12'), /card/],
    [
      'a model of an unknown schema version',
      () => modelWith('"schema_version":5', '"schema_version":9'),
      /schema_version/,
    ],
    ['a model with a label too few', () => modelWith('"8","9",', '"8",'), /label/],
    ['a model that is cut short', () => bytesOf(modelPath).slice(0, 5000), /./],
  ])('%s', async (_, bytes, expected) => {
    await earshot.drop({ name: 'wrong.onnx', bytes: bytes() });
    const { text: said } = await earshot.next('earshot:notice');
    expect(said).toContain('wrong.onnx');
    expect(said).toMatch(expected);
    expect((await earshot.sample(4)).label).toBe('4');
  });

  it('a model that learned from numbers', async () => {
    await earshot.drop({ name: 'numbers.onnx', bytes: await modelOfNumbers() });
    await earshot.notice(/: takes \d+ numbers, not sound/);
    await earshot.page.locator('#notices li').getByRole('button').press('Enter');
    expect(await earshot.page.locator('#notices li').count()).toBe(0);
    expect((await earshot.sample(4)).label).toBe('4');
  });

  it('a good model can be dropped, and is verified', async () => {
    await earshot.drop({ name: 'mine.onnx', bytes: bytesOf(modelPath) });
    expect((await earshot.next('earshot:ready')).backend.verified).toBe(true);
    expect(
      await earshot.page.getByLabel('Model', { exact: true }).evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.text),
    ).toMatch(/^mine/);
    expect((await earshot.sample(4)).label).toBe('4');
  });

  it('a model whose self-check fails is shown as failed', async () => {
    const card = Buffer.from(bytesOf(modelPath)).toString('latin1');
    const seed = /"seed":\d,"signal"/.exec(card)![0];
    await earshot.drop({
      name: 'off.onnx',
      bytes: modelWith(
        seed,
        seed.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)),
      ),
    });
    await earshot.notice(/^The self-check failed on WASM/);
    expect((await earshot.next('earshot:ready')).backend.verified).toBe(false);
    expect(await earshot.page.locator('#engine').textContent()).toMatch(/self-check failed/);
  });

  it('a worker that stops is started again, with its model', async () => {
    await earshot.page.workers()[0]!.evaluate(() => {
      setTimeout(() => {
        throw new Error('stopped by a test');
      });
    });
    await earshot.notice(/^The inference worker stopped and was started again: .*stopped by a test/);
    expect((await earshot.next('earshot:ready')).backend.verified).toBe(true);
    expect((await earshot.sample(4)).label).toBe('4');
  });
});

describe('what is missing is said', () => {
  it.each([
    ['the core', /earshot_core.*wasm$/, 'failed'],
    ['ONNX Runtime', /ort-wasm.*wasm$/, 'failed'],
  ])('when the server answers with a page instead of %s', async (_, htmlInsteadOf, phase) => {
    const wrong = await serve({ htmlInsteadOf });
    const earshot = await EarshotPage.open(browser, wrong);
    await earshot.notice(/\.wasm is not WebAssembly: the web server answered with something else \(text\/html\)/);
    await earshot.page.waitForSelector(`[data-earshot="${phase}"]`);
    await earshot.close();
    await wrong.close();
  });

  it('when the canvas can not be loaded, and files are still classified', async () => {
    const wrong = await serve({ htmlInsteadOf: /earshot_app.*wasm$/ });
    const earshot = await EarshotPage.open(browser, wrong);
    await earshot.notice(/^There are no pictures, but everything else works: earshot_app.*is not WebAssembly/);
    await earshot.next('earshot:ready');
    expect((await earshot.sample(4)).label).toBe('4');
    await earshot.close();
    await wrong.close();
  });

  it('when there is no WebGL, and files are still classified', async () => {
    const plain = await launch({ webgl: false });
    const earshot = await EarshotPage.open(plain, server);
    await earshot.notice(/^This browser has no WebGL 2/);
    await earshot.next('earshot:ready');
    expect(await earshot.page.locator('canvas').isVisible()).toBe(false);
    await earshot.drop({ name: 'six.wav', bytes: bytesOf(samplePath(6)) });
    await earshot.next('earshot:result');
    expect(await earshot.page.locator('#headline').textContent()).toBe('6');
    expect(await earshot.page.locator('#headline').isVisible()).toBe(true);
    await plain.close();
  });
});
