#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <vector>

namespace earshot {

inline std::vector<float> sine(std::size_t count, int sample_rate, double hz, double amplitude = 0.5) {
  std::vector<float> samples(count);
  for (std::size_t i = 0; i < count; ++i) {
    samples[i] = static_cast<float>(
        amplitude * std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(i) / sample_rate));
  }
  return samples;
}

/// Uniform in [-1, 1), the same on every machine.
inline std::vector<float> noise(std::size_t count, std::uint32_t seed = 1) {
  std::vector<float> samples(count);
  for (float& sample : samples) {
    seed = 1664525u * seed + 1013904223u;
    sample = static_cast<float>(seed >> 8) / 8388608.0f - 1.0f;
  }
  return samples;
}

}  // namespace earshot
