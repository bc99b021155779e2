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

/** A model as a page has it: in a worker, on WASM. */
export async function openModel(bytes: Uint8Array, name: string): Promise<Classifier> {
  const classifier = new Classifier();
  await classifier.load(bytes, name, 'wasm');
  return classifier;
}

/** Classifies a clip so many times. */
export async function classifyOften(
  classifier: Classifier,
  samples: Float32Array,
  sampleRate: number,
  runs: number,
): Promise<EndToEnd> {
  const times: EndToEnd = { features: [], inference: [], whole: [] };
  for (let run = 0; run < runs; ++run) {
    const clip: ClipInput = { kind: 'channels', channels: [samples.slice()], sampleRate };
    const begin = performance.now();
    const { timing } = await classifier.classify(clip, 'chirp');
    times.whole.push(performance.now() - begin);
    times.features.push(timing.features);
    times.inference.push(timing.inference ?? 0);
  }
  return times;
}
