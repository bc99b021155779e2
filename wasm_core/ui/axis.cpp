#include "ui/axis.h"

#include <algorithm>
#include <cmath>

#include "ui/number_text.h"

namespace earshot {
namespace {

/// The smallest of 1, 2 or 5 times a power of ten that is not below `least`.
double round_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * (1.0 - 1e-9)) return factor * power;
  }
  return 10.0 * power;
}

/// "500 Hz", "2.5 kHz": without decimals that say nothing.
std::string short_frequency(double hz) {
  if (hz < 1000.0) return short_number_text(hz) + " Hz";
  return short_number_text(hz / 1000.0) + " kHz";
}

std::vector<Tick> octave_ticks(const FeatureGrid& grid, double distance) {
  std::vector<Tick> ticks;
  const double highest = 125.0 * std::exp2(std::floor(std::log2(std::max(grid.high_hz, 125.0) / 125.0)));
  for (double hz = highest; hz > 30.0; hz /= 2.0) {
    const double place = height_of(grid, hz);
    if (place > 1.0) continue;
    // Octaves come closer towards the low end.
    if (place < 0.0 || (!ticks.empty() && ticks.back().place - place < distance)) break;
    ticks.push_back({place, short_frequency(hz)});
  }
  std::ranges::reverse(ticks);
  return ticks;
}

}  // namespace

std::vector<Tick> round_ticks(double low, double high, int count) {
  if (!(low < high) || !std::isfinite(low) || !std::isfinite(high) || count < 1) return {};
  const double step = round_step((high - low) / count);
  const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
  std::vector<Tick> ticks;
  const double first = std::ceil(low / step - 1e-9);
  for (double n = first; n * step <= high + 1e-9 * step; ++n) {
    ticks.push_back({(n * step - low) / (high - low), number_text(n * step, decimals)});
  }
  return ticks;
}

std::vector<Tick> band_ticks(const FeatureGrid& grid, double distance) {
  if (grid.bands < 1 || !(distance > 0.0)) return {};
  switch (grid.scale) {
    case FeatureGrid::Scale::mel_slaney:
    case FeatureGrid::Scale::mel_htk:
      return octave_ticks(grid, distance);
    case FeatureGrid::Scale::linear: {
      std::vector<Tick> ticks;
      const double step = round_step(std::max((grid.high_hz - grid.low_hz) * distance, 1.0));
      for (double hz = std::ceil(grid.low_hz / step) * step; hz <= grid.high_hz; hz += step) {
        ticks.push_back({height_of(grid, hz), short_frequency(hz)});
      }
      return ticks;
    }
    case FeatureGrid::Scale::samples:
      return {};
    case FeatureGrid::Scale::coefficients: {
      std::vector<Tick> ticks;
      const int step = static_cast<int>(round_step(std::max(grid.bands * distance, 1.0)));
      for (int band = 0; band < grid.bands; band += step) {
        ticks.push_back({(band + 0.5) / grid.bands, std::to_string(band)});
      }
      return ticks;
    }
  }
  return {};
}

std::string band_text(const FeatureGrid& grid, int band) {
  switch (grid.scale) {
    case FeatureGrid::Scale::samples:
      return {};
    case FeatureGrid::Scale::coefficients:
      return "coefficient " + std::to_string(band);
    default:
      return frequency_text(std::max(frequency_at(grid, (band + 0.5) / grid.bands), 0.0));
  }
}

}  // namespace earshot
