// What the compiled module earshot_app offers: the page's user interface, Dear ImGui in a canvas. It decides nothing:
// the page pushes what is to be seen, and hears from `onAction` what the user asked for. Every call copies what it is
// given. Nothing is drawn while nothing changes.

export type Theme = 'dark' | 'light';

/** How values become colors in pictures of features. */
export type ColorMap = 'magma' | 'viridis' | 'inferno' | 'gray';

/** Everything that the user can choose from. Indices count from 0; -1 is nothing chosen. */
export interface Choices {
  /** Captions of the sample buttons. */
  readonly samples: readonly string[];
  readonly models: readonly Choice[];
  readonly selectedModel: number;
  readonly backends: readonly Choice[];
  readonly selectedBackend: number;
}

export interface Choice {
  readonly name: string;
  /** A few words beside the name, such as '0.3 ms' or 'not in this browser'; may be empty. */
  readonly note: string;
  /** False: shown, but can't be chosen. */
  readonly available: boolean;
}

export interface Microphone {
  /** 'unavailable': this browser or page has none to offer. */
  readonly state: 'off' | 'starting' | 'on' | 'unavailable';
  /** Names for people; empty until the browser tells them. */
  readonly devices: readonly string[];
  readonly selectedDevice: number;
  /** The level below which nothing is classified, dB relative to full scale. */
  readonly gateDbfs: number;
}

/** What values [channel][band][frame], frames contiguous, mean. */
export interface FeatureGrid {
  readonly channels: number;
  readonly bands: number;
  readonly frames: number;
  /** Seconds from one frame to the next. */
  readonly hopSeconds: number;
  /** How bands spread over frequency: evenly in mel between lowHz and highHz, or evenly in Hz. Coefficients are no
   * frequencies, and numbered; samples are a waveform, in a single band. */
  readonly scale: 'mel-slaney' | 'mel-htk' | 'linear' | 'coefficients' | 'samples';
  readonly lowHz: number;
  readonly highHz: number;
  /** Not 0: the values are magnitudes to this power, without a logarithm; they are shown in decibels. */
  readonly power: number;
  /** Which values a scaling has shifted together. */
  readonly shifted: 'all' | 'band' | 'frame';
  /** Of the values: 'dB'; empty where they have none. */
  readonly unit: string;
}

/** Whether it is to be seen what in the features speaks for the label, and where it does. */
export interface Evidence {
  readonly wanted: boolean;
  /** Cells over the bands, and over the frames; 0 while nothing is known. */
  readonly rows: number;
  readonly columns: number;
  /** [row][column], the lowest bands first, 0 to 1. */
  readonly values: Float32Array;
}

/** A clip that is longer than the model's window. */
export interface LongClip {
  readonly seconds: number;
  /** Where in it the window begins, seconds. */
  readonly windowStart: number;
  /** Its waveform in columns of equal duration: lowest and highest sample and rms of each in turn. */
  readonly envelope: Float32Array;
}

/** The newest part of a stream of audio. */
export interface StreamPart {
  /** Seconds of stream at its end. */
  readonly time: number;
  /** Those that end there. */
  readonly samples: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
  /** Frames that are new or have changed, of one channel. `first`: the number of the first one; number n begins at
   * n * grid.hopSeconds of the stream, and what comes in later parts is not before it. Where the axes are others than
   * before, they take the place of all that were known. Null where features are a waveform. */
  readonly frames: { readonly first: number; readonly values: Float32Array; readonly grid: FeatureGrid } | null;
}

/** What can be heard in a stream. */
export interface StreamLabel {
  readonly name: string;
  /** It stands for whatever is not to be heard, and is never detected. */
  readonly rejected: boolean;
}

/** What was decided about a window of a stream. */
export interface StreamDecision {
  /** Seconds of stream at the window's end. */
  readonly time: number;
  /** Smoothed, one a label. */
  readonly probabilities: Float32Array;
  /** The label that was detected by it. */
  readonly heard: number | null;
}

/** What is seen of a stream's last minute. */
export interface TimelineView {
  /** It stands still; else the newest end is seen. */
  readonly paused: boolean;
  /** How much is seen, 1 to 60. */
  readonly seconds: number;
  /** Seconds from the newest end back to the right edge; 0 unless paused. */
  readonly back: number;
}

export interface Prediction {
  /** What was heard, as large as it fits: '7'; empty: nothing was classified yet. */
  readonly headline: string;
  /** A line below it: '98.2 % · sample 7'. */
  readonly caption: string;
  /** One a label. */
  readonly labels: readonly string[];
  /** 0 to 1, one a label. */
  readonly probabilities: Float32Array;
}

