import digitsUrl from '../../assets/models/digits.onnx?url';
import { Classifier } from '../../web/classifier/classifier';
import type { ClipInput } from '../../web/worker/protocol';

/** Milliseconds of every run. */
export interface EndToEnd {
  /** In the worker: samples to features, and features to logits. */
  readonly features: number[];
  readonly inference: number[];
  /** From the page's call to the page's answer. */
  readonly whole: number[];
}

/** Classifies a clip so many times as a page does: in the worker, by the shipped model, on WASM. */
export async function classifyOften(samples: Float32Array, sampleRate: number, runs: number): Promise<EndToEnd> {
  const classifier = new Classifier();
  const bytes = new Uint8Array(await (await fetch(digitsUrl)).arrayBuffer());
  await classifier.load(bytes, 'digits.onnx', 'wasm');
  const times: EndToEnd = { features: [], inference: [], whole: [] };
  for (let run = 0; run < runs; ++run) {
    const clip: ClipInput = { kind: 'channels', channels: [samples.slice()], sampleRate };
    const begin = performance.now();
    const { timing } = await classifier.classify(clip, 'chirp');
    times.whole.push(performance.now() - begin);
    times.features.push(timing.features);
    times.inference.push(timing.inference ?? 0);
  }
  classifier.close();
  return times;
}
