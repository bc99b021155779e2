#include "ui/shading.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace earshot {
namespace {

constexpr float kRangeDecibels = 80.0f;

/// Which of the shifts a value has had.
std::size_t shift_of(const FeatureGrid& grid, int channel, int band, int frame) {
  switch (grid.shifted) {
    case FeatureGrid::Shifted::all:
      break;
    case FeatureGrid::Shifted::band:
      return static_cast<std::size_t>(channel) * grid.bands + band;
    case FeatureGrid::Shifted::frame:
      return static_cast<std::size_t>(channel) * grid.frames + frame;
  }
  return 0;
}

template <typename Visit>
void visit_values(const FeatureGrid& grid, Visit visit) {
  for (int channel = 0; channel < grid.channels; ++channel) {
    for (int band = 0; band < grid.bands; ++band) {
      for (int frame = 0; frame < grid.frames; ++frame) {
        visit(grid.index(channel, band, frame), shift_of(grid, channel, band, frame));
      }
    }
  }
}

}  // namespace

Shading shade(const FeatureGrid& grid) {
  Shading shading{grid.values, grid.unit};
  if (grid.power <= 0.0) return shading;

  std::vector<float> zeros(grid.values.size(), std::numeric_limits<float>::infinity());
  visit_values(grid, [&](std::size_t value, std::size_t shift) {
    if (std::isfinite(grid.values[value])) zeros[shift] = std::min(zeros[shift], grid.values[value]);
  });
  float greatest = 0.0f;
  visit_values(grid, [&](std::size_t value, std::size_t shift) {
    shading.values[value] -= zeros[shift];
    if (std::isfinite(shading.values[value])) greatest = std::max(greatest, shading.values[value]);
  });
  const auto decibels_a_decade = static_cast<float>(20.0 / grid.power);
  for (float& value : shading.values) {
    if (!std::isfinite(value)) continue;
    const float share = greatest > 0.0f ? value / greatest : 0.0f;
    value = share > 0.0f ? std::max(decibels_a_decade * std::log10(share), -kRangeDecibels) : -kRangeDecibels;
  }
  shading.unit = "dB";
  return shading;
}

}  // namespace earshot
