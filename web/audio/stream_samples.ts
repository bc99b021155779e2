import { abortable } from '../core/abort';
import { AudioError } from '../core/error';
import { transferables, type SampleSink } from './sample_channel';

/** The samples of a live stream (a microphone, a call, a media element), as the device gives them: at its own rate, mixed
 * down to one channel. */
export class StreamSamples {
  private constructor(
    private readonly context: AudioContext,
    private readonly node: AudioWorkletNode,
  ) {}

  /** `workletUrl` is the address of the compiled capture_worklet. Waits until the browser lets the page listen, which it
   * may only do after a click, or until the signal ends that with its reason. */
  static async open(stream: MediaStream, workletUrl: string, signal?: AbortSignal): Promise<StreamSamples> {
    if (stream.getAudioTracks().length === 0) {
      throw new AudioError('The stream has no audio; ask for it with getUserMedia({ audio: true })');
    }
    const context = new AudioContext();
    try {
      await abortable(signal, async () => {
        await context.audioWorklet.addModule(workletUrl);
        await context.resume();
      });
      const node = new AudioWorkletNode(context, 'earshot-capture', { numberOfOutputs: 0 });
      context.createMediaStreamSource(stream).connect(node);
      return new StreamSamples(context, node);
    } catch (error) {
      await context.close();
      throw error;
    }
  }

  /** Hz. */
  get sampleRate(): number {
    return this.context.sampleRate;
  }

  /** Sends the samples there from now on. */
  connect(sink: SampleSink): void {
    this.node.port.postMessage(sink, transferables(sink));
  }

  /** The stream itself goes on. */
  close(): Promise<void> {
    return this.context.close();
  }
}
