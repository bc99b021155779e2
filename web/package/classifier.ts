import { readAudioFile } from '../audio/audio_file';
import { createSampleChannel } from '../audio/sample_channel';
import { StreamSamples } from '../audio/stream_samples';
import type { BackendChoice } from '../backend/backend';
import { OnnxRuntime } from '../backend/onnx_runtime';
import { abortable } from '../core/abort';
import { loadCore } from '../core/core';
import type { CoreModule } from '../core/core_module';
import { AudioError, EarshotError } from '../core/error';
import { Mutex } from '../core/mutex';
import { Engine } from '../worker/engine';
import type { BackendStatus, ClipInput, EngineEvents, ModelCard, StreamLoss, WindowResult } from '../worker/protocol';
import { listening, type Listening } from './listening';
import { readModelFile } from './model_source';

export interface CallOptions {
  /** Ends the call early: its promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface LoadOptions extends CallOptions {
  /** What runs the network. 'wasm', if left out: it is everywhere, a third smaller to fetch, and as fast as any for small
   * networks. 'webgpu' falls back to WASM where there is no WebGPU. 'auto' starts on WASM and goes over to WebGPU where
   * it is measured to be faster. */
  readonly backend?: BackendChoice | undefined;
}

/** What the model makes of a clip. */
export interface Classification {
  /** The most probable label. */
  readonly label: string;
  /** Of that label, 0 to 1. */
  readonly probability: number;
  /** One a label, in the order of Classifier.labels. */
  readonly probabilities: Float32Array;
  /** What the network gave, one a label; a single one where the model says yes or no. */
  readonly logits: Float32Array;
  /** Where in the clip the model's window begins, seconds: of a longer clip the model hears only a part. Negative when
   * zeros were put in front of a shorter one. */
  readonly start: number;
  /** Of the whole clip. */
  readonly seconds: number;
}

/** Something was heard in a stream. */
export interface Heard {
  readonly label: string;
  /** Smoothed over several windows, 0 to 1. */
  readonly probability: number;
  /** Seconds of stream at the end of the window that decided. */
  readonly time: number;
}

/** What the model makes of one window of a stream. */
export interface WindowClassification {
  /** Seconds of stream at the window's end. */
  readonly time: number;
  /** What was decided with this window; null with most. One sound makes one decision. */
  readonly heard: Heard | null;
  /** One a label, in the order of Classifier.labels, smoothed over the last windows. */
  readonly probabilities: Float32Array;
  /** Null when the window was silent or not full yet: then the network was not asked. */
  readonly logits: Float32Array | null;
  /** Of the newest samples, dB relative to full scale; digital silence is -120. */
  readonly level: { readonly rms: number; readonly peak: number };
}

export interface ListenOptions extends CallOptions {
  /** Called for every window, some ten times a second. */
  onResult(result: WindowClassification): void;
  /** Called when audio was lost because this thread was busy, with what was lost in total. */
  onLoss?(loss: StreamLoss): void;
}

let core: Promise<CoreModule> | undefined;
const runtime = new OnnxRuntime();

/** The core is there once for all classifiers. A try that failed is no reason not to try again. */
function theCore(): Promise<CoreModule> {
  core ??= loadCore(new URL('./earshot_core.wasm', import.meta.url).href).catch((error: unknown) => {
    core = undefined;
    throw error;
  });
  return core;
}

/** A model, ready to classify sounds in the thread that calls: page, worker or node. */
export class Classifier {
  private card!: ModelCard;
  private status!: BackendStatus;
  private readonly engine: Engine;
  /** One stream at a time. */
  private readonly streams = new Mutex();
  private listening: Listening | undefined;
  private events: Partial<EngineEvents> = {};
  /** Aborts with dispose(). */
  private readonly life = new AbortController();

  private constructor(core: CoreModule) {
    this.engine = new Engine(core, runtime, (name, ...parameters) => {
      if (name === 'backend') this.status = parameters[0] as BackendStatus;
      (this.events[name] as ((...values: unknown[]) => void) | undefined)?.(...parameters);
    });
  }

  /** Loads a model file from its address (in node also a path) or its bytes, and runs its self-check; `backend` says how
   * that went. Throws ModelError for what is no model, BackendError for what could not be fetched or started. */
  static async load(
    model: string | URL | Uint8Array | ArrayBuffer,
    { backend = 'wasm', signal }: LoadOptions = {},
  ): Promise<Classifier> {
    const [core, { bytes, name }] = await abortable(signal, () =>
      Promise.all([theCore(), readModelFile(model, signal)]),
    );
    const classifier = new Classifier(core);
    try {
      const loaded = await abortable(signal, () => classifier.engine.load(bytes, name, backend));
      classifier.card = loaded.card;
      classifier.status = loaded.backend;
    } catch (error) {
      void classifier.engine.dispose();
      throw error;
    }
    return classifier;
  }

