// The npm package, as a developer gets it: packed, installed in a fresh folder, used as docs/embed.md says.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import packageJson from '../../package.json';
import { OnnxRuntime } from '../../web/backend/onnx_runtime';
import type * as Earshot from '../../web/package/earshot';
import { Engine } from '../../web/worker/engine';
import type { ClipResult } from '../../web/worker/protocol';
import { launch } from './support/browser';
import { writeFlac } from './support/flac';
import { weightsOf } from './support/onnx';
import { bytesOf, digits, modelPath, projectPath, samplePath } from './support/project';
import { serve, type StaticServer } from './support/server';
import { inTurn, writeWav } from './support/wav';

const run = promisify(execFile);
const core = await createEarshotCore();
const clips = digits.map((digit) => core.readWav(bytesOf(samplePath(digit)), `${digit}.wav`));
const labels: string[] = JSON.parse(core.readModel(bytesOf(modelPath), 'model.onnx').card()).labels;

let fresh: string;
let tarball: string;
let browser: Browser;
/** What the page's own engine says to the samples. */
let expected: ClipResult[];

beforeAll(async () => {
  fresh = mkdtempSync(join(tmpdir(), 'earshot-package-'));
  await run('npm', ['run', '--silent', 'package'], { cwd: projectPath('.') });
  tarball = projectPath(`build/earshot-${packageJson.version}.tgz`);
  const engine = new Engine(core, new OnnxRuntime(), () => undefined);
  await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
  expected = [];
  for (const digit of digits) {
    expected.push(await engine.classify({ kind: 'wav', bytes: bytesOf(samplePath(digit)) }, `${digit}.wav`));
  }
  await engine.dispose();
  const heard = join(fresh, 'heard.wav');
  writeFileSync(heard, writeWav(inTurn([clips[4]!], 1.5)));
  browser = await launch({ heard });
}, 600_000);
afterAll(async () => {
  await browser?.close();
  rmSync(fresh, { recursive: true });
});

/** A folder with the files of an example of docs/embed.md, a model, and what the example says is to be installed. */
async function example(name: string, ...tools: string[]): Promise<string> {
  const folder = join(fresh, name);
  mkdirSync(folder);
  const blocks = readFileSync(projectPath('docs/embed.md'), 'utf8').matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms);
  for (const [, path, text] of blocks) {
    if (dirname(path!) === name) writeFileSync(join(fresh, path!), text!);
  }
  copyFileSync(modelPath, join(folder, 'digits.onnx'));
  const { devDependencies } = packageJson as { devDependencies: Record<string, string> };
  const packages = [tarball, ...tools.map((tool) => `${tool}@${devDependencies[tool]}`)];
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--silent'];
  await run('npm', ['install', ...options, ...packages], { cwd: folder });
  return folder;
}

/** As the examples show a result. */
function shown({ label, probabilities }: ClipResult): string {
  return `${labels[label]}, ${(100 * probabilities[label]!).toFixed(2)} %`;
}

async function classifyInPage(page: Page, path: string): Promise<string> {
  await page.locator('output').evaluate((output) => (output.textContent = ''));
  await page.locator('input:enabled').setInputFiles(path);
  await page.waitForFunction(() => document.querySelector('output')!.textContent);
  return (await page.locator('output').textContent())!;
}

describe('a page from a static folder', () => {
  let server: StaticServer;
  let page: Page;

  beforeAll(async () => {
    const folder = await example('plain');
    // The example's script and import map are in the page itself.
    const contentPolicy = "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";
    server = await serve({ folder, contentPolicy });
    const context = await browser.newContext({ permissions: ['microphone'] });
    page = await context.newPage();
    await page.goto(server.url);
  }, 300_000);
  afterAll(async () => {
    await page?.context().close();
    await server?.close();
  });

  it('classifies files as Earshot does', async () => {
    for (const digit of digits.slice(0, 4)) {
      expect(await classifyInPage(page, samplePath(digit))).toBe(shown(expected[digit]!));
    }
  });

  it('decodes what the browser can read', async () => {
    const path = join(fresh, 'six.flac');
    writeFileSync(path, writeFlac(clips[6]!));
    expect(await classifyInPage(page, path)).toMatch(/^6, /);
  });

  it('says what is wrong with a file', async () => {
    expect(await classifyInPage(page, modelPath)).toMatch(/^digits\.onnx: is not audio that this browser can read/);
  });

  it('hears the microphone', async () => {
    await page.locator('output').evaluate((output) => (output.textContent = ''));
    await page.locator('button:enabled').click();
    await page.waitForFunction(() => /^4, /.test(document.querySelector('output')!.textContent!));
  });

  it('stops to listen when told so, and leaves no globals', async () => {
    const earshot = await page.evaluateHandle<typeof Earshot>("import('earshot')");
    const found = await page.evaluate(async ({ Classifier }) => {
      const before = Object.keys(globalThis);
      const classifier = await Classifier.load('digits.onnx');
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const listen = (signal?: AbortSignal) =>
        new Promise<Earshot.Listening>((resolve, reject) => {
          const listening = classifier.listen(stream, { onResult: () => resolve(listening), signal });
          listening.catch(reject);
        });
      const first = await listen();
      const abort = new AbortController();
      const second = await listen(abort.signal); // ends the first
      await first.ended;
      abort.abort();
      await second.ended;
      const third = await listen();
      await classifier.dispose();
      await third.ended;
      const problem = await listen().catch((error: Error) => `${error.name}: ${error.message}`);
      const live = stream.getAudioTracks()[0]!.readyState;
      return { problem, live, globals: Object.keys(globalThis).filter((key) => !before.includes(key)) };
    }, earshot);
    expect(found).toEqual({
      problem: 'EarshotError: The classifier was disposed; load the model again',
      live: 'live',
      globals: [],
    });
  });

  it('fetches no more than it needs, and nothing from elsewhere', async () => {
    const context = await browser.newContext();
    const fetched: string[] = [];
    context.on('request', (request) => fetched.push(request.url()));
    const other = await context.newPage();
    await other.goto(server.url);
    await other.waitForSelector('button:enabled');
    expect(fetched.map((url) => url.replace(server.url, '')).sort()).toEqual(
      [
        ...['', 'digits.onnx'],
        ...['earshot.js', 'earshot_core.js', 'earshot_core.wasm'].map((name) => `node_modules/earshot/${name}`),
        ...['ort-wasm-simd-threaded.wasm', 'ort.wasm.bundle.min.mjs'].map(
          (name) => `node_modules/onnxruntime-web/dist/${name}`,
        ),
      ].sort(),
    );
    await context.close();
  });
});

