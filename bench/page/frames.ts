import type { Pipeline } from '../cases/case';

type Buffer = Float32Array | Float64Array;

/** Puts a windowed frame into `out`; beyond the samples there are zeros. */
export class FrameLoader {
  private readonly samples: Float32Array;
  private readonly window: Float64Array;

  constructor(private readonly pipeline: Pipeline) {
    this.samples = Float32Array.from(pipeline.samples);
    this.window = Float64Array.from(pipeline.window);
  }

  load(frame: number, out: Buffer): void {
    const { samples, window } = this;
    const { hop, padding, preEmphasis } = this.pipeline;
    const start = frame * hop - padding;
    const begin = Math.max(0, -start);
    const end = Math.max(begin, Math.min(window.length, samples.length - start));
    out.fill(0, 0, begin);
    out.fill(0, end);
    if (preEmphasis === 0) {
      for (let i = begin; i < end; ++i) out[i] = window[i]! * samples[start + i]!;
      return;
    }
    for (let i = begin; i < end; ++i) {
      const before = start + i > 0 ? samples[start + i - 1]! : 0;
      out[i] = window[i]! * (samples[start + i]! - preEmphasis * before);
    }
  }
}

/** As librosa.power_to_db with reference 1, in place. */
export function toDecibels(values: Float32Array, { amin, topDb }: NonNullable<Pipeline['decibels']>): void {
  let loudest = -Infinity;
  for (let i = 0; i < values.length; ++i) {
    const value = 10 * Math.log10(Math.max(amin, values[i]!));
    values[i] = value;
    loudest = Math.max(loudest, value);
  }
  if (topDb === null) return;
  for (let i = 0; i < values.length; ++i) values[i] = Math.max(values[i]!, loudest - topDb);
}
