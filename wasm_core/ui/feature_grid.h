#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace earshot {

/// Features as they are shown: [channel][band][frame], frames contiguous, and what the axes mean.
struct FeatureGrid {
  /// How bands spread from low_hz to high_hz. coefficients: they are no frequencies; samples: there is but
  /// one band, a waveform.
  enum class Scale { mel_slaney, mel_htk, linear, coefficients, samples };
  /// Which values a scaling may have shifted together: all of the grid, each band's, or each frame's.
  enum class Shifted { all, band, frame };

  int channels = 1;
  int bands = 0;
  int frames = 0;
  double hop_seconds = 0.0;
  Scale scale = Scale::coefficients;
  double low_hz = 0.0;
  double high_hz = 0.0;
  double power = 0.0;  ///< values are magnitudes to this power, without a logarithm; 0: anything else
  Shifted shifted = Shifted::all;
  std::string unit;  ///< of the values: "dB"; may be empty
  std::vector<float> values;

  double seconds() const { return frames * hop_seconds; }
  std::size_t index(int channel, int band, int frame) const {
    return (static_cast<std::size_t>(channel) * bands + band) * frames + frame;
  }
  float at(int channel, int band, int frame) const { return values[index(channel, band, frame)]; }
};

/// Whether bands, values and the steps of time mean the same.
bool same_axes(const FeatureGrid& a, const FeatureGrid& b);

/// Frequency at a height of the picture of a grid: 0 is the lower edge of the lowest band, 1 the upper edge
/// of the highest; the middle of a band's row has the band's center frequency. Mel bands have their centers
/// at mel(low) + (band + 1) (mel(high) - mel(low)) / (bands + 1), as librosa.filters.mel; linear ones (the
/// bins of a transform) lie from low to high, both included.
double frequency_at(const FeatureGrid& grid, double height);
/// The height of a frequency: the inverse.
double height_of(const FeatureGrid& grid, double hz);

}  // namespace earshot
