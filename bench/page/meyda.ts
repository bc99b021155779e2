import Meyda from 'meyda';
import { version } from 'meyda/package.json';
import type { Case, Pipeline } from '../cases/case';
import type { PageContender, Work } from './contender';
import { FrameLoader, toDecibels } from './frames';

/** Its melBands, with our window and filters in the place of its own. */
export const meyda: PageContender = {
  name: 'Meyda',
  version,
  open: async ({ pipeline }: Case) =>
    pipeline && pipeline.bank.length > 0 && pipeline.cepstrum.length === 0 ? new MeydaWork(pipeline) : null,
};

class MeydaWork implements Work {
  private readonly frames: FrameLoader;
  private readonly frame: Float32Array;
  private readonly bank: Float32Array[];
  private readonly out: Float32Array;

  constructor(private readonly pipeline: Pipeline) {
    this.frames = new FrameLoader(pipeline);
    this.frame = new Float32Array(pipeline.window.length);
    this.bank = pipeline.bank.map((row) => Float32Array.from(row));
    this.out = new Float32Array(pipeline.frames * pipeline.bank.length);
  }

  run(): void {
    const { frame, out, bank } = this;
    Object.assign(Meyda, {
      bufferSize: frame.length,
      melBands: bank.length,
      melFilterBank: bank,
      windowingFunction: 'rect',
    });
    for (let index = 0; index < this.pipeline.frames; ++index) {
      this.frames.load(index, frame);
      out.set(Meyda.extract('melBands', frame) as unknown as number[], index * bank.length);
    }
  }

  /** It gives log(1 + x), which is part of its time; what is compared is x. */
  values() {
    const values = this.out.map(Math.expm1);
    if (this.pipeline.decibels) toDecibels(values, this.pipeline.decibels);
    return { values, framesFirst: true };
  }
}
