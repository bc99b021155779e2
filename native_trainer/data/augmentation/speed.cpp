#include "data/augmentation/speed.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace earshot {
namespace {

constexpr int kTaps = 16;
constexpr int kPhases = 128;

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

  // Positions are whole numbers of phases, so that no sample is a little off its place.
  const auto step = static_cast<std::size_t>(std::lround(factor * kPhases));
  std::vector<float> result((samples.size() * kPhases + step / 2) / step);
  for (std::size_t i = 0; i < result.size(); ++i) {
    const std::size_t first = i * step / kPhases + kTaps - (kTaps / 2 - 1);
    const std::size_t phase = i * step % kPhases;
    const float* kernel = kKernels[phase].data();
    const float* at = padded.data() + first;
    // Four partial sums, which a compiler can add up side by side.
    float sums[4] = {};
    for (int tap = 0; tap < kTaps; tap += 4) {
      for (int lane = 0; lane < 4; ++lane) sums[lane] += kernel[tap + lane] * at[tap + lane];
    }
    result[i] = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }
  return result;
}

}  // namespace earshot
