#include "model/self_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "error.h"

namespace earshot {

Clip self_check_signal(const SelfCheck& check, int sample_rate) {
  if (check.signal != "chirp_noise") {
    throw FieldError("self_check.signal", "is \"" + check.signal + "\", known is \"chirp_noise\"");
  }
  std::uint32_t state = check.seed;
  std::vector<float> samples(static_cast<std::size_t>(sample_rate));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / sample_rate;
    const double cycles = 80.0 * t + (0.2 * sample_rate - 40.0) * t * t;
    state = 1664525u * state + 1013904223u;
    const double noise = static_cast<double>(state >> 8) / 8388608.0 - 1.0;
    samples[i] = static_cast<float>(0.4 * std::sin(2.0 * std::numbers::pi * cycles) + 0.1 * noise);
  }
  return {sample_rate, {std::move(samples)}};
}

float self_check_difference(const SelfCheck& check, std::span<const float> logits) {
  if (logits.size() != check.logits.size()) return std::numeric_limits<float>::infinity();
  float difference = 0.0f;
  float scale = 1.0f;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if (!std::isfinite(logits[i])) return std::numeric_limits<float>::infinity();
    difference = std::max(difference, std::abs(logits[i] - check.logits[i]));
    scale = std::max(scale, std::abs(check.logits[i]));
  }
  return difference / scale;
}

}  // namespace earshot
