// What is measured: a case is one piece of work, given to all contenders in the form that each of them takes.

/** Work in plain numbers, for those who know nothing of front ends: frames, window, transform, power, and what follows. */
export interface Pipeline {
  readonly samples: readonly number[];
  /** How many. Frame t begins at sample t * hop - padding; outside of the clip there are zeros. */
  readonly frames: number;
  readonly hop: number;
  readonly padding: number;
  /** x[n] - preEmphasis * x[n - 1] comes before the window. */
  readonly preEmphasis: number;
  /** As long as the transform. */
  readonly window: readonly number[];
  /** The power of a bin is |X|^2 times this. */
  readonly powerScale: number;
  /** [band][bin]; none where the power itself is wanted. */
  readonly bank: readonly (readonly number[])[];
  /** 10 log10(max(amin, x)), then nothing below the loudest value - topDb. */
  readonly decibels: { readonly amin: number; readonly topDb: number | null } | null;
  /** [coefficient][band], the lifter in it: of the logarithms of the bands; the first is the log of the frame's energy. */
  readonly cepstrum: readonly (readonly number[])[];
  /** Of what the bank was made, for those who make it themselves; absent where it is not of Slaney's kind. */
  readonly bankOf?: { readonly sampleRate: number; readonly highHz: number };
}

export interface Case {
  readonly name: string;
  readonly title: string;
  readonly kind: 'features' | 'resampling' | 'hop' | 'label';
  /** Hz, of the samples. */
  readonly sampleRate: number;
  readonly channels: readonly (readonly number[])[];
  /** As in a model card; of a label, the model's own. */
  readonly frontEnd?: object;
  /** Of the front end's features, as in a model card. */
  readonly inputShape?: readonly number[];
  /** Samples of new audio; hop only. */
  readonly hop?: number;
  /** Path of the model file; label only. */
  readonly model?: string;
  readonly pipeline?: Pipeline;
}

/** What a contender computed. */
export interface Values {
  readonly values: ArrayLike<number>;
  /** [frame][band]; otherwise [band][frame]. */
  readonly framesFirst: boolean;
}
