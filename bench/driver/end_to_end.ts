import { readFileSync } from 'node:fs';
import { chirpWithNoise } from '../cases/cases';
import { listenLive, type LiveResult } from './live';
import { BenchPage } from './page';
import { number } from './report';
import { quantile } from './statistics';
import { table } from './table';
import { latency, measureStartup, type Startup } from './transfer';

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly largest: number;
}

export interface EndToEndResult {
  readonly runs: number;
  readonly stages: Record<string, Percentiles>;
  readonly live: LiveResult;
  readonly startup: Startup;
}

export interface Extent {
  readonly runs: number;
  /** Of microphone. */
  readonly minutes: number;
  readonly visits: number;
  /** Of brotli, 1 to 11. */
  readonly quality: number;
}

export const fullExtent: Extent = { runs: 10_000, minutes: 10, visits: 7, quality: 11 };
export const quickExtent: Extent = { runs: 100, minutes: 0.5, visits: 1, quality: 4 };

/** From samples to the label of the shipped model: many clips, a long stream, and the way there. */
export async function measureEndToEnd(extent: Extent, path: string, hopSeconds: number): Promise<EndToEndResult> {
  const { runs, minutes, visits, quality } = extent;
  console.error(`Classifying ${runs} times`);
  const page = await BenchPage.open();
  const model = await page.openModel(readFileSync(path), 'digits.onnx');
  const times = await page.classifyOften(model, chirpWithNoise(1, 16000), 16000, runs);
  await page.close();
  const both = times.features.map((value, run) => value + times.inference[run]!);
  const stages = {
    'samples to features': percentilesOf(times.features),
    'features to logits': percentilesOf(times.inference),
    'samples to label': percentilesOf(both),
    'the same, as the page sees it': percentilesOf(times.whole),
  };
  console.error(`Listening for ${minutes} minutes`);
  const live = await listenLive(minutes, hopSeconds);
  console.error('Visiting the page');
  return { runs, stages, live, startup: await measureStartup(visits, quality) };
}

function percentilesOf(times: readonly number[]): Percentiles {
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), largest: Math.max(...times) };
}

export function endToEndText({ runs, stages, live, startup }: EndToEndResult): string {
  const stageRows = Object.entries(stages).map(([name, { p50, p99, largest }]) => [
    name,
    number(p50),
    number(p99),
    number(largest),
  ]);
  const total = startup.files.reduce(
    (sum, { raw, brotli }) => ({ name: 'together', raw: sum.raw + raw, brotli: sum.brotli + brotli }),
    { name: 'together', raw: 0, brotli: 0 },
  );
  const { memory, growth, drawing, stopped } = live;
  return [
    `A second at 16 kHz to its label, ${runs} times in the worker (digits.onnx, WASM, one thread)`,
    table(['ms', 'p50', 'p99', 'largest'], stageRows),
    `Microphone: ${(live.seconds / 60).toFixed(1)} minutes, ${live.hops} hops, ${live.dropped} dropped, ` +
      `${live.lostSamples} samples lost; a window takes ${number(live.median)} ms, p99 ${number(live.p99)} ms`,
    table(
      ['minute', 'JavaScript, MB', 'WebAssembly, MB'],
      memory
        .filter((_, index) => index % Math.ceil(memory.length / 10) === 0 || index === memory.length - 1)
        .map(({ minute, heap, wasm }) => [minute.toFixed(1), megabytes(heap), megabytes(wasm)]),
    ),
    `After the first minute: JavaScript ${signed(growth.heap)} MB, WebAssembly ${signed(growth.wasm)} MB`,
    `Drawing while it listens, 1280 x 800: ${Math.round(drawing.frames / drawing.seconds)} frames a second; the main thread ` +
      `draws a frame in ${number(drawing.p50)} ms, p99 ${number(drawing.p99)} ms, and works ` +
      `${number((1000 * drawing.threadTime) / drawing.frames)} ms of processor time a frame, all its tasks together ` +
      `(${number((100 * drawing.threadTime) / drawing.seconds)} % of the time); ${stopped.frames} frames in ` +
      `${Math.round(stopped.seconds)} s after "Stop"`,
    `From the address to "ready", a server ${latency} ms away: ${Math.round(startup.first)} ms at the first visit, ` +
      `${Math.round(startup.again)} ms when one comes back. A first visit transfers`,
    table(
      ['file', 'kB', 'kB, brotli'],
      [...startup.files, total].map(({ name, raw, brotli }) => [name, kilobytes(raw), kilobytes(brotli)]),
    ),
  ].join('\n\n');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}

function signed(bytes: number): string {
  return `${bytes < 0 ? '' : '+'}${megabytes(bytes)}`;
}

function kilobytes(bytes: number): string {
  return (bytes / 1e3).toFixed(1);
}
