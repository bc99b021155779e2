import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import { createSampleChannel, openWriter } from '../../web/audio/sample_channel';
import type { Backend, BackendKind, Runtime } from '../../web/backend/backend';
import type { AdapterReport } from '../../web/backend/webgpu';
import type { Features } from '../../web/core/core_module';
import { EarshotError } from '../../web/core/error';
import { Engine } from '../../web/worker/engine';
import type { EngineEvents, StreamPart, WindowResult } from '../../web/worker/protocol';
import { bytesOf, digits, modelPath, samplePath } from './support/project';
import { inTurn, writeFloatWav } from './support/wav';

const core = await createEarshotCore();
const card = JSON.parse(core.readModel(bytesOf(modelPath), 'model.onnx').card());
const trainedLogits: number[] = card.self_check.logits;

/** Stands in for ONNX Runtime: its logits depend on every feature, and it takes as long as it is told. */
class FakeBackend implements Backend {
  readonly description = 'fake';
  released = false;
  private selfCheck: Float32Array | undefined;
  lose: (reason: string) => void = () => undefined;
  readonly lost = new Promise<string>((resolve) => (this.lose = resolve));

  constructor(
    readonly kind: BackendKind,
    private readonly milliseconds: number,
    private readonly offBy = 0,
  ) {}

  async run({ values }: Features): Promise<Float32Array> {
    if (this.released) throw new Error('ran after its release');
    if (this.milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, this.milliseconds));
    // What is asked first is the self-check.
    this.selfCheck ??= values;
    if (values === this.selfCheck) return Float32Array.from(trainedLogits, (logit) => logit + this.offBy);
    return Float32Array.from(trainedLogits, (_, label) =>
      values.reduce((sum, value, index) => sum + value * Math.sin(index + label), 0),
    );
  }

  async release(): Promise<void> {
    this.released = true;
  }
}

const backends = vi.hoisted(() => ({
  wasm: (): Backend => {
    throw new Error('not set');
  },
  webgpu: (): Backend => {
    throw new Error('not set');
  },
  adapter: null as AdapterReport | null,
}));

const runtime: Runtime = {
  openWasm: async () => backends.wasm(),
  openWebGpu: async () => backends.webgpu(),
};
vi.mock('../../web/backend/webgpu', () => ({ findAdapter: async () => backends.adapter }));

const gpu: AdapterReport = { description: 'a real one', software: false };

let told: { name: keyof EngineEvents; parameters: unknown[] }[];
let engine: Engine;

/** What the engine told under that name, once there are that many. */
function tellings<Name extends keyof EngineEvents>(name: Name, count = 1): Promise<Parameters<EngineEvents[Name]>[]> {
  return vi.waitFor(
    () => {
      const found = told.filter((telling) => telling.name === name).map(({ parameters }) => parameters);
      expect(found.length).toBeGreaterThanOrEqual(count);
      return found as Parameters<EngineEvents[Name]>[];
    },
    { timeout: 30_000 },
  );
}

beforeEach(() => {
  told = [];
  engine = new Engine(core, runtime, (name, ...parameters) => told.push({ name, parameters }));
  backends.wasm = () => new FakeBackend('wasm', 0);
  backends.webgpu = () => new FakeBackend('webgpu', 0);
  backends.adapter = null;
});
// An engine measures its backend after it is ready; it must not go on in the next test.
afterEach(() => engine.dispose());

