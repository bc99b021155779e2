// What the page and the inference worker say to each other.
import type { BackendChoice, BackendKind } from '../backend/backend';
import type { SampleSource } from '../audio/sample_channel';
import type {
  ClipFeatures,
  Detection,
  Evidence,
  Features,
  LabelTuning,
  Level,
  NewLabel,
  Prediction,
  ShownFeatures,
  StreamFrames,
  TaughtModel,
} from '../core/core_module';

/** The part of a model's front end that the page uses. A field is absent where its kind has no use for it. */
export interface FrontEnd {
  /** Hz. */
  readonly sample_rate: number;
  /** How many samples the model looks at. */
  readonly fit: { readonly samples: number };
  readonly kind: 'waveform' | 'spectrogram' | 'mel' | 'mfcc' | 'psf_mfcc';
  readonly stft?: { readonly hop_length: number; readonly power?: number };
  readonly mel?: { readonly scale: 'slaney' | 'htk'; readonly low_hz: number; readonly high_hz: number };
  readonly compression?: { readonly kind: 'none' | 'decibels' | 'log' };
  readonly scaling: { readonly kind: 'none' | 'per_clip' | 'per_frame' | 'center_clip' | 'center_bands' | 'dataset' };
}

/** The part of a model card that the page uses; the core has checked the whole. */
export interface ModelCard {
  readonly name: string;
  readonly description: string;
  readonly labels: readonly string[];
  readonly front_end: FrontEnd;
  readonly input_shape: readonly number[];
  readonly decision: {
    readonly gate_dbfs: number;
    /** Labels that are never detected. */
    readonly rejected: readonly string[];
  };
  readonly parameter_count: number;
  /** Sounds that labels which are taught learn from. */
  readonly known_sounds: {
    /** How many there are of each of the labels, and last, of none of them. */
    readonly counts: readonly number[];
  };
}

/** The backend in use, and what the model's self-check said about it. */
export interface BackendStatus {
  readonly kind: BackendKind;
  readonly description: string;
  /** Largest difference to the trainer's logits for the test signal, as a share of the largest where that is above 1. */
  readonly selfCheckError: number;
  readonly verified: boolean;
  /** Why it is not the one that was asked for, or that used to run. */
  readonly notice?: string;
}

export interface LoadedModel {
  readonly card: ModelCard;
  /** How readily it recommends to hear its labels, one a label. */
  readonly recommendedTuning: readonly LabelTuning[];
  readonly backend: BackendStatus;
  /** It ends with a linear layer, so that new labels can be taught. */
  readonly teachable: boolean;
}

/** Audio to classify: a WAV file's bytes, or what the browser decoded. */
export type ClipInput =
  | { readonly kind: 'wav'; readonly bytes: Uint8Array }
  | { readonly kind: 'channels'; readonly channels: Float32Array[]; readonly sampleRate: number };

/** A label to be taught, and recordings of it. */
export interface LabelTakes extends NewLabel {
  readonly recordings: readonly { readonly name: string; readonly clip: ClipInput }[];
}

/** How long the stages took, milliseconds. */
export interface Timing {
  readonly features: number;
  /** Null when nothing was inferred: silence. */
  readonly inference: number | null;
}

export interface ClipResult {
  readonly name: string;
  /** Of the whole clip. */
  readonly seconds: number;
  readonly sampleRate: number;
  readonly features: ClipFeatures;
  readonly logits: Float32Array;
  readonly probabilities: Float32Array;
  readonly label: number;
  readonly timing: Timing;
  readonly backend: BackendKind;
  /** Where in the clip the model's window begins, seconds; negative when zeros were put in front. */
  readonly start: number;
  /** Of a clip longer than the window, its waveform; null for others. */
  readonly envelope: Float32Array | null;
  /** Longer than two of the model's windows: worth scanning for more than one label. */
  readonly long: boolean;
}

/** What to show of a stream: its newest window, and those frames that are new or have changed. */
export interface StreamPart {
  /** Seconds of stream at the window's end. */
  readonly time: number;
  readonly samples: Float32Array;
  /** Hz, the model's. */
  readonly sampleRate: number;
  /** Null where features are a waveform. */
  readonly frames: StreamFrames | null;
  /** What computed them. */
  readonly frontEnd: FrontEnd;
}

