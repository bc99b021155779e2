// The sample rate that a compressed file was made at, from its header. The browser decodes to a rate that it is told,
// so that without this it would resample a second time, and differently from the trainer.

/** Hz; undefined where the container is not one of those known here. */
export function fileSampleRate(bytes: Uint8Array): number | undefined {
  if (hasText(bytes, 0, 'fLaC')) return flacRate(bytes, 4);
  if (hasText(bytes, 0, 'OggS')) return oggRate(bytes);
  const start = hasText(bytes, 0, 'ID3') ? id3Length(bytes) : 0;
  return mpegRate(bytes, start);
}

function hasText(bytes: Uint8Array, offset: number, text: string): boolean {
  return String.fromCharCode(...bytes.subarray(offset, offset + text.length)) === text;
}

/** `offset` is that of the STREAMINFO block's header: 4 bytes, then 10 of block and frame sizes, then the rate in 20 bits
 * (RFC 9639, section 8.2). */
function flacRate(bytes: Uint8Array, offset: number): number | undefined {
  const [high, middle, low] = bytes.subarray(offset + 14, offset + 17);
  if (high === undefined || middle === undefined || low === undefined) return undefined;
  return (high << 12) | (middle << 4) | (low >> 4) || undefined;
}

/** The first page holds nothing but the codec's identification (RFC 3533, section 6). */
function oggRate(bytes: Uint8Array): number | undefined {
  const segments = bytes[26];
  if (segments === undefined) return undefined;
  const packet = 27 + segments;
  if (hasText(bytes, packet, 'OpusHead')) return 48000; // whatever was recorded, Opus decodes at this rate
  if (hasText(bytes, packet, '\x7fFLAC')) return flacRate(bytes, packet + 13);
  if (hasText(bytes, packet, '\x01vorbis') && bytes.length >= packet + 16) {
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(packet + 12, true) || undefined;
  }
  return undefined;
}

/** An ID3v2 tag in front of MPEG audio: 10 bytes and its size in four times 7 bits. */
function id3Length(bytes: Uint8Array): number {
  return 10 + [...bytes.subarray(6, 10)].reduce((size, part) => (size << 7) | part, 0);
}

/** MPEG audio layers I to III, and AAC in an ADTS stream: both begin with twelve set bits or, for MPEG 2.5, eleven. */
function mpegRate(bytes: Uint8Array, offset: number): number | undefined {
  const [sync, kind, rate] = bytes.subarray(offset, offset + 3);
  if (sync !== 0xff || kind === undefined || rate === undefined || (kind & 0xe0) !== 0xe0) return undefined;
  const layer = (kind >> 1) & 3;
  if (layer === 0) return adtsRates[(rate >> 2) & 15];
  const halvings = { 3: 0, 2: 1, 0: 2 }[(kind >> 3) & 3];
  const full = mpegRates[(rate >> 2) & 3];
  return full === undefined || halvings === undefined ? undefined : full >> halvings;
}

const mpegRates = [44100, 48000, 32000];
const adtsRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];
