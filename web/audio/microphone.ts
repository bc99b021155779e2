import { AudioError } from '../core/error';
import type { SampleSink } from './sample_channel';
import { StreamSamples } from './stream_samples';
import workletUrl from './capture_worklet?worker&url';

export interface MicrophoneDevice {
  readonly id: string;
  /** Empty until the user has allowed a microphone once. */
  readonly label: string;
}

/** Until samples have to come once there is a microphone, milliseconds: as a rule it takes a few hundredths of a second. */
const longestStart = 10_000;

/** The microphones of this machine. Empty where the browser offers none at all. */
export async function listMicrophones(): Promise<MicrophoneDevice[]> {
  if (!microphonesOffered()) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === 'audioinput').map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/** Browsers offer microphones to pages from https or localhost only. */
export function microphonesOffered(): boolean {
  return (
    (navigator.mediaDevices as MediaDevices | undefined)?.getUserMedia !== undefined && 'AudioWorkletNode' in globalThis
  );
}

/** An open microphone, as the device gives it: at its own rate, without the browser's processing. */
export class Microphone {
  private constructor(
    private readonly stream: MediaStream,
    private readonly samples: StreamSamples,
  ) {}

  /** Throws AudioError when there is none, the user refuses, or the browser starts no audio. `onEnded` is called when it is unplugged. */
  static async open(deviceId: string | undefined, onEnded: () => void): Promise<Microphone> {
    if (!microphonesOffered()) {
      throw new AudioError('This browser gives no microphone to this page; open the page from https or localhost');
    }
    const stream = await openStream(deviceId);
    try {
      // After the user agreed: an audio context made earlier would stay suspended.
      const samples = await StreamSamples.open(stream, workletUrl, AbortSignal.timeout(longestStart));
      for (const track of stream.getAudioTracks()) track.addEventListener('ended', onEnded);
      return new Microphone(stream, samples);
    } catch (error) {
      stopTracks(stream);
      throw isTimeout(error) ? new AudioError(noAudio) : error;
    }
  }

  /** Hz. */
  get sampleRate(): number {
    return this.samples.sampleRate;
  }

  get deviceId(): string | undefined {
    return this.stream.getAudioTracks()[0]?.getSettings().deviceId;
  }

  /** Sends the samples there from now on. */
  connect(sink: SampleSink): void {
    this.samples.connect(sink);
  }

  async close(): Promise<void> {
    stopTracks(this.stream);
    await this.samples.close();
  }
}

/** Firefox hears nothing on a machine that can't play anything. */
const noAudio =
  'The browser started no audio, which some do only where there is a loudspeaker or headphones; connect one, or look at ' +
  'the sound settings of this computer, and start again';

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function openStream(deviceId: string | undefined): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: {
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
        ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
      },
    });
  } catch (error) {
    throw new AudioError(explainRefusal(error));
  }
}

function explainRefusal(error: unknown): string {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
      return 'The microphone was refused; allow it for this page in the browser and start again';
    case 'NotFoundError':
      return 'There is no microphone; plug one in and start again';
    case 'OverconstrainedError':
      return 'The chosen microphone is gone; choose another one';
    case 'NotReadableError':
      return 'The microphone could not be opened; another program may be using it';
    default:
      return `The microphone could not be opened: ${error instanceof Error ? error.message : String(error)}`;
  }
}
