import type { Action, HistoryEntry } from 'wasm/earshot_app.js';
import type { BackendChoice, BackendKind } from '../backend/backend';
import { findAdapter, type AdapterReport } from '../backend/webgpu';
import type { Classifier } from '../classifier/classifier';
import type { ShownFeatures, TaughtModel } from '../core/core_module';
import { messageOf } from '../core/error';
import type { ModelStore } from '../offline/model_store';
import type { LabelTakes, LoadedModel, ModelCard, WindowResult } from '../worker/protocol';
import { announcePhase } from './announce';
import { choicesOf } from './choices';
import { Clips } from './clips';
import { EngineStatus } from './engine_status';
import { backendChoices, type Link } from './link';
import { Listening } from './listening';
import { Models, type Model } from './models';
import { Notices } from './notices';
import type { Preferences, Tuning } from './preferences';
import { Results } from './results';
import { shippedSamples } from './shipped';
import { tuningInOrder } from './tuning_table';
import type { View } from './view';

/** What the session tells the page around the views. */
export interface SessionEvents {
  models(models: readonly Model[], current: Model | undefined): void;
  /** What a link to the view says now, but for the page's looks. */
  link(link: Link): void;
  /** Another model, and how its labels were tuned. */
  tuning(model: LoadedModel, tuning: Tuning): void;
  /** Something was heard: a detection while listening, or a clip. */
  heard(entry: HistoryEntry): void;
  /** How much of the takes to teach the network has seen, 0 to 1. */
  teaching(share: number): void;
}

/** The page's state and everything that the user can do with it. */
export class Session {
  private readonly notices: Notices;
  private readonly results: Results;
  private readonly listening: Listening;
  private readonly status: EngineStatus;
  private readonly clips: Clips;

  private readonly models: Models;
  private model: Model | undefined;
  /** What was told of it when it was loaded. */
  private loaded: LoadedModel | undefined;
  private choice: BackendChoice = 'auto';
  private readonly measured = new Map<BackendKind, number>();
  private adapter: AdapterReport | null = null;

  /** What is seen of the stream stands still. */
  private streamPaused = false;

  constructor(
    private readonly view: View,
    private readonly classifier: Classifier,
    store: ModelStore,
    private readonly preferences: Preferences,
    /** Settles when all of the view is there: what is ready is seen. */
    private readonly viewComplete: Promise<void>,
    private readonly events: SessionEvents,
  ) {
    this.models = new Models(store, () => this.showModels());
    this.notices = new Notices((notices) => view.setNotices(notices));
    this.results = new Results(view, events.heard);
    this.listening = new Listening(view, classifier, preferences, this.notices, {
      begins: () => this.results.beginStream(),
      started: () => {
        announcePhase('listening');
        this.clips.forget();
        this.tellLink();
      },
      stopped: () => this.status.endStream(),
      changed: () => this.status.show(),
      failed: (error) => this.status.report(error),
    });
    this.status = new EngineStatus(view, this.results, this.listening, this.notices);
    this.clips = new Clips(classifier, this.listening, this.results, this.status, this.notices, () => this.tellLink());
    classifier.tell({
      measured: (kind, inferenceMs) => {
        this.measured.set(kind, inferenceMs);
        this.showChoices();
      },
      backend: (status) => this.status.takeBackend(status),
      level: ({ rms, peak }) => view.setLevel(rms, peak),
      window: (result) => this.showWindow(result),
      stream: (part) => this.results.showStream(part),
      loss: (loss) => this.listening.setLoss(loss),
      progress: (share) =>
        this.status.showActivity(share < 1 ? `Listening through the clip, ${Math.round(100 * share)} %` : ''),
      teaching: (share) => events.teaching(share),
      restarted: (reason) =>
        this.notices.show('warning', `The inference worker stopped and was started again: ${reason}`),
      failed: (reason) => {
        announcePhase('failed');
        this.notices.show('error', `The inference worker stopped: ${reason}. Reload the page to go on`);
      },
    });
  }

