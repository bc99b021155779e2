#include "data/augmentation/high_pass.h"

#include <cmath>
#include <numbers>

namespace earshot {

void pass_high(std::span<float> samples, double cutoff_hz, int sample_rate) {
  // R. Bristow-Johnson, "Audio EQ Cookbook": HPF, Q of a Butterworth filter.
  const double turn = 2.0 * std::numbers::pi * cutoff_hz / sample_rate;
  const double alpha = std::sin(turn) / std::numbers::sqrt2;
  const double a0 = 1.0 + alpha;
  const double b0 = (1.0 + std::cos(turn)) / 2.0 / a0;
  const double a1 = -2.0 * std::cos(turn) / a0;
  const double a2 = (1.0 - alpha) / a0;
  double x1 = 0.0;
  double x2 = 0.0;
  double y1 = 0.0;
  double y2 = 0.0;
  for (float& sample : samples) {
    const double x = sample;
    const double y = b0 * (x - 2.0 * x1 + x2) - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    sample = static_cast<float>(y);
  }
}

}  // namespace earshot
