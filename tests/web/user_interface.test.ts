import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Action, AppModule, FeatureGrid } from 'wasm/earshot_app.js';
import { launch } from './support/browser';
import { projectPath } from './support/project';

// The user interface alone, in a page that has nothing else but a button before and behind it.

const html = `<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'">
<button id="before">before</button><button id="behind">behind</button>
<canvas id="drawn" width="1" height="1"></canvas>
<script type="module" src="main.js"></script>`;

const main = `
import createEarshotApp from './earshot_app.js';
const frame = window.requestAnimationFrame.bind(window);
window.framesDrawn = 0;
window.requestAnimationFrame = (draw) => frame((time) => { ++window.framesDrawn; draw(time); });
window.nextFrame = () => new Promise((resolve) => frame(resolve));
const canvas = document.getElementById('drawn');
document.body.style.margin = '0';
canvas.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%';
const app = await createEarshotApp({ canvas });
window.actions = [];
window.started = app.start();
if (window.started) {
  app.onAction((action) => window.actions.push(action));
  app.resize(innerWidth, innerHeight, devicePixelRatio);
}
window.app = app;`;

interface TestPage {
  readonly app: AppModule;
  readonly actions: Action[];
  readonly started: boolean;
  readonly framesDrawn: number;
  nextFrame(): Promise<number>;
}
declare const window: TestPage;

const labels = [...'0123456789'];

/** The color of waveforms in the dark theme: wasm_core/ui/palette.cpp. */
const waveform = '#9a8ffb';
/** What lies behind plots, and the first label's line. */
const ground = '#0d0f14';
const firstLabel = '#a491fe';

async function open(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  await page.route('http://page.test/**', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html });
    if (name === 'main.js') return route.fulfill({ contentType: 'text/javascript', body: main });
    if (!name.startsWith('earshot_app.')) return route.fulfill({ status: 404 });
    const contentType = name.endsWith('.wasm') ? 'application/wasm' : 'text/javascript';
    return route.fulfill({ contentType, body: readFileSync(projectPath(`build/wasm/wasm_core/browser/${name}`)) });
  });
  await page.goto('http://page.test/');
  await page.waitForFunction(() => window.app !== undefined);
  return page;
}

/** Shows a clip of the digit seven, as far as a formula can say it. */
async function show(page: Page): Promise<void> {
  await page.evaluate((names) => {
    const { app } = window;
    const samples = Float32Array.from({ length: 16000 }, (_, i) => Math.sin(i / 20) * Math.sin(i / 5100));
    app.setWaveform([samples], 16000);
    const values = Float32Array.from({ length: 40 * 63 }, (_, i) => -40 + 30 * Math.sin(i / 63 / 5) * Math.sin((i % 63) / 9));
    app.setFeatures(values, {
      channels: 1,
      bands: 40,
      frames: 63,
      hopSeconds: 0.016,
      scale: 'mel-slaney',
      lowHz: 0,
      highHz: 8000,
      power: 0,
      shifted: 'all',
      unit: 'dB',
    });
    const probabilities = Float32Array.from(names, (_, i) => (i === 7 ? 0.91 : 0.01));
    app.setPrediction({ headline: '7', caption: '91.0 %', labels: names, probabilities });
    app.setChoices({ samples: names, models: [], selectedModel: -1, backends: [], selectedBackend: -1 });
  }, labels);
}

/** Two channels of features, or one, all values of a channel the same, of waveforms but for the sign. */
async function showChannels(page: Page, scale: FeatureGrid['scale'], levels: readonly number[]): Promise<void> {
  await page.evaluate(
    ([kind, values]) => {
      const { app } = window;
      const [bands, frames] = kind === 'samples' ? [1, 16000] : [40, 63];
      const waves = values.map((value) => Float32Array.from({ length: 16000 }, (_, index) => value * (-1) ** index));
      app.setWaveform(waves, 16000);
      const features =
        kind === 'samples'
          ? waves.flatMap((wave) => [...wave])
          : values.flatMap((value) => new Array<number>(bands * frames).fill(value));
      app.setFeatures(Float32Array.from(features), {
        channels: values.length,
        bands,
        frames,
        hopSeconds: 1 / frames,
        scale: kind,
        lowHz: 0,
        highHz: 8000,
        power: 0,
        shifted: 'all',
        unit: '',
      });
    },
    [scale, levels] as const,
  );
  await rest(page);
}

