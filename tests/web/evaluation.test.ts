import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import { labelsBelow } from '../../web/evaluate/labels_below';
import { launch } from './support/browser';
import { EarshotPage } from './support/earshot_page';
import { writeFlac } from './support/flac';
import { bytesOf, digits, earshot as runEarshot, hasProgram, modelPath, samplePath } from './support/project';
import { serve, type StaticServer } from './support/server';
import { sound } from './support/sounds';
import { writeChannels } from './support/wav';

const core = await createEarshotCore();

/** Folders as people have them: what lies in them, and the labels that are told. */
const folders: readonly [layout: string, paths: readonly string[], labels: readonly (string | null)[]][] = [
  ['audiomnist', ['01/7_01_0.wav', '01/3_01_12.flac', 'more/02/0_02_1.wav'], ['7', '3', '0']],
  ['fsdd', ['recordings/7_jackson_0.wav', 'recordings/1_theo_49.wav'], ['7', '1']],
  ['fsdd', ['7_jackson_0.wav', '1_theo_49.wav'], ['7', '1']],
  [
    'speech_commands',
    ['yes/ab12_nohash_0.wav', 'no/cd34_nohash_3.wav', '_background_noise_/rain.wav'],
    ['yes', 'no', ''],
  ],
  ['esc10', ['001 - Dog bark/1-100-A.ogg', '002 - Rain/5-17-B.ogg'], ['Dog bark', 'Rain']],
  ['esc50', ['audio/1-100032-A-0.wav', 'audio/5-9032-A-12.wav'], ['0', '12']],
  ['hums_whistles', ['set/S1_hum_1_Potter.wav', 'S12_whistle_2_Frozen.wav'], ['Potter', 'Frozen']],
  ['music_speech', ['music_wav/a.wav', 'speech_wav/b.wav'], ['music', 'speech']],
  ['music_speech', ['training/music/a.wav', 'testing/speech/b.wav'], ['music', 'speech']],
  ['folders', ['dog/a.wav', 'cat/deep/b.wav', '_other/c.wav'], ['dog', 'cat', '']],
  ['folders', ['train/dog/a.wav', 'val/cat/b.wav', 'test/c.wav'], ['dog', 'cat', 'test']],
  // As one in ten may be.
  ['folders', [...Array.from({ length: 9 }, (_, take) => `dog/${take}.wav`), 'loose.wav'], [...Array<string>(9).fill('dog'), null]],
  ['folders', ['7/7_jackson_0.wav', 'recordings/1_theo_49.wav', '01/3_01_x.wav'], ['7', 'recordings', '01']],
];

describe('places and names', () => {
  it.each(folders)('tell labels in layout %s: %j', (layout, paths, labels) => {
    expect(labelsBelow(core, paths)).toEqual({ layout, labels });
    expect(labelsBelow(core, paths.map((path) => `archive/${path}`))).toEqual({ layout, labels });
  });

  it('tell the label of a folder that is the only one, and else nothing', () => {
    expect(labelsBelow(core, ['7/a.wav', '7/b.wav'])?.labels).toEqual(['7', '7']);
    expect(labelsBelow(core, ['a.wav', 'b.wav'])).toBeNull();
    expect(labelsBelow(core, ['_noise/a.wav'])).toBeNull();
  });

  it('tell recordings from other files', () => {
    const names = ['a.wav', 'x/b.FLAC', 'c.d.mp3', '.e.wav', 'x/._f.wav', 'readme.txt', 'wav', 'x.wav/y', '.wav'];
    expect(names.filter((name) => core.isRecording(name))).toEqual(['a.wav', 'x/b.FLAC', 'c.d.mp3']);
  });

  it.skipIf(!hasProgram)('tell the command line tool the same', () => {
    const wav = writeChannels(sound(1, 0.1, 8000), 8000);
    for (const [layout, paths, labels] of folders) {
      const folder = mkdtempSync(join(tmpdir(), 'earshot-'));
      write(folder, Object.fromEntries([...paths, 'notes.txt', '.hidden.wav'].map((path) => [path, wav])));
      const found = JSON.parse(runEarshot('explore', folder, '--json')) as Found;
      rmSync(folder, { recursive: true });
      const counts = new Map<string, number>();
      for (const label of labels) if (label) counts.set(label, (counts.get(label) ?? 0) + 1);
      expect(found.layout, paths.join()).toBe(layout);
      expect(new Map(found.classes.map(({ name, clips }) => [name, clips])), paths.join()).toEqual(counts);
      expect(found.unlabeled).toHaveLength(labels.filter((label) => label === '').length);
      expect(found.strangers).toHaveLength(labels.filter((label) => label === null).length);
      expect(found.other_files).toBe(2);
    }
  });
});

