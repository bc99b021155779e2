import type { SampleSource } from '../audio/sample_channel';
import type { BackendChoice, Runtime } from '../backend/backend';
import type {
  CoreModule,
  Detection,
  Evidence,
  LabelTuning,
  Prediction,
  ShownFeatures,
  TaughtModel,
} from '../core/core_module';
import { EarshotError, ModelError } from '../core/error';
import { featuresOf, readClip } from './clip_input';
import { LastClip } from './last_clip';
import { LiveListening } from './live_listening';
import { ModelInUse } from './model_in_use';
import type { BackendStatus, ClipInput, ClipResult, EngineCalls, LabelTakes, LoadedModel, TellEvent } from './protocol';
import { ShownStream } from './shown_stream';
import { teach } from './teaching';

/** Of the waveform of a long clip. */
const envelopeColumns = 1000;

/** Everything from samples to decisions, in the thread that calls: the page's inference worker, or whatever thread the
 * package is used in. */
export class Engine implements EngineCalls {
  private readonly model: ModelInUse;
  private readonly lastClip: LastClip;
  private readonly shown: ShownStream;
  private readonly listening: LiveListening;

  constructor(
    private readonly core: CoreModule,
    runtime: Runtime,
    private readonly tell: TellEvent,
  ) {
    this.model = new ModelInUse(core, runtime, tell);
    this.lastClip = new LastClip(this.model, tell);
    this.shown = new ShownStream(tell);
    this.listening = new LiveListening(core, this.model, this.shown, tell);
  }

  load(bytes: Uint8Array, name: string, choice: BackendChoice): Promise<LoadedModel> {
    return this.model.load(bytes, name, choice, (next) => this.listening.goOnWith(next));
  }

  useBackend(choice: BackendChoice): Promise<BackendStatus> {
    return this.model.useBackend(choice);
  }

  tune(tuning: readonly LabelTuning[]): Promise<void> {
    return this.model.uses.run(() => {
      const ready = this.model.theReady();
      const { labels } = ready.card;
      if (tuning.length !== labels.length) {
        throw new EarshotError(`There are ${tuning.length} tunings for a model of ${labels.length} labels`);
      }
      ready.tuning = tuning;
      this.listening.tune(tuning);
    });
  }

  classify(input: ClipInput, name: string): Promise<ClipResult> {
    return this.model.uses.run(async () => {
      const ready = this.model.theReady();
      const { model, card } = ready;
      const clip = readClip(this.core, input, name);
      const begin = performance.now();
      const features = featuresOf(model, clip);
      const computed = performance.now();
      const logits = await this.model.infer(features);
      const inferred = performance.now();
      const { samples, sampleRate } = clip;
      const seconds = samples.length / sampleRate;
      const windowSeconds = card.front_end.fit.samples / card.front_end.sample_rate;
      const long = seconds > 2 * windowSeconds;
      this.lastClip.replace({ ready, features, logits }, long ? { samples, sampleRate } : undefined);
      return {
        name,
        seconds,
        sampleRate,
        features,
        logits,
        ...model.predict(logits),
        timing: { features: computed - begin, inference: inferred - computed },
        backend: this.model.theReady().status.kind,
        start: features.start,
        envelope: seconds > windowSeconds ? this.core.envelope(samples, envelopeColumns) : null,
        long,
      };
    });
  }

  judge(input: ClipInput, name: string): Promise<Prediction> {
    return this.model.uses.run(async () => {
      const { model } = this.model.theReady();
      return model.predict(await this.model.infer(featuresOf(model, readClip(this.core, input, name))));
    });
  }

  /** What the network's last linear layer takes of a clip: sounds that the model takes for alike have vectors near to
   * each other. */
  embed(input: ClipInput, name: string): Promise<Float32Array> {
    return this.model.uses.run(() => {
      const { model, network, embedding } = this.model.theReady();
      if (embedding === null) {
        throw new ModelError(`${network.name}: does not end with a linear layer, so there is nothing to embed with`);
      }
      return this.model.infer(featuresOf(model, readClip(this.core, input, name)), embedding);
    });
  }

  teach(labels: readonly LabelTakes[], name: string): Promise<TaughtModel> {
    return teach(this.core, this.model, labels, name, this.tell);
  }

  explain(): Promise<Evidence | null> {
    return this.lastClip.explain();
  }

  scan(): Promise<Detection[]> {
    return this.lastClip.scan();
  }

  listen(source: SampleSource, sampleRate: number): Promise<void> {
    return this.listening.start(source, sampleRate);
  }

  stopListening(): Promise<void> {
    return this.listening.stop();
  }

  async show(features: ShownFeatures): Promise<void> {
    this.shown.show(features);
  }

  async pause(paused: boolean): Promise<void> {
    this.shown.pause(paused);
  }

  /** Frees what the model holds; nothing can be asked of the engine any more. */
  async dispose(): Promise<void> {
    await this.stopListening();
    await this.model.dispose(() => this.shown.forget());
  }
}
