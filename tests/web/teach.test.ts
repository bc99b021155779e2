import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { bytesOf, classifyNatively, digits, earshot as runEarshot, hasProgram, largestDifference, modelPath, samplePath } from './support/project';
import { serve, type StaticServer } from './support/server';
import { sound } from './support/sounds';
import { writeFloatWav, writeWav } from './support/wav';

let folder: string;
let server: StaticServer;
/** Its microphone beeps once a second. */
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-'));
  server = await serve();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Takes of something that sounds as its seed says, in a folder of its name; gives their paths. */
function takesOf(name: string, seed: number, count: number, below = 'takes'): string[] {
  return Array.from({ length: count }, (_, take) => {
    const sampleRate = [16000, 22050, 44100][take % 3]!;
    const path = join(folder, below, name, `${take}.wav`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, writeWav({ samples: sound(seed, 0.7 + 0.05 * take, sampleRate)[0]!, sampleRate }));
    return path;
  });
}

async function openDialog(): Promise<EarshotPage> {
  const earshot = await EarshotPage.open(browser, server, {
    permissions: ['microphone'],
    viewport: { width: 640, height: 480 },
  });
  await earshot.next('earshot:ready');
  await earshot.button('Teach…').click();
  await earshot.page.getByRole('dialog', { name: 'Teach new words' }).waitFor();
  return earshot;
}

/** Writes a word into the first row that has none. */
async function write(earshot: EarshotPage, word: string): Promise<void> {
  for (const input of await earshot.page.getByLabel('Word', { exact: true }).all()) {
    if ((await input.inputValue()) === '') return input.fill(word);
  }
  throw new Error('every row has a word');
}

async function chooseTakes(earshot: EarshotPage, word: string, files: readonly string[]): Promise<void> {
  const chooser = earshot.page.waitForEvent('filechooser');
  await earshot.button(`Files… with takes of ${word}`).click();
  await (await chooser).setFiles([...files]);
}

const trouble = (earshot: EarshotPage) => earshot.page.locator('#teach-trouble');