describe('the choice of a backend', () => {
  it('is WASM where there is nothing else', async () => {
    const { backend } = await engine.load(bytesOf(modelPath), 'model.onnx', 'auto');
    expect(backend).toMatchObject({ kind: 'wasm', verified: true, selfCheckError: 0 });
  });

  it('falls on WebGPU where a GPU is there and measured to be faster', async () => {
    backends.adapter = gpu;
    const slow = new FakeBackend('wasm', 5);
    backends.wasm = () => slow;
    const { backend } = await engine.load(bytesOf(modelPath), 'model.onnx', 'auto');
    expect(backend.kind).toBe('wasm');
    expect((await tellings('backend'))[0]![0]).toMatchObject({ kind: 'webgpu', verified: true });
    expect(slow.released).toBe(true);
  });

  it.each([
    ['it is slower', () => new FakeBackend('webgpu', 5)],
    ['its logits are wrong', () => new FakeBackend('webgpu', 0, 1)],
  ])('stays with WASM when there is a GPU but %s', async (_, open) => {
    backends.adapter = gpu;
    backends.wasm = () => new FakeBackend('wasm', 2);
    const other = open();
    backends.webgpu = () => other;
    await engine.load(bytesOf(modelPath), 'model.onnx', 'auto');
    await vi.waitFor(() => expect(other.released).toBe(true), { timeout: 10_000 });
    expect(told.filter(({ name }) => name === 'backend')).toEqual([]);
    expect((await tellings('measured', 2)).map(([kind]) => kind)).toEqual(['wasm', 'webgpu']);
  });

  it('says why it is not the one that was asked for', async () => {
    backends.webgpu = () => {
      throw new EarshotError('there is none');
    };
    const { backend } = await engine.load(bytesOf(modelPath), 'model.onnx', 'webgpu');
    expect(backend).toMatchObject({ kind: 'wasm', notice: expect.stringMatching(/there is none/) });
  });

  it('is WASM again when the device is lost, also in the middle of a run', async () => {
    const lost = new FakeBackend('webgpu', 0);
    backends.webgpu = () => lost;
    await engine.load(bytesOf(modelPath), 'model.onnx', 'webgpu');
    lost.run = () => new Promise(() => lost.lose('unplugged'));
    const result = await engine.classify({ kind: 'wav', bytes: bytesOf(samplePath(1)) }, 'one.wav');
    expect(result.backend).toBe('wasm');
    expect((await tellings('backend'))[0]![0]).toMatchObject({
      kind: 'wasm',
      notice: expect.stringMatching(/unplugged/),
    });
  });

  it('does not hide that a self-check failed', async () => {
    backends.wasm = () => new FakeBackend('wasm', 0, 0.5);
    const { backend } = await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
    expect(backend.verified).toBe(false);
    expect(backend.selfCheckError).toBeCloseTo(0.5 / Math.max(1, ...trainedLogits.map(Math.abs)));
  });
});

describe('a model that is refused', () => {
  it('leaves the one before in its place', async () => {
    await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
    await expect(engine.load(Uint8Array.of(1, 2, 3), 'wrong.onnx', 'wasm')).rejects.toThrow(/wrong\.onnx/);
    await engine.classify({ kind: 'wav', bytes: bytesOf(samplePath(1)) }, 'one.wav');
  });
});

