import { TakeRecorder } from '../audio/take_recorder';
import { AudioError } from '../core/error';
import type { ClipInput } from '../worker/protocol';

/** Records so long from the microphone, which is on for no longer; `begun` is called when it hears. */
export async function recordTake(deviceId: string | undefined, seconds: number, begun: () => void): Promise<ClipInput> {
  let resolve = (): void => undefined;
  let reject = (_: AudioError): void => undefined;
  const recorded = new Promise<void>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  let hears = false;
  const recorder = await TakeRecorder.open(deviceId, {
    heard: () => {
      if (hears) return;
      hears = true;
      recorder.begin();
      begun();
    },
    recorded: (soFar) => {
      if (soFar >= seconds) resolve();
    },
    gone: () => reject(new AudioError('The microphone is gone; plug it in and record the take again')),
  });
  try {
    await recorded;
    const { samples, sampleRate } = recorder.end();
    return { kind: 'channels', channels: [samples], sampleRate };
  } finally {
    await recorder.close();
  }
}