describe('new words are taught', () => {
  it('from recordings and the microphone, are heard at once, kept, and saved as a file that the command line takes', async () => {
    const earshot = await openDialog();
    const { page } = earshot;
    const takes = { hum: takesOf('hum', 2, 4), siren: takesOf('siren', 14, 4) };
    await write(earshot, 'hum');
    await write(earshot, 'siren');
    await earshot.button('Add a word').click();
    await write(earshot, 'beep');
    await chooseTakes(earshot, 'hum', takes.hum);
    await chooseTakes(earshot, 'siren', takes.siren);
    const count = page.locator('#teach-words tr:nth-child(3) output');
    // Of a busy machine, one take or the other gets lost, which is said.
    while ((await count.textContent()) !== '3') {
      await earshot.button('Record a take of beep').click();
      await page.locator('#train:enabled').waitFor();
    }
    await earshot.button('Train').click();
    expect(await earshot.next('earshot:ready', ({ model }) => model === 'my-words')).toMatchObject({
      backend: { verified: true },
    });
    const said = page.locator('#teach-said', { hasText: 'Trained in' });
    await said.waitFor();
    expect(await said.textContent()).toMatch(/^Trained in \d+\.\d s; .* Of 11 takes, 11 \(100 %\) are told right/);

    const download = page.waitForEvent('download');
    await earshot.button('Save model').click();
    const saved = join(folder, (await download).suggestedFilename());
    expect(basename(saved)).toBe('my-words.onnx');
    await (await download).saveAs(saved);
    await earshot.button('Close').click();

    // What was said is heard at once.
    await earshot.button('Listen').click();
    expect((await earshot.next('earshot:heard')).label).toBe('beep');
    await earshot.button('Stop').click();

    const files = [...takesOf('hum', 2, 2, 'new'), ...takesOf('siren', 14, 2, 'new')];
    const native = hasProgram ? classifyNatively(files, saved) : undefined;
    for (const [index, file] of files.entries()) {
      const name = `${index}.wav`;
      await earshot.drop({ name, bytes: bytesOf(file) });
      const { label, logits } = await earshot.next('earshot:result', (result) => result.name === name);
      expect(label).toBe(index < 2 ? 'hum' : 'siren');
      if (native) expect(largestDifference(logits, native[index]!.logits)).toBeLessThan(1e-3);
    }
    if (hasProgram) {
      const evaluation = JSON.parse(runEarshot('evaluate', saved, '--data', join(folder, 'new'), '--json')) as object;
      expect(evaluation).toMatchObject({ accuracy: 1, self_check: { verified: true } });
    }

    await page.reload();
    await earshot.next('earshot:ready');
    expect(await page.getByLabel('Model', { exact: true }).locator('option').allTextContents()).toContainEqual(
      expect.stringMatching(/^my-words/),
    );
    expect(earshot.pending('earshot:notice')).toEqual([]);
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it('again, when there are more takes, in the place of the model before', async () => {
    const earshot = await openDialog();
    await write(earshot, 'hum');
    await chooseTakes(earshot, 'hum', takesOf('hum', 2, 3));
    await chooseTakes(earshot, 'other', takesOf('noises', 9, 3));
    const train = async () => {
      await earshot.button('Train').click();
      await earshot.next('earshot:ready', ({ model }) => model === 'my-words');
      await earshot.page.locator('#teach-said', { hasText: 'Trained in' }).waitFor();
    };
    await train();
    await write(earshot, 'siren');
    await chooseTakes(earshot, 'siren', takesOf('siren', 14, 3));
    await train();
    expect(await earshot.page.locator('#probabilities th').allTextContents()).toEqual(['hum', 'siren', 'other']);
    const models = await earshot.page.getByLabel('Model', { exact: true }).locator('option').allTextContents();
    expect(models.filter((name) => name.startsWith('my-words'))).toHaveLength(1);
    await earshot.close();
  });
});

describe('a word alone', () => {
  it('is told from what the model has heard before', async () => {
    const earshot = await openDialog();
    await write(earshot, 'hum');
    await chooseTakes(earshot, 'hum', takesOf('hum', 2, 4));
    await earshot.button('Train').click();
    await earshot.next('earshot:ready', ({ model }) => model === 'my-words');
    await earshot.page.locator('#teach-said', { hasText: 'Of 4 takes, 4 (100 %)' }).waitFor();
    await earshot.button('Close').click();
    const [hum] = takesOf('hum', 2, 1, 'alone');
    const sounds = [
      ['hum.wav', hum!, 'hum'],
      ['seven.wav', samplePath(7), 'other'],
      ['one.wav', samplePath(1), 'other'],
    ] as const;
    for (const [name, path, label] of sounds) {
      await earshot.drop({ name, bytes: bytesOf(path) });
      expect((await earshot.next('earshot:result', (result) => result.name === name)).label).toBe(label);
    }
    await earshot.close();
  });
});

describe('the words of the model', () => {
  it('are kept beside a new one where that is asked for, and that one beside the next', async () => {
    const earshot = await openDialog();
    const { page } = earshot;
    const labels = digits.map(String);
    const train = async () => {
      await earshot.button('Train').click();
      await earshot.next('earshot:ready', ({ model }) => model === 'my-words');
      await page.locator('#teach-said', { hasText: 'Of 4 takes, 4 (100 %)' }).waitFor();
    };
    await write(earshot, 'hum');
    await chooseTakes(earshot, 'hum', takesOf('hum', 2, 4));
    const keep = page.getByLabel('Keep the words of the model');
    expect(await page.locator('#kept').textContent()).toContain(`Keep the words of the model: ${labels.join(', ')}`);
    await keep.check();
    await train();
    await earshot.button('Remove hum').click();
    await write(earshot, 'siren');
    await chooseTakes(earshot, 'siren', takesOf('siren', 14, 4));
    await train();
    await earshot.button('Close').click();
    expect(await page.locator('#probabilities th').allTextContents()).toEqual([...labels, 'hum', 'siren', 'other']);
    const sounds = [
      ['hum', takesOf('hum', 2, 1, 'beside')[0]!],
      ['siren', takesOf('siren', 14, 1, 'beside')[0]!],
      ...digits.map((digit) => [String(digit), samplePath(digit)] as const),
    ] as const;
    for (const [label, path] of sounds) {
      const name = `${label}.wav`;
      await earshot.drop({ name, bytes: bytesOf(path) });
      expect((await earshot.next('earshot:result', (result) => result.name === name)).label).toBe(label);
    }
    await earshot.close();
  });
});

describe('takes', () => {
  it('can be listened to and removed one by one', async () => {
    const earshot = await openDialog();
    const { page } = earshot;
    const playing = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          HTMLMediaElement.prototype.play = function () {
            this.onloadedmetadata = () => resolve(this.duration);
            return Promise.resolve();
          };
        }),
    );
    await write(earshot, 'hum');
    await chooseTakes(earshot, 'hum', takesOf('hum', 2, 3));
    const row = page.locator('#teach-words tr:first-child');
    await row.locator('summary').click();
    await earshot.button('Listen to 1.wav').click();
    expect(await playing).toBeCloseTo(0.75, 1);
    await earshot.button('Remove 1.wav').click();
    expect(await row.locator('output').textContent()).toBe('2 of 3');
    expect(await row.locator('li span').allTextContents()).toEqual(['0.wav', '2.wav']);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Listen');
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it('that the browser cannot play are taken, and it says so when asked to play them', async () => {
    const earshot = await openDialog();
    const { page } = earshot;
    const path = join(folder, 'doubles.wav');
    writeFileSync(path, writeFloatWav({ samples: sound(2, 0.7, 16000)[0]!, sampleRate: 16000 }, 64));
    await write(earshot, 'hum');
    await chooseTakes(earshot, 'hum', [path]);
    await page.locator('#teach-words tr:first-child summary').click();
    await earshot.button('Listen to doubles.wav').click();
    await page.getByText("This browser can't play that recording").waitFor();
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it('from the microphone as well', async () => {
    const earshot = await openDialog();
    const { page } = earshot;
    const played = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const { start } = AudioBufferSourceNode.prototype;
          AudioBufferSourceNode.prototype.start = function () {
            start.call(this);
            this.addEventListener('ended', () => resolve(this.buffer!.duration));
          };
        }),
    );
    await write(earshot, 'beep');
    const row = page.locator('#teach-words tr:first-child');
    // Of a busy machine, one take or the other gets lost, which is said.
    while ((await row.locator('output').textContent()) !== '1 of 3') {
      await earshot.button('Record a take of beep').click();
      await page.locator('#train:enabled').waitFor();
    }
    await row.locator('summary').click();
    await page.getByRole('button', { name: /^Listen to Take \d+ of beep$/ }).click();
    expect(await played).toBeGreaterThanOrEqual(1.5);
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });
});

