import { openReader, type SampleReader, type SampleSource } from '../audio/sample_channel';
import type { Backend, BackendChoice, NetworkFile, Runtime } from '../backend/backend';
import { findAdapter } from '../backend/webgpu';
import type {
  ClipFeatures,
  CoreClip,
  CoreModel,
  CoreModule,
  CoreStream,
  Detection,
  Evidence,
  Features,
  LabelTuning,
  Prediction,
  ShownFeatures,
  StreamFrames,
  StreamWindow,
  TaughtModel,
} from '../core/core_module';
import { AudioError, complainAs, EarshotError, isEarshotError, messageOf, ModelError } from '../core/error';
import { Mutex } from '../core/mutex';
import type {
  BackendStatus,
  ClipInput,
  ClipResult,
  EngineCalls,
  EngineEvents,
  FrontEnd,
  LabelTakes,
  LoadedModel,
  ModelCard,
  WindowResult,
} from './protocol';

/** A model on a backend that was warmed up and checked. */
interface Ready {
  readonly model: CoreModel;
  readonly card: ModelCard;
  /** The model file's bytes. */
  readonly file: Uint8Array;
  readonly network: NetworkFile;
  /** The output that gives what the last linear layer takes; null where the network does not end with one. */
  readonly embedding: string | null;
  backend: Backend;
  status: BackendStatus;
}

/** A window and how long it took to come by. */
interface TimedWindow extends StreamWindow {
  readonly milliseconds: number;
}

interface WaitingWindow extends TimedWindow {
  readonly arrived: number;
}

interface Listening {
  readonly reader: SampleReader;
  readonly sampleRate: number;
  /** Replaced when another model comes in. */
  stream: CoreStream;
  readonly waiting: WaitingWindow[];
  lost: { samples: number; windows: number };
}

/** A stream of which pictures are shown; it may have ended. */
interface ShownStream {
  readonly stream: CoreStream;
  /** Hz, the model's. */
  readonly sampleRate: number;
  frontEnd: FrontEnd;
  /** Of its newest window; 0 before the first. */
  time: number;
}

/** Windows that may wait for a slow backend; older ones are given up, so that what is shown stays current. */
const waitingWindows = 4;
/** Of the waveform of a long clip. */
const envelopeColumns = 1000;
/** Runs of one measurement, and measurements of which the best counts; a slow backend is measured for no longer than
 * this, milliseconds. */
const measuredRuns = 4;
const measurements = 6;
const measuringTime = 500;

/** Everything from samples to decisions, in the thread that calls: the page's inference worker, or whatever thread the
 * package is used in. */
export class Engine implements EngineCalls {
  /** One load or change of backend at a time. */
  private readonly changes = new Mutex();
  /** One use of the model at a time; a change takes it only for the moment of the exchange. */
  private readonly uses = new Mutex();
  private ready: Ready | undefined;
  private listening: Listening | undefined;
  /** What pictures of streams show; undefined: nobody looks. */
  private features: ShownFeatures | undefined;
  private shown: ShownStream | undefined;
  /** Of the model that is ready, where it is not to be as that recommends. */
  private tuning: readonly LabelTuning[] | undefined;
  /** What was classified last as a clip. */
  private classified: { readonly ready: Ready; readonly features: Features; readonly logits: Float32Array } | undefined;
  /** The clip to scan: one that is long. */
  private clip: Pick<CoreClip, 'samples' | 'sampleRate'> | undefined;

  constructor(
    private readonly core: CoreModule,
    private readonly runtime: Runtime,
    private readonly tell: <Name extends keyof EngineEvents>(
      name: Name,
      ...parameters: Parameters<EngineEvents[Name]>
    ) => void,
  ) {}

  load(bytes: Uint8Array, name: string, choice: BackendChoice): Promise<LoadedModel> {
    return this.changes.run(async () => {
      const model = complainAs(ModelError, () => this.core.readModel(bytes, name));
      try {
        const card = JSON.parse(model.card()) as ModelCard;
        const embedding = model.embedding();
        const network: NetworkFile = {
          bytes: embedding ? joined(bytes, embedding.addition) : bytes,
          name,
          input: model.input(),
          output: model.output(),
          inputShape: card.input_shape,
        };
        const opened = await this.open(model, network, choice);
        const file = network.bytes.subarray(0, bytes.length);
        await this.exchange({ model, card, file, network, embedding: embedding?.name ?? null, ...opened });
      } catch (error) {
        model.delete();
        throw error;
      }
      const ready = this.theReady();
      void this.compare(ready, choice);
      return { card: ready.card, backend: ready.status, teachable: ready.embedding !== null };
    });
  }