  /** Starts with what a link asks for. */
  async start(link: Link): Promise<void> {
    this.showModels();
    this.status.show();
    this.view.setPrediction(null);
    this.view.setHistory([]);
    // Nothing else waits for them.
    const microphones = this.listening.watch();
    try {
      await this.models.readKept();
    } catch (error) {
      this.notices.show('warning', `Models that were kept here can't be read: ${messageOf(error)}`);
    }
    if (this.models.all.length === 0) {
      this.notices.show('info', 'No model ships with this page; open or drop an .onnx file that Earshot has trained');
    }
    await this.follow(link);
    await microphones;
    this.adapter = await findAdapter();
    this.showChoices();
  }

  /** Shows what a link asks for, without a sound. */
  async follow({ model: asked, backend = 'auto', sample }: Link): Promise<void> {
    const found = asked && this.models.find(asked);
    if (asked && !found) this.notices.show('warning', this.models.missing(asked));
    const model = found ?? this.models.all[0];
    if (backend !== this.choice) await this.chooseBackend(backendChoices.indexOf(backend));
    if (model && model !== this.model) await this.useModel(model);
    if (sample === undefined || sample === this.clips.sample || !this.loaded) return;
    const index = shippedSamples.findIndex(({ name }) => name === sample);
    if (index >= 0) await this.clips.showSample(index);
    else this.notices.show('warning', `The link asks for the sample "${sample}", which this page does not have`);
  }

  /** What either view reports; those actions that only concern the page's looks are not for here. */
  act(action: Action): void {
    switch (action.name) {
      case 'start-microphone':
        return void this.listening.start();
      case 'stop-microphone':
        return void this.listening.stop();
      case 'choose-device':
        return void this.listening.choose(action.value);
      case 'play-sample':
        return void this.clips.playSample(action.value);
      case 'choose-model':
        return void this.useModel(this.models.all[action.value]);
      case 'choose-backend':
        return void this.chooseBackend(action.value);
      case 'look':
        return this.pauseStream(action.value.paused);
      case 'clear-history':
        return this.results.clearHistory();
      case 'want-evidence':
        return this.clips.wantEvidence(action.value);
      case 'dismiss-notice':
        return this.notices.dismiss(action.value);
      case 'graphics-lost':
        return this.notices.show('warning', 'The browser took the graphics away; the controls go on working');
    }
  }

  /** Files that were dropped or chosen: models are loaded, everything else is heard. */
  async open(files: Iterable<File>): Promise<void> {
    for (const file of files) {
      if (/\.onnx$/i.test(file.name)) await this.openModel(file);
      else await this.clips.open(file, file.name);
    }
  }

  /** Something that the page needs is missing; what is left goes on. */
  warn(text: string): void {
    this.notices.show('warning', text);
  }

  /** What the user says of something that was heard; '' takes it back. */
  tell(entry: HistoryEntry, told: string): void {
    this.results.tell(entry, told);
  }

  // Models and backends

  /** Of the model in use. */
  get modelCard(): ModelCard | undefined {
    return this.loaded?.card;
  }

  /** Of the model in use, those that it can say to have heard. */
  get reportedLabels(): readonly string[] {
    const { labels = [], decision } = this.loaded?.card ?? {};
    return labels.filter((label) => !decision?.rejected.includes(label));
  }

  async useModel(model: Model | undefined): Promise<void> {
    if (!model) return;
    await this.status.attempt(`Loading ${model.name}`, async () => {
      await this.load(model.name, await model.read(), () => model);
    });
    this.showChoices();
  }

  /** Where it was in use, the first model takes its place. */
  async removeModel(model: Model): Promise<void> {
    await this.status.attempt('', () => this.models.remove(model));
    await this.replaceRemoved();
  }

  /** All that do not ship with the page. */
  async removeAllModels(): Promise<void> {
    await this.status.attempt('', () => this.models.clear());
    await this.replaceRemoved();
  }

  private async replaceRemoved(): Promise<void> {
    if (this.model && !this.models.all.includes(this.model)) await this.useModel(this.models.all[0]);
  }

  private async openModel(file: File): Promise<void> {
    await this.status.attempt(`Reading ${file.name}`, async () => {
      const name = file.name.replace(/\.onnx$/i, '');
      const bytes = new Uint8Array(await file.arrayBuffer());
      // Only what could be loaded is worth keeping.
      await this.load(name, bytes, () => this.models.add(name, bytes, (text) => this.warn(text)));
    });
    this.showChoices();
  }