/** What `earshot explore` says of a folder. */
interface Found {
  readonly layout: string;
  readonly classes: readonly { readonly name: string; readonly clips: number }[];
  readonly unlabeled: readonly string[];
  readonly strangers: readonly string[];
  readonly other_files: number;
}

function write(folder: string, files: Record<string, Uint8Array>): void {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

describe('the page, on recordings whose labels are known', () => {
  let server: StaticServer;
  let browser: Browser;
  let earshot: EarshotPage;
  let folder: string;
  /** What is in the archive below its own folder. */
  let recordings: Record<string, Uint8Array>;

  beforeAll(async () => {
    server = await serve();
    browser = await launch();
    // So that nothing is fetched beforehand.
    earshot = await EarshotPage.open(browser, server, { serviceWorkers: 'block' });
    await earshot.next('earshot:ready');
    folder = mkdtempSync(join(tmpdir(), 'earshot-'));
    recordings = {
      ...Object.fromEntries(digits.map((digit) => [`${digit}/said, clearly.wav`, bytesOf(samplePath(digit))])),
      '5/five.flac': writeFlac(core.readWav(bytesOf(samplePath(5)), '5.wav')),
      '9/really a one.wav': bytesOf(samplePath(1)),
    };
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const summary = () => earshot.page.locator('#evaluation-summary');
  /** Resolves with what is said in the end. */
  const result = async (pattern: RegExp) => {
    await summary().filter({ hasText: pattern }).waitFor();
    return summary().textContent();
  };
  /** The numbers of the table by row and column. */
  const table = () =>
    earshot.page.locator('#evaluation-table').evaluate((region) => {
      const columns = [...region.querySelectorAll('thead th')].map(({ textContent }) => textContent);
      return [...region.querySelectorAll('tbody tr')].flatMap((row) =>
        [...row.querySelectorAll('td')].flatMap(({ textContent }, column) =>
          textContent ? [`${row.querySelector('th')!.textContent} ${columns[column]} ${textContent}`] : [],
        ),
      );
    });
  const list = async (title: string) => {
    await earshot.page.getByText(title, { exact: true }).click();
    return (await earshot.page.getByRole('region', { name: title }).textContent())!.split('\n');
  };
  const savedCsv = async () => {
    const saving = earshot.page.waitForEvent('download');
    await earshot.button('Save CSV').click();
    const download = await saving;
    expect(download.suggestedFilename()).toBe('digits-predictions.csv');
    return readFileSync(await download.path(), 'utf8');
  };

  it('fetches what that needs when it is first used', async () => {
    expect(server.requests.filter((name) => name.includes('evaluation'))).toEqual([]);
    await earshot.button('Evaluate…').click();
    await earshot.page.getByRole('dialog', { name: 'Test on recordings' }).waitFor();
    expect(server.requests.filter((name) => name.includes('evaluation'))).not.toEqual([]);
  });

  it('measures the model on a ZIP archive, and names what it could not use', async () => {
    const zip = zipSync({
      set: {
        ...(recordings as Zippable),
        '3/broken.wav': bytesOf(samplePath(3)).slice(0, 30),
        'dog/barks.wav': bytesOf(samplePath(2)),
        '_noise/hum.wav': bytesOf(samplePath(2)),
        'loose.wav': bytesOf(samplePath(2)),
        'read me.txt': Buffer.from('Digits.'),
      },
    });
    const chooser = earshot.page.waitForEvent('filechooser');
    await earshot.button('Choose a ZIP archive…').click();
    await (await chooser).setFiles({ name: 'set.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
    expect(await result(/right/)).toBe('digits on set.zip: 91.7 % right, 11 of 12.');
    expect(await table()).toEqual(['0 0 1', '1 1 1', '2 2 1', '3 3 1', '4 4 1', '5 5 2', '6 6 1', '7 7 1', '8 8 1', '9 1 1', '9 9 1']);
    expect(await list('1 mistake')).toEqual([expect.stringMatching(/^set\/9\/really a one\.wav: 1, not 9 \(\d+\.\d %\)$/)]);
    expect(await list('1 file could not be read')).toEqual([expect.stringMatching(/^set\/3\/broken\.wav: /)]);
    expect(await list('1 recording left out: labels that the model does not have')).toEqual(['dog: set/dog/barks.wav']);
    expect(await list('1 recording left out: of no label')).toEqual(['set/_noise/hum.wav']);
    expect(
      await list('1 recording left out: not placed and named as the others are (layout folders)'),
    ).toEqual(['set/loose.wav']);
    expect(await earshot.page.locator('#evaluation-lists').textContent()).toContain('Not recordings: 1 other file.');
  });

  it('saves predictions that are those of the same files one by one', async () => {
    const [head, ...lines] = (await savedCsv()).trimEnd().split('\n');
    expect(lines).toHaveLength(12);
    expect(head).toBe('file,label,predicted,probability,0,1,2,3,4,5,6,7,8,9,other');
    await earshot.button('Close').last().click();
    for (const [path, bytes] of Object.entries(recordings).slice(-4)) {
      await earshot.drop({ name: path, bytes });
      const { label, probabilities } = await earshot.next('earshot:result');
      const numbers = [Math.max(...probabilities), ...probabilities].map((value) => Number(value.toPrecision(6)));
      const file = `set/${path}`;
      expect(lines).toContain([file.includes(',') ? `"${file}"` : file, path[0], label, ...numbers].join(','));
    }
  });

  it('measures it on a folder that was chosen, and on one that was dropped', async () => {
    const named = Object.fromEntries(digits.map((digit) => [`recordings/${digit}_voice_0.wav`, bytesOf(samplePath(digit))]));
    write(join(folder, 'mine'), named);
    const { page } = earshot;
    await earshot.button('Evaluate…').click();
    const chooser = page.waitForEvent('filechooser');
    await earshot.button('Choose a folder…').click();
    await (await chooser).setFiles(join(folder, 'mine'));
    expect(await result(/right/)).toBe('digits on mine: 100.0 % right, 10 of 10.');
    expect(await savedCsv()).toContain('\nmine/recordings/7_voice_0.wav,7,7,');
    await earshot.button('Close').last().click();

    // As a file manager does: what it drops is more than files.
    rmSync(join(folder, 'mine/recordings/0_voice_0.wav'));
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [join(folder, 'mine')], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
    }
    expect(await result(/9 of/)).toBe('digits on mine: 100.0 % right, 9 of 9.');
    await earshot.button('Close').last().click();
  });

  it('can be canceled, and says what it has until then', async () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 300 }, (_, take) => [`${take % 10}/${take}.wav`, bytesOf(samplePath(take % 10))])),
      { level: 0 },
    );
    await earshot.drop({ name: 'many.zip', bytes: many });
    const { page } = earshot;
    await page.waitForFunction(() => document.querySelector<HTMLProgressElement>('#evaluation-progress')!.value > 5);
    await earshot.button('Cancel').click();
    const said = await result(/Canceled/);
    // Its button is gone; the keyboard is still in the dialog.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('choose-folder');
    const [, done, left] = /100\.0 % right, (\d+) of \d+\. Canceled before (\d+) more recordings\.$/.exec(said!)!;
    expect(Number(done) + Number(left)).toBe(300);
    expect((await savedCsv()).trimEnd().split('\n')).toHaveLength(Number(done) + 1);
  });

  it.each([
    ['is no ZIP archive', Buffer.from('PK but not really'), /^bad\.zip: is no ZIP archive, or is cut short/],
    ['holds no recordings', zipSync({ 'a.txt': Buffer.from('a') }), /^bad\.zip: has no recordings/],
    ['tells no labels', zipSync({ 'a.wav': Buffer.from('a') }), /^bad\.zip: .* tell no labels \(the first is a\.wav\)/],
    ['has other labels', zipSync({ dog: { 'a.wav': Buffer.from('a') } }), /^bad\.zip: its labels are dog; the model knows 0, 1, /],
  ])('says what is wrong with an archive that %s', async (_, bytes, message) => {
    await earshot.drop({ name: 'bad.zip', bytes });
    await result(message);
    expect(await earshot.button('Save CSV').isDisabled()).toBe(true);
    expect(await earshot.page.locator('#evaluation-running').isVisible()).toBe(false);
  });

  it('names a recording that can not be unpacked, and goes on with the others', async () => {
    const zip = zipSync({ '7': { 'a.wav': bytesOf(samplePath(7)), 'b.wav': bytesOf(samplePath(7)) } });
    // The first bits of what was packed say how: there is no third kind of block.
    const packed = Buffer.from(zip).indexOf('7/a.wav') + '7/a.wav'.length;
    zip[packed] = 0xff;
    await earshot.drop({ name: 'damaged.zip', bytes: zip });
    expect(await result(/right/)).toBe('digits on damaged.zip: 100.0 % right, 1 of 1.');
    expect(await list('1 file could not be read')).toEqual([expect.stringMatching(/^7\/a\.wav: can't be unpacked/)]);
  });

  it('forgets what it measured when another model comes', async () => {
    await earshot.drop({ name: 'mine.onnx', bytes: bytesOf(modelPath) });
    await earshot.page.waitForFunction(() => document.querySelector('#evaluation-summary')!.textContent === '');
    expect(await earshot.button('Save CSV').isDisabled()).toBe(true);
    expect(earshot.errors).toEqual([]);
  });
});
