import type { FeatureGrid } from 'wasm/earshot_app.js';
import type { Features } from '../core/core_module';
import type { FrontEnd } from '../worker/protocol';

/** What the axes and the values of a front end's features mean, so that they can be drawn. */
export function featureGrid(
  frontEnd: FrontEnd,
  { channels, bands, frames }: Pick<Features, 'channels' | 'bands' | 'frames'>,
): FeatureGrid {
  const { sample_rate, kind, stft, mel, compression, scaling } = frontEnd;
  const spectrum = kind === 'mel' || kind === 'spectrogram';
  return {
    channels,
    bands,
    frames,
    hopSeconds: (stft?.hop_length ?? 1) / sample_rate,
    scale: scaleOf(frontEnd),
    lowHz: mel?.low_hz ?? 0,
    highHz: mel?.high_hz ?? sample_rate / 2,
    power: spectrum && compression?.kind === 'none' ? (stft?.power ?? 0) : 0,
    shifted: shiftedBy(frontEnd),
    unit: spectrum && compression?.kind === 'decibels' && scaling.kind === 'none' ? 'dB' : '',
  };
}

/** Which values the scaling has moved by the same amount. */
function shiftedBy({ scaling }: FrontEnd): FeatureGrid['shifted'] {
  switch (scaling.kind) {
    case 'per_frame':
      return 'frame';
    case 'dataset':
    case 'center_bands':
      return 'band';
    default:
      return 'all';
  }
}

function scaleOf({ kind, mel }: FrontEnd): FeatureGrid['scale'] {
  switch (kind) {
    case 'mel':
      return mel?.scale === 'htk' ? 'mel-htk' : 'mel-slaney';
    case 'spectrogram':
      return 'linear';
    case 'mfcc':
    case 'psf_mfcc':
      return 'coefficients';
    case 'waveform':
      return 'samples';
  }
}
