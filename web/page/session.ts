import type { Action, HistoryEntry, Status } from 'wasm/earshot_app.js';
import { readAudioFile } from '../audio/audio_file';
import type { BackendChoice, BackendKind } from '../backend/backend';
import { findAdapter, type AdapterReport } from '../backend/webgpu';
import { Classifier, WorkerStoppedError } from '../classifier/classifier';
import type { ShownFeatures, TaughtModel } from '../core/core_module';
import { messageOf } from '../core/error';
import type { ModelStore } from '../offline/model_store';
import type { BackendStatus, ClipResult, LabelTakes, ModelCard, Timing, WindowResult } from '../worker/protocol';
import { announce, announcePhase } from './announce';
import { fetchBytes } from './fetch_bytes';
import { backendChoices, type Link, type ModelReference } from './link';
import { Listening } from './listening';
import { Models, type Model } from './models';
import { Notices } from './notices';
import type { Preferences, Tuning } from './preferences';
import { Results } from './results';
import { shippedSamples } from './shipped';
import { StageTimes } from './stage_times';
import { tuningInOrder } from './tuning_table';
import type { View } from './view';

/** What is shorter can't be a word, seconds. */
const shortestWord = 0.05;

/** What the session tells the page around the views. */
export interface SessionEvents {
  models(models: readonly Model[], current: Model | undefined): void;
  /** What a link to the view says now, but for the page's looks. */
  link(link: Link): void;
  /** Another model, and how its labels were tuned. */
  tuning(card: ModelCard, tuning: Tuning): void;
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
  private readonly times = new StageTimes();

  private readonly models: Models;
  private model: Model | undefined;
  /** Name of the built-in sample on show. */
  private sample: string | undefined;
  private card: ModelCard | undefined;
  private teachable = false;
  /** What was taught last on this visit. */
  private taught: Model | undefined;
  private choice: BackendChoice = 'auto';
  private backend: BackendStatus | undefined;
  private checking = false;
  private readonly measured = new Map<BackendKind, number>();
  private adapter: AdapterReport | null = null;

  /** What is seen of the stream stands still. */
  private streamPaused = false;

