import type { Status } from 'wasm/earshot_app.js';
import { WorkerStoppedError } from '../classifier/classifier';
import { messageOf } from '../core/error';
import type { BackendStatus, ModelCard, Timing } from '../worker/protocol';
import { announce, announcePhase } from './announce';
import type { Listening } from './listening';
import type { Notices } from './notices';
import type { Results } from './results';
import { StageTimes } from './stage_times';
import type { View } from './view';

/** Shows which model is in use, what runs it and how fast, what is going on, and what went wrong with it. */
export class EngineStatus {
  private readonly times = new StageTimes();
  private card: ModelCard | undefined;
  private backend: BackendStatus | undefined;
  private checking = false;
  /** What is going on beyond listening; empty when nothing is. */
  private activity = '';

  constructor(
    private readonly view: View,
    private readonly results: Results,
    private readonly listening: Listening,
    private readonly notices: Notices,
  ) {}

  /** Another model; it is shown when its backend is known. */
  use(card: ModelCard): void {
    this.card = card;
  }

  /** A backend is being opened, and its self-check runs. */
  beginCheck(): void {
    this.checking = true;
    this.show();
  }

  takeBackend(status: BackendStatus): void {
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
    this.show();
  }

  addTiming(timing: Timing): void {
    this.times.add(timing);
    this.show();
  }

  /** From samples that came in to the label that they lead to; shown with the next timing. */
  addLatency(milliseconds: number): void {
    this.times.addLatency(milliseconds);
  }

  /** Nothing is listened to any more. */
  endStream(): void {
    this.times.endStream();
    if (this.backend) announcePhase('ready');
  }

  /** '' when it is over. */
  showActivity(activity: string): void {
    this.activity = activity;
    this.show();
  }

  /** Does something that may fail by a person's mistake, and says so. */
  async attempt(activity: string, task: () => Promise<void>): Promise<void> {
    try {
      await this.during(activity, task);
    } catch (error) {
      this.report(error);
    }
  }

  /** Says what is going on meanwhile; what goes wrong is for the caller to say. */
  async during(activity: string, task: () => Promise<void>): Promise<void> {
    this.showActivity(activity);
    try {
      await task();
    } finally {
      this.checking = false;
      this.showActivity('');
    }
  }

  report(error: unknown): void {
    // The classifier tells of its worker itself.
    if (error instanceof WorkerStoppedError) return;
    this.notices.show('error', messageOf(error));
    if (!this.backend) announcePhase('failed');
  }

  show(): void {
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
}

/** "746", "19 k", "1.5 M". */
function count(value: number): string {
  if (value < 1e4) return String(value);
  return value < 1e6 ? `${Math.round(value / 1e3)} k` : `${(value / 1e6).toFixed(1)} M`;
}