  useBackend(choice: BackendChoice): Promise<BackendStatus> {
    return this.changes.run(async () => {
      const ready = this.theReady();
      await this.change(ready, await this.open(ready.model, ready.network, choice));
      void this.compare(ready, choice);
      return ready.status;
    });
  }

  tune(tuning: readonly LabelTuning[]): Promise<void> {
    return this.uses.run(() => {
      if (tuning.length !== this.theReady().card.labels.length) {
        throw new EarshotError(`There are ${tuning.length} tunings for a model of ${this.theReady().card.labels.length} labels`);
      }
      this.tuning = tuning;
      this.listening?.stream.tune(tuning);
    });
  }

  classify(input: ClipInput, name: string): Promise<ClipResult> {
    return this.uses.run(async () => {
      const ready = this.theReady();
      const { model, card } = ready;
      const clip = this.read(input, name);
      const begin = performance.now();
      const features = featuresOf(model, clip);
      const computed = performance.now();
      const logits = await this.infer(features);
      const inferred = performance.now();
      const { samples, sampleRate } = clip;
      const seconds = samples.length / sampleRate;
      const windowSeconds = card.front_end.fit.samples / card.front_end.sample_rate;
      const long = seconds > 2 * windowSeconds;
      this.clip = long ? { samples, sampleRate } : undefined;
      this.classified = { ready, features, logits };
      return {
        name,
        seconds,
        sampleRate,
        features,
        logits,
        ...model.predict(logits),
        timing: { features: computed - begin, inference: inferred - computed },
        backend: this.theReady().status.kind,
        start: features.start,
        envelope: seconds > windowSeconds ? this.core.envelope(samples, envelopeColumns) : null,
        long,
      };
    });
  }

  judge(input: ClipInput, name: string): Promise<Prediction> {
    return this.uses.run(async () => {
      const { model } = this.theReady();
      return model.predict(await this.infer(featuresOf(model, this.read(input, name))));
    });
  }

  /** What the network's last linear layer takes of a clip: sounds that the model takes for alike have vectors near to
   * each other. */
  embed(input: ClipInput, name: string): Promise<Float32Array> {
    return this.uses.run(() => {
      const { model, network, embedding } = this.theReady();
      if (embedding === null) {
        throw new ModelError(`${network.name}: does not end with a linear layer, so there is nothing to embed with`);
      }
      return this.infer(featuresOf(model, this.read(input, name)), embedding);
    });
  }

  async teach(labels: readonly LabelTakes[], name: string): Promise<TaughtModel> {
    const ready = this.theReady();
    const { model, file, embedding } = ready;
    // Between two examples, windows of the microphone have their turn.
    const embed = (features: () => Features) =>
      this.uses.run(() => {
        if (this.ready !== ready || embedding === null) {
          throw new EarshotError('Another model was opened while this one was being taught; train again');
        }
        return this.infer(features(), embedding);
      });
    const teaching = complainAs(ModelError, () =>
      model.teach(labels.map(({ name: label, rejected }) => ({ name: label, rejected }))),
    );
    try {
      labels.forEach(({ recordings }, label) => {
        for (const { name: recording, clip } of recordings) {
          const { channels, sampleRate } = this.read(clip, recording);
          complainAs(AudioError, () => teaching.add(label, channels, sampleRate, recording));
        }
      });
      const examples = complainAs(EarshotError, () => teaching.examples());
      for (let example = 0; example < examples; ++example) {
        teaching.take(example, await embed(() => teaching.features(example)));
        this.tell('teaching', (example + 1) / examples);
      }
      return teaching.finish(file, name, await embed(() => model.selfCheckFeatures()));
    } finally {
      teaching.delete();
    }
  }

