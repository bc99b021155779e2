/** Mono samples at a rate. Full scale is ±1. */
export interface Clip {
  readonly samples: Float32Array;
  readonly sampleRate: number;
}

/** Writes 16-bit PCM. */
export function writeWav({ samples, sampleRate }: Clip): Uint8Array {
  return writeChannels([samples], sampleRate);
}

/** Writes several channels, likewise. */
export function writeChannels(channels: readonly Float32Array[], sampleRate: number): Uint8Array {
  const frame = 2 * channels.length;
  const bytes = Buffer.alloc(44 + frame * (channels[0]?.length ?? 0));
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(channels.length, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(frame * sampleRate, 28);
  bytes.writeUInt16LE(frame, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(bytes.length - 44, 40);
  channels.forEach((samples, channel) =>
    samples.forEach((sample, index) => bytes.writeInt16LE(toInt16(sample), 44 + frame * index + 2 * channel)),
  );
  return bytes;
}

/** Writes floats of 32 or 64 bits, whatever they hold. */
export function writeFloatWav({ samples, sampleRate }: Clip, bits: 32 | 64 = 32): Uint8Array {
  const size = bits / 8;
  const bytes = Buffer.alloc(44 + size * samples.length);
  Buffer.from(writeWav({ samples: new Float32Array(0), sampleRate })).copy(bytes);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.writeUInt16LE(3, 20); // IEEE float
  bytes.writeUInt32LE(size * sampleRate, 28);
  bytes.writeUInt16LE(size, 32);
  bytes.writeUInt16LE(bits, 34);
  bytes.writeUInt32LE(size * samples.length, 40);
  samples.forEach((sample, index) => {
    if (bits === 32) bytes.writeFloatLE(sample, 44 + size * index);
    else bytes.writeDoubleLE(sample, 44 + size * index);
  });
  return bytes;
}

export function toInt16(sample: number): number {
  return Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
}

/** Clips one after the other with silence before each, seconds. */
export function inTurn(clips: readonly Clip[], silence: number): Clip {
  const { sampleRate } = clips[0]!;
  const gap = Math.round(silence * sampleRate);
  const samples = new Float32Array(clips.reduce((length, clip) => length + gap + clip.samples.length, 0));
  let end = 0;
  for (const clip of clips) {
    samples.set(clip.samples, end + gap);
    end += gap + clip.samples.length;
  }
  return { samples, sampleRate };
}
