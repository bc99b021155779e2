import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { bytesOf, classifyNatively, digits, earshot, hasProgram } from './support/project';
import { serve, type StaticServer } from './support/server';
import { writeRecordings, type Recording } from './support/sounds';

// Every kind of model that the shipped recipes train, trained here for an epoch on a few sounds: the page must get the
// logits that the command line tool gets.

interface Family {
  readonly recipe: string;
  /** A few recordings in the layout of the recipe's data set. */
  readonly recordings: readonly Recording[];
  /** What the recipe says otherwise of so few recordings. */
  readonly settings?: readonly string[];
}

const takes = (count: number) => Array.from({ length: count }, (_, take) => take);

const families: readonly Family[] = [
  {
    recipe: 's0-one-speaker',
    recordings: digits.flatMap((digit) =>
      takes(50).map((take) => ({ path: `01/${digit}_01_${take}.wav`, seconds: 0.6, sampleRate: 8000 })),
    ),
  },
  {
    recipe: 's1-songs',
    recordings: ['Frozen', 'Hakuna', 'Mamma', 'Panther', 'Potter', 'Rain', 'Showman', 'StarWars'].flatMap((song) =>
      ['1', '2'].map((person) => ({
        path: `S${person}_${person === '1' ? 'hum' : 'whistle'}_1_${song}.wav`,
        seconds: 5,
        sampleRate: 22050,
        channels: person === '1' ? 1 : 2,
      })),
    ),
    settings: ['split.validation=[{ speakers = ["2"] }]'],
  },
  {
    recipe: 's2-speech-music',
    recordings: ['speech', 'music'].flatMap((kind) =>
      takes(5).map((take) => ({ path: `${kind}/${take}.wav`, seconds: 7, sampleRate: 22050 })),
    ),
  },
  ...['s3-esc-mlp', 's3-esc-cnn'].map((recipe) => ({
    recipe,
    recordings: digits.flatMap((kind) =>
      takes(5).map((fold) => ({
        path: `00${kind} - A sound of kind ${kind}/${fold + 1}-${kind}${fold}-A.wav`,
        seconds: 5,
        sampleRate: 11025,
      })),
    ),
  })),
  ...['s4-waveform', 's4-mfcc'].map((recipe) => ({
    recipe,
    recordings: digits.flatMap((digit) =>
      takes(6).map((take) => ({ path: `recordings/${digit}_ann_${take}.wav`, seconds: 0.6, sampleRate: 8000 })),
    ),
  })),
];

/** Shorter and longer than the models' windows, at several rates, of one and of two channels. */
const clips: readonly Recording[] = [
  { path: 'short.wav', seconds: 0.4, sampleRate: 8000 },
  { path: 'stereo.wav', seconds: 2, sampleRate: 44100, channels: 2 },
  { path: 'decoded.flac', seconds: 1, sampleRate: 22050, channels: 2 },
  { path: 'long.wav', seconds: 6, sampleRate: 24000, channels: 2 },
];

/** The largest difference; of logits that exceed 1, which float32 rounds by their size, as a share of the largest. */
function difference(page: readonly number[], native: readonly number[]): number {
  const size = Math.max(1, ...native.map(Math.abs));
  return Math.max(...native.map((logit, index) => Math.abs(logit - (page[index] ?? Infinity)))) / size;
}

let folder: string;
let files: string[];
let server: StaticServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-'));
  files = writeRecordings(join(folder, 'clips'), clips);
  server = await serve();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const models = new Map<string, string>();

/** The path of a model of that family, trained when it is first asked for. */
function modelOf({ recipe, recordings, settings = [] }: Family): string {
  const known = models.get(recipe);
  if (known) return known;
  const data = join(folder, `${recipe} data`);
  const run = join(folder, recipe);
  writeRecordings(data, recordings);
  const changes = settings.flatMap((setting) => ['--set', setting]);
  earshot('train', recipe, '--data', data, '--run', run, '--epochs', '1', '--quiet', ...changes);
  const model = join(run, 'model.onnx');
  models.set(recipe, model);
  return model;
}

/** Drops a family's model and the clips, and compares. */
async function compare(page: EarshotPage, family: Family, choose?: 'webgpu'): Promise<void> {
  const model = modelOf(family);
  const native = classifyNatively(files, model);
  await page.drop({ name: 'model.onnx', bytes: bytesOf(model) });
  expect(await page.next('earshot:ready')).toMatchObject({ model: family.recipe, backend: { verified: true } });
  if (choose) expect((await page.chooseBackend(choose)).backend.verified).toBe(true);
  await page.drop(...files.map((file) => ({ name: basename(file), bytes: bytesOf(file) })));
  for (const [index, file] of files.entries()) {
    const { label, logits } = await page.next('earshot:result', ({ name }) => name === basename(file));
    expect(difference(logits, native[index]!.logits)).toBeLessThan(1e-3);
    expect(label).toBe(native[index]!.label);
  }
  expect(page.pending('earshot:notice')).toEqual([]);
  expect(page.errors).toEqual([]);
}

describe.skipIf(!hasProgram)('the logits of the command line tool are those of the page', () => {
  // Pages are small, for they are drawn in software; the first takes one model after the other, as a person's does.
  const viewport = { width: 640, height: 480 };
  let browser: Browser;
  let page: EarshotPage;

  beforeAll(async () => {
    browser = await launch();
    page = await EarshotPage.open(browser, server, { viewport });
    await page.next('earshot:ready');
  });
  afterAll(() => browser.close());

  it.each(families)('with a model of $recipe', (family) => compare(page, family));

  it('on WebGPU, too', async () => {
    const withGpu = await launch({ webgpu: true });
    const other = await EarshotPage.open(withGpu, server, { viewport });
    await other.next('earshot:ready');
    await compare(other, families.find(({ recipe }) => recipe === 's3-esc-cnn')!, 'webgpu');
    await withGpu.close();
  });
});