  async explain(): Promise<Evidence | null> {
    const { classified } = this;
    if (!classified || classified.ready !== this.ready) return null;
    const { ready, features, logits } = classified;
    const occlusion = ready.model.occlude(features, logits);
    try {
      for (let part = 0; part < occlusion.parts(); ++part) {
        // Between two parts, windows of the microphone and newer clips have their turn.
        const current = await this.uses.run(async () => {
          if (this.ready !== ready || this.classified !== classified) return false;
          occlusion.take(part, await this.infer(occlusion.hide(part)));
          return true;
        });
        if (!current) return null;
      }
      return occlusion.evidence();
    } finally {
      occlusion.delete();
    }
  }

  async scan(): Promise<Detection[]> {
    const { clip, ready } = this;
    if (!clip || !ready) return [];
    const heard: Detection[] = [];
    const stream = this.openStream(ready, clip.sampleRate);
    try {
      // Half a second of silence at the end: a word that ends with the file is then heard as it would be in a room.
      const end = clip.samples.length + clip.sampleRate / 2;
      for (let start = 0; start < end; start += clip.sampleRate) {
        const block = new Float32Array(Math.min(clip.sampleRate, end - start));
        block.set(clip.samples.subarray(start, start + block.length));
        for (const window of windowsOf(stream, block)) {
          const result = await this.uses.run(async () =>
            this.ready === ready && this.clip === clip ? this.hear(stream, window) : null,
          );
          if (!result) return heard;
          if (result.detection) heard.push(result.detection);
        }
        this.tell('progress', Math.min(1, (start + block.length) / end));
        await breathe();
      }
      return heard;
    } finally {
      stream.delete();
    }
  }

  async listen(source: SampleSource, sampleRate: number): Promise<void> {
    await this.stopListening();
    const stream = this.openShownStream(this.theReady(), sampleRate);
    const reader = openReader(source, (samples, lost) => this.take(samples, lost));
    this.listening = { reader, sampleRate, stream, waiting: [], lost: { samples: 0, windows: 0 } };
  }

  stopListening(): Promise<void> {
    return this.uses.run(() => {
      this.listening?.reader.close();
      if (this.listening?.stream !== this.shown?.stream) this.listening?.stream.delete();
      this.listening = undefined;
    });
  }

  async show(features: ShownFeatures): Promise<void> {
    this.features = features;
    const { shown } = this;
    if (!shown) return;
    shown.frontEnd = frontEndOf(shown.stream, features);
    if (shown.time === 0) return;
    const paused = shown.stream.pausedFrames();
    if (paused) this.tellStream(shown, paused);
    this.tellStream(shown, shown.stream.freshFrames());
  }

  async pause(paused: boolean): Promise<void> {
    this.shown?.stream.pause(paused);
  }

  /** Frees what the model holds; nothing can be asked of the engine any more. */
  async dispose(): Promise<void> {
    await this.stopListening();
    await this.changes.run(() =>
      this.uses.run(async () => {
        const { ready } = this;
        this.ready = undefined;
        this.forgetShown();
        await ready?.backend.release();
        ready?.model.delete();
      }),
    );
  }

  private theReady(): Ready {
    if (!this.ready) throw new EarshotError('No model is loaded yet');
    return this.ready;
  }

  private read(input: ClipInput, name: string): CoreClip {
    if (input.kind === 'wav') return complainAs(AudioError, () => this.core.readWav(input.bytes, name));
    const { channels, sampleRate } = input;
    return { sampleRate, channels, samples: this.core.mixDown(channels) };
  }

  private async open(
    model: CoreModel,
    network: NetworkFile,
    choice: BackendChoice,
  ): Promise<Pick<Ready, 'backend' | 'status'>> {
    if (choice === 'webgpu') {
      try {
        return await this.check(model, await this.runtime.openWebGpu(network));
      } catch (error) {
        if (!isEarshotError(error)) throw error;
        const opened = await this.check(model, await this.runtime.openWasm(network));
        return {
          ...opened,
          status: { ...opened.status, notice: `WebGPU can't be used, so WASM runs: ${error.message}` },
        };
      }
    }
    return this.check(model, await this.runtime.openWasm(network));
  }

