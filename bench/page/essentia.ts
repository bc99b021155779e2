import Essentia from 'essentia.js/dist/essentia.js-core.es.js';
import { EssentiaWASM } from 'essentia.js/dist/essentia-wasm.es.js';
import { version } from 'essentia.js/package.json';
import type { Case, Pipeline } from '../cases/case';
import type { PageContender, Work } from './contender';
import { FrameLoader, toDecibels } from './frames';

/** Its Spectrum and its MelBands, with Slaney's filters. */
export const essentia: PageContender = {
  name: 'essentia.js',
  version,
  open: async ({ pipeline }: Case) =>
    pipeline && pipeline.bank.length > 0 && pipeline.cepstrum.length === 0 ? new EssentiaWork(pipeline) : null,
};

class EssentiaWork implements Work {
  private readonly essentia = new Essentia(EssentiaWASM);
  private readonly frames: FrameLoader;
  private readonly frame: Float32Array;
  private readonly out: Float32Array;

  constructor(private readonly pipeline: Pipeline) {
    this.frames = new FrameLoader(pipeline);
    this.frame = new Float32Array(pipeline.window.length);
    this.out = new Float32Array(pipeline.frames * pipeline.bank.length);
  }

  run(): void {
    const { essentia, frame, out, pipeline } = this;
    const bands = pipeline.bank.length;
    const { sampleRate, highHz } = pipeline.bankOf!;
    for (let index = 0; index < pipeline.frames; ++index) {
      this.frames.load(index, frame);
      const signal = essentia.arrayToVector(frame);
      const { spectrum } = essentia.Spectrum(signal, frame.length);
      const mel = essentia.MelBands(
        spectrum,
        highHz,
        frame.length / 2 + 1,
        false,
        0,
        'unit_tri',
        bands,
        sampleRate,
        'power',
        'slaneyMel',
        'linear',
      ).bands;
      out.set(essentia.vectorToArray(mel), index * bands);
      // Objects of its memory, which nobody else frees.
      for (const vector of [signal, spectrum, mel]) vector.delete();
    }
    if (pipeline.decibels) toDecibels(out, pipeline.decibels);
  }

  values() {
    return { values: this.out, framesFirst: true };
  }
}
