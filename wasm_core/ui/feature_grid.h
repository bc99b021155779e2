#pragma once

#include <vector>

namespace earshot {

/// Features as they are shown: a matrix [band][frame], frames contiguous, and what its axes mean.
struct FeatureGrid {
  enum class Scale { mel_slaney, mel_htk, linear, index };

  int bands = 0;
  int frames = 0;
  double hop_seconds = 0.0;
  Scale scale = Scale::index;  ///< how bands spread from low_hz to high_hz; index: they are no frequencies
  double low_hz = 0.0;
  double high_hz = 0.0;
  std::vector<float> values;

  double seconds() const { return frames * hop_seconds; }
  float at(int band, int frame) const { return values[static_cast<std::size_t>(band) * frames + frame]; }
};

/// Frequency at a height of the picture of a grid: 0 is the lower edge of the lowest band, 1 the upper edge
/// of the highest; the middle of a band's row has the band's center frequency. Mel bands have their centers
/// at mel(low) + (band + 1) (mel(high) - mel(low)) / (bands + 1), as librosa.filters.mel; linear ones (the
/// bins of a transform) lie from low to high, both included.
double frequency_at(const FeatureGrid& grid, double height);
/// The height of a frequency: the inverse.
double height_of(const FeatureGrid& grid, double hz);

}  // namespace earshot
