// The page that ./dev bench opens: theBench() is what it offers to the driver.
import type { Case } from '../cases/case';
import { browserResampler } from './browser_resampler';
import type { PageContender, Work } from './contender';
import type { Classifier } from '../../web/classifier/classifier';
import { classifyOften, openModel, type EndToEnd } from './end_to_end';
import { earshot } from './earshot';
import { essentia } from './essentia';
import { meyda } from './meyda';
import { onnxStft } from './onnx_stft';
import { plain } from './plain';
import { tensorflow } from './tensorflow';
import { transformers } from './transformers';

const contenders: readonly PageContender[] = [
  earshot,
  plain,
  transformers,
  onnxStft,
  tensorflow,
  essentia,
  meyda,
  browserResampler,
];

export interface Introduction {
  readonly name: string;
  readonly version: string;
}

export interface Bench {
  introduce(): Introduction[];
  /** What the contender of that number computes; null where the case is not for it. */
  prepare(contender: number, test: Case): Promise<{ values: number[]; framesFirst: boolean } | null>;
  /** Milliseconds of one call. */
  run(contender: number, name: string, calls: number): Promise<number>;
  /** The number of the model, for classifyOften. */
  openModel(bytes: number[], name: string): Promise<number>;
  /** Samples to label in the worker, so many times. */
  classifyOften(model: number, samples: number[], sampleRate: number, runs: number): Promise<EndToEnd>;
}

const works = new Map<string, Work>();
const models: Classifier[] = [];

const bench: Bench = {
  introduce: () => contenders.map(({ name, version }) => ({ name, version })),

  async prepare(contender, test) {
    const work = await contenders[contender]!.open(test);
    if (!work) return null;
    works.set(`${contender} ${test.name}`, work);
    await work.run();
    const { values, framesFirst } = work.values();
    return { values: Array.from(values), framesFirst };
  },

  async run(contender, name, calls) {
    const work = works.get(`${contender} ${name}`)!;
    const begin = performance.now();
    for (let call = 0; call < calls; ++call) {
      const result = work.run();
      if (result) await result;
    }
    return (performance.now() - begin) / calls;
  },

  async openModel(bytes, name) {
    return models.push(await openModel(Uint8Array.from(bytes), name)) - 1;
  },

  classifyOften: (model, samples, sampleRate, runs) =>
    classifyOften(models[model]!, Float32Array.from(samples), sampleRate, runs),
};

Object.assign(globalThis, { theBench: () => bench });