export interface HistoryEntry {
  /** As shown: '12:30:07'. */
  readonly time: string;
  readonly label: string;
  readonly probability: number;
  /** 'microphone', a file's name ... */
  readonly source: string;
}

export interface Status {
  /** Name of the model in use; empty while there is none. */
  readonly model: string;
  /** A few words on it: '63 k parameters'. */
  readonly modelDetail: string;
  /** The backend that runs: 'WebGPU'; empty while there is none. */
  readonly backend: string;
  /** The model's self-check on that backend. */
  readonly check: 'none' | 'running' | 'passed' | 'failed';
  /** 'max difference 3e-6'; why it failed. */
  readonly checkDetail: string;
  /** Median times of the last classifications, in the order of the data. */
  readonly stages: readonly Stage[];
  /** Audio of the microphone that was lost since it was started. */
  readonly droppedSeconds: number;
  /** What the page does just now: 'Ready', 'Listening', 'Loading digits.onnx ...' */
  readonly activity: string;
}

export interface Stage {
  /** 'features', 'inference' ... */
  readonly name: string;
  readonly milliseconds: number;
}

export interface Notice {
  /** Given back when the user dismisses it. */
  readonly id: number;
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** What the user asked for. */
export type Action =
  | { readonly name: 'start-microphone' }
  | { readonly name: 'stop-microphone' }
  /** Index into Microphone.devices. */
  | { readonly name: 'choose-device'; readonly value: number }
  /** A file dialog for audio. Sent a frame after the click, while the browser still counts it as the user's. */
  | { readonly name: 'open-audio' }
  /** A file dialog for a model. Likewise. */
  | { readonly name: 'open-model' }
  /** Indices into Choices. */
  | { readonly name: 'play-sample'; readonly value: number }
  | { readonly name: 'choose-model'; readonly value: number }
  | { readonly name: 'choose-backend'; readonly value: number }
  | { readonly name: 'choose-theme'; readonly value: Theme }
  | { readonly name: 'clear-history' }
  /** To show the evidence, or not. */
  | { readonly name: 'want-evidence'; readonly value: boolean }
  /** Notice.id. */
  | { readonly name: 'dismiss-notice'; readonly value: number }
  /** What is seen of the stream now, after look() too. */
  | { readonly name: 'look'; readonly value: TimelineView }
  /** The browser took the graphics context away, or gave it back; the module restores itself. */
  | { readonly name: 'graphics-lost' }
  | { readonly name: 'graphics-restored' };

export interface AppModule {
  /** Makes the WebGL 2 context; to be called once, before resize(). False: there is no WebGL 2, nothing will be seen. */
  start(): boolean;
  onAction(listener: (action: Action) => void): void;

  /** The canvas's size in CSS pixels and the screen's pixels per CSS pixel. The canvas's own size is set here. */
  resize(width: number, height: number, devicePixelRatio: number): void;
  setTheme(theme: Theme): void;
  /** Of the features and of the stream. */
  setColorMap(map: ColorMap): void;
  /** Something is being dragged over the page. */
  setDropTarget(active: boolean): void;

  setChoices(choices: Choices): void;
  setMicrophone(microphone: Microphone): void;
  /** Level of the latest samples, dB relative to full scale. Cheap: may be called for every block of audio. */
  setLevel(rmsDbfs: number, peakDbfs: number): void;

  /** Null: the clip is no longer than the window, or there is none. */
  setClip(clip: LongClip | null): void;
  /** The samples that the features were computed from, one array a channel. Full scale is ±1. */
  setWaveform(channels: readonly Float32Array[], sampleRate: number): void;
  setFeatures(values: Float32Array, grid: FeatureGrid): void;
  /** Of these features. */
  setEvidence(evidence: Evidence): void;

  /** Shows the last minute of a stream that begins now; until features of a clip are set again. */
  beginStream(labels: readonly StreamLabel[]): void;
  /** Time that goes back begins another stream. */
  addToStream(part: StreamPart): void;
  addDecision(decision: StreamDecision): void;
  /** What is to be seen of the stream; the nearest that is possible is shown and reported. */
  look(view: TimelineView): void;
  /** The user wants nothing to glide: what moves does so in steps. */
  setReducedMotion(reduced: boolean): void;

  /** Null: there is no model yet. */
  setPrediction(prediction: Prediction | null): void;
  /** Newest first. */
  setHistory(entries: readonly HistoryEntry[]): void;
  setStatus(status: Status): void;
  /** Oldest first. */
  setNotices(notices: readonly Notice[]): void;
}

export interface AppModuleOptions {
  readonly canvas: HTMLCanvasElement;
  /** Says where the module's .wasm file is, when it is not beside its .js file. */
  locateFile?(file: string): string;
}

export default function createEarshotApp(options: AppModuleOptions): Promise<AppModule>;
