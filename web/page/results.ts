import type { HistoryEntry } from 'wasm/earshot_app.js';
import type { Detection, Evidence } from '../core/core_module';
import type { ClipResult, ModelCard, StreamPart, Timing, WindowResult } from '../worker/protocol';
import { announce } from './announce';
import { featureGrid } from './feature_grid';
import { History } from './history';
import type { View } from './view';

/** A detection stays on show for this long, seconds of stream. */
const detectionShown = 1.5;

const noEvidence: Evidence = { rows: 0, columns: 0, values: new Float32Array() };

/** Shows what the model in use sees and says of clips, and of the microphone while it listens. */
export class Results {
  private readonly history: History;
  private card: ModelCard | undefined;
  private lastDetection: WindowResult['detection'] = null;
  private evidenceWanted = false;

  /** `heard` is told of what comes into the history. */
  constructor(
    private readonly view: View,
    private readonly heard: (entry: HistoryEntry) => void,
  ) {
    this.history = new History((entries) => view.setHistory(entries));
  }

  /** What another model saw and said is not what this one sees and says. */
  use(card: ModelCard): void {
    this.card = card;
    this.showPrediction('', '', new Float32Array(card.labels.length));
    this.view.setClip(null);
    this.view.setWaveform([], card.front_end.sample_rate);
    this.view.setFeatures(new Float32Array(), featureGrid(card.front_end, { channels: 0, bands: 0, frames: 0 }));
    this.showEvidence(noEvidence);
  }

  /** How much audio the model looks at. */
  get windowSeconds(): number {
    const { fit, sample_rate } = this.card!.front_end;
    return Number((fit.samples / sample_rate).toFixed(2));
  }

  clearHistory(): void {
    this.history.clear();
  }

  /** What the user says of something that was heard; '' takes it back. */
  tell(entry: HistoryEntry, told: string): void {
    this.history.tell(entry, told);
  }

  // Clips

  showClip(result: ClipResult): void {
    const { card } = this;
    if (!card) return;
    const { name, label, features, probabilities, logits, timing, seconds, start, envelope } = result;
    this.view.setClip(envelope ? { seconds, windowStart: start, envelope } : null);
    this.view.setWaveform(features.window, card.front_end.sample_rate);
    this.view.setFeatures(features.values, featureGrid(card.front_end, features));
    this.showEvidence(noEvidence);
    const probability = probabilities[label] ?? 0;
    this.showPrediction(this.label(label), `${percent(probability)} · ${this.partOf(result)}`, probabilities);
    if (!result.long) this.add(this.label(label), probability, name);
    this.announceResult('clip', name, seconds, label, logits, probabilities, timing);
  }

  /** What was heard in a long clip. What the history gets when nothing in it is certain is the result of its window. */
  showScan(clip: ClipResult, detections: readonly Detection[]): void {
    const { name } = clip;
    for (const { label, probability, time } of detections) {
      this.add(this.label(label), probability, `${name}, ${time.toFixed(1)} s`);
    }
    if (detections.length === 0) {
      this.add(this.label(clip.label), clip.probabilities[clip.label] ?? 0, this.partOf(clip));
    }
    announce('earshot:scanned', { name, labels: detections.map(({ label }) => this.label(label)) });
  }

  /** Whether the user wants to see what made a clip its label. */
  wantEvidence(wanted: boolean): void {
    this.evidenceWanted = wanted;
    this.showEvidence(noEvidence);
  }

  get wantsEvidence(): boolean {
    return this.evidenceWanted;
  }

  showEvidence(evidence: Evidence): void {
    this.view.setEvidence({ wanted: this.evidenceWanted, ...evidence });
  }

  // The microphone

  beginStream(): void {
    const { labels, decision } = this.card!;
    this.lastDetection = null;
    this.view.beginStream(labels.map((name) => ({ name, rejected: decision.rejected.includes(name) })));
  }

  showStream({ time, samples, sampleRate, frames, frontEnd }: StreamPart): void {
    this.view.addToStream({
      time,
      samples,
      sampleRate,
      frames: frames && { first: frames.first, values: frames.values, grid: featureGrid(frontEnd, frames) },
    });
  }

  showWindow(result: WindowResult): void {
    const { time, detection, probabilities, logits, timing } = result;
    this.view.addDecision({ time, probabilities, heard: detection?.label ?? null });
    if (detection) {
      this.lastDetection = detection;
      this.add(this.label(detection.label), detection.probability, 'microphone');
    }
    const shown = this.detectionOnShow(result);
    this.showPrediction(
      shown ? this.label(shown.label) : '…',
      shown ? `${percent(shown.probability)} · microphone` : this.waitingFor(result),
      probabilities,
    );
    if (!logits) return;
    const best = probabilities.indexOf(Math.max(...probabilities));
    this.announceResult('microphone', 'microphone', time, best, logits, probabilities, timing);
  }

  /** A word stays on show for a moment; what goes on sounding, for as long as it does. */
  private detectionOnShow({ time, inView, probabilities }: WindowResult): Pick<Detection, 'label' | 'probability'> | null {
    if (inView !== null) return { label: inView, probability: probabilities[inView] ?? 0 };
    const { lastDetection } = this;
    return lastDetection && time - lastDetection.time < detectionShown ? lastDetection : null;
  }

  private waitingFor({ time, complete, silent }: WindowResult): string {
    if (!complete) return `${time.toFixed(1)} of ${this.windowSeconds} s heard`;
    return silent ? 'silence' : 'listening';
  }

  private label(index: number): string {
    return this.card?.labels[index] ?? String(index);
  }

  private add(label: string, probability: number, source: string): void {
    this.heard(this.history.add(label, probability, source));
    announce('earshot:heard', { label, probability, source });
  }

  /** The clip's name, and which part of a longer one the model looked at. */
  private partOf({ name, start, envelope }: ClipResult): string {
    return envelope ? `${name}, ${start.toFixed(1)} to ${(start + this.windowSeconds).toFixed(1)} s` : name;
  }

  private showPrediction(headline: string, caption: string, probabilities: Float32Array): void {
    this.view.setPrediction({ headline, caption, labels: this.card?.labels ?? [], probabilities });
  }

  private announceResult(
    source: 'clip' | 'microphone',
    name: string,
    time: number,
    label: number,
    logits: Float32Array,
    probabilities: Float32Array,
    timing: Timing,
  ): void {
    announce('earshot:result', {
      source,
      name,
      time,
      label: this.label(label),
      logits: [...logits],
      probabilities: [...probabilities],
      featuresMs: timing.features,
      inferenceMs: timing.inference ?? 0,
    });
  }
}

function percent(probability: number): string {
  return `${(100 * probability).toFixed(1)} %`;
}
