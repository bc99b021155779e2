// Packages that say nothing of their types.
declare module 'fft.js' {
  export default class FFT {
    constructor(size: number);
    createComplexArray(): number[];
    realTransform(out: ArrayLike<number>, input: ArrayLike<number>): void;
  }
}

declare module 'essentia.js/dist/essentia-wasm.es.js' {
  export const EssentiaWASM: unknown;
}

declare module 'essentia.js/dist/essentia.js-core.es.js' {
  interface Vector {
    delete(): void;
  }
  export default class Essentia {
    constructor(wasm: unknown);
    arrayToVector(array: Float32Array): Vector;
    vectorToArray(vector: Vector): Float32Array;
    Spectrum(frame: Vector, size: number): { spectrum: Vector };
    MelBands(
      spectrum: Vector,
      highFrequencyBound: number,
      inputSize: number,
      log: boolean,
      lowFrequencyBound: number,
      normalize: string,
      numberBands: number,
      sampleRate: number,
      type: string,
      warpingFormula: string,
      weighting: string,
    ): { bands: Vector };
  }
}
