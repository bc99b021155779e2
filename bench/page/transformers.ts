import { env, spectrogram, type Tensor } from '@huggingface/transformers';
import mjsUrl from '../node_modules/@huggingface/transformers/dist/ort-wasm-simd-threaded.jsep.mjs?url';
import wasmUrl from '../node_modules/@huggingface/transformers/dist/ort-wasm-simd-threaded.jsep.wasm?url';
import type { Case, Pipeline } from '../cases/case';
import type { PageContender, Work } from './contender';

/** The mel spectrogram inside its audio models, with our window and filters. Version 4 does not give it out any more. */
export const transformers: PageContender = {
  name: 'transformers.js',
  version: env.version,
  open: async ({ pipeline }: Case) => {
    if (!pipeline || pipeline.bank.length === 0 || pipeline.cepstrum.length > 0) return null;
    // Its products of matrices are ONNX Runtime's, which it would fetch from elsewhere.
    Object.assign(env.backends.onnx.wasm!, { numThreads: 1, wasmPaths: { mjs: mjsUrl, wasm: wasmUrl } });
    return new TransformersWork(pipeline);
  },
};

class TransformersWork implements Work {
  private readonly samples: Float32Array;
  private readonly window: Float64Array;
  private out: Tensor | undefined;

  constructor(private readonly pipeline: Pipeline) {
    this.samples = Float32Array.from(pipeline.samples);
    this.window = Float64Array.from(pipeline.window);
  }

  async run(): Promise<void> {
    const { hop, padding, bank, decibels } = this.pipeline;
    this.out = await spectrogram(this.samples, this.window, this.window.length, hop, {
      power: 2,
      center: padding > 0,
      pad_mode: 'constant',
      mel_filters: bank as number[][],
      ...(decibels ? { log_mel: 'dB', min_value: decibels.amin } : {}),
      ...(decibels && decibels.topDb !== null ? { db_range: decibels.topDb } : {}),
    });
  }

  values() {
    return { values: this.out!.data as Float32Array, framesFirst: false };
  }
}