  /** The model's name. */
  get name(): string {
    return this.card.name;
  }

  get labels(): readonly string[] {
    return this.card.labels;
  }

  /** How much audio the model looks at. */
  get windowSeconds(): number {
    return this.card.front_end.fit.samples / this.card.front_end.sample_rate;
  }

  /** What runs the network now, and what the model's self-check said about it. */
  get backend(): BackendStatus {
    return this.status;
  }

  /** Classifies samples, full scale ±1, of any rate: mono, or one array a channel. Throws AudioError. */
  async classify(
    samples: Float32Array | readonly Float32Array[],
    sampleRate: number,
    { signal }: CallOptions = {},
  ): Promise<Classification> {
    return this.classifyClip(clipOf(samples, sampleRate), 'the samples', signal);
  }

  /** Classifies a file: WAV anywhere, in a page also what the browser can decode. Throws AudioError. */
  async classifyFile(file: Blob, { signal }: CallOptions = {}): Promise<Classification> {
    this.life.signal.throwIfAborted();
    if (!(file instanceof Blob)) throw new AudioError('A file is given as a Blob or a File');
    const name = 'name' in file ? String(file.name) : 'the file';
    const clip = await abortable(signal, () => readAudioFile(file, name));
    return this.classifyClip(clip, name, signal);
  }

  /** What goes into the network's last linear layer: a vector that lies near to those of sounds alike. Throws ModelError
   * where the network does not end with a linear layer. */
  async embed(
    samples: Float32Array | readonly Float32Array[],
    sampleRate: number,
    { signal }: CallOptions = {},
  ): Promise<Float32Array> {
    this.life.signal.throwIfAborted();
    return abortable(signal, () => this.engine.embed(clipOf(samples, sampleRate), 'the samples'));
  }

  /** Listens to a stream until it ends, `stop()` is called, the signal aborts, or another stream is listened to. Call it
   * from a click: browsers may keep a page silent before. Only in a page. */
  async listen(stream: MediaStream, { onResult, onLoss, signal }: ListenOptions): Promise<Listening> {
    this.life.signal.throwIfAborted();
    if (!('AudioContext' in globalThis)) {
      throw new AudioError('Streams can only be listened to in a page; a worker or node can classify their samples');
    }
    return this.streams.run(async () => {
      await this.listening?.stop();
      const ending = AbortSignal.any([this.life.signal, ...(signal ? [signal] : [])]);
      const samples = await StreamSamples.open(stream, new URL('./capture_worklet.js', import.meta.url).href, ending);
      const { source, sink } = createSampleChannel(false);
      try {
        await this.engine.listen(source, samples.sampleRate);
      } catch (error) {
        await samples.close();
        throw error;
      }
      this.events = {
        window: (result) => onResult(this.windowClassification(result)),
        ...(onLoss && { loss: onLoss }),
      };
      samples.connect(sink);
      this.listening = listening(stream, samples, ending, () => this.engine.stopListening());
      return this.listening;
    });
  }

  /** Ends everything and frees what the model holds; nothing can be asked of the classifier any more. */
  async dispose(): Promise<void> {
    if (this.life.signal.aborted) return;
    this.life.abort(new EarshotError('The classifier was disposed; load the model again'));
    await this.streams.run(() => this.listening?.stop());
    await this.engine.dispose();
  }

  private async classifyClip(clip: ClipInput, name: string, signal: AbortSignal | undefined): Promise<Classification> {
    this.life.signal.throwIfAborted();
    const result = await abortable(signal, () => this.engine.classify(clip, name));
    const { label, probabilities, logits, start, seconds } = result;
    const probability = probabilities[label] ?? 0;
    return { label: this.label(label), probability, probabilities, logits, start, seconds };
  }

  private windowClassification({ time, detection, probabilities, logits, level }: WindowResult): WindowClassification {
    const heard = detection && { ...detection, label: this.label(detection.label) };
    return { time, heard, probabilities, logits, level };
  }

  private label(index: number): string {
    return this.labels[index] ?? String(index);
  }
}

function clipOf(samples: Float32Array | readonly Float32Array[], sampleRate: number): ClipInput {
  const channels = samples instanceof Float32Array ? [samples] : [...samples];
  if (channels.length === 0 || !channels.every((channel) => channel instanceof Float32Array)) {
    throw new AudioError('Samples are a Float32Array, or one for each channel');
  }
  if (channels.some(({ length }) => length !== channels[0]!.length)) {
    throw new AudioError(`The channels have ${channels.map(({ length }) => length).join(', ')} samples, not as many each`);
  }
  if (!Number.isInteger(sampleRate)) {
    throw new AudioError(`The sample rate is ${sampleRate}; give samples a second, such as 48000`);
  }
  return { kind: 'channels', channels, sampleRate };
}