describe('listening', () => {
  const speech = inTurn(
    digits.slice(0, 2).map((digit) => core.readWav(bytesOf(samplePath(digit)), `${digit}.wav`)),
    0.5,
  );

  function say({ samples, sampleRate }: typeof speech): Promise<void> {
    const { source, sink } = createSampleChannel(false);
    const listening = engine.listen(source, sampleRate);
    const writer = openWriter(sink);
    for (let start = 0; start < samples.length; start += 128) writer.write(samples.subarray(start, start + 128));
    return listening;
  }

  it('gives the same samples the same logits as a file', async () => {
    await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
    await engine.show('model');
    // In short pieces, so that no window has to be given up.
    const heard: (WindowResult & Pick<StreamPart, 'samples'>)[] = [];
    for (const word of digits.slice(0, 3).map((digit) => core.readWav(bytesOf(samplePath(digit)), `${digit}.wav`))) {
      told = [];
      await say(inTurn([word], 1.4 - word.samples.length / word.sampleRate));
      const windows = (await tellings('window', 12)).slice(0, 12).map(([result]) => result);
      const parts = new Map((await tellings('stream', 12)).map(([{ time, samples }]) => [time, samples]));
      heard.push(...windows.map((window) => ({ ...window, samples: parts.get(window.time)! })));
    }
    const loud = heard.filter(({ logits }) => logits);
    expect(loud).toHaveLength(9); // of three words, those that end at 1.0, 1.1 and 1.2 s
    for (const { samples, logits } of loud) {
      const bytes = writeFloatWav({ samples, sampleRate: card.front_end.sample_rate });
      const file = await engine.classify({ kind: 'wav', bytes }, 'window.wav');
      expect(file.logits).toEqual(logits);
    }
  });

  it('gives up old windows when the backend is slow, and counts them', async () => {
    backends.wasm = () => new FakeBackend('wasm', 50);
    await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
    await say(speech);
    const windows = Math.floor(speech.samples.length / speech.sampleRate / card.decision.hop_seconds);
    const losses = (await tellings('loss')).map(([loss]) => loss);
    expect(losses[losses.length - 1]).toMatchObject({ samples: 0 });
    await vi.waitFor(
      () => {
        const heard = told.filter(({ name }) => name === 'window').length;
        const lost = told
          .filter(({ name }) => name === 'loss')
          .map(({ parameters }) => (parameters[0] as { windows: number }).windows);
        expect(heard + Math.max(...lost)).toBeGreaterThan(windows - 3);
      },
      { timeout: 10_000 },
    );
  });

  it('classifies nothing before a whole window was heard', async () => {
    await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
    await say({ samples: new Float32Array(20000).fill(0.1), sampleRate: 16000 });
    for (const [result] of await tellings('window', 12)) {
      expect(result.complete).toBe(result.time > 0.99);
      expect(result.logits !== null).toBe(result.complete);
    }
  });

  it('goes on in silence without asking the backend', async () => {
    await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
    await say({ samples: new Float32Array(16000), sampleRate: 16000 });
    for (const [result] of await tellings('window', 3)) {
      expect(result).toMatchObject({ silent: true, logits: null, detection: null });
      expect(result.features.values.length).toBeGreaterThan(0);
    }
    expect((await tellings('level'))[0]![0]).toEqual({ rms: -120, peak: -120 });
  });

  describe('shows', () => {
    /** Frames by their numbers, each with its bands in a row; later parts mend earlier ones. */
    function framesOf(parts: readonly StreamPart[]): Map<number, number[]> {
      const frames = new Map<number, number[]>();
      for (const { frames: part } of parts) {
        const { first, bands, frames: count, values } = part!;
        for (let frame = 0; frame < count; ++frame) {
          frames.set(first + frame, Array.from({ length: bands }, (_, band) => values[band * count + frame]!));
        }
      }
      return frames;
    }

    const partsTold = () => told.filter(({ name }) => name === 'stream').map(({ parameters }) => parameters[0] as StreamPart);

    /** Lets the stream come in, whole; returns the parts that were told of it. */
    async function hearAll(): Promise<StreamPart[]> {
      await say(speech);
      const seconds = speech.samples.length / speech.sampleRate;
      await vi.waitFor(() => expect(partsTold().at(-1)?.time).toBeGreaterThan(seconds - 0.2), { timeout: 10_000 });
      return partsTold();
    }

    it('nothing of a stream unless it is asked to', async () => {
      await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
      await say(speech);
      await tellings('window', 5);
      expect(partsTold()).toEqual([]);
    });

    it('what was heard as anything else, at once and after the end of the stream, as if it always had', async () => {
      await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
      await engine.show('mfcc');
      const live = framesOf(await hearAll());
      for (const features of ['linear', 'model', 'mfcc'] as const) {
        told = [];
        await engine.show(features);
        expect(partsTold()).toHaveLength(1);
        expect(framesOf(partsTold()).size).toBe(live.size);
      }
      expect(framesOf(partsTold())).toEqual(live);
      await engine.stopListening();
      told = [];
      await engine.show('linear');
      expect(partsTold()[0]!.frontEnd.kind).toBe('spectrogram');
      expect(framesOf(partsTold()).size).toBe(live.size);
    });

    it('what was heard before a pause as anything else, beside what was heard since', async () => {
      await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
      await engine.show('model');
      await hearAll();
      await engine.pause(true);
      told = [];
      await engine.show('mfcc');
      expect(partsTold()).toHaveLength(2);
      expect(partsTold()[0]!.frames).toEqual(partsTold()[1]!.frames);
      await engine.pause(false);
      told = [];
      await engine.show('linear');
      expect(partsTold()).toHaveLength(1);
    });

    it('nothing any more of a stream that another model has heard', async () => {
      await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
      await engine.show('model');
      await hearAll();
      await engine.stopListening();
      await engine.load(bytesOf(modelPath), 'other.onnx', 'wasm');
      told = [];
      await engine.show('linear');
      expect(partsTold()).toEqual([]);
    });
  });

  it('goes over to another model without stopping', async () => {
    await engine.load(bytesOf(modelPath), 'model.onnx', 'wasm');
    const { source, sink } = createSampleChannel(false);
    await engine.listen(source, 16000);
    await engine.load(bytesOf(modelPath), 'other.onnx', 'wasm');
    const writer = openWriter(sink);
    for (let block = 0; block < 140; ++block) writer.write(new Float32Array(128).fill(0.1));
    const windows = await tellings('window', 10);
    expect(windows[0]![0].time).toBeLessThan(1);
    expect(windows[9]![0].logits).toHaveLength(trainedLogits.length);
  });
});
