import FFT from 'fft.js';
import { version } from 'fft.js/package.json';
import type { Case, Pipeline } from '../cases/case';
import type { PageContender, Work } from './contender';
import { FrameLoader, toDecibels } from './frames';

/** What one would write by hand: fft.js, and of every filter only the bins that it hears. */
export const plain: PageContender = {
  name: 'plain JS, fft.js',
  version,
  open: async ({ pipeline }: Case) => (pipeline ? new PlainWork(pipeline) : null),
};

interface Band {
  readonly firstBin: number;
  readonly weights: Float64Array;
}

class PlainWork implements Work {
  private readonly frames: FrameLoader;
  private readonly fft: FFT;
  private readonly frame: Float64Array;
  private readonly spectrum: number[];
  private readonly power: Float64Array;
  private readonly bands: Band[];
  private readonly energies: Float64Array;
  private readonly cepstrum: Float64Array[];
  private readonly out: Float32Array;
  private readonly width: number;

  constructor(private readonly pipeline: Pipeline) {
    const length = pipeline.window.length;
    this.frames = new FrameLoader(pipeline);
    this.fft = new FFT(length);
    this.frame = new Float64Array(length);
    this.spectrum = this.fft.createComplexArray();
    this.power = new Float64Array(length / 2 + 1);
    this.bands = pipeline.bank.map(bandOf);
    this.energies = new Float64Array(this.bands.length);
    this.cepstrum = pipeline.cepstrum.map((row) => Float64Array.from(row));
    this.width = this.cepstrum.length || this.bands.length || this.power.length;
    this.out = new Float32Array(pipeline.frames * this.width);
  }

  run(): void {
    const { out, power, energies, bands, width, pipeline } = this;
    for (let frame = 0; frame < pipeline.frames; ++frame) {
      this.transform(frame);
      const start = frame * width;
      if (bands.length === 0) {
        out.set(power, start);
        continue;
      }
      for (let band = 0; band < bands.length; ++band) energies[band] = energy(power, bands[band]!);
      if (this.cepstrum.length > 0) this.toCepstrum(start);
      else out.set(energies, start);
    }
    if (pipeline.decibels) toDecibels(out, pipeline.decibels);
  }

  values() {
    return { values: this.out, framesFirst: true };
  }

  private transform(frame: number): void {
    const { spectrum, power, pipeline } = this;
    const { powerScale } = pipeline;
    this.frames.load(frame, this.frame);
    this.fft.realTransform(spectrum, this.frame);
    for (let bin = 0; bin < power.length; ++bin) {
      const re = spectrum[2 * bin]!;
      const im = spectrum[2 * bin + 1]!;
      power[bin] = powerScale * (re * re + im * im);
    }
  }

  /** As python_speech_features.mfcc: where there is nothing, there is a little. */
  private toCepstrum(start: number): void {
    const { energies, cepstrum, out, power } = this;
    for (let band = 0; band < energies.length; ++band) energies[band] = Math.log(energies[band] || Number.EPSILON);
    for (let n = 0; n < cepstrum.length; ++n) {
      const row = cepstrum[n]!;
      let sum = 0;
      for (let band = 0; band < row.length; ++band) sum += row[band]! * energies[band]!;
      out[start + n] = sum;
    }
    let total = 0;
    for (let bin = 0; bin < power.length; ++bin) total += power[bin]!;
    out[start] = Math.log(total || Number.EPSILON);
  }
}

function bandOf(row: readonly number[]): Band {
  const firstBin = Math.max(0, row.findIndex((weight) => weight !== 0));
  const end = row.findLastIndex((weight) => weight !== 0) + 1;
  return { firstBin, weights: Float64Array.from(row.slice(firstBin, end)) };
}

function energy(power: Float64Array, { firstBin, weights }: Band): number {
  let sum = 0;
  for (let i = 0; i < weights.length; ++i) sum += weights[i]! * power[firstBin + i]!;
  return sum;
}
