import { Microphone } from '../audio/microphone';
import { createSampleChannel, openReader } from '../audio/sample_channel';
import { AudioError } from '../core/error';
import type { ClipInput } from '../worker/protocol';

/** Records so long from the microphone, which is on for no longer; `begun` is called when it hears. */
export async function recordTake(deviceId: string | undefined, seconds: number, begun: () => void): Promise<ClipInput> {
  let gone = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    gone = () => reject(new AudioError('The microphone is gone; plug it in and record the take again'));
  });
  const microphone = await Microphone.open(deviceId, () => gone());
  const { source, sink } = createSampleChannel(globalThis.crossOriginIsolated);
  const { sampleRate } = microphone;
  const take = new Float32Array(Math.round(seconds * sampleRate));
  let filled = 0;
  let lostBefore = 0;
  const recorded = new Promise<void>((resolve, reject) => {
    const reader = openReader(source, (block, lost) => {
      if (filled === 0) {
        // What got lost while the microphone started belongs to no take.
        lostBefore = lost;
        begun();
      }
      const wanted = block.subarray(0, take.length - filled);
      take.set(wanted, filled);
      filled += wanted.length;
      if (lost > lostBefore) {
        reject(new AudioError('A part of the sound was lost, for the computer was busy; record it again'));
      } else if (filled === take.length) {
        resolve();
      } else {
        return;
      }
      reader.close();
    });
  });
  try {
    microphone.connect(sink);
    await Promise.race([recorded, ended]);
  } finally {
    await microphone.close();
  }
  return { kind: 'channels', channels: [take], sampleRate };
}
