import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launch } from '../../tests/web/support/browser';
import { serve } from '../../tests/web/support/server';
import { sound } from '../../tests/web/support/sounds';
import { writeChannels } from '../../tests/web/support/wav';
import { DrawingProbe, type Drawing } from './drawing';
import { MemoryProbe, type Memory } from './memory';
import { quantile } from './statistics';

/** What the page has heard so far. */
interface Heard {
  /** Windows that were classified. */
  results: number;
  /** Seconds of stream at the end of the first and of the last of them. */
  first: number;
  last: number;
  /** As the page itself counts them. */
  lostSamples: number;
  lostWindows: number;
  /** Of every classification, milliseconds. */
  times: number[];
}

export interface LiveResult {
  readonly seconds: number;
  readonly hops: number;
  /** Hops of the stream without a result. */
  readonly dropped: number;
  readonly lostSamples: number;
  /** Features and inference of a window, milliseconds. */
  readonly median: number;
  readonly p99: number;
  readonly memory: readonly (Memory & { readonly minute: number })[];
  /** From the first minute to the end, bytes. */
  readonly growth: Memory;
  /** While it listens, and once it has stopped and come to rest. */
  readonly drawing: Drawing;
  readonly stopped: Pick<Drawing, 'seconds' | 'frames'>;
}

const rate = 48000;
/** Of the memory, seconds. */
const measuredEvery = 20;
/** Of the drawing, seconds. */
const watched = 10;

/** The page as it ships listens to a microphone that never falls silent, so that every hop must be classified. */
export async function listenLive(minutes: number, hopSeconds: number): Promise<LiveResult> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  const file = join(folder, 'sound.wav');
  writeFileSync(file, writeChannels(sound(1, 30, rate), rate));
  const server = await serve();
  const browser = await launch({ heard: file });
  try {
    const context = await browser.newContext({ permissions: ['microphone'], viewport: { width: 1280, height: 800 } });
    await MemoryProbe.prepare(context);
    await DrawingProbe.prepare(context);
    const page = await context.newPage();
    await page.addInitScript(remember);
    await page.goto(server.url);
    await page.waitForSelector('[data-earshot="ready"]');
    const probe = await MemoryProbe.open(page);
    await page.getByRole('button', { name: 'Listen', exact: true }).click();
    await page.waitForFunction(() => theHeard().results > 0);

    const memory: (Memory & { minute: number })[] = [];
    const begin = performance.now();
    for (let elapsed = 0; elapsed < 60 * minutes; ) {
      await page.waitForTimeout(1000 * Math.min(measuredEvery, 60 * minutes - elapsed));
      elapsed = (performance.now() - begin) / 1000;
      memory.push({ minute: elapsed / 60, ...(await probe.measure()) });
    }
    const drawings = await DrawingProbe.open(page);
    const drawing = await drawings.measure(watched);
    const heard = await heardBy(page);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.waitForSelector('[data-earshot="ready"]');
    await page.waitForTimeout(1000);
    const { seconds, frames } = await drawings.measure(watched);
    return { ...summary(heard, memory, hopSeconds), drawing, stopped: { seconds, frames } };
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** In the page. */
declare function theHeard(): Heard;

function remember(): void {
  const heard: Heard = { results: 0, first: NaN, last: NaN, lostSamples: 0, lostWindows: 0, times: [] };
  document.addEventListener('earshot:result', (event) => {
    const { time, featuresMs, inferenceMs } = (event as CustomEvent).detail;
    if (heard.results++ === 0) heard.first = time;
    heard.last = time;
    heard.times.push(featuresMs + inferenceMs);
  });
  document.addEventListener('earshot:loss', (event) => {
    const { samples, windows } = (event as CustomEvent).detail;
    Object.assign(heard, { lostSamples: samples, lostWindows: windows });
  });
  Object.assign(globalThis, {
    theHeard() {
      return heard;
    },
  });
}

function heardBy(page: Page): Promise<Heard> {
  return page.evaluate(() => theHeard());
}

function summary(
  heard: Heard,
  memory: (Memory & { minute: number })[],
  hopSeconds: number,
): Omit<LiveResult, 'drawing' | 'stopped'> {
  const hops = Math.round((heard.last - heard.first) / hopSeconds) + 1;
  const end = memory.at(-1)!;
  const settled = memory.find(({ minute }) => minute >= 1) ?? end;
  return {
    seconds: heard.last,
    hops,
    dropped: Math.max(hops - heard.results, heard.lostWindows),
    lostSamples: heard.lostSamples,
    median: quantile(heard.times, 0.5),
    p99: quantile(heard.times, 0.99),
    memory,
    growth: { heap: end.heap - settled.heap, wasm: end.wasm - settled.wasm },
  };
}
