import type {
  Action,
  Choices,
  Evidence,
  FeatureGrid,
  HistoryEntry,
  Microphone,
  Notice,
  Prediction,
  Status,
  StreamDecision,
  StreamLabel,
  StreamPart,
  TimelineView,
} from 'wasm/earshot_app.js';
import { element } from './element';
import { TimelineControls } from './timeline_controls';
import type { View } from './view';

/** Real DOM controls for everything that the canvas offers: for keyboards, screen readers, and browsers without WebGL.
 * Their markup is in index.html. */
export class Controls implements View {
  private readonly listen = element('listen', HTMLButtonElement);
  private readonly microphoneOn = element('microphone-on', HTMLElement);
  private readonly device = element('device', HTMLSelectElement);
  private readonly level = element('level', HTMLMeterElement);
  private readonly samples = element('samples', HTMLElement);
  private readonly model = element('model', HTMLSelectElement);
  private readonly backend = element('backend', HTMLSelectElement);
  private readonly heard = element('heard', HTMLOutputElement);
  private readonly headline = element('headline', HTMLElement);
  private readonly caption = element('caption', HTMLElement);
  private readonly why = element('why', HTMLButtonElement);
  private readonly evidence = element('evidence', HTMLElement);
  private readonly probabilities = element('probabilities', HTMLElement);
  private readonly history = element('history', HTMLElement);
  private readonly engine = element('engine', HTMLElement);
  private readonly notices = element('notices', HTMLElement);
  private readonly timeline: TimelineControls;
  private microphone: Microphone['state'] = 'off';
  /** How long the features last that the evidence is of. */
  private featureSeconds = 0;
  private newest: HistoryEntry | undefined;

  constructor(private readonly act: (action: Action) => void) {
    this.timeline = new TimelineControls(act);
    this.listen.onclick = () => act({ name: this.microphone === 'on' ? 'stop-microphone' : 'start-microphone' });
    this.device.onchange = () => act({ name: 'choose-device', value: this.device.selectedIndex });
    this.model.onchange = () => act({ name: 'choose-model', value: this.model.selectedIndex });
    this.backend.onchange = () => act({ name: 'choose-backend', value: this.backend.selectedIndex });
    element('open-audio', HTMLButtonElement).onclick = () => act({ name: 'open-audio' });
    element('open-model', HTMLButtonElement).onclick = () => act({ name: 'open-model' });
    this.why.onclick = () =>
      act({ name: 'want-evidence', value: this.why.getAttribute('aria-pressed') === 'false' });
    element('clear-history', HTMLButtonElement).onclick = () => act({ name: 'clear-history' });
  }

  setChoices(choices: Choices): void {
    if (this.samples.childElementCount !== choices.samples.length) {
      this.samples.replaceChildren(
        ...choices.samples.map((name, value) => {
          const button = document.createElement('button');
          button.type = 'button';
          button.textContent = name;
          button.setAttribute('aria-label', `Sample ${name}`);
          button.onclick = () => this.act({ name: 'play-sample', value });
          return button;
        }),
      );
    }
    setOptions(
      this.model,
      choices.models.map(({ name, note, available }) => ({ text: withNote(name, note), available })),
      choices.selectedModel,
    );
    setOptions(
      this.backend,
      choices.backends.map(({ name, note, available }) => ({ text: withNote(name, note), available })),
      choices.selectedBackend,
    );
  }

  setMicrophone({ state, devices, selectedDevice }: Microphone): void {
    // Else it may be another one's: devices come and go while a data set is recorded.
    if (state !== this.microphone) document.title = state === 'on' ? '● Listening – Earshot' : 'Earshot';
    this.microphone = state;
    this.listen.textContent = { off: 'Listen', starting: 'Starting…', on: 'Stop', unavailable: 'No microphone' }[state];
    this.listen.setAttribute('aria-pressed', String(state === 'on'));
    this.microphoneOn.textContent = state === 'on' ? 'Microphone on' : '';
    this.listen.disabled = state === 'unavailable' || state === 'starting';
    this.device.disabled = state === 'unavailable' || devices.length === 0;
    setOptions(
      this.device,
      devices.map((text) => ({ text, available: true })),
      selectedDevice,
    );
  }

  setLevel(rmsDbfs: number): void {
    this.level.value = rmsDbfs;
  }

  // Pictures are the canvas's part.
  setClip(): void {}
  setWaveform(): void {}

  setFeatures(_values: Float32Array, grid: FeatureGrid): void {
    this.featureSeconds = grid.frames * grid.hopSeconds;
  }

  setEvidence(evidence: Evidence): void {
    this.why.setAttribute('aria-pressed', String(evidence.wanted));
    this.evidence.textContent = evidence.wanted ? inWords(evidence, this.featureSeconds) : '';
  }

  beginStream(labels: readonly StreamLabel[]): void {
    this.timeline.begin(labels);
  }

  addToStream(part: StreamPart): void {
    this.timeline.add(part);
  }

