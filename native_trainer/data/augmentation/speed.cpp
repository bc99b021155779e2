#include "data/augmentation/speed.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace earshot {
namespace {

constexpr int kTaps = 16;
constexpr int kPhases = 1024;

/// [phase][tap]: sinc under a Hann window, centered between taps 7 and 8 moved by phase / kPhases, with
/// sum 1.
using Kernels = std::array<std::array<float, kTaps>, kPhases>;

Kernels make_kernels() {
  Kernels kernels;
  for (int phase = 0; phase < kPhases; ++phase) {
    std::array<double, kTaps> taps;
    double sum = 0.0;
    for (int tap = 0; tap < kTaps; ++tap) {
      const double x = tap - (kTaps / 2 - 1) - static_cast<double>(phase) / kPhases;
      const double sinc = x == 0.0 ? 1.0 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
      const double window = 0.5 + 0.5 * std::cos(2.0 * std::numbers::pi * x / kTaps);
      taps[tap] = sinc * window;
      sum += taps[tap];
    }
    for (int tap = 0; tap < kTaps; ++tap) kernels[phase][tap] = static_cast<float>(taps[tap] / sum);
  }
  return kernels;
}

}  // namespace

std::vector<float> change_speed(std::span<const float> samples, double factor) {
  static const Kernels kKernels = make_kernels();
  std::vector<float> padded(samples.size() + 2 * kTaps);
  std::ranges::copy(samples, padded.begin() + kTaps);

  std::vector<float> result(
      static_cast<std::size_t>(std::lround(static_cast<double>(samples.size()) / factor)));
  for (std::size_t i = 0; i < result.size(); ++i) {
    const double position = static_cast<double>(i) * factor + kTaps - (kTaps / 2 - 1);
    const auto first = static_cast<std::size_t>(position);
    const auto phase = static_cast<std::size_t>((position - static_cast<double>(first)) * kPhases);
    const auto& kernel = kKernels[phase];
    // Four partial sums, so that the additions need not wait for one another.
    std::array<float, 4> sums{};
    for (std::size_t tap = 0; tap < kTaps; tap += 4) {
      for (std::size_t lane = 0; lane < 4; ++lane)
        sums[lane] += kernel[tap + lane] * padded[first + tap + lane];
    }
    result[i] = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }
  return result;
}

}  // namespace earshot