describe('a Vite app with a worker', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await example('vite', 'vite', 'typescript');
  }, 300_000);

  it('has its types', async () => {
    const options = ['--strict', '--noEmit', '--target', 'es2022', '--moduleResolution', 'bundler', '--types', 'vite/client'];
    await run('npx', ['tsc', ...options, '--module', 'esnext', 'main.ts', 'worker.ts'], { cwd: folder });
  });

  it('classifies files as Earshot does, under a strict policy', async () => {
    await run('npx', ['vite', 'build', '--base', './', '--logLevel', 'error'], { cwd: folder });
    // For pages that listen; their policy allows no data: addresses.
    expect(readdirSync(join(folder, 'dist/assets')).join()).toMatch(/capture_worklet-\w+\.js/);
    const server = await serve({ folder: join(folder, 'dist') });
    const page = await browser.newPage();
    await page.goto(server.url);
    for (const digit of digits.slice(4, 7)) {
      expect(await classifyInPage(page, samplePath(digit))).toBe(shown(expected[digit]!));
    }
    const flac = join(fresh, 'one.flac');
    writeFileSync(flac, writeFlac(clips[1]!));
    expect(await classifyInPage(page, flac)).toMatch(/^one\.flac: is no WAV file, .*convert it to WAV$/);
    await page.close();
    await server.close();
  });
});

