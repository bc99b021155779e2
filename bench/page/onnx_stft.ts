import * as ort from 'onnxruntime-web/wasm';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Case, Pipeline } from '../cases/case';
import type { PageContender, Work } from './contender';
import { floats, integer, integers, modelFile, node, tensor } from './onnx_graph';

/** A graph of the operator STFT, the power, a product with the filters and, where they are wanted, decibels. */
export const onnxStft: PageContender = {
  name: 'ONNX Runtime, STFT',
  version: ort.env.versions.web ?? '',
  open: async ({ pipeline }: Case) => {
    if (!pipeline || pipeline.cepstrum.length > 0) return null;
    ort.env.logLevel = 'error';
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = { wasm: wasmUrl };
    const session = await ort.InferenceSession.create(graphOf(pipeline), { executionProviders: ['wasm'] });
    return new OnnxWork(pipeline, session);
  },
};

/** Padding is in the graph, too. */
function graphOf({ samples, hop, padding, window, bank, decibels }: Pipeline): Uint8Array {
  const bins = window.length / 2 + 1;
  const transposed = Array.from({ length: bins * bank.length }, (_, index) => {
    return bank[index % bank.length]![Math.floor(index / bank.length)]!;
  });
  const energies = bank.length > 0 ? 'energies' : 'power';
  const result = decibels ? 'levels' : energies;
  const nodes = [
    node('Pad', ['signal', 'pads'], 'padded'),
    node('STFT', ['padded', 'hop', 'window'], 'spectrum', [integer('onesided', 1)]),
    node('Mul', ['spectrum', 'spectrum'], 'squares'),
    node('ReduceSum', ['squares', 'last'], 'power', [integer('keepdims', 0)]),
    ...(bank.length > 0 ? [node('MatMul', ['power', 'bank'], 'energies')] : []),
    ...(decibels
      ? [
          node('Max', [energies, 'amin'], 'raised'),
          node('Log', ['raised'], 'logarithms'),
          node('Mul', ['logarithms', 'ten'], 'decibels'),
          ...(decibels.topDb === null
            ? [node('Identity', ['decibels'], 'levels')]
            : [
                node('ReduceMax', ['decibels'], 'loudest'),
                node('Sub', ['loudest', 'topDb'], 'floor'),
                node('Max', ['decibels', 'floor'], 'levels'),
              ]),
        ]
      : []),
  ];
  return modelFile({
    node: nodes,
    input: [tensor('signal', [1, samples.length, 1])],
    output: [tensor(result, [1, 'frames', 'bands'])],
    initializer: [
      integers('pads', [6], [0, padding, 0, 0, padding, 0]),
      integers('hop', [], [hop]),
      floats('window', [window.length], window),
      integers('last', [1], [-1]),
      ...(bank.length > 0 ? [floats('bank', [bins, bank.length], transposed)] : []),
      ...(decibels ? [floats('amin', [], [decibels.amin]), floats('ten', [], [10 / Math.LN10])] : []),
      ...(decibels && decibels.topDb !== null ? [floats('topDb', [], [decibels.topDb])] : []),
    ],
  });
}

class OnnxWork implements Work {
  private readonly samples: Float32Array;
  private out: ArrayLike<number> = [];

  constructor(
    pipeline: Pipeline,
    private readonly session: ort.InferenceSession,
  ) {
    this.samples = Float32Array.from(pipeline.samples);
  }

  async run(): Promise<void> {
    const signal = new ort.Tensor('float32', this.samples, [1, this.samples.length, 1]);
    const results = await this.session.run({ signal });
    this.out = (await results[this.session.outputNames[0]!]!.getData()) as Float32Array;
  }

  values() {
    return { values: this.out, framesFirst: true };
  }
}
