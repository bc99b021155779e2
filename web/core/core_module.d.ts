// What the compiled module earshot_core offers. Calls copy: no value that they take or give is a view of the core's
// memory. A mistake in something a person supplied is thrown as an Error named "EarshotError" whose message is meant
// to be shown; anything else that is thrown is a bug, and the module must not be used again.

/** A clip as read from a file. Full scale is ±1. */
export interface CoreClip {
  /** Hz. */
  readonly sampleRate: number;
  /** As many samples each. */
  readonly channels: Float32Array[];
  /** The mean of the channels. */
  readonly samples: Float32Array;
}

/** dB relative to full scale; digital silence is -120. */
export interface Level {
  readonly rms: number;
  readonly peak: number;
}

/** What the front end computes, as the network sees it: [channel][band][frame], frames contiguous. */
export interface Features {
  readonly channels: number;
  readonly bands: number;
  readonly frames: number;
  readonly values: Float32Array;
}

/** Features of a clip and what they were computed from. */
export interface ClipFeatures extends Features {
  /** The samples that they were computed from, at the model's rate, padded or cut to the model's window; one array a
   * channel. */
  readonly window: Float32Array[];
  /** Where in the clip the window begins, seconds; negative when zeros were put in front. */
  readonly start: number;
}

export interface Prediction {
  /** Index of the most probable label. */
  readonly label: number;
  /** One a label. */
  readonly probabilities: Float32Array;
}

/** A window of a stream that is due for classification. */
export interface StreamWindow {
  /** Seconds of stream at the window's end. */
  readonly time: number;
  readonly level: Level;
  /** Below the model's level gate: not worth classifying. */
  readonly silent: boolean;
  /** False while the stream is shorter than the window: not worth classifying either. */
  readonly complete: boolean;
  /** Those that the window's samples have as a clip; before the stream began these are zeros. */
  readonly features: Features;
}

/** Something was heard in a stream. */
export interface Detection {
  readonly label: number;
  /** Smoothed over several windows. */
  readonly probability: number;
  /** Seconds of stream at the end of the window that decided. */
  readonly time: number;
}

/** How readily a label is heard. */
export interface LabelTuning {
  /** Smoothed probability from which it counts as heard, 0 to 1. */
  readonly threshold: number;
  /** What its logit is raised by against the others', after the temperature. */
  readonly sensitivity: number;
}

/** Successive frames of a stream, of one channel: number n belongs to the sample n hops behind the stream's begin, and is
 * the same whenever it is computed. */
export interface StreamFrames extends Features {
  /** The number of the first one. */
  readonly first: number;
}

/** What a picture of a stream shows: what the model sees, or a spectrum over hertz or mel, or its cepstrum. */
export type ShownFeatures = 'model' | 'linear' | 'mel' | 'mfcc';

/** An endless stream of audio on its way to decisions. Call delete() when done. */
export interface CoreStream {
  /** Adds mono samples at the stream's rate; gives the windows that became due, oldest first. Frames that a window has
   * in common with the one before are not computed again. */
  push(block: Float32Array): StreamWindow[];
  /** The samples of the window that came due last, at the model's rate; zeros before the stream began. */
  lastWindow(): Float32Array;
  /** Remembers, from the first call on, a minute of the stream for pictures that scroll; from now on their frames are of
   * this kind. Spectra are in decibels, and nothing is scaled by what else is in a window. Gives the front end that computes
   * them, as JSON; what follows is to be called only after this. */
  show(features: ShownFeatures): string;
  /** The frames that are new since the last call, and those that lay at the stream's end then; after show(), all of the
   * minute. Null where features are a waveform. */
  freshFrames(): StreamFrames | null;
  /** The minute before a pause is remembered as long as that lasts, beside the newest one. */
  pause(paused: boolean): void;
  /** All frames of it. Null when there is no pause, and where features are a waveform. */
  pausedFrames(): StreamFrames | null;
  /** Takes the logits of the window that ended at `time`. Times must not go back. */
  decide(time: number, logits: Float32Array): Detection | null;
  /** The window that ended at `time` was not classified. */
  decideSilence(time: number): void;
  /** From now on labels are decided on as told, one tuning a label, instead of as the model recommends. */
  tune(tuning: readonly LabelTuning[]): void;
  /** The probabilities that decisions are made from. */
  smoothed(): Float32Array;
  /** The label that was detected last, until it has faded. */
  inView(): number | null;
  delete(): void;
}

/** How much each part of some features speaks for the label that a network gave them. */
export interface Evidence {
  /** Cells over the bands, and over the frames. */
  readonly rows: number;
  readonly columns: number;
  /** [row][column], the lowest bands first: the most is 1; 0 where nothing speaks for it. */
  readonly values: Float32Array;
}

/** Finds the evidence: for every part, hide() gives the features without it, and take() what the network says of them.
 * Call delete() when done. */