describe('node', () => {
  let folder: string;
  let earshot: typeof Earshot;
  let classifier: Earshot.Classifier;

  beforeAll(async () => {
    folder = await example('node');
    const entry = pathToFileURL(join(folder, 'node_modules/earshot/earshot.js')).href;
    earshot = (await import(/* @vite-ignore */ entry)) as typeof Earshot;
    classifier = await earshot.Classifier.load(modelPath);
  }, 300_000);
  afterAll(() => classifier?.dispose());

  it('classifies files as Earshot does, and ends by itself', async () => {
    const files = digits.map(samplePath);
    const { stdout } = await run('node', ['classify.mjs', 'digits.onnx', ...files], { cwd: folder });
    expect(stdout).toBe(files.map((file, digit) => `${file}: ${shown(expected[digit]!)}\n`).join(''));
  });

  it('loads a model from an address, a path or bytes', async () => {
    const server = await serve({ folder });
    const bytes = bytesOf(modelPath);
    for (const source of [`${server.url}digits.onnx`, pathToFileURL(modelPath), bytes, bytes.slice().buffer]) {
      const other = await earshot.Classifier.load(source as Parameters<typeof earshot.Classifier.load>[0]);
      expect(other.labels).toEqual(labels);
      await other.dispose();
    }
    await server.close();
  });

  it('tells of the model and its self-check', () => {
    expect(classifier).toMatchObject({ labels, windowSeconds: 1 });
    expect(classifier.backend).toMatchObject({ kind: 'wasm', description: 'WASM', verified: true });
    expect(classifier.backend.selfCheckError).toBeLessThan(1e-3);
  });

  it('classifies samples of any rate and number of channels', async () => {
    const { samples, sampleRate } = clips[7]!;
    const mono = await classifier.classify(samples, sampleRate);
    expect(mono).toEqual({
      label: '7',
      probability: expected[7]!.probabilities[expected[7]!.label],
      probabilities: expected[7]!.probabilities,
      logits: expected[7]!.logits,
      start: expected[7]!.start,
      seconds: samples.length / sampleRate,
    });
    expect((await classifier.classify([samples, samples], sampleRate)).logits).toEqual(mono.logits);
  });

  it('embeds: the last linear layer makes the logits of it', async () => {
    const { samples, sampleRate } = clips[3]!;
    const embedding = await classifier.embed(samples, sampleRate);
    const weights = weightsOf(bytesOf(modelPath));
    const [name, { shape, values }] = [...weights].filter(([key]) => key.endsWith('linear.weight')).pop()!;
    const bias = weights.get(name.replace(/weight$/, 'bias'))!.values;
    expect(shape).toEqual([labels.length, embedding.length]);
    const logits = Float32Array.from(bias, (start, label) =>
      embedding.reduce((sum, value, index) => sum + value * values[label * embedding.length + index]!, start),
    );
    expected[3]!.logits.forEach((logit, label) => expect(logits[label]).toBeCloseTo(logit, 3));
  });

  it.each([
    ['a missing file', () => earshot.Classifier.load('no/such.onnx'), 'ModelError', /^such\.onnx could not be read from no/],
    ['a file that is no model', () => earshot.Classifier.load(samplePath(1)), 'ModelError', /^1\.wav: is not an ONNX/],
    ['no model at all', () => earshot.Classifier.load(undefined as never), 'ModelError', /address or its bytes/],
    ['a server that has none', () => earshot.Classifier.load('http://127.0.0.1:9/m.onnx'), 'ModelError', /^m\.onnx could/],
    ['a file that is no WAV', () => classifier.classifyFile(new Blob(['text'])), 'AudioError', /^the file: is no WAV file/],
    ['a file named so', () => classifier.classifyFile(new File(['RIFF1234WAVE'], 'x.wav')), 'AudioError', /^x\.wav: is cut short/],
    ['no file', () => classifier.classifyFile('x.wav' as never), 'AudioError', /Blob or a File/],
    ['an empty clip', () => classifier.classify(new Float32Array(), 16000), 'AudioError', /^the clip has no samples/],
    ['samples of another type', () => classifier.classify([1, 2] as never, 16000), 'AudioError', /Float32Array/],
    ['no channels', () => classifier.classify([], 16000), 'AudioError', /Float32Array/],
    ['channels of other lengths', () => classifier.embed([new Float32Array(9), new Float32Array(8)], 8000), 'AudioError', /9, 8/],
    ['no rate', () => classifier.classify(new Float32Array(9), NaN), 'AudioError', /sample rate is NaN/],
    ['an impossible rate', () => classifier.classify(new Float32Array(9), -1), 'AudioError', /^a sample rate of -1 Hz/],
    ['what is no number', () => classifier.classify(Float32Array.of(NaN, 1, 0), 8000), 'AudioError', /NaN/],
    ['a stream', () => classifier.listen({} as never, { onResult: () => undefined }), 'AudioError', /only be listened to in a page/],
  ])('explains what is wrong with %s', async (_, call, name, message) => {
    const error: unknown = await call().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(earshot.EarshotError);
    expect(error).toMatchObject({ name, message: expect.stringMatching(message) });
    expect(error).toBeInstanceOf(earshot[name as 'ModelError']);
  });

  it('ends calls whose signal aborts, and goes on after it', async () => {
    const { samples, sampleRate } = clips[2]!;
    const reason = new Error('not wanted any more');
    const aborted = AbortSignal.abort(reason);
    const later = new AbortController();
    const calls = [
      ...[aborted, later.signal].map((signal) => earshot.Classifier.load(modelPath, { signal })),
      ...[aborted, later.signal].map((signal) => classifier.classify(samples, sampleRate, { signal })),
      ...[aborted, later.signal].map((signal) => classifier.embed(samples, sampleRate, { signal })),
      classifier.classifyFile(new Blob([readFileSync(samplePath(2))]), { signal: aborted }),
    ];
    later.abort(reason);
    for (const result of await Promise.allSettled(calls)) expect(result).toEqual({ status: 'rejected', reason });
    expect((await classifier.classify(samples, sampleRate)).label).toBe('2');
  });

  it('refuses every call after dispose()', async () => {
    const other = await earshot.Classifier.load(modelPath);
    await other.dispose();
    await other.dispose();
    const gone = /^The classifier was disposed/;
    await expect(other.classify(new Float32Array(9), 8000)).rejects.toThrow(gone);
    await expect(other.classifyFile(new Blob([readFileSync(samplePath(2))]))).rejects.toThrow(gone);
    await expect(other.embed(new Float32Array(9), 8000)).rejects.toThrow(gone);
  });
});

describe('docs/embed.md', () => {
  it('gives the sizes as they are, within a twentieth', () => {
    const stated = readFileSync(projectPath('docs/embed.md'), 'utf8').matchAll(/^\| earshot \| `(\S+)` \| (\d+) \|/gm);
    const sizes = [...stated].map(([, name, raw]) => ({ name: name!, raw: Number(raw) }));
    expect(sizes.map(({ name }) => name)).toContain('earshot_core.wasm');
    for (const { name, raw } of sizes) {
      expect(Math.abs(raw / bytesOf(projectPath(`build/package/${name}`)).length - 1), name).toBeLessThan(0.05);
    }
  });
});
