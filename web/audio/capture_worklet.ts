// The audio thread's part: mixes each block of the microphone down to one channel and passes it on.
import { openWriter, type SampleSink, type SampleWriter } from './sample_channel';

// What the audio thread offers; TypeScript's own libraries know only the page.
declare const currentFrame: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Samples that the audio thread takes at a time. */
const blockSamples = 128;

class CaptureProcessor extends AudioWorkletProcessor {
  private readonly mixed = new Float32Array(blockSamples);
  private writer: SampleWriter | undefined;
  private nextFrame = -1;

  constructor() {
    super();
    // A new sink comes when the worker was restarted.
    this.port.onmessage = ({ data }: MessageEvent<SampleSink>) => {
      this.writer = openWriter(data);
    };
  }

  process(inputs: Float32Array[][]): boolean {
    const channels = inputs[0];
    if (!this.writer || !channels || channels.length === 0) return true;
    if (this.nextFrame >= 0 && currentFrame > this.nextFrame) this.writer.lose(currentFrame - this.nextFrame);
    this.nextFrame = currentFrame + blockSamples;

    const scale = 1 / channels.length;
    this.mixed.fill(0);
    for (let channel = 0; channel < channels.length; ++channel) {
      const samples = channels[channel]!;
      for (let i = 0; i < blockSamples; ++i) this.mixed[i] = this.mixed[i]! + scale * samples[i]!;
    }
    this.writer.write(this.mixed);
    return true;
  }
}

registerProcessor('earshot-capture', CaptureProcessor);
