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

/** Several views as one. */
export function together(views: readonly View[]): View {
  return {
    setChoices: (choices) => views.forEach((view) => view.setChoices(choices)),
    setMicrophone: (microphone) => views.forEach((view) => view.setMicrophone(microphone)),
    setLevel: (rms, peak) => views.forEach((view) => view.setLevel(rms, peak)),
    setClip: (clip) => views.forEach((view) => view.setClip(clip)),
    setWaveform: (channels, sampleRate) => views.forEach((view) => view.setWaveform(channels, sampleRate)),
    setFeatures: (values, grid) => views.forEach((view) => view.setFeatures(values, grid)),
    setEvidence: (evidence) => views.forEach((view) => view.setEvidence(evidence)),
    beginStream: (labels) => views.forEach((view) => view.beginStream(labels)),
    addToStream: (part) => views.forEach((view) => view.addToStream(part)),
    addDecision: (decision) => views.forEach((view) => view.addDecision(decision)),
    setPrediction: (prediction) => views.forEach((view) => view.setPrediction(prediction)),
    setHistory: (entries) => views.forEach((view) => view.setHistory(entries)),
    setStatus: (status) => views.forEach((view) => view.setStatus(status)),
    setNotices: (notices) => views.forEach((view) => view.setNotices(notices)),
  };
}
