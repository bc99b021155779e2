import { readAudioFile } from '../audio/audio_file';
import type { Classifier } from '../classifier/classifier';
import type { ClipResult } from '../worker/protocol';
import { announce } from './announce';
import type { EngineStatus } from './engine_status';
import { fetchBytes } from './fetch_bytes';
import type { Listening } from './listening';
import type { Notices } from './notices';
import type { Results } from './results';
import { shippedSamples } from './shipped';

/** What is shorter can't be a word, seconds. */
const shortestWord = 0.05;

/** Classifies built-in samples and files, scans long ones, and finds what made the label of the last one. */
export class Clips {
  private shownSample: string | undefined;

  constructor(
    private readonly classifier: Classifier,
    private readonly listening: Listening,
    private readonly results: Results,
    private readonly status: EngineStatus,
    private readonly notices: Notices,
    /** Another sample is on show, or none; forget() does not tell. */
    private readonly sampleChanged: () => void,
  ) {}

  /** Name of the built-in sample on show. */
  get sample(): string | undefined {
    return this.shownSample;
  }

  /** No sample is on show any more. */
  forget(): void {
    this.shownSample = undefined;
  }

  async playSample(index: number): Promise<void> {
    const sample = shippedSamples[index];
    if (!sample) return;
    // Heard as well as seen; where it can't be, it is still classified.
    void new Audio(sample.url).play().catch(() => undefined);
    await this.showSample(index);
  }

  async showSample(index: number): Promise<void> {
    const sample = shippedSamples[index]!;
    const name = `sample ${sample.name}`;
    await this.status.attempt(`Reading ${name}`, async () => {
      await this.classify(new Blob([await fetchBytes(sample.url, name)]), name);
      this.shownSample = sample.name;
    });
    this.sampleChanged();
  }

  open(file: Blob, name: string): Promise<void> {
    return this.status.attempt(`Reading ${name}`, () => this.classify(file, name));
  }

  wantEvidence(wanted: boolean): void {
    this.results.wantEvidence(wanted);
    if (wanted) void this.explain();
  }

  private async classify(file: Blob, name: string): Promise<void> {
    const clip = await readAudioFile(file, name);
    await this.listening.stop();
    const result = await this.classifier.classify(clip, name);
    this.forget();
    this.sampleChanged();
    this.show(result);
    if (result.long) void this.scan(result);
  }

  /** Listens through a long clip. What the history gets when nothing in it is certain is the result of its window. */
  private async scan(clip: ClipResult): Promise<void> {
    await this.status.attempt('', async () => this.results.showScan(clip, await this.classifier.scan()));
  }

  private show(result: ClipResult): void {
    const { name, seconds, timing } = result;
    this.status.addTiming(timing);
    this.results.showClip(result);
    if (seconds < shortestWord) {
      this.notices.show('info', `${name}: lasts only ${(1000 * seconds).toPrecision(2)} ms, so the result says little`);
    }
    if (this.results.wantsEvidence) void this.explain();
  }

  private async explain(): Promise<void> {
    await this.status.attempt('Finding what made the label', async () => {
      const evidence = await this.classifier.explain();
      if (!evidence || !this.results.wantsEvidence) return;
      this.results.showEvidence(evidence);
      announce('earshot:evidence', evidence);
    });
  }
}