export interface CoreOcclusion {
  parts(): number;
  hide(part: number): Features;
  take(part: number, logits: Float32Array): void;
  evidence(): Evidence;
  delete(): void;
}

/** A label to be taught. */
export interface NewLabel {
  readonly name: string;
  /** Stands for what is none of the others: it is never detected. */
  readonly rejected: boolean;
}

/** A model that was taught, and how well takes were told that it had not learnt from yet. */
export interface TaughtModel {
  /** An .onnx file. */
  readonly file: Uint8Array<ArrayBuffer>;
  readonly takes: number;
  /** The share of the takes, as they were recorded, and of their copies in noise. */
  readonly accuracy: number;
  readonly noisyAccuracy: number;
  /** [label][label it was taken for]: how many takes and copies. */
  readonly confusion: readonly number[];
}

/** Teaches a network new labels: add() the recordings, take() what the network's embedding output says of the features()
 * of each example, one after the other, then finish(). Call delete() when done. */
export interface CoreTeaching {
  /** One take, or of a rejected label as many as the recording has windows; `name` is for messages. */
  add(label: number, channels: Float32Array[], sampleRate: number, name: string): void;
  /** How many there are. */
  examples(): number;
  features(example: number): Features;
  take(example: number, embedding: Float32Array): void;
  /** `bytes`: the model's file. The embedding is that of selfCheckFeatures(). */
  finish(bytes: Uint8Array, name: string, selfCheckEmbedding: Float32Array): TaughtModel;
  delete(): void;
}

/** A value within a network that can be made an output of it. */
export interface Embedding {
  /** Of the output. */
  readonly name: string;
  /** To be appended to the model file's bytes. */
  readonly addition: Uint8Array;
}

/** A model file, read and found sound, and its front end. Call delete() when done. */
export interface CoreModel {
  /** The model card as JSON. */
  card(): string;
  /** How readily it recommends to hear its labels, one a label. */
  recommendedTuning(): LabelTuning[];
  /** Names of the network's input and output. */
  input(): string;
  output(): string;
  /** The value that the network's last linear layer takes; null where it does not end with one. */
  embedding(): Embedding | null;
  /** Features of a clip with any number of channels at any rate, as the trainer and the command line compute them. */
  clipFeatures(channels: Float32Array[], sampleRate: number): ClipFeatures;
  /** Features of the test signal that the model card names. */
  selfCheckFeatures(): ClipFeatures;
  /** Largest difference of these logits to those that the trainer got for the test signal, as a share of the largest of
   * them where that is above 1; may be infinite. */
  selfCheckError(logits: Float32Array): number;
  predict(logits: Float32Array): Prediction;
  /** `logits`: what the network says of the features. */
  occlude(features: Features, logits: Float32Array): CoreOcclusion;
  teach(labels: readonly NewLabel[]): CoreTeaching;
  openStream(sampleRate: number): CoreStream;
  delete(): void;
}

/** A recording of one word or sound, without the room before and after it but for 0.15 s. */
export interface CoreTake {
  readonly seconds: number;
  /** Of the sound. */
  readonly level: Level;
  /** The gravest: nothing was heard; it was too loud for the device; it was too soft; it began before the recording, or
   * went on after it. */
  readonly flaw: 'none' | 'silent' | 'clipped' | 'quiet' | 'cut off';
  /** As a WAV file, 16-bit PCM. */
  readonly wav: Uint8Array<ArrayBuffer>;
}

/** What the places and names of recordings say. */
export interface PlacedLabels {
  readonly layout: string;
  /** One a path; '' where it is of no class, null where it does not follow the layout. */
  readonly labels: readonly (string | null)[];
}

export interface CoreModule {
  /** The largest self-check error that still counts as verified. */
  readonly selfCheckTolerance: number;
  /** Reads a WAV file; `name` is used in messages. */
  readWav(bytes: Uint8Array, name: string): CoreClip;
  /** The mean of the channels. */
  mixDown(channels: Float32Array[]): Float32Array;
  measureLevel(samples: Float32Array): Level;
  /** Sums samples up in columns of equal duration: lowest and highest sample and rms of each in turn. */
  envelope(samples: Float32Array, columns: number): Float32Array;
  /** Cuts a recording of one word or sound down to that. */
  takeOf(samples: Float32Array, sampleRate: number): CoreTake;
  /** Whether a file's name is that of a recording, and not a hidden file's. */
  isRecording(path: string): boolean;
  /** The labels of recordings by the first layout that nine in ten of their paths follow, as the command line tool reads
   * a folder; null where there is none. */
  labelsOf(paths: readonly string[]): PlacedLabels | null;
  /** Reads an .onnx file with the model card of a model of sound; `name` is used in messages. */
  readModel(bytes: Uint8Array, name: string): CoreModel;
}

export interface CoreModuleOptions {
  /** Says where the module's .wasm file is, when it is not beside its .js file. */
  locateFile?(file: string): string;
}

export default function createEarshotCore(options?: CoreModuleOptions): Promise<CoreModule>;
