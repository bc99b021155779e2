import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import scalarUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';
import { version } from '@tensorflow/tfjs-backend-wasm/package.json';
import type { Case, Pipeline } from '../cases/case';
import type { PageContender, Work } from './contender';

/** Its WASM backend on one thread. That has no transform (tf.signal.stft needs another backend): as its users do, the
 * transform is a product with a matrix of sines and cosines. */
export const tensorflow: PageContender = {
  name: 'TF.js, WASM',
  version,
  open: async ({ pipeline }: Case) => {
    if (!pipeline || pipeline.cepstrum.length > 0) return null;
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    // It wants to know of all, and fetches the one with SIMD.
    setWasmPaths({
      'tfjs-backend-wasm.wasm': scalarUrl,
      'tfjs-backend-wasm-simd.wasm': simdUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
    });
    await tf.setBackend('wasm');
    return new TensorflowWork(pipeline);
  },
};

class TensorflowWork implements Work {
  private readonly samples: Float32Array;
  private readonly window: tf.Tensor1D;
  private readonly cosines: tf.Tensor2D;
  private readonly sines: tf.Tensor2D;
  private readonly bank: tf.Tensor2D | undefined;
  private out: ArrayLike<number> = [];

  constructor(private readonly pipeline: Pipeline) {
    const length = pipeline.window.length;
    const bins = length / 2 + 1;
    const wave = (of: (angle: number) => number) =>
      tf.tensor2d(
        Float32Array.from({ length: length * bins }, (_, index) => {
          const turns = ((Math.floor(index / bins) * (index % bins)) % length) / length;
          return of(2 * Math.PI * turns);
        }),
        [length, bins],
      );
    this.samples = Float32Array.from(pipeline.samples);
    this.window = tf.tensor1d([...pipeline.window]);
    this.cosines = wave(Math.cos);
    this.sines = wave(Math.sin);
    if (pipeline.bank.length > 0) this.bank = tf.tensor2d(pipeline.bank.map((row) => [...row]));
  }

  async run(): Promise<void> {
    const { hop, padding, decibels, window } = this.pipeline;
    const result = tf.tidy(() => {
      const signal = tf.pad1d(tf.tensor1d(this.samples), [padding, padding]);
      const frames = tf.signal.frame(signal, window.length, hop).mul(this.window);
      const power = frames.matMul(this.cosines).square().add(frames.matMul(this.sines).square());
      const energies = this.bank ? power.matMul<tf.Tensor>(this.bank, false, true) : power;
      if (!decibels) return energies;
      const levels = energies.maximum(decibels.amin).log().mul(10 / Math.LN10);
      return decibels.topDb === null ? levels : levels.maximum(levels.max().sub(decibels.topDb));
    });
    this.out = await result.data();
    result.dispose();
  }

  values() {
    return { values: this.out, framesFirst: true };
  }
}