/** One window of a stream. */
export interface WindowResult {
  /** Seconds of stream at the window's end. */
  readonly time: number;
  readonly level: Level;
  readonly silent: boolean;
  /** False while the stream is shorter than the window. */
  readonly complete: boolean;
  readonly features: Features;
  /** When the last of its samples reached the worker, milliseconds since 1970. */
  readonly arrived: number;
  /** Null when the window was silent or not complete: nothing to classify. */
  readonly logits: Float32Array | null;
  /** Smoothed over the last windows. */
  readonly probabilities: Float32Array;
  readonly detection: Detection | null;
  /** The label that was detected last and has not faded since. */
  readonly inView: number | null;
  readonly timing: Timing;
}

/** Audio of a stream that was lost, in total. */
export interface StreamLoss {
  /** Samples that were not taken over in time. */
  readonly samples: number;
  /** Windows that there was no time to classify. */
  readonly windows: number;
}

/** What the page can ask for. Failures reject; those named EarshotError are for people to read. */
export interface EngineCalls {
  /** On failure the model that was there before stays. */
  load(bytes: Uint8Array, name: string, choice: BackendChoice): Promise<LoadedModel>;
  useBackend(choice: BackendChoice): Promise<BackendStatus>;
  /** How the labels of this model are decided on in streams from now on, one tuning a label, instead of as it
   * recommends. */
  tune(tuning: readonly LabelTuning[]): Promise<void>;
  /** Decides on the whole clip, as the command line does. */
  classify(clip: ClipInput, name: string): Promise<ClipResult>;
  /** The same, of one of many: nothing is shown of it, and the clip that was classified last stays that. */
  judge(clip: ClipInput, name: string): Promise<Prediction>;
  /** What in the clip that was classified last made it its label. Null where a newer clip or model came in meanwhile. */
  explain(): Promise<Evidence | null>;
  /** Listens through the clip that was classified last, as if it came from a microphone. A newer clip or model ends
   * it early. */
  scan(): Promise<Detection[]>;
  /** Makes a model of that name that knows these labels, from the one that is loaded, which stays. */
  teach(labels: readonly LabelTakes[], name: string): Promise<TaughtModel>;
  /** Starts to listen to a source at its own rate; ends what was listened to before. */
  listen(source: SampleSource, sampleRate: number): Promise<void>;
  /** The stream stays, to be shown otherwise, until the next one or another model. */
  stopListening(): Promise<void>;
  /** What is told of streams from now on by `stream`: at first nothing is. Tells anew of the last minute, and of the one
   * before a pause. */
  show(features: ShownFeatures): Promise<void>;
  /** The last minute stands still, or does so no more: as long as it does, it can be shown otherwise. */
  pause(paused: boolean): Promise<void>;
}

/** What the worker tells without being asked. */
export interface EngineEvents {
  /** How long a warm run takes on a backend, milliseconds, whether or not it is the one in use. */
  measured(kind: BackendKind, inferenceMs: number): void;
  /** Auto found a faster backend, or the one in use was lost. */
  backend(status: BackendStatus): void;
  /** Of the newest samples of the stream. */
  level(level: Level): void;
  window(result: WindowResult): void;
  /** Of a stream that is shown, as soon as a window is due. */
  stream(part: StreamPart): void;
  loss(loss: StreamLoss): void;
  /** How much of a scan is done, 0 to 1. */
  progress(share: number): void;
  /** How much of the takes to teach was shown to the network, 0 to 1. */
  teaching(share: number): void;
}

export type CallName = keyof EngineCalls;
export type EventName = keyof EngineEvents;
/** Tells one of the events. */
export type TellEvent = <Name extends EventName>(name: Name, ...parameters: Parameters<EngineEvents[Name]>) => void;

export type WorkerRequest = {
  [Name in CallName]: { readonly id: number; readonly name: Name; readonly parameters: Parameters<EngineCalls[Name]> };
}[CallName];

export type WorkerMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'failure';
      readonly id: number;
      readonly error: { readonly name: string; readonly message: string };
    }
  | { readonly kind: 'event'; readonly name: EventName; readonly parameters: unknown[] };