  /** Warms the backend up with the model's self-check. */
  private async check(model: CoreModel, backend: Backend): Promise<Pick<Ready, 'backend' | 'status'>> {
    const selfCheckError = model.selfCheckError(await backend.run(model.selfCheckFeatures()));
    const { kind, description } = backend;
    return { backend, status: { kind, description, selfCheckError, verified: selfCheckError <= this.core.selfCheckTolerance } };
  }

  /** Puts a model in the place of the one before. */
  private exchange(next: Ready): Promise<void> {
    return this.uses.run(async () => {
      const before = this.ready;
      this.ready = next;
      this.tuning = undefined;
      this.watch(next, next.backend);
      if (this.listening) {
        if (this.listening.stream !== this.shown?.stream) this.listening.stream.delete();
        this.listening.stream = this.openShownStream(next, this.listening.sampleRate);
        this.listening.waiting.length = 0;
      } else {
        this.forgetShown();
      }
      if (!before) return;
      await before.backend.release();
      before.model.delete();
    });
  }

  private change(ready: Ready, opened: Pick<Ready, 'backend' | 'status'>): Promise<void> {
    return this.uses.run(async () => {
      const before = ready.backend;
      Object.assign(ready, opened);
      this.watch(ready, opened.backend);
      await before.release();
    });
  }

  /** Measures the backend in use, which is not worth waiting for before it is used. Auto: takes another one that is faster. */
  private async compare(ready: Ready, choice: BackendChoice): Promise<void> {
    const { model, backend } = ready;
    const features = model.selfCheckFeatures();
    const inUse = () => this.ready === ready && ready.backend === backend;
    const milliseconds = await measure(() => this.uses.run(() => (inUse() ? this.infer(features) : undefined)));
    if (!inUse()) return;
    this.tell('measured', backend.kind, milliseconds);
    if (choice === 'auto') await this.improve(ready, milliseconds);
  }

  /** Takes WebGPU where a GPU is behind it and a run takes less than so many milliseconds. */
  private async improve(ready: Ready, milliseconds: number): Promise<void> {
    const adapter = await findAdapter();
    if (!adapter || adapter.software) return;
    await this.changes.run(async () => {
      if (this.ready !== ready || ready.backend.kind !== 'wasm') return;
      const { model, network } = ready;
      let opened: Pick<Ready, 'backend' | 'status'>;
      let faster: boolean;
      try {
        opened = await this.check(model, await this.runtime.openWebGpu(network));
        const features = model.selfCheckFeatures();
        const measured = await measure(() => opened.backend.run(features));
        this.tell('measured', 'webgpu', measured);
        faster = measured < milliseconds;
      } catch (error) {
        // Nothing is lost: WASM runs. What a person should know is that WebGPU does not.
        this.tell('backend', { ...ready.status, notice: `WebGPU can't be used, so WASM runs: ${messageOf(error)}` });
        return;
      }
      if (opened.status.verified && faster) {
        await this.change(ready, opened);
        this.tell('backend', ready.status);
      } else {
        await opened.backend.release();
      }
    });
  }

  private watch(ready: Ready, backend: Backend): void {
    void backend.lost.then((reason) => this.uses.run(() => this.replaceLost(ready, backend, reason)));
  }

  /** Puts WASM in the place of a backend that can't run any more. Call it within a use of the model. */
  private async replaceLost(ready: Ready, backend: Backend, reason: string): Promise<void> {
    if (this.ready !== ready || ready.backend !== backend) return;
    const opened = await this.check(ready.model, await this.runtime.openWasm(ready.network));
    ready.backend = opened.backend;
    ready.status = { ...opened.status, notice: `WebGPU was lost, so WASM runs now (${reason})` };
    this.tell('backend', ready.status);
  }

  private async infer(features: Features, output?: string): Promise<Float32Array> {
    const ready = this.theReady();
    const { backend } = ready;
    if (backend.kind === 'wasm') return backend.run(features, output);
    try {
      // A run on a device that goes away may never end.
      return await Promise.race([
        backend.run(features, output),
        backend.lost.then((reason) => Promise.reject(new Error(reason))),
      ]);
    } catch (error) {
      await this.replaceLost(ready, backend, messageOf(error));
      return ready.backend.run(features, output);
    }
  }