  /** What is going on beyond listening; empty when nothing is. */
  private activity = '';

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
        this.sample = undefined;
        this.tellLink();
      },
      stopped: () => {
        this.times.endStream();
        if (this.backend) announcePhase('ready');
      },
      changed: () => this.showStatus(),
      failed: (error) => this.report(error),
    });
    classifier.tell({
      measured: (kind, inferenceMs) => {
        this.measured.set(kind, inferenceMs);
        this.showChoices();
      },
      backend: (status) => this.takeBackend(status),
      level: ({ rms, peak }) => view.setLevel(rms, peak),
      window: (result) => this.showWindow(result),
      stream: (part) => this.results.showStream(part),
      loss: (loss) => this.listening.setLoss(loss),
      progress: (share) =>
        this.showActivity(share < 1 ? `Listening through the clip, ${Math.round(100 * share)} %` : ''),
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
    this.showStatus();
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
    if (asked && !found) this.notices.show('warning', this.missing(asked));
    const model = found ?? this.models.all[0];
    if (backend !== this.choice) await this.chooseBackend(backendChoices.indexOf(backend));
    if (model && model !== this.model) await this.useModel(model);
    if (sample === undefined || sample === this.sample || !this.card) return;
    const index = shippedSamples.findIndex(({ name }) => name === sample);
    if (index >= 0) await this.showSample(index);
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
        return void this.playSample(action.value);
      case 'choose-model':
        return void this.useModel(this.models.all[action.value]);
      case 'choose-backend':
        return void this.chooseBackend(action.value);
      case 'look':
        return this.pauseStream(action.value.paused);
      case 'clear-history':
        return this.results.clearHistory();
      case 'want-evidence':
        return this.wantEvidence(action.value);
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
      else await this.openClip(file, file.name);
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
    return this.card;
  }

  /** Of the model in use, those that it can say to have heard. */
  get reportedLabels(): readonly string[] {
    const { labels = [], decision } = this.card ?? {};
    return labels.filter((label) => !decision?.rejected.includes(label));
  }

  async useModel(model: Model | undefined): Promise<void> {
    if (!model) return;
    await this.attempt(`Loading ${model.name}`, async () => {
      await this.load(model.name, await model.read(), () => model);
    });
    this.showChoices();
  }

  /** Where it was in use, the first model takes its place. */
  async removeModel(model: Model): Promise<void> {
    await this.attempt('', () => this.models.remove(model));
    await this.replaceRemoved();
  }

  /** All that do not ship with the page. */
  async removeAllModels(): Promise<void> {
    await this.attempt('', () => this.models.clear());
    await this.replaceRemoved();
  }

  private async replaceRemoved(): Promise<void> {
    if (this.model && !this.models.all.includes(this.model)) await this.useModel(this.models.all[0]);
  }

  private async openModel(file: File): Promise<void> {
    await this.attempt(`Reading ${file.name}`, async () => {
      const name = file.name.replace(/\.onnx$/i, '');
      const bytes = new Uint8Array(await file.arrayBuffer());
      // Only what could be loaded is worth keeping.
      await this.load(name, bytes, () => this.models.add(name, bytes, (text) => this.warn(text)));
    });
    this.showChoices();
  }

  private missing({ name, fingerprint }: ModelReference): string {
    const other = this.models.all.some((model) => model.name === name);
    const reason = other ? `only another model of that name is here` : 'which is not here';
    const remedy = fingerprint ? `; open the file ${name}.onnx that the link was made with` : '';
    return `The link asks for the model "${name}", ${reason}${remedy}`;
  }

  /** `chosen` gives the model that these bytes are, once they are loaded. */
  private async load(name: string, bytes: Uint8Array, chosen: () => Model | Promise<Model>): Promise<void> {
    this.check();
    this.measured.clear();
    const { card, backend, teachable } = await this.classifier.load(bytes, `${name}.onnx`, this.choice);
    await this.viewComplete;
    this.card = card;
    this.teachable = teachable;
    this.sample = undefined;
    this.results.use(card);
    this.listening.use(card);
    this.model = await chosen();
    this.showModels();
    this.takeBackend(backend);
    const tuning = this.preferences.tuningOf(tuningKeyOf(this.model));
    this.events.tuning(card, tuning);
    if (Object.keys(tuning).length > 0) await this.classifier.tune(tuningInOrder(card, tuning));
  }

  /** The chosen microphone. */
  get deviceId(): string | undefined {
    return this.listening.deviceId;
  }

  /** Why the model can't be taught new words; '' where it can. */
  get unteachable(): string {
    return this.teachable
      ? ''
      : `The model ${this.card?.name ?? ''} does not end with a linear layer, so it can't be taught; choose another one`;
  }

  /** Teaches the model new labels; the result is kept and used from now on, in the place of what was taught under that
   * name before. Throws EarshotErrors. */
  async teach(labels: readonly LabelTakes[], name: string): Promise<TaughtModel> {
    let taught: TaughtModel | undefined;
    await this.during(`Teaching ${name}`, async () => {
      taught = await this.classifier.teach(labels, name);
      const { file } = taught;
      await this.load(name, file, () => this.keepTaught(name, file));
    });
    this.showChoices();
    return taught!;
  }

  private async keepTaught(name: string, file: Uint8Array<ArrayBuffer>): Promise<Model> {
    const before = this.taught;
    this.taught = await this.models.add(name, file, (text) => this.warn(text));
    if (before?.name === name && before.fingerprint !== this.taught.fingerprint) await this.models.remove(before);
    return this.taught;
  }

  /** How readily the labels of the model are heard; what is left out is as it recommends. */
  tune(tuning: Tuning): void {
    const { card, model } = this;
    if (!card || !model) return;
    this.preferences.setTuning(tuningKeyOf(model), tuning);
    void this.attempt('', () => this.classifier.tune(tuningInOrder(card, tuning)));
  }

  private async chooseBackend(index: number): Promise<void> {
    const choice = backendChoices[index];
    if (!choice) return;
    this.choice = choice;
    this.showModels();
    if (!this.card) return;
    await this.attempt(choice === 'webgpu' ? 'Starting WebGPU' : 'Changing the backend', async () => {
      this.check();
      this.takeBackend(await this.classifier.useBackend(choice));
    });
  }

  private check(): void {
    this.checking = true;
    this.showStatus();
  }

  private takeBackend(status: BackendStatus): void {
    this.backend = status;
    this.times.clear();
    if (status.notice) this.notices.show('warning', status.notice);
    if (!status.verified) {
      const found = Number.isFinite(status.selfCheckError)
        ? `differ by ${status.selfCheckError.toPrecision(2)}`
        : 'are not numbers';
      this.notices.show(
        'error',
        `The self-check failed on ${status.description}: its logits ${found}. Results may be wrong`,
      );
    }
    announcePhase(this.listening.on ? 'listening' : 'ready');
    announce('earshot:ready', { model: this.card?.name ?? '', backend: status });
    this.showStatus();
  }

  // Clips

  private async playSample(index: number): Promise<void> {
    const sample = shippedSamples[index];
    if (!sample) return;
    // Heard as well as seen; where it can't be, it is still classified.
    void new Audio(sample.url).play().catch(() => undefined);
    await this.showSample(index);
  }

  private async showSample(index: number): Promise<void> {
    const sample = shippedSamples[index]!;
    const name = `sample ${sample.name}`;
    await this.attempt(`Reading ${name}`, async () => {
      await this.classify(new Blob([await fetchBytes(sample.url, name)]), name);
      this.sample = sample.name;
    });
    this.tellLink();
  }

  private openClip(file: Blob, name: string): Promise<void> {
    return this.attempt(`Reading ${name}`, () => this.classify(file, name));
  }

  private async classify(file: Blob, name: string): Promise<void> {
    const clip = await readAudioFile(file, name);
    await this.listening.stop();
    const result = await this.classifier.classify(clip, name);
    this.sample = undefined;
    this.tellLink();
    this.showClip(result);
    if (result.long) void this.scan(result);
  }

  /** Listens through a long clip. What the history gets when nothing in it is certain is the result of its window. */
  private async scan(clip: ClipResult): Promise<void> {
    await this.attempt('', async () => this.results.showScan(clip, await this.classifier.scan()));
  }

  private showClip(result: ClipResult): void {
    const { name, seconds, timing } = result;
    this.showTimes(timing);
    this.results.showClip(result);
    if (seconds < shortestWord) {
      this.notices.show('info', `${name}: lasts only ${(1000 * seconds).toPrecision(2)} ms, so the result says little`);
    }
    if (this.results.wantsEvidence) void this.explain();
  }

  private wantEvidence(wanted: boolean): void {
    this.results.wantEvidence(wanted);
    if (wanted) void this.explain();
  }

  private async explain(): Promise<void> {
    await this.attempt('Finding what made the label', async () => {
      const evidence = await this.classifier.explain();
      if (!evidence || !this.results.wantsEvidence) return;
      this.results.showEvidence(evidence);
      announce('earshot:evidence', evidence);
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
    void this.classifier.show(features).catch((error: unknown) => this.report(error));
  }

  private pauseStream(paused: boolean): void {
    if (paused === this.streamPaused) return;
    this.streamPaused = paused;
    void this.classifier.pause(paused).catch((error: unknown) => this.report(error));
  }

  private showWindow(result: WindowResult): void {
    if (!this.listening.on) return;
    if (result.logits) this.times.addLatency(performance.timeOrigin + performance.now() - result.arrived);
    this.showTimes(result.timing);
    this.results.showWindow(result);
  }

  // What is shown

  private showTimes(timing: Timing): void {
    this.times.add(timing);
    this.showStatus();
  }

  /** The models or what is chosen have changed. */
  private showModels(): void {
    this.showChoices();
    this.events.models(this.models.all, this.model);
    this.tellLink();
  }

  private tellLink(): void {
    const { model, choice, sample } = this;
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
    const milliseconds = (kind: BackendKind) => {
      const measured = this.measured.get(kind);
      if (measured === undefined) return '';
      // Browsers round their clocks.
      return measured < 0.05 ? '< 0.05 ms' : `${measured.toPrecision(2)} ms`;
    };
    const gpu = this.adapter;
    this.view.setChoices({
      samples: shippedSamples.map(({ name }) => name),
      models: this.models.all.map(({ name, place }) => ({
        name,
        note: place === 'shipped' ? '' : place,
        available: true,
      })),
      selectedModel: this.model ? this.models.all.indexOf(this.model) : -1,
      backends: [
        { name: 'Auto', note: 'fastest', available: true },
        { name: 'WASM', note: milliseconds('wasm'), available: true },
        {
          name: 'WebGPU',
          note: gpu ? milliseconds('webgpu') || gpu.description : 'none here',
          available: gpu !== null,
        },
      ],
      selectedBackend: backendChoices.indexOf(this.choice),
    });
  }

  private showActivity(activity: string): void {
    this.activity = activity;
    this.showStatus();
  }

  private showStatus(): void {
    const { card, backend, checking } = this;
    let check: Status['check'] = 'none';
    if (checking) check = 'running';
    else if (backend) check = backend.verified ? 'passed' : 'failed';
    this.view.setStatus({
      model: card?.name ?? '',
      modelDetail: card ? `${count(card.parameter_count)} parameters` : '',
      backend: backend?.description ?? '',
      check,
      checkDetail: backend ? `max difference ${backend.selfCheckError.toExponential(0)}` : '',
      stages: this.times.stages(),
      droppedSeconds: this.listening.droppedSeconds,
      activity: this.activity || this.activityOf(card),
    });
  }

  private activityOf(card: ModelCard | undefined): string {
    if (!card) return 'No model';
    return this.listening.on ? `Listening, ${this.results.windowSeconds} s at a time` : 'Ready';
  }

  /** Does something that may fail by a person's mistake, and says so. */
  private async attempt(activity: string, task: () => Promise<void>): Promise<void> {
    try {
      await this.during(activity, task);
    } catch (error) {
      this.report(error);
    }
  }

  private async during(activity: string, task: () => Promise<void>): Promise<void> {
    this.showActivity(activity);
    try {
      await task();
    } finally {
      this.checking = false;
      this.showActivity('');
    }
  }

  private report(error: unknown): void {
    // The classifier tells of its worker itself.
    if (error instanceof WorkerStoppedError) return;
    this.notices.show('error', messageOf(error));
    if (!this.backend) announcePhase('failed');
  }
}

/** A shipped model keeps its tuning through versions; of others, every file is a model of its own. */
function tuningKeyOf({ name, fingerprint }: Model): string {
  return fingerprint ? `${name} ${fingerprint}` : name;
}

/** "746", "19 k", "1.5 M". */
function count(value: number): string {
  if (value < 1e4) return String(value);
  return value < 1e6 ? `${Math.round(value / 1e3)} k` : `${(value / 1e6).toFixed(1)} M`;
}
