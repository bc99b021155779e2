import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFlacChannels } from './flac';
import { writeChannels } from './wav';

/** Sounds by formula: tones that rise, swell and fade with a little noise, another in each channel. The same seed gives
 * the same sound at every rate, but for the noise. */
export function sound(seed: number, seconds: number, sampleRate: number, channels = 1): Float32Array[] {
  let state = seed + 1;
  const noise = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 31 - 1;
  return Array.from({ length: channels }, (_, channel) => {
    const hertz = 180 + 61 * (seed % 17) + 97 * channel;
    return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => {
      const time = index / sampleRate;
      const swell = 0.5 - 0.45 * Math.cos(2 * Math.PI * (1.3 + 0.2 * (seed % 5)) * time);
      const phase = 2 * Math.PI * (hertz * time + 40 * time * time);
      return swell * (0.35 * Math.sin(phase) + 0.15 * Math.sin(3 * phase)) + 0.02 * noise();
    });
  });
}

export interface Recording {
  /** Below the folder. */
  readonly path: string;
  readonly seconds: number;
  readonly sampleRate: number;
  readonly channels?: number;
}

/** Writes a sound for each, as files of 16 bits: WAV or FLAC by their name; gives their paths. */
export function writeRecordings(folder: string, recordings: readonly Recording[]): string[] {
  return recordings.map(({ path, seconds, sampleRate, channels }, index) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const write = path.endsWith('.flac') ? writeFlacChannels : writeChannels;
    writeFileSync(file, write(sound(index, seconds, sampleRate, channels), sampleRate));
    return file;
  });
}