  private openStream({ model }: Ready, sampleRate: number): CoreStream {
    const stream = model.openStream(sampleRate);
    if (this.tuning) stream.tune(this.tuning);
    return stream;
  }

  /** Takes the place of the stream that was shown before. */
  private openShownStream(ready: Ready, sampleRate: number): CoreStream {
    this.forgetShown();
    const stream = this.openStream(ready, sampleRate);
    if (this.features) {
      const frontEnd = frontEndOf(stream, this.features);
      this.shown = { stream, sampleRate: ready.card.front_end.sample_rate, frontEnd, time: 0 };
    }
    return stream;
  }

  private forgetShown(): void {
    this.shown?.stream.delete();
    this.shown = undefined;
  }

  private tellStream({ stream, time, sampleRate, frontEnd }: ShownStream, frames: StreamFrames | null): void {
    this.tell('stream', { time, samples: stream.lastWindow(), sampleRate, frames, frontEnd });
  }

  private take(samples: Float32Array, lost: number): void {
    const { listening } = this;
    if (!listening) return;
    this.tell('level', this.core.measureLevel(samples));
    const { stream, waiting } = listening;
    const arrived = performance.timeOrigin + performance.now();
    const due = windowsOf(stream, samples);
    waiting.push(...due.map((window) => ({ ...window, arrived })));
    const last = due.at(-1);
    const { shown } = this;
    if (last && shown?.stream === stream) {
      shown.time = last.time;
      this.tellStream(shown, stream.freshFrames());
    }
    const excess = Math.max(0, waiting.length - waitingWindows);
    waiting.splice(0, excess);
    if (lost !== listening.lost.samples || excess > 0) {
      listening.lost = { samples: lost, windows: listening.lost.windows + excess };
      this.tell('loss', listening.lost);
    }
    for (const _ of due) void this.hearNext(listening);
  }

  private async hearNext(listening: Listening): Promise<void> {
    const result = await this.uses.run(() => {
      const window = this.listening === listening ? listening.waiting.shift() : undefined;
      return window && this.hear(listening.stream, window).then((heard) => ({ ...heard, arrived: window.arrived }));
    });
    if (result) this.tell('window', result);
  }

  private async hear(stream: CoreStream, window: TimedWindow): Promise<Omit<WindowResult, 'arrived'>> {
    const { time, level, silent, complete, features, milliseconds } = window;
    const timing = { features: milliseconds, inference: null };
    const result = { time, level, silent, complete, features };
    if (silent || !complete) {
      stream.decideSilence(time);
      return { ...result, logits: null, ...decided(stream), detection: null, timing };
    }
    const computed = performance.now();
    const logits = await this.infer(features);
    const inference = performance.now() - computed;
    const detection = stream.decide(time, logits);
    return { ...result, logits, ...decided(stream), detection, timing: { ...timing, inference } };
  }
}

function featuresOf(model: CoreModel, clip: CoreClip): ClipFeatures {
  return complainAs(AudioError, () => model.clipFeatures(clip.channels, clip.sampleRate));
}

function frontEndOf(stream: CoreStream, features: ShownFeatures): FrontEnd {
  return JSON.parse(stream.show(features)) as FrontEnd;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function windowsOf(stream: CoreStream, samples: Float32Array): TimedWindow[] {
  const begin = performance.now();
  const windows = stream.push(samples);
  const milliseconds = (performance.now() - begin) / windows.length;
  return windows.map((window) => ({ ...window, milliseconds }));
}

function decided(stream: CoreStream): Pick<WindowResult, 'probabilities' | 'inView'> {
  return { probabilities: stream.smoothed(), inView: stream.inView() };
}

/** How long a warm run takes, milliseconds: the least that was measured, for whatever else happens only adds to it. */
async function measure(run: () => Promise<unknown>): Promise<number> {
  let least = Infinity;
  const start = performance.now();
  for (let measurement = 0; measurement < measurements; ++measurement) {
    if (measurement > 0 && performance.now() - start > measuringTime) break;
    const begin = performance.now();
    for (let count = 0; count < measuredRuns; ++count) await run();
    least = Math.min(least, (performance.now() - begin) / measuredRuns);
  }
  return least;
}

/** Lets the messages that came in meanwhile be handled. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
