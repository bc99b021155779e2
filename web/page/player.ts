import { messageOf } from '../core/error';

/** Plays one sound at a time. */
export class Player {
  private stopPlaying: (() => void) | undefined;

  constructor(private readonly unplayable: (problem: string) => void) {}

  /** A WAV file instead of what is played now. */
  async play(wav: Blob): Promise<void> {
    this.stop();
    const audio = new Audio(URL.createObjectURL(wav));
    this.stopPlaying = () => {
      audio.pause();
      URL.revokeObjectURL(audio.src);
    };
    audio.onended = () => this.stop();
    try {
      await audio.play();
    } catch (error) {
      // Another one came in between.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.unplayable(`This browser can't play that recording: ${messageOf(error)}`);
    }
  }

  /** Samples instead of what is played now. */
  playSamples(channels: readonly Float32Array[], sampleRate: number): void {
    this.stop();
    const context = new AudioContext();
    const buffer = context.createBuffer(channels.length, channels[0]!.length, sampleRate);
    channels.forEach((samples, channel) => buffer.copyToChannel(new Float32Array(samples), channel));
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.onended = () => this.stop();
    this.stopPlaying = () => {
      // Its end must not stop what is played next.
      source.onended = null;
      void context.close();
    };
    source.start();
  }

  stop(): void {
    this.stopPlaying?.();
    this.stopPlaying = undefined;
  }
}
