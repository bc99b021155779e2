import { describe, expect, it } from 'vitest';
import { fileSampleRate } from '../../web/audio/file_rate';
import { writeFlac } from './support/flac';

/** An Ogg page that holds one packet. */
function ogg(...packet: number[]): Uint8Array {
  return Uint8Array.of(...Buffer.from('OggS'), ...new Array<number>(22).fill(0), 1, packet.length, ...packet);
}

const text = (value: string) => [...Buffer.from(value, 'latin1')];

describe('the sample rate in a file header', () => {
  it('is found in FLAC', () => {
    expect(fileSampleRate(writeFlac({ samples: new Float32Array(10), sampleRate: 22050 }))).toBe(22050);
  });

  it('is found in Ogg Vorbis', () => {
    expect(fileSampleRate(ogg(1, ...text('vorbis'), 0, 0, 0, 0, 1, 0x44, 0xac, 0, 0))).toBe(44100);
  });

  it('is 48 kHz for Opus, whatever was recorded', () => {
    expect(fileSampleRate(ogg(...text('OpusHead'), 1, 1, 0, 0, 0x80, 0x3e, 0, 0))).toBe(48000);
  });

  it('is found in FLAC inside Ogg', () => {
    const flac = [...writeFlac({ samples: new Float32Array(10), sampleRate: 16000 })];
    expect(fileSampleRate(ogg(0x7f, ...text('FLAC'), 1, 0, 0, 1, ...flac.slice(0, 42)))).toBe(16000);
  });

  it('is found in MPEG 1, 2 and 2.5, behind an ID3 tag as well', () => {
    expect(fileSampleRate(Uint8Array.of(0xff, 0xfb, 0x90, 0x64))).toBe(44100);
    expect(fileSampleRate(Uint8Array.of(0xff, 0xf3, 0x94, 0x64))).toBe(24000);
    expect(fileSampleRate(Uint8Array.of(0xff, 0xe3, 0x98, 0x64))).toBe(8000);
    expect(fileSampleRate(Uint8Array.of(...text('ID3'), 4, 0, 0, 0, 0, 0, 2, 9, 9, 0xff, 0xfb, 0x94, 0x64))).toBe(
      48000,
    );
  });

  it('is found in AAC', () => {
    expect(fileSampleRate(Uint8Array.of(0xff, 0xf1, 0x60, 0x40))).toBe(16000);
  });

  it('is unknown in anything else, and in nothing', () => {
    for (const bytes of [[], [0xff], text('fLaC'), text('OggS'), text('OggSshort'), text('plain text, not audio')]) {
      expect(fileSampleRate(Uint8Array.from(bytes))).toBeUndefined();
    }
  });
});
