#include "features/of_kind.h"

#include <algorithm>
#include <bit>

namespace earshot {
namespace {

StftSpec transform_of(const FrontEndSpec& spec) {
  StftSpec stft = spec.stft;
  if (spec.kind == FeatureKind::waveform) {
    stft.win_length = std::max(spec.sample_rate / 40, 1);
    stft.hop_length = std::max(spec.sample_rate / 100, 1);
    stft.n_fft = 0;
  }
  // python_speech_features may cut a frame's end off.
  if (stft.n_fft < stft.win_length) {
    stft.n_fft = static_cast<int>(std::max(2u, std::bit_ceil(static_cast<unsigned>(stft.win_length))));
  }
  return stft;
}

MelSpec mel_of(const FrontEndSpec& spec, const StftSpec& stft) {
  switch (spec.kind) {
    case FeatureKind::mel:
    case FeatureKind::mfcc:
      return spec.mel;
    case FeatureKind::psf_mfcc: {
      MelSpec mel = spec.mel;
      mel.scale = MelSpec::Scale::htk;
      mel.norm = MelSpec::Norm::none;
      return mel;
    }
    case FeatureKind::waveform:
    case FeatureKind::spectrogram:
      break;
  }
  return {.bands = std::clamp(stft.n_fft / 8, 1, 40), .high_hz = spec.sample_rate / 2.0};
}

}  // namespace

FrontEndSpec of_kind(const FrontEndSpec& spec, FeatureKind kind) {
  if (kind == spec.kind) return spec;
  FrontEndSpec other{.sample_rate = spec.sample_rate,
                     .resampler = spec.resampler,
                     .channels = spec.channels,
                     .fit = spec.fit,
                     .kind = kind,
                     .stft = transform_of(spec)};
  other.mel = mel_of(spec, other.stft);
  other.compression.kind = CompressionSpec::Kind::decibels;
  other.cepstrum.coefficients = std::min(20, other.mel.bands);
  return other;
}

}  // namespace earshot
