import type { FeatureGrid } from 'wasm/earshot_app.js';
import type { Features } from '../core/core_module';
import type { ModelCard } from '../worker/protocol';

/** What the axes of a model's features mean, so that they can be drawn. */
export function featureGrid(card: ModelCard, features: Features): FeatureGrid {
  const { sample_rate, kind, stft, mel, compression, scaling } = card.front_end;
  const decibels = compression?.kind === 'decibels' && scaling.kind === 'none';
  return {
    bands: features.bands,
    frames: features.frames,
    hopSeconds: (stft?.hop_length ?? 1) / sample_rate,
    scale: kind === 'mel' && mel ? `mel-${mel.scale}` : kind === 'spectrogram' ? 'linear' : 'index',
    lowHz: mel?.low_hz ?? 0,
    highHz: mel?.high_hz ?? sample_rate / 2,
    unit: decibels ? 'dB' : '',
  };
}
