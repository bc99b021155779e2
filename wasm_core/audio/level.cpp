#include "audio/level.h"

#include <algorithm>
#include <cmath>

namespace earshot {
namespace {

constexpr double kFloor = -120.0;

float decibels(double amplitude) {
  return static_cast<float>(amplitude > 0.0 ? std::max(kFloor, 20.0 * std::log10(amplitude)) : kFloor);
}

}  // namespace

Level measure_level(std::span<const float> samples) {
  if (samples.empty()) return {};
  double energy = 0.0;
  double peak = 0.0;
  for (const float sample : samples) {
    const double value = std::abs(static_cast<double>(sample));
    energy += value * value;
    peak = std::max(peak, value);
  }
  return {decibels(std::sqrt(energy / static_cast<double>(samples.size()))), decibels(peak)};
}

}  // namespace earshot