describe('what is missing is said', () => {
  it('of words and takes', async () => {
    const earshot = await openDialog();
    const train = async (message: RegExp) => {
      await earshot.button('Train').click();
      await trouble(earshot).filter({ hasText: message }).waitFor();
    };
    await train(/^There is no word to teach/);
    await write(earshot, 'hum');
    await chooseTakes(earshot, 'hum', takesOf('hum', 2, 3));
    await write(earshot, 'siren');
    await chooseTakes(earshot, 'siren', takesOf('siren', 14, 2));
    await train(/^"siren" has 2 of at least 3 takes; record 1 more/);
    const silent = join(folder, 'silent.wav');
    writeFileSync(silent, writeWav({ samples: new Float32Array(16000), sampleRate: 16000 }));
    await chooseTakes(earshot, 'siren', [silent]);
    await train(/^silent\.wav: is silent/);
    const broken = join(folder, 'broken.wav');
    writeFileSync(broken, 'no sound');
    await chooseTakes(earshot, 'siren', [broken]);
    await trouble(earshot).filter({ hasText: /^broken\.wav: is not audio that this browser can read/ }).waitFor();
    expect(earshot.errors).toEqual([]);
    await earshot.close();
  });

  it('of a model that does not end with a linear layer, before anything is recorded', async () => {
    const earshot = await EarshotPage.open(browser, server);
    await earshot.next('earshot:ready');
    // The last node, which passes the logits on, becomes one that does more.
    const bytes = Buffer.from(bytesOf(modelPath));
    bytes.write('Softplus', bytes.lastIndexOf('Identity'));
    await earshot.drop({ name: 'rounded.onnx', bytes });
    await earshot.notice(/self-check failed/);
    await earshot.button('Teach…').click();
    expect(await trouble(earshot).textContent()).toMatch(/does not end with a linear layer, so it can't be taught/);
    await earshot.close();
  });
});
