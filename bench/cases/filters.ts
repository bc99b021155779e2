// Windows and filters in double precision, as librosa and python_speech_features have them.

/** Periodic. */
export function hannWindow(length: number): number[] {
  return Array.from({ length }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length));
}

/** Slaney's scale: linear to 1000 Hz, logarithmic above (Auditory Toolbox, 1998). */
function melOf(hertz: number): number {
  return hertz < 1000 ? (3 * hertz) / 200 : 15 + (27 * Math.log(hertz / 1000)) / Math.log(6.4);
}

function hertzOf(mel: number): number {
  return mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp(((mel - 15) * Math.log(6.4)) / 27);
}

/** [band][bin] of librosa.filters.mel(norm='slaney') from 0 Hz to half the rate. */
export function melBank(bands: number, nFft: number, sampleRate: number): number[][] {
  const top = melOf(sampleRate / 2);
  const corners = Array.from({ length: bands + 2 }, (_, index) => hertzOf((top * index) / (bands + 1)));
  return Array.from({ length: bands }, (_, band) => {
    const [low, middle, high] = corners.slice(band, band + 3) as [number, number, number];
    return Array.from({ length: nFft / 2 + 1 }, (_, bin) => {
      const hertz = (bin * sampleRate) / nFft;
      const height = Math.min((hertz - low) / (middle - low), (high - hertz) / (high - middle));
      return (Math.max(0, height) * 2) / (high - low);
    });
  });
}

/** [band][bin] of python_speech_features.get_filterbanks: HTK's scale, corners floored to bins, no norm. */
export function flooredBank(bands: number, nFft: number, sampleRate: number): number[][] {
  const top = 2595 * Math.log10(1 + sampleRate / 2 / 700);
  const corners = Array.from({ length: bands + 2 }, (_, index) => {
    const hertz = 700 * (10 ** ((top * index) / (bands + 1) / 2595) - 1);
    return Math.floor(((nFft + 1) * hertz) / sampleRate);
  });
  return Array.from({ length: bands }, (_, band) => {
    const [low, middle, high] = corners.slice(band, band + 3) as [number, number, number];
    return Array.from({ length: nFft / 2 + 1 }, (_, bin) => {
      if (bin >= low && bin < middle) return (bin - low) / (middle - low);
      return bin >= middle && bin < high ? (high - bin) / (high - middle) : 0;
    });
  });
}

/** [coefficient][band] of the orthonormal DCT-II times 1 + lifter / 2 sin(pi n / lifter). */
export function lifteredTransform(coefficients: number, bands: number, lifter: number): number[][] {
  return Array.from({ length: coefficients }, (_, n) => {
    const weight = 1 + (lifter / 2) * Math.sin((Math.PI * n) / lifter);
    const scale = weight * Math.sqrt((n === 0 ? 1 : 2) / bands);
    return Array.from({ length: bands }, (_, band) => scale * Math.cos((Math.PI * n * (band + 0.5)) / bands));
  });
}
