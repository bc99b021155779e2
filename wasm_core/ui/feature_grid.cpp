#include "ui/feature_grid.h"

#include <algorithm>

#include "features/filter_bank.h"

namespace earshot {
namespace {

bool is_mel(FeatureGrid::Scale scale) {
  return scale == FeatureGrid::Scale::mel_slaney || scale == FeatureGrid::Scale::mel_htk;
}

MelSpec::Scale mel_scale(FeatureGrid::Scale scale) {
  return scale == FeatureGrid::Scale::mel_htk ? MelSpec::Scale::htk : MelSpec::Scale::slaney;
}

/// Low and high end of the range in which bands are evenly spread, and where in it a height lies: at
/// (height * bands + shift) / steps.
struct Spread {
  double low;
  double high;
  double shift;
  double steps;
};

Spread spread_of(const FeatureGrid& grid) {
  if (is_mel(grid.scale)) {
    const MelSpec::Scale scale = mel_scale(grid.scale);
    return {hz_to_mel(grid.low_hz, scale), hz_to_mel(grid.high_hz, scale), 0.5, grid.bands + 1.0};
  }
  return {grid.low_hz, grid.high_hz, -0.5, std::max(grid.bands - 1.0, 1.0)};
}

}  // namespace

bool same_axes(const FeatureGrid& a, const FeatureGrid& b) {
  return a.bands == b.bands && a.hop_seconds == b.hop_seconds && a.scale == b.scale && a.low_hz == b.low_hz &&
         a.high_hz == b.high_hz && a.unit == b.unit;
}

double frequency_at(const FeatureGrid& grid, double height) {
  const Spread spread = spread_of(grid);
  const double value =
      spread.low + (height * grid.bands + spread.shift) / spread.steps * (spread.high - spread.low);
  return is_mel(grid.scale) ? mel_to_hz(value, mel_scale(grid.scale)) : value;
}

double height_of(const FeatureGrid& grid, double hz) {
  const Spread spread = spread_of(grid);
  const double value = is_mel(grid.scale) ? hz_to_mel(hz, mel_scale(grid.scale)) : hz;
  return ((value - spread.low) / (spread.high - spread.low) * spread.steps - spread.shift) / grid.bands;
}

}  // namespace earshot
