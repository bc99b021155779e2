import { createSampleChannel, transferables } from '../audio/sample_channel';
import type { SampleSink } from '../audio/sample_channel';
import type { BackendChoice } from '../backend/backend';
import type { Detection, Evidence, LabelTuning, Prediction, ShownFeatures, TaughtModel } from '../core/core_module';
import { EarshotError, messageOf } from '../core/error';
import type {
  BackendStatus,
  CallName,
  ClipInput,
  ClipResult,
  EngineCalls,
  EngineEvents,
  LabelTakes,
  LoadedModel,
  WorkerMessage,
} from '../worker/protocol';

export interface ClassifierEvents extends EngineEvents {
  /** The worker stopped; another one has taken over, with the same model. Calls that were under way were rejected. */
  restarted(reason: string): void;
  /** The worker stopped, and so did the one that was to take over. */
  failed(reason: string): void;
}

/** Why a call was rejected that was under way when the worker stopped; `restarted` or `failed` tells of it too. */
export class WorkerStoppedError extends EarshotError {}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Gives its samples to a sink, such as a Microphone does. */
export interface SampleProvider {
  readonly sampleRate: number;
  /** Sends the samples there from now on. */
  connect(sink: SampleSink): void;
}

/** What a new worker needs to know to go on where the one before stopped. */
interface Situation {
  readonly model: { readonly bytes: Uint8Array; readonly name: string };
  choice: BackendChoice;
  tuning?: readonly LabelTuning[];
}

/** Classifies audio in a worker of its own, so that the page never waits. */
export class Classifier {
  private worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private nextId = 0;
  private situation: Situation | undefined;
  private provider: SampleProvider | undefined;
  private shown: ShownFeatures | undefined;
  private restarting = false;

  /** Why no worker runs any more. */
  private failure: string | undefined;

  /** Starts the worker, which fetches what it needs at once. */
  constructor(private events: Partial<ClassifierEvents> = {}) {
    this.worker = this.startWorker();
  }

  /** Who hears of events from now on; also of a worker that stopped before. */
  tell(events: Partial<ClassifierEvents>): void {
    this.events = events;
    if (this.failure !== undefined) events.failed?.(this.failure);
  }

  /** Loads a model file. On failure, an EarshotError, the model that was there before stays. */
  async load(bytes: Uint8Array, name: string, choice: BackendChoice = 'auto'): Promise<LoadedModel> {
    const loaded = await this.call('load', [bytes, name, choice]);
    this.situation = { model: { bytes, name }, choice };
    return loaded;
  }

  /** Where the backend can't be used, the status says why and which one is. */
  async useBackend(choice: BackendChoice): Promise<BackendStatus> {
    const status = await this.call('useBackend', [choice]);
    if (this.situation) this.situation.choice = choice;
    return status;
  }

  /** How the labels of the model are decided on in streams from now on, one tuning a label. */
  async tune(tuning: readonly LabelTuning[]): Promise<void> {
    await this.call('tune', [tuning]);
    if (this.situation) this.situation.tuning = tuning;
  }

  /** Decides on a whole clip. The buffers of `clip` move to the worker. */
  classify(clip: ClipInput, name: string): Promise<ClipResult> {
    return this.call('classify', [clip, name], buffersOf(clip));
  }

  /** Decides on a whole clip, one of many; what was classified last stays that. The buffers of `clip` move to the
   * worker. */
  judge(clip: ClipInput, name: string): Promise<Prediction> {
    return this.call('judge', [clip, name], buffersOf(clip));
  }

  /** What in the clip that was classified last made it its label; null where something newer came in meanwhile. */
  explain(): Promise<Evidence | null> {
    return this.call('explain', []);
  }

  /** Listens through the clip that was classified last, and gives what was heard. */
  scan(): Promise<Detection[]> {
    return this.call('scan', []);
  }

  /** Makes a model of that name that knows these labels, from the one that is loaded, which stays. */
  teach(labels: readonly LabelTakes[], name: string): Promise<TaughtModel> {
    return this.call('teach', [labels, name]);
  }

  /** Listens until stopListening(). */
  async listen(provider: SampleProvider): Promise<void> {
    this.provider = provider;
    const { source, sink } = createSampleChannel(globalThis.crossOriginIsolated);
    await this.call('listen', [source, provider.sampleRate], transferables(source));
    provider.connect(sink);
  }

  stopListening(): Promise<void> {
    this.provider = undefined;
    return this.call('stopListening', []);
  }

  /** What is told of streams from now on for pictures, and of the last minute; nothing is before the first call. */
  async show(features: ShownFeatures): Promise<void> {
    this.shown = features;
    await this.call('show', [features]);
  }

  /** As long as it is paused, the minute before can be shown otherwise. */
  pause(paused: boolean): Promise<void> {
    return this.call('pause', [paused]);
  }

  close(): void {
    this.worker.terminate();
    this.rejectAll('the classifier was closed');
  }

  private startWorker(): Worker {
    const worker = new Worker(new URL('../worker/inference_worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => this.receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      void this.restart(event.message || 'its code could not be fetched');
    };
    return worker;
  }

  private call<Name extends CallName>(
    name: Name,
    parameters: Parameters<EngineCalls[Name]>,
    transfer: Transferable[] = [],
  ): ReturnType<EngineCalls[Name]> {
    if (this.failure !== undefined) {
      return Promise.reject(new WorkerStoppedError(this.failure)) as ReturnType<EngineCalls[Name]>;
    }
    const id = this.nextId++;
    const answer = new Promise((resolve, reject) => this.pending.set(id, { resolve, reject }));
    this.worker.postMessage({ id, name, parameters }, transfer);
    return answer as ReturnType<EngineCalls[Name]>;
  }

  private receive(message: WorkerMessage): void {
    if (message.kind === 'event') {
      (this.events[message.name] as ((...parameters: unknown[]) => void) | undefined)?.(...message.parameters);
      return;
    }
    const pending = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.kind === 'answer') {
      pending?.resolve(message.value);
      return;
    }
    const { name, message: text } = message.error;
    if (name === 'EarshotError') {
      pending?.reject(new EarshotError(text));
      return;
    }
    // Not a person's mistake: the worker's memory can't be trusted any more.
    pending?.reject(new WorkerStoppedError(text));
    void this.restart(text);
  }

  private async restart(reason: string): Promise<void> {
    this.worker.terminate();
    this.rejectAll(`the inference worker stopped: ${reason}`);
    if (this.restarting || !this.situation) {
      this.failure = reason;
      this.events.failed?.(reason);
      return;
    }
    this.restarting = true;
    this.worker = this.startWorker();
    try {
      const { model, choice, tuning } = this.situation;
      const { backend } = await this.call('load', [model.bytes, model.name, choice]);
      if (tuning) await this.call('tune', [tuning]);
      if (this.shown) await this.call('show', [this.shown]);
      if (this.provider) await this.listen(this.provider);
      this.events.restarted?.(reason);
      this.events.backend?.(backend);
    } catch (error) {
      this.events.failed?.(messageOf(error));
    } finally {
      this.restarting = false;
    }
  }

  private rejectAll(reason: string): void {
    const error = new WorkerStoppedError(reason);
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}

function buffersOf(clip: ClipInput): Transferable[] {
  const parts = clip.kind === 'wav' ? [clip.bytes] : clip.channels;
  return parts.map(({ buffer }) => buffer as ArrayBuffer);
}
