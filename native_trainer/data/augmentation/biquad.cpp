#include "data/augmentation/biquad.h"

#include <cmath>
#include <numbers>

namespace earshot {

Biquad Biquad::high_pass(double cutoff_hz, int sample_rate) {
  const double turn = 2.0 * std::numbers::pi * cutoff_hz / sample_rate;
  const double alpha = std::sin(turn) / std::numbers::sqrt2;
  const double a0 = 1.0 + alpha;
  const double b0 = (1.0 + std::cos(turn)) / 2.0 / a0;
  return {.b0 = b0, .b1 = -2.0 * b0, .b2 = b0, .a1 = -2.0 * std::cos(turn) / a0, .a2 = (1.0 - alpha) / a0};
}

Biquad Biquad::peak(double center_hz, double octaves, double gain_decibels, int sample_rate) {
  const double turn = 2.0 * std::numbers::pi * center_hz / sample_rate;
  const double alpha = std::sin(turn) * std::sinh(std::numbers::ln2 / 2.0 * octaves * turn / std::sin(turn));
  const double half_gain = std::pow(10.0, gain_decibels / 40.0);
  const double a0 = 1.0 + alpha / half_gain;
  return {.b0 = (1.0 + alpha * half_gain) / a0,
          .b1 = -2.0 * std::cos(turn) / a0,
          .b2 = (1.0 - alpha * half_gain) / a0,
          .a1 = -2.0 * std::cos(turn) / a0,
          .a2 = (1.0 - alpha / half_gain) / a0};
}

void Biquad::filter(std::span<float> samples) const {
  double x1 = 0.0;
  double x2 = 0.0;
  double y1 = 0.0;
  double y2 = 0.0;
  for (float& sample : samples) {
    const double x = sample;
    const double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    sample = static_cast<float>(y);
  }
}

}  // namespace earshot
