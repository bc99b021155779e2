import type { StreamSamples } from '../audio/stream_samples';

/** A stream that is being listened to. */
export interface Listening {
  /** Resolves when the stream or the listening to it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends the listening; the stream goes on. */
  stop(): Promise<void>;
}

/** Ends the listening with the stream's last track, or with the signal. `release` is called once, at the end. */
export function listening(
  stream: MediaStream,
  samples: StreamSamples,
  signal: AbortSignal,
  release: () => Promise<void>,
): Listening {
  let tellEnd: () => void;
  const ended = new Promise<void>((resolve) => (tellEnd = resolve));
  let stopping: Promise<void> | undefined;
  const listeners = new AbortController();

  async function end(): Promise<void> {
    listeners.abort();
    await samples.close();
    await release();
    tellEnd();
  }
  const stop = () => (stopping ??= end());

  const tracks = stream.getAudioTracks();
  for (const track of tracks) {
    const trackEnded = () => tracks.every(({ readyState }) => readyState === 'ended') && void stop();
    track.addEventListener('ended', trackEnded, { signal: listeners.signal });
  }
  signal.addEventListener('abort', () => void stop(), { signal: listeners.signal });
  if (signal.aborted) void stop();
  return { ended, stop };
}
