import { describe, expect, it } from 'vitest';
import createEarshotCore from 'wasm/earshot_core.js';
import type { StreamWindow } from 'wasm/earshot_core.js';
import { bytesOf, digits, modelPath, samplePath } from './support/project';
import { inTurn, writeChannels, writeFloatWav, writeWav } from './support/wav';

const core = await createEarshotCore();

function readSample(digit: number) {
  return core.readWav(bytesOf(samplePath(digit)), `${digit}.wav`);
}

function thrown(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('the core in node', () => {
  it('reads back what a WAV file holds', () => {
    const samples = Float32Array.from(
      { length: 1000 },
      (_, index) => Math.round(32768 * 0.5 * Math.sin(index / 7)) / 32768,
    );
    const clip = core.readWav(writeWav({ samples, sampleRate: 11025 }), 'sine.wav');
    expect(clip.sampleRate).toBe(11025);
    expect(clip.channels).toEqual([clip.samples]);
    expect([...clip.samples]).toEqual([...samples]);
  });

  it('mixes channels down to their mean', () => {
    const mixed = core.mixDown([
      Float32Array.of(1, 0.5, -1),
      Float32Array.of(0, 0.5, -1),
      Float32Array.of(0.5, 0.5, -1),
    ]);
    expect([...mixed]).toEqual([0.5, 0.5, -1]);
  });

  it('keeps the channels of a WAV file apart', () => {
    const left = Float32Array.of(0.5, 0.25, 0);
    const right = Float32Array.of(-0.5, 0.25, 0.75);
    const clip = core.readWav(writeChannels([left, right], 8000), 'stereo.wav');
    expect(clip.channels).toEqual([left, right]);
    expect(clip.samples).toEqual(core.mixDown([left, right]));
  });

  it('sums samples up in columns', () => {
    const columns = core.envelope(Float32Array.of(1, 1, 0, -0.5), 2);
    expect([...columns]).toEqual([1, 1, 1, -0.5, 0, expect.closeTo(Math.sqrt(0.125))]);
  });

  it('tells which part of a clip the model looks at', () => {
    const model = core.readModel(bytesOf(modelPath), 'model.onnx');
    const { sample_rate: rate } = JSON.parse(model.card()).front_end;
    const samples = Float32Array.from({ length: 3 * rate }, (_, i) => {
      const loud = i >= 1.5 * rate && i < 2.5 * rate;
      return (loud ? 0.9 : 0.001) * Math.sin((2 * Math.PI * 440 * i) / rate);
    });
    const features = model.clipFeatures([samples], rate);
    expect(features.start).toBe(1.5);
    expect(features.window).toEqual([samples.subarray(1.5 * rate, 2.5 * rate)]);
    expect(model.clipFeatures([samples.subarray(0, rate / 2)], rate).start).toBe(-0.25);
    model.delete();
  });

  it('throws errors with a name and a message that names the file', () => {
    const error = thrown(() => core.readWav(Uint8Array.of(1, 2, 3), 'noise.wav'));
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('EarshotError');
    expect(error.message).toMatch(/^noise\.wav: /);
  });

  it('refuses samples that are not numbers', () => {
    const bytes = writeFloatWav({ samples: Float32Array.of(0, NaN, 0), sampleRate: 16000 });
    expect(thrown(() => core.readWav(bytes, 'nan.wav')).message).toMatch(/nan\.wav: .*NaN/);
  });

  it('gives a stream of any block size the features that the same samples have in a file', () => {
    const model = core.readModel(bytesOf(modelPath), 'model.onnx');
    const { front_end, decision } = JSON.parse(model.card());
    const { sample_rate: modelRate, fit } = front_end;
    const clip = inTurn(digits.slice(0, 3).map(readSample), 0.7);
    const whole = model.openStream(clip.sampleRate);
    const windows = whole.push(clip.samples);
    expect(windows.length).toBeGreaterThan(20);

    const pieces = model.openStream(clip.sampleRate);
    const sizes = [128, 1, 4096, 333];
    const pieceWindows = [];
    for (let start = 0, turn = 0; start < clip.samples.length; ++turn) {
      const end = start + sizes[turn % sizes.length]!;
      pieceWindows.push(...pieces.push(clip.samples.subarray(start, end)));
      start = end;
    }
    expect(pieceWindows).toEqual(windows);

    // A window as a file of its own, at the model's rate, has the same features.
    const hops = model.openStream(modelRate);
    const hop = Math.round(decision.hop_seconds * modelRate);
    for (let start = 0; start + hop <= clip.samples.length; start += hop) {
      const [{ features }] = hops.push(clip.samples.subarray(start, start + hop)) as [StreamWindow];
      const samples = hops.lastWindow();
      expect(samples.length).toBe(fit.samples);
      const file = core.readWav(writeFloatWav({ samples, sampleRate: modelRate }), 'window.wav');
      expect(features.values).toEqual(model.clipFeatures(file.channels, file.sampleRate).values);
    }
    for (const value of [whole, pieces, hops, model]) value.delete();
  });

  it('turns what it heard into one decision, and silence into none', () => {
    const model = core.readModel(bytesOf(modelPath), 'model.onnx');
    const { labels, decision } = JSON.parse(model.card());
    const stream = model.openStream(16000);
    const sure = new Float32Array(labels.length);
    sure[1] = 1000;
    const heard = [];
    for (let time = 0.1; time < decision.suppression_seconds; time += 0.1) heard.push(stream.decide(time, sure));
    expect(heard.filter(Boolean)).toHaveLength(1);
    expect(heard.find(Boolean)).toMatchObject({ label: 1, probability: 1 });
    stream.decideSilence(5);
    expect(Math.max(...stream.smoothed())).toBeLessThan(1);
    stream.delete();
    model.delete();
  });
});