  addDecision(decision: StreamDecision): void {
    this.timeline.addDecision(decision);
  }

  /** What is seen of the stream in the canvas. */
  showTimeline(view: TimelineView): void {
    this.timeline.show(view);
  }

  setPrediction(prediction: Prediction | null): void {
    const classified = prediction !== null && prediction.headline !== '';
    this.headline.textContent = classified ? prediction.headline : '–';
    this.caption.textContent = classified ? prediction.caption : 'Nothing was classified yet.';
    const { labels, probabilities } = prediction ?? { labels: [], probabilities: new Float32Array() };
    if (this.probabilities.childElementCount !== labels.length) {
      this.probabilities.replaceChildren(...labels.map(probabilityRow));
    }
    labels.forEach((label, index) => {
      const row = this.probabilities.children[index];
      const probability = probabilities[index] ?? 0;
      row!.querySelector('th')!.textContent = label;
      row!.querySelector('meter')!.value = probability;
      row!.querySelector('output')!.textContent = classified ? `${(100 * probability).toFixed(1)} %` : '';
    });
  }

  setHistory(entries: readonly HistoryEntry[]): void {
    this.history.replaceChildren(
      ...entries.map(({ time, label, probability, source }) => {
        const item = document.createElement('li');
        item.textContent = `${time}  ${label}  ${(100 * probability).toFixed(0)} %  ${source}`;
        item.dataset['label'] = label;
        return item;
      }),
    );
    // Said by screen readers: once for each thing heard, not for each window.
    const newest = entries[0];
    if (newest && newest !== this.newest) {
      this.heard.textContent = `Heard ${newest.label}, ${(100 * newest.probability).toFixed(0)} %, ${newest.source}`;
    } else if (!newest) {
      this.heard.textContent = '';
    }
    this.newest = newest;
  }

  setStatus(status: Status): void {
    const checked = { none: '', running: 'checking', passed: 'verified', failed: 'self-check failed' }[status.check];
    const parts = [
      status.activity,
      withNote(status.model, status.modelDetail),
      [status.backend, withNote(checked, status.check === 'running' ? '' : status.checkDetail)]
        .filter(Boolean)
        .join(': '),
      ...status.stages.map(({ name, milliseconds }) => `${name} ${milliseconds.toFixed(2)} ms`),
      status.droppedSeconds > 0 ? `${status.droppedSeconds.toFixed(2)} s of audio lost` : '',
    ];
    this.engine.textContent = parts.filter(Boolean).join(' · ');
  }

  setNotices(notices: readonly Notice[]): void {
    // Items that stay keep their elements, so that screen readers say only what is new.
    const known = new Map([...this.notices.children].map((item) => [(item as HTMLElement).dataset['id'], item]));
    this.notices.replaceChildren(...notices.map((notice) => known.get(String(notice.id)) ?? this.noticeItem(notice)));
  }

  private noticeItem({ id, severity, text }: Notice): HTMLElement {
    const item = document.createElement('li');
    item.dataset['id'] = String(id);
    item.dataset['severity'] = severity;
    const words = document.createElement('span');
    words.setAttribute('role', severity === 'error' ? 'alert' : 'status');
    words.textContent = text;
    const dismiss = document.createElement('button');
    dismiss.type = 'button';
    dismiss.textContent = 'Dismiss';
    dismiss.onclick = () => this.act({ name: 'dismiss-notice', value: id });
    item.append(words, dismiss);
    return item;
  }
}

/** When most of it is. */
function inWords({ rows, columns, values }: Evidence, seconds: number): string {
  const strong = [...Array(columns).keys()].filter((column) =>
    [...Array(rows).keys()].some((row) => (values[row * columns + column] ?? 0) > 0.5),
  );
  const first = strong.at(0);
  const last = strong.at(-1);
  if (first === undefined || last === undefined) return '';
  const time = (column: number) => ((seconds * column) / columns).toFixed(2);
  return `What speaks most for it lies between ${time(first)} and ${time(last + 1)} s.`;
}

function withNote(name: string, note: string): string {
  return name && note ? `${name} (${note})` : name;
}

interface Option {
  readonly text: string;
  readonly available: boolean;
}

/** Touches only what changed: an open list must not close because a time was measured. */
function setOptions(select: HTMLSelectElement, options: readonly Option[], selected: number): void {
  while (select.options.length > options.length) select.remove(options.length);
  options.forEach(({ text, available }, index) => {
    const option = select.options[index] ?? select.appendChild(document.createElement('option'));
    if (option.textContent !== text) option.textContent = text;
    option.disabled = !available;
  });
  select.selectedIndex = selected;
}

function probabilityRow(): HTMLElement {
  const row = document.createElement('tr');
  const label = document.createElement('th');
  label.scope = 'row';
  const bar = document.createElement('td');
  bar.append(document.createElement('meter'));
  const value = document.createElement('td');
  value.append(document.createElement('output'));
  row.append(label, bar, value);
  return row;
}
