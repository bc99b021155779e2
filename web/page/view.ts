import type { AppModule } from 'wasm/earshot_app.js';

/** What shows the page's state: the canvas, and the controls beside it. Both get the same and report the same actions. */
export type View = Pick<
  AppModule,
  | 'setChoices'
  | 'setMicrophone'
  | 'setLevel'
  | 'setClip'
  | 'setWaveform'
  | 'setFeatures'
  | 'setEvidence'
  | 'beginStream'
  | 'addToStream'
  | 'addDecision'
  | 'setPrediction'
  | 'setHistory'
  | 'setStatus'
  | 'setNotices'
>;

/** Several views as one. One that comes later is told what holds by then. */
export class Views implements View {
  private readonly views: View[] = [];
  /** What holds, by the method that told it. */
  private readonly told = new Map<keyof View, (view: View) => void>();

  add(view: View): void {
    for (const tell of this.told.values()) tell(view);
    this.views.push(view);
  }

  setChoices: View['setChoices'] = (choices) => this.hold('setChoices', (view) => view.setChoices(choices));
  setMicrophone: View['setMicrophone'] = (state) => this.hold('setMicrophone', (view) => view.setMicrophone(state));
  setLevel: View['setLevel'] = (rms, peak) => this.hold('setLevel', (view) => view.setLevel(rms, peak));
  setClip: View['setClip'] = (clip) => this.hold('setClip', (view) => view.setClip(clip));
  setWaveform: View['setWaveform'] = (channels, sampleRate) =>
    this.hold('setWaveform', (view) => view.setWaveform(channels, sampleRate));
  setFeatures: View['setFeatures'] = (values, grid) => this.hold('setFeatures', (view) => view.setFeatures(values, grid));
  setEvidence: View['setEvidence'] = (evidence) => this.hold('setEvidence', (view) => view.setEvidence(evidence));
  beginStream: View['beginStream'] = (labels) => this.hold('beginStream', (view) => view.beginStream(labels));
  addToStream: View['addToStream'] = (part) => this.views.forEach((view) => view.addToStream(part));
  addDecision: View['addDecision'] = (decision) => this.views.forEach((view) => view.addDecision(decision));
  setPrediction: View['setPrediction'] = (shown) => this.hold('setPrediction', (view) => view.setPrediction(shown));
  setHistory: View['setHistory'] = (entries) => this.hold('setHistory', (view) => view.setHistory(entries));
  setStatus: View['setStatus'] = (status) => this.hold('setStatus', (view) => view.setStatus(status));
  setNotices: View['setNotices'] = (notices) => this.hold('setNotices', (view) => view.setNotices(notices));

  private hold(name: keyof View, tell: (view: View) => void): void {
    this.told.set(name, tell);
    this.views.forEach(tell);
  }
}
