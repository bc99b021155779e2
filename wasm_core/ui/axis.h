#pragma once

#include <string>
#include <vector>

#include "ui/feature_grid.h"

namespace earshot {

/// A labelled place on an axis.
struct Tick {
  double place = 0.0;  ///< 0 to 1 along the axis
  std::string label;
};

/// Ticks at multiples of 1, 2 or 5 times a power of ten between `low` and `high`, at most `count` of them but
/// at least two steps in ten; labels have as many decimals as the step needs. Empty unless low < high and
/// both are finite.
std::vector<Tick> round_ticks(double low, double high, int count);

/// Ticks for the bands of a grid, no closer than `distance` (a part of the axis' length): octaves of 125 Hz
/// on mel scales, round numbers of Hz on linear ones, band numbers on an index.
std::vector<Tick> band_ticks(const FeatureGrid& grid, double distance);

/// What a band is: its center frequency, "1.25 kHz", or "coefficient 3"; nothing for a waveform.
std::string band_text(const FeatureGrid& grid, int band);

}  // namespace earshot
