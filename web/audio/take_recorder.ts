import { AudioError } from '../core/error';
import { Microphone } from './microphone';
import { createSampleChannel, openReader, type SampleReader } from './sample_channel';

export interface RecorderEvents {
  /** All that the microphone hears, also between takes; `block` is only valid during the call. */
  heard(block: Float32Array): void;
  /** How much of a take is recorded. */
  recorded(seconds: number): void;
  /** The device is gone; what was being recorded is lost. */
  gone(): void;
}

/** What was recorded, at the microphone's own rate. */
export interface Recording {
  readonly samples: Float32Array;
  readonly sampleRate: number;
}

/** An open microphone that takes are recorded from, one after the other. */
export class TakeRecorder {
  private readonly reader: SampleReader;
  private blocks: Float32Array[] = [];
  private samples = 0;
  private recording = false;
  private lost = 0;
  private lostBefore = 0;

  private constructor(
    private readonly microphone: Microphone,
    private readonly events: RecorderEvents,
  ) {
    const { source, sink } = createSampleChannel(globalThis.crossOriginIsolated);
    this.reader = openReader(source, (block, lost) => this.take(block, lost));
    microphone.connect(sink);
  }

  /** Throws AudioError when there is none or the user refuses. */
  static async open(deviceId: string | undefined, events: RecorderEvents): Promise<TakeRecorder> {
    return new TakeRecorder(await Microphone.open(deviceId, () => events.gone()), events);
  }

  begin(): void {
    this.discard();
    this.lostBefore = this.lost;
    this.recording = true;
  }

  /** What is being recorded is not wanted. */
  discard(): void {
    this.recording = false;
    this.blocks = [];
    this.samples = 0;
  }

  /** Ends the take. Throws AudioError when a part of it did not arrive. */
  end(): Recording {
    const { blocks, samples, lost, lostBefore } = this;
    this.discard();
    if (lost > lostBefore) throw new AudioError('A part of the sound was lost, for the computer was busy; say it again');
    const joined = new Float32Array(samples);
    let end = 0;
    for (const block of blocks) {
      joined.set(block, end);
      end += block.length;
    }
    return { samples: joined, sampleRate: this.microphone.sampleRate };
  }

  async close(): Promise<void> {
    this.discard();
    this.reader.close();
    await this.microphone.close();
  }

  private take(block: Float32Array, lost: number): void {
    this.lost = lost;
    this.events.heard(block);
    if (!this.recording) return;
    this.blocks.push(block.slice());
    this.samples += block.length;
    this.events.recorded(this.samples / this.microphone.sampleRate);
  }
}
