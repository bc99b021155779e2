import type { CoreStream, ShownFeatures, StreamFrames } from '../core/core_module';
import type { FrontEnd, TellEvent } from './protocol';

interface Shown {
  readonly stream: CoreStream;
  /** Hz, the model's. */
  readonly sampleRate: number;
  frontEnd: FrontEnd;
  /** Of its newest window; 0 before the first. */
  time: number;
}

/** The stream of which pictures are shown, if there is one. It stays after its end, until another one takes its place. */
export class ShownStream {
  /** What pictures of streams show; undefined: nobody looks. */
  private features: ShownFeatures | undefined;
  private shown: Shown | undefined;

  constructor(private readonly tell: TellEvent) {}

  /** Whether it is this one: then it is deleted here, and nowhere else. */
  is(stream: CoreStream): boolean {
    return this.shown?.stream === stream;
  }

  /** Shows this one from now on, if anybody looks. The one before must have been forgotten. The rate is the model's. */
  take(stream: CoreStream, sampleRate: number): void {
    if (this.features) this.shown = { stream, sampleRate, frontEnd: frontEndOf(stream, this.features), time: 0 };
  }

  forget(): void {
    this.shown?.stream.delete();
    this.shown = undefined;
  }

  show(features: ShownFeatures): void {
    this.features = features;
    const { shown } = this;
    if (!shown) return;
    shown.frontEnd = frontEndOf(shown.stream, features);
    if (shown.time === 0) return;
    const paused = shown.stream.pausedFrames();
    if (paused) this.tellOf(shown, paused);
    this.tellOf(shown, shown.stream.freshFrames());
  }

  pause(paused: boolean): void {
    this.shown?.stream.pause(paused);
  }

  /** A stream goes on, its newest window ends at `time`: tells of it where it is the one that is shown. */
  goOn(stream: CoreStream, time: number): void {
    const { shown } = this;
    if (shown?.stream !== stream) return;
    shown.time = time;
    this.tellOf(shown, stream.freshFrames());
  }

  private tellOf({ stream, time, sampleRate, frontEnd }: Shown, frames: StreamFrames | null): void {
    this.tell('stream', { time, samples: stream.lastWindow(), sampleRate, frames, frontEnd });
  }
}

function frontEndOf(stream: CoreStream, features: ShownFeatures): FrontEnd {
  return JSON.parse(stream.show(features)) as FrontEnd;
}
