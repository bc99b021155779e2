import type { FeatureGrid } from 'wasm/earshot_app.js';
import type { Features } from '../core/core_module';
import type { FrontEnd, ModelCard } from '../worker/protocol';

/** What the axes and the values of a model's features mean, so that they can be drawn. */
export function featureGrid(
  { front_end }: ModelCard,
  { channels, bands, frames }: Pick<Features, 'channels' | 'bands' | 'frames'>,
): FeatureGrid {
  const { sample_rate, kind, stft, mel, compression, scaling } = front_end;
  const spectrum = kind === 'mel' || kind === 'spectrogram';
  return {
    channels,
    bands,
    frames,
    hopSeconds: (stft?.hop_length ?? 1) / sample_rate,
    scale: scaleOf(front_end),
    lowHz: mel?.low_hz ?? 0,
    highHz: mel?.high_hz ?? sample_rate / 2,
    power: spectrum && compression?.kind === 'none' ? (stft?.power ?? 0) : 0,
    shifted: scaling.kind === 'per_frame' ? 'frame' : scaling.kind === 'dataset' || scaling.kind === 'center_bands' ? 'band' : 'all',
    unit: spectrum && compression?.kind === 'decibels' && scaling.kind === 'none' ? 'dB' : '',
  };
}

/** The same of frames that are shown while a model listens: spectra are in decibels, whatever the model takes. */
export function streamGrid(card: ModelCard, frames: Pick<Features, 'channels' | 'bands' | 'frames'>): FeatureGrid {
  const { kind } = card.front_end;
  const unit = kind === 'mel' || kind === 'spectrogram' ? 'dB' : '';
  return { ...featureGrid(card, frames), power: 0, unit };
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