/** Begins a stream of two labels and lets `seconds` of it come in: silence, the lower bands at 0 dB and the upper ones at
 * -80, and the first label certain. */
async function listen(page: Page, seconds: number): Promise<void> {
  await page.evaluate(() => window.app.beginStream(['a', 'b'].map((name) => ({ name, rejected: false }))));
  await hearOn(page, 0, seconds);
  await rest(page);
}

/** Lets the seconds of a stream come in that lie between. */
async function hearOn(page: Page, from: number, to: number): Promise<void> {
  await page.evaluate(
    ([start, end]) => {
      const [bands, frames] = [40, 100];
      const values = Float32Array.from({ length: bands * frames }, (_, i) => (i < (bands / 2) * frames ? 0 : -80));
      const axes = { scale: 'linear', lowHz: 0, highHz: 8000, power: 0, shifted: 'all', unit: 'dB' } as const;
      const grid = { channels: 1, bands, frames, hopSeconds: 0.01, ...axes };
      for (let time = start + 1; time <= end; ++time) {
        window.app.addToStream({ time, samples: new Float32Array(16000), sampleRate: 16000, frames: { first: 100 * (time - 1), values, grid } });
        window.app.addDecision({ time, probabilities: Float32Array.of(1, 0), heard: time % 5 === 0 ? 0 : null });
      }
    },
    [from, to] as const,
  );
}

