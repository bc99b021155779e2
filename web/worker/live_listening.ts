import { openReader, type SampleReader, type SampleSource } from '../audio/sample_channel';
import type { CoreModule, CoreStream, LabelTuning } from '../core/core_module';
import type { ModelInUse, ReadyModel } from './model_in_use';
import type { TellEvent } from './protocol';
import type { ShownStream } from './shown_stream';
import { hear, openStream, windowsOf, type TimedWindow } from './stream_windows';

/** Windows that may wait for a slow backend; older ones are given up, so that what is shown stays current. */
const waitingWindows = 4;

interface WaitingWindow extends TimedWindow {
  readonly arrived: number;
}

interface Listening {
  readonly reader: SampleReader;
  readonly sampleRate: number;
  /** Replaced when another model comes in. */
  stream: CoreStream;
  readonly waiting: WaitingWindow[];
  lost: { samples: number; windows: number };
}

/** Listens to a microphone, or whatever else samples come from: has the model hear each window when it is due, and gives
 * old ones up where that takes too long. */
export class LiveListening {
  private listening: Listening | undefined;

  constructor(
    private readonly core: CoreModule,
    private readonly model: ModelInUse,
    private readonly shown: ShownStream,
    private readonly tell: TellEvent,
  ) {}

  /** Ends what was listened to before. */
  async start(source: SampleSource, sampleRate: number): Promise<void> {
    await this.stop();
    const stream = this.openShownStream(this.model.theReady(), sampleRate);
    const reader = openReader(source, (samples, lost) => this.take(samples, lost));
    this.listening = { reader, sampleRate, stream, waiting: [], lost: { samples: 0, windows: 0 } };
  }

  stop(): Promise<void> {
    return this.model.uses.run(() => {
      const { listening } = this;
      if (!listening) return;
      listening.reader.close();
      if (!this.shown.is(listening.stream)) listening.stream.delete();
      this.listening = undefined;
    });
  }

  /** Call it within a use of the model. */
  tune(tuning: readonly LabelTuning[]): void {
    this.listening?.stream.tune(tuning);
  }

  /** Another model is in use, and goes on listening where the one before did. Call it within a use of the model. */
  goOnWith(next: ReadyModel): void {
    const { listening } = this;
    if (listening) {
      if (!this.shown.is(listening.stream)) listening.stream.delete();
      listening.stream = this.openShownStream(next, listening.sampleRate);
      listening.waiting.length = 0;
    } else {
      this.shown.forget();
    }
  }

  /** Takes the place of the stream that was shown before. */
  private openShownStream(ready: ReadyModel, sampleRate: number): CoreStream {
    this.shown.forget();
    const stream = openStream(ready, sampleRate);
    this.shown.take(stream, ready.card.front_end.sample_rate);
    return stream;
  }

  private take(samples: Float32Array, lost: number): void {
    const { listening } = this;
    if (!listening) return;
    this.tell('level', this.core.measureLevel(samples));
    const { stream, waiting } = listening;
    const arrived = performance.timeOrigin + performance.now();
    const due = windowsOf(stream, samples);
    waiting.push(...due.map((window) => ({ ...window, arrived })));
    const last = due.at(-1);
    if (last) this.shown.goOn(stream, last.time);
    const excess = Math.max(0, waiting.length - waitingWindows);
    waiting.splice(0, excess);
    if (lost !== listening.lost.samples || excess > 0) {
      listening.lost = { samples: lost, windows: listening.lost.windows + excess };
      this.tell('loss', listening.lost);
    }
    for (const _ of due) void this.hearNext(listening);
  }

  private async hearNext(listening: Listening): Promise<void> {
    const result = await this.model.uses.run(() => {
      const window = this.listening === listening ? listening.waiting.shift() : undefined;
      return (
        window && hear(this.model, listening.stream, window).then((heard) => ({ ...heard, arrived: window.arrived }))
      );
    });
    if (result) this.tell('window', result);
  }
}
