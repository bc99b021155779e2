import { toInt16, type Clip } from './wav';

/** The most samples that a block holds, so that silence takes little room. */
const blockSize = 65535;

/** Writes a FLAC file without compressing: constant blocks for silence, verbatim samples for the rest (RFC 9639). */
export function writeFlac({ samples, sampleRate }: Clip): Uint8Array {
  return writeFlacChannels([samples], sampleRate);
}

/** Writes several channels, likewise. */
export function writeFlacChannels(channels: readonly Float32Array[], sampleRate: number): Uint8Array {
  const bits = new BitWriter();
  const length = channels[0]!.length;
  writeStreamInfo(bits, length, sampleRate, channels.length);
  for (let start = 0; start < length; start += blockSize) {
    const blocks = channels.map((samples) => samples.subarray(start, start + blockSize));
    writeFrame(bits, blocks, start / blockSize);
  }
  return bits.bytes();
}

/** Hours of silence in a few kilobytes. */
export function writeSilentFlac(hours: number, sampleRate: number): Uint8Array {
  const blocks = Math.ceil((3600 * hours * sampleRate) / blockSize);
  const bits = new BitWriter();
  writeStreamInfo(bits, blocks * blockSize, sampleRate, 1);
  const silence = new Float32Array(blockSize);
  for (let number = 0; number < blocks; ++number) writeFrame(bits, [silence], number);
  return bits.bytes();
}

function writeStreamInfo(bits: BitWriter, samples: number, sampleRate: number, channels: number): void {
  bits.text('fLaC');
  bits.write(1, 1); // the last metadata block
  bits.write(0, 7); // STREAMINFO
  bits.write(34, 24);
  bits.write(blockSize, 16);
  bits.write(blockSize, 16);
  bits.write(0, 24); // frame sizes are not known
  bits.write(0, 24);
  bits.write(sampleRate, 20);
  bits.write(channels - 1, 3);
  bits.write(15, 5); // 16 bits a sample
  bits.write(samples, 36);
  for (let i = 0; i < 16; ++i) bits.write(0, 8); // no MD5
}

function writeFrame(bits: BitWriter, channels: readonly Float32Array[], number: number): void {
  const begin = bits.position();
  bits.write(0x3ffe, 14);
  bits.write(0, 2); // fixed block size
  bits.write(7, 4); // block size follows, 16 bits
  bits.write(0, 4); // rate as in STREAMINFO
  bits.write(channels.length - 1, 4); // each channel by itself
  bits.write(4, 3); // 16 bits a sample
  bits.write(0, 1);
  bits.utf8(number);
  bits.write(channels[0]!.length - 1, 16);
  bits.write(crc(bits.bytes(begin), 0x07, 8), 8);
  for (const samples of channels) {
    const silent = samples.every((sample) => sample === 0);
    bits.write(silent ? 0 : 1, 7); // subframe: constant or verbatim
    bits.write(0, 1);
    for (const sample of silent ? samples.subarray(0, 1) : samples) bits.write(toInt16(sample) & 0xffff, 16);
  }
  bits.write(crc(bits.bytes(begin), 0x8005, 16), 16);
}

class BitWriter {
  private readonly out: number[] = [];
  private pending = 0;
  private count = 0;

  write(value: number, width: number): void {
    for (let bit = width - 1; bit >= 0; --bit) {
      this.pending = (this.pending << 1) | (Math.floor(value / 2 ** bit) & 1);
      if (++this.count === 8) {
        this.out.push(this.pending);
        this.pending = this.count = 0;
      }
    }
  }

  text(text: string): void {
    for (const character of text) this.write(character.charCodeAt(0), 8);
  }

  utf8(value: number): void {
    for (const byte of Buffer.from(String.fromCodePoint(value))) this.write(byte, 8);
  }

  position(): number {
    return this.out.length;
  }

  bytes(from = 0): Uint8Array {
    return Uint8Array.from(this.out.slice(from));
  }
}

function crc(bytes: Uint8Array, polynomial: number, width: number): number {
  const top = 1 << (width - 1);
  const mask = 2 ** width - 1;
  let remainder = 0;
  for (const byte of bytes) {
    remainder ^= byte << (width - 8);
    for (let bit = 0; bit < 8; ++bit) remainder = ((remainder << 1) ^ (remainder & top ? polynomial : 0)) & mask;
  }
  return remainder;
}