/** The colors of the screen at these places, as '#rrggbb'. */
async function colorsAt(page: Page, ...places: readonly (readonly [number, number])[]): Promise<string[]> {
  const picture = (await page.screenshot()).toString('base64');
  return page.evaluate(
    async ([text, points]) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      canvas.drawImage(bitmap, 0, 0);
      return points.map(([x, y]) => {
        const channels = canvas.getImageData(x, y, 1, 1).data.subarray(0, 3);
        return `#${[...channels].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
      });
    },
    [picture, places] as const,
  );
}

/** Waits until what was shown has come to rest: ten frames of the browser in which the module draws none. */
function rest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let still = 0, drawn = -1; still < 10; drawn = window.framesDrawn) {
      await window.nextFrame();
      still = drawn === window.framesDrawn ? still + 1 : 0;
    }
  });
}

/** The next action that the user interface reports. */
async function nextAction(page: Page): Promise<Action> {
  await page.waitForFunction(() => window.actions.length > 0);
  return page.evaluate(() => window.actions.shift()!);
}

/** How far back the view is that an action reports. */
function backOf(action: Action | undefined): number {
  return action?.name === 'look' ? action.value.back : NaN;
}

const graphics = (page: Page, step: 'loseContext' | 'restoreContext') =>
  page.evaluate((name) => {
    const kept = window as unknown as { lossOfGraphics?: WEBGL_lose_context };
    const canvas = document.getElementById('drawn') as HTMLCanvasElement;
    kept.lossOfGraphics ??= canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
    kept.lossOfGraphics[name]();
  }, step);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('the user interface', () => {
  let page: Page;
  let errors: string[];

  beforeEach(async () => {
    page = await open(browser);
    errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await show(page);
    await rest(page);
  });
  afterEach(async () => {
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('says what was clicked', async () => {
    await page.mouse.click(144, 134);
    expect(await nextAction(page)).toEqual({ name: 'start-microphone' });
    await page.mouse.click(143, 328);
    expect(await nextAction(page)).toEqual({ name: 'play-sample', value: 2 });
    await page.mouse.click(1246, 28);
    expect(await nextAction(page)).toEqual({ name: 'choose-theme', value: 'light' });
  });

  it('gives dismissed notices back by their number', async () => {
    await page.evaluate(() => window.app.setNotices([{ id: 42, severity: 'error', text: 'Something broke.' }]));
    await rest(page);
    await page.mouse.click(896, 96);
    expect(await nextAction(page)).toEqual({ name: 'dismiss-notice', value: 42 });
  });

  it('draws nothing while nothing changes, and something when it does', async () => {
    const before = await page.evaluate(() => window.framesDrawn);
    await page.evaluate(async () => {
      for (let i = 0; i < 20; ++i) await window.nextFrame();
    });
    expect(await page.evaluate(() => window.framesDrawn)).toBe(before);
    await page.evaluate(() => window.app.setTheme('light'));
    await page.waitForFunction((count) => window.framesDrawn > count, before);
  });

  it('leaves the keyboard to the page', async () => {
    await page.mouse.click(700, 10);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('behind');
  });

  it('looks the same after the graphics were lost and came back', async () => {
    const before = await page.screenshot();
    await graphics(page, 'loseContext');
    expect(await nextAction(page)).toEqual({ name: 'graphics-lost' });
    await graphics(page, 'restoreContext');
    expect(await nextAction(page)).toEqual({ name: 'graphics-restored' });
    await rest(page);
    expect((await page.screenshot()).equals(before)).toBe(true);
  });

  it('draws as many pixels as the screen has', async () => {
    await page.evaluate(() => window.app.resize(1280, 800, 1.5));
    const size = await page.evaluate(() => {
      const { width, height } = document.getElementById('drawn') as HTMLCanvasElement;
      return { width, height };
    });
    expect(size).toEqual({ width: 1920, height: 1200 });
  });

  it('gives every channel a lane of its own', async () => {
    await showChannels(page, 'mel-slaney', [0, 1]);
    const [upper, lower] = await colorsAt(page, [600, 400], [600, 650]);
    expect(upper).toBe('#000004'); // magma's ends
    expect(lower).toBe('#fcfdbf');
  });

  it('shows a waveform that the model takes as a waveform', async () => {
    await showChannels(page, 'samples', [1]);
    expect(await colorsAt(page, [600, 200], [600, 400], [600, 600])).toEqual([waveform, waveform, waveform]);
  });

  it('shows which part of a long clip the model looks at', async () => {
    await showChannels(page, 'mel-slaney', [1]);
    await page.evaluate(() => {
      const envelope = Float32Array.from({ length: 3 * 1000 }, (_, index) => [-1, 1, 1][index % 3]!);
      window.app.setClip({ seconds: 10, windowStart: 4, envelope });
    });
    await rest(page);
    const [before, within, behind] = await colorsAt(page, [400, 132], [580, 132], [800, 132]);
    expect(within).toBe(waveform);
    expect(before).not.toBe(waveform);
    expect(behind).toBe(before);
  });

  it('shows the last seconds of a stream', async () => {
    await listen(page, 10);
    const [before, high, low] = await colorsAt(page, [400, 400], [850, 300], [850, 500]);
    expect(before).toBe(ground);
    expect([high, low]).toEqual(['#000004', '#fcfdbf']); // magma's ends
    const line = await colorsAt(page, ...[555, 556, 557, 558, 559].map((y) => [800, y] as const));
    expect(line).toContain(firstLabel);
    await show(page);
    await rest(page);
    expect(await colorsAt(page, [850, 500])).not.toEqual([low]);
  });

  it('draws the line of a rejected label gray, behind the others', async () => {
    /** The colors of the lower half of the plots, where the probabilities are. */
    const linesOf = async (probabilities: readonly number[]) => {
      await page.evaluate((values) => {
        window.app.beginStream([{ name: 'a', rejected: false }, { name: 'other', rejected: true }]);
        for (let time = 1; time <= 10; ++time) {
          window.app.addToStream({ time, samples: new Float32Array(16000), sampleRate: 16000, frames: null });
          window.app.addDecision({ time, probabilities: Float32Array.from(values), heard: null });
        }
      }, probabilities);
      await rest(page);
      return colorsAt(page, ...[...Array(290).keys()].map((down) => [800, 440 + down] as const));
    };
    const channelsOf = (color: string) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    const colorful = (color: string) => Math.max(...channelsOf(color)) - Math.min(...channelsOf(color)) > 40;
    expect((await linesOf([0.8, 0])).some(colorful)).toBe(true);
    // Both lie on the same line: the other is not seen.
    expect(await linesOf([0.8, 0.8])).toContain(firstLabel);
    const gray = await linesOf([0, 0.8]);
    expect(gray.some(colorful)).toBe(false);
    expect(gray.some((color) => channelsOf(color)[0]! > 64)).toBe(true);
  });

  it('has the colors that are asked for, of features and of a stream', async () => {
    await showChannels(page, 'mel-slaney', [0, 1]);
    await page.evaluate(() => window.app.setColorMap('viridis'));
    await rest(page);
    expect(await colorsAt(page, [600, 400], [600, 650])).toEqual(['#440154', '#fde725']); // viridis's ends
    await listen(page, 10);
    expect(await colorsAt(page, [850, 300], [850, 500])).toEqual(['#440154', '#fde725']);
    await page.evaluate(() => window.app.setColorMap('gray'));
    await rest(page);
    expect(await colorsAt(page, [850, 300], [850, 500])).toEqual(['#000000', '#ffffff']);
  });

  it('holds a minute, and shows of it what is asked for', async () => {
    await listen(page, 100);
    await page.evaluate(() => window.app.look({ paused: true, seconds: 10, back: 70 }));
    expect(await nextAction(page)).toEqual({ name: 'look', value: { paused: true, seconds: 10, back: 50 } });
    await page.evaluate(() => window.app.look({ paused: false, seconds: 500, back: 3 }));
    expect(await nextAction(page)).toEqual({ name: 'look', value: { paused: false, seconds: 60, back: 0 } });
    expect(await colorsAt(page, [370, 500])).toEqual(['#fcfdbf']);
  });

  it('pauses, zooms and scrubs', async () => {
    await listen(page, 60);
    await page.mouse.click(881, 104);
    expect(await nextAction(page)).toEqual({ name: 'look', value: { paused: true, seconds: 15, back: 0 } });
    await page.mouse.click(817, 104);
    expect(await nextAction(page)).toMatchObject({ name: 'look', value: { seconds: 10 } });
    await page.mouse.move(500, 400);
    await page.mouse.wheel(0, 100);
    const zoomed = await nextAction(page);
    expect(zoomed).toMatchObject({ name: 'look', value: { paused: true, seconds: 15 } });
    await page.mouse.down();
    await page.mouse.move(600, 400, { steps: 5 });
    await page.mouse.up();
    await rest(page);
    const scrubbed = (await page.evaluate(() => window.actions.splice(0))).at(-1);
    // A hundred of 500 pixels are a fifth of 15 s.
    expect(backOf(scrubbed) - backOf(zoomed)).toBeCloseTo(3, 0);
    await page.mouse.click(881, 104);
    expect(await nextAction(page)).toMatchObject({ value: { paused: false, back: 0 } });
  });

  it('draws nothing of a stream behind a pause, and comes to rest when none goes on', async () => {
    await listen(page, 20);
    await page.evaluate(() => window.app.look({ paused: true, seconds: 15, back: 0 }));
    await rest(page);
    const before = await page.evaluate(() => window.framesDrawn);
    await hearOn(page, 20, 25);
    await page.evaluate(async () => {
      for (let i = 0; i < 10; ++i) await window.nextFrame();
    });
    expect(await page.evaluate(() => window.framesDrawn)).toBe(before);
  });

  it('goes on in one step where motion is reduced', async () => {
    await page.evaluate(() => window.app.setReducedMotion(true));
    await listen(page, 20);
    const before = await page.evaluate(() => window.framesDrawn);
    await hearOn(page, 20, 21);
    await rest(page);
    expect((await page.evaluate(() => window.framesDrawn)) - before).toBeLessThanOrEqual(3);
  });

  it('shows a stream again after the graphics were lost and came back', async () => {
    await listen(page, 20);
    await graphics(page, 'loseContext');
    await graphics(page, 'restoreContext');
    await page.waitForFunction(() => window.actions.some(({ name }) => name === 'graphics-restored'));
    await rest(page);
    expect(await colorsAt(page, [500, 500])).toEqual(['#fcfdbf']);
  });

  it('scrolls through labels that are too many for the panel', async () => {
    await page.evaluate(() => {
      const names = Array.from({ length: 50 }, (_, index) => `${index} - a rather long name`);
      const probabilities = Float32Array.from(names, (_, index) => (50 - index) / 1275);
      window.app.setPrediction({ headline: names[0]!, caption: '', labels: names, probabilities });
    });
    await rest(page);
    const before = await page.screenshot();
    await page.mouse.move(1100, 400);
    await page.mouse.wheel(0, 300);
    await rest(page);
    expect((await page.screenshot()).equals(before)).toBe(false);
  });

  it('refuses features that do not fit their axes', async () => {
    const refusal = page.evaluate(() =>
      window.app.setFeatures(new Float32Array(4), {
        channels: 2,
        bands: 2,
        frames: 2,
        hopSeconds: 1,
        scale: 'coefficients',
        lowHz: 0,
        highHz: 0,
        power: 0,
        shifted: 'all',
        unit: '',
      }),
    );
    await expect(refusal).rejects.toThrow(/channels times bands times frames/);
  });
});

describe('on a phone', () => {
  it('hears taps, and scrolls instead when a finger moves', async () => {
    const page = await open(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 2 });
    await show(page);
    await rest(page);
    const before = await page.screenshot();
    const fingers = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      fingers.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 195, y }] });

    await touch('touchStart', 624);
    for (let y = 614; y > 300; y -= 20) await touch('touchMove', y);
    await touch('touchEnd');
    await rest(page);
    expect(await page.evaluate(() => window.actions)).toEqual([]);
    expect((await page.screenshot()).equals(before)).toBe(false);

    await page.mouse.move(195, 400);
    await page.mouse.wheel(0, -5000);
    await rest(page);
    await page.touchscreen.tap(195, 624);
    expect(await nextAction(page)).toEqual({ name: 'start-microphone' });
    await page.context().close();
  });

  it('scrubs with one finger and zooms with two', async () => {
    const page = await open(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 2 });
    await listen(page, 60);
    await page.mouse.move(195, 400);
    await page.mouse.wheel(0, 5000);
    await page.mouse.wheel(0, -400);
    await rest(page);
    const fingers = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...places: number[]) =>
      fingers.send('Input.dispatchTouchEvent', { type, touchPoints: places.map((x, id) => ({ x, y: 420, id })) });
    await touch('touchStart', 150);
    for (let x = 160; x <= 250; x += 10) await touch('touchMove', x);
    await touch('touchEnd');
    await rest(page);
    const scrubbed = (await page.evaluate(() => window.actions.splice(0))).at(-1);
    expect(scrubbed).toMatchObject({ name: 'look', value: { paused: true, seconds: 15 } });
    expect(backOf(scrubbed)).toBeGreaterThan(1);

    await touch('touchStart', 180, 220);
    for (let x = 0; x <= 40; x += 10) await touch('touchMove', 180 - x / 2, 220 + x / 2);
    await touch('touchEnd');
    await rest(page);
    const zoomed = (await page.evaluate(() => window.actions.splice(0))).at(-1);
    expect(zoomed?.name === 'look' && zoomed.value.seconds).toBeCloseTo(7.5, 1);
    await page.context().close();
  });
});

describe('without WebGL', () => {
  it('says that it can not start', async () => {
    const blind = await launch({ webgl: false });
    const page = await open(blind);
    expect(await page.evaluate(() => window.started)).toBe(false);
    await blind.close();
  });
});
