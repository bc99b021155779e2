import { Microphone } from '../audio/microphone';
import { createSampleChannel, openReader, type SampleReader } from '../audio/sample_channel';
import type { CoreModule, CoreTake, Level } from '../core/core_module';
import { AudioError } from '../core/error';

/** Longer ones end by themselves, seconds. */
const longestTake = 10;

export interface RecorderEvents {
  level(level: Level): void;
  /** How much of a take is recorded. */
  recorded(seconds: number): void;
  /** It is as long as a take may be. */
  full(): void;
  /** The device is gone; what was being recorded is lost. */
  gone(): void;
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
    private readonly core: CoreModule,
    private readonly microphone: Microphone,
    private readonly events: RecorderEvents,
  ) {
    const { source, sink } = createSampleChannel(globalThis.crossOriginIsolated);
    this.reader = openReader(source, (block, lost) => this.take(block, lost));
    microphone.connect(sink);
  }

  /** Throws AudioError when there is none or the user refuses. */
  static async open(core: CoreModule, deviceId: string | undefined, events: RecorderEvents): Promise<TakeRecorder> {
    return new TakeRecorder(core, await Microphone.open(deviceId, () => events.gone()), events);
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

  /** Ends the take and cuts out its sound. Throws AudioError when a part of it did not arrive. */
  end(): CoreTake {
    const { blocks, samples, lost, lostBefore } = this;
    this.discard();
    if (lost > lostBefore) throw new AudioError('A part of the sound was lost, for the computer was busy; say it again');
    const joined = new Float32Array(samples);
    let end = 0;
    for (const block of blocks) {
      joined.set(block, end);
      end += block.length;
    }
    return this.core.takeOf(joined, this.microphone.sampleRate);
  }

  async close(): Promise<void> {
    this.discard();
    this.reader.close();
    await this.microphone.close();
  }

  private take(block: Float32Array, lost: number): void {
    this.lost = lost;
    this.events.level(this.core.measureLevel(block));
    if (!this.recording) return;
    // Only valid during the call.
    this.blocks.push(block.slice());
    this.samples += block.length;
    const seconds = this.samples / this.microphone.sampleRate;
    this.events.recorded(seconds);
    if (seconds >= longestTake) this.events.full();
  }
}
