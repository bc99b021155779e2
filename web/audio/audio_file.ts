import { AudioError } from '../core/error';
import type { ClipInput } from '../worker/protocol';
import { fileSampleRate } from './file_rate';

const maxBytes = 200 * 2 ** 20;
const maxMinutes = 20;
/** A file whose length can't be known before it is decoded may have this many bytes. */
const maxBytesUnknownLength = 20 * 2 ** 20;

/** Reads a file as far as JavaScript has to: WAV files go to the core as they are, others are decoded by the browser at
 * the file's own rate. Throws AudioError for what can't be read or would not fit in memory. */
export async function readAudioFile(file: Blob, name: string): Promise<ClipInput> {
  if (file.size === 0) throw new AudioError(`${name}: is empty`);
  refuseLarge(file.size, name);
  if (await isWav(file)) return { kind: 'wav', bytes: new Uint8Array(await file.arrayBuffer()) };
  if (!('OfflineAudioContext' in globalThis)) {
    throw new AudioError(`${name}: is no WAV file, and other formats can only be decoded in a page; convert it to WAV`);
  }
  await refuseLong(file, name);
  const bytes = new Uint8Array(await file.arrayBuffer());
  return decode(bytes, name);
}

/** Throws AudioError for more bytes than would fit in memory. */
export function refuseLarge(bytes: number, name: string): void {
  if (bytes <= maxBytes) return;
  throw new AudioError(`${name}: has ${Math.round(bytes / 2 ** 20)} MB, ${maxBytes / 2 ** 20} are the limit; cut it`);
}

async function isWav(file: Blob): Promise<boolean> {
  const start = await file.slice(0, 12).text();
  return start.startsWith('RIFF') && start.endsWith('WAVE');
}

/** A few megabytes of silence can hold hours that would fill the memory when decoded. */
async function refuseLong(file: Blob, name: string): Promise<void> {
  const seconds = await mediaSeconds(file);
  if (seconds === undefined && file.size > maxBytesUnknownLength) {
    throw new AudioError(`${name}: is too large for a file whose length is not known; convert it to WAV or FLAC`);
  }
  if (seconds !== undefined && seconds > 60 * maxMinutes) {
    throw new AudioError(`${name}: lasts ${Math.round(seconds / 60)} minutes, ${maxMinutes} are the limit; cut it`);
  }
}

function mediaSeconds(file: Blob): Promise<number | undefined> {
  const url = URL.createObjectURL(file);
  const media = new Audio();
  return new Promise<number | undefined>((resolve) => {
    media.onloadedmetadata = () => resolve(Number.isFinite(media.duration) ? media.duration : undefined);
    media.onerror = () => resolve(undefined);
    media.preload = 'metadata';
    media.src = url;
  }).finally(() => {
    media.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
}

async function decode(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<ClipInput> {
  const sampleRate = fileSampleRate(bytes) ?? 48000;
  let audio: AudioBuffer;
  try {
    audio = await new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(bytes.buffer);
  } catch {
    throw new AudioError(`${name}: is not audio that this browser can read; WAV always works`);
  }
  const channels = Array.from({ length: audio.numberOfChannels }, (_, channel) =>
    audio.getChannelData(channel).slice(),
  );
  return { kind: 'channels', channels, sampleRate };
}
