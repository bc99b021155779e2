import { toInt16, type Clip } from './wav';

/** The most samples that a block holds, so that silence takes little room. */
const blockSize = 65535;

/** Writes a FLAC file without compressing: constant blocks for silence, verbatim samples for the rest (RFC 9639). */
export function writeFlac({ samples, sampleRate }: Clip): Uint8Array {
  const bits = new BitWriter();
  writeStreamInfo(bits, samples.length, sampleRate);
  for (let start = 0; start < samples.length; start += blockSize) {
    writeFrame(bits, samples.subarray(start, start + blockSize), start / blockSize);
  }
  return bits.bytes();
}

/** Hours of silence in a few kilobytes. */
export function writeSilentFlac(hours: number, sampleRate: number): Uint8Array {
  const blocks = Math.ceil((3600 * hours * sampleRate) / blockSize);
  const bits = new BitWriter();
  writeStreamInfo(bits, blocks * blockSize, sampleRate);
  const silence = new Float32Array(blockSize);
  for (let number = 0; number < blocks; ++number) writeFrame(bits, silence, number);
  return bits.bytes();
}

function writeStreamInfo(bits: BitWriter, samples: number, sampleRate: number): void {
  bits.text('fLaC');
  bits.write(1, 1); // the last metadata block
  bits.write(0, 7); // STREAMINFO
  bits.write(34, 24);
  bits.write(blockSize, 16);
  bits.write(blockSize, 16);
  bits.write(0, 24); // frame sizes are not known
  bits.write(0, 24);
  bits.write(sampleRate, 20);
  bits.write(0, 3); // one channel
  bits.write(15, 5); // 16 bits a sample
  bits.write(samples, 36);
  for (let i = 0; i < 16; ++i) bits.write(0, 8); // no MD5
}

function writeFrame(bits: BitWriter, samples: Float32Array, number: number): void {
  const begin = bits.position();
  bits.write(0x3ffe, 14);
  bits.write(0, 2); // fixed block size
  bits.write(7, 4); // block size follows, 16 bits
  bits.write(0, 4); // rate as in STREAMINFO
  bits.write(0, 4); // one channel
  bits.write(4, 3); // 16 bits a sample
  bits.write(0, 1);
  bits.utf8(number);
  bits.write(samples.length - 1, 16);
  bits.write(crc(bits.bytes(begin), 0x07, 8), 8);
  const silent = samples.every((sample) => sample === 0);
  bits.write(silent ? 0 : 1, 7); // subframe: constant or verbatim
  bits.write(0, 1);
  for (const sample of silent ? samples.subarray(0, 1) : samples) bits.write(toInt16(sample) & 0xffff, 16);
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