  /** `chosen` gives the model that these bytes are, once they are loaded. */
  private async load(name: string, bytes: Uint8Array, chosen: () => Model | Promise<Model>): Promise<void> {
    this.status.beginCheck();
    this.measured.clear();
    const loaded = await this.classifier.load(bytes, `${name}.onnx`, this.choice);
    await this.viewComplete;
    const { card } = loaded;
    this.loaded = loaded;
    this.clips.forget();
    this.status.use(card);
    this.results.use(card);
    this.listening.use(card);
    this.model = await chosen();
    this.showModels();
    this.status.takeBackend(loaded.backend);
    const tuning = this.preferences.tuningOf(tuningKeyOf(this.model));
    this.events.tuning(loaded, tuning);
    if (Object.keys(tuning).length > 0) await this.classifier.tune(tuningInOrder(loaded, tuning));
  }

  /** The chosen microphone. */
  get deviceId(): string | undefined {
    return this.listening.deviceId;
  }

  /** Why the model can't be taught new words; '' where it can. */
  get unteachable(): string {
    return this.loaded?.teachable
      ? ''
      : `The model ${this.loaded?.card.name ?? ''} does not end with a linear layer, so it can't be taught; choose another one`;
  }

  /** Teaches the model new labels; the result is kept and used from now on, in the place of what was taught under that
   * name before. Throws EarshotErrors. */
  async teach(labels: readonly LabelTakes[], name: string): Promise<TaughtModel> {
    let taught: TaughtModel | undefined;
    await this.status.during(`Teaching ${name}`, async () => {
      taught = await this.classifier.teach(labels, name);
      const { file } = taught;
      await this.load(name, file, () => this.models.addTaught(name, file, (text) => this.warn(text)));
    });
    this.showChoices();
    return taught!;
  }

  /** How readily the labels of the model are heard; what is left out is as it recommends. */
  tune(tuning: Tuning): void {
    const { loaded, model } = this;
    if (!loaded || !model) return;
    this.preferences.setTuning(tuningKeyOf(model), tuning);
    void this.status.attempt('', () => this.classifier.tune(tuningInOrder(loaded, tuning)));
  }

  private async chooseBackend(index: number): Promise<void> {
    const choice = backendChoices[index];
    if (!choice) return;
    this.choice = choice;
    this.showModels();
    if (!this.loaded) return;
    await this.status.attempt(choice === 'webgpu' ? 'Starting WebGPU' : 'Changing the backend', async () => {
      this.status.beginCheck();
      this.status.takeBackend(await this.classifier.useBackend(choice));
    });
  }

  // The microphone

  /** For somebody else to open it: stops listening, and gives the one that is chosen. */
  async leaveMicrophone(): Promise<string | undefined> {
    await this.listening.stop();
    return this.listening.deviceId;
  }

  /** What pictures of the stream show from now on, and of its last minute. */
  showFeatures(features: ShownFeatures): void {
    void this.classifier.show(features).catch((error: unknown) => this.status.report(error));
  }

  private pauseStream(paused: boolean): void {
    if (paused === this.streamPaused) return;
    this.streamPaused = paused;
    void this.classifier.pause(paused).catch((error: unknown) => this.status.report(error));
  }

  private showWindow(result: WindowResult): void {
    if (!this.listening.on) return;
    if (result.logits) this.status.addLatency(performance.timeOrigin + performance.now() - result.arrived);
    this.status.addTiming(result.timing);
    this.results.showWindow(result);
  }

  // What is shown

  /** The models or what is chosen have changed. */
  private showModels(): void {
    this.showChoices();
    this.events.models(this.models.all, this.model);
    this.tellLink();
  }

  private tellLink(): void {
    const { model, choice } = this;
    const { sample } = this.clips;
    // Before the first model is there, what the link asked for still holds.
    if (!model) return;
    const { name, fingerprint } = model;
    this.events.link({
      ...(model !== this.models.all[0] && { model: { name, ...(fingerprint && { fingerprint }) } }),
      ...(choice !== 'auto' && { backend: choice }),
      ...(sample !== undefined && { sample }),
    });
  }

  private showChoices(): void {
    const { model, choice, measured, adapter } = this;
    this.view.setChoices(choicesOf(this.models.all, model, choice, measured, adapter));
  }
}

/** A shipped model keeps its tuning through versions; of others, every file is a model of its own. */
function tuningKeyOf({ name, fingerprint }: Model): string {
  return fingerprint ? `${name} ${fingerprint}` : name;
}
