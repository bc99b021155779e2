#include "features/framewise.h"

#include <optional>

namespace earshot {

FrontEndSpec framewise(FrontEndSpec spec) {
  if (spec.kind == FeatureKind::waveform) return spec;
  spec.channels = 1;
  spec.fit = {};
  if (spec.kind == FeatureKind::spectrogram || spec.kind == FeatureKind::mel) {
    spec.amplitude = AmplitudeScaling::none;
    spec.stft.power = 2.0;
    spec.compression = {.kind = CompressionSpec::Kind::decibels};
    spec.scaling = {};
    return spec;
  }
  if (spec.amplitude == AmplitudeScaling::peak) spec.amplitude = AmplitudeScaling::none;
  if (spec.compression.kind == CompressionSpec::Kind::decibels) {
    spec.compression.reference = CompressionSpec::Reference::one;
    spec.compression.top_db = std::nullopt;
  }
  const bool by_window = spec.scaling.kind == ScalingSpec::Kind::per_clip ||
                         spec.scaling.kind == ScalingSpec::Kind::center_clip ||
                         spec.scaling.kind == ScalingSpec::Kind::center_bands;
  if (by_window) spec.scaling = {};
  return spec;
}

}  // namespace earshot
