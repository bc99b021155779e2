#include "data/augmentation/band_limit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace earshot {
namespace {

/// Taps on either side of the middle one. A Blackman window of 127 taps falls from pass to stop in 5.5 / 127
/// of the rate.
constexpr int kSide = 63;

std::array<float, kSide + 1> half_kernel(double cutoff) {
  using std::numbers::pi;
  std::array<double, kSide + 1> taps;
  double sum = 0.0;
  for (int i = 0; i <= kSide; ++i) {
    const double sinc = i == 0 ? 2.0 * cutoff : std::sin(2.0 * pi * cutoff * i) / (pi * i);
    const double position = pi * i / (kSide + 1);
    taps[i] = sinc * (0.42 + 0.5 * std::cos(position) + 0.08 * std::cos(2.0 * position));
    sum += i == 0 ? taps[i] : 2.0 * taps[i];
  }
  std::array<float, kSide + 1> kernel;
  for (int i = 0; i <= kSide; ++i) kernel[i] = static_cast<float>(taps[i] / sum);
  return kernel;
}

}  // namespace

void limit_band(std::vector<float>& samples, double cutoff_hz, int sample_rate) {
  if (cutoff_hz >= sample_rate / 2.0) return;
  const auto kernel = half_kernel(cutoff_hz / sample_rate);
  std::vector<float> padded(kSide);
  padded.insert(padded.end(), samples.begin(), samples.end());
  padded.insert(padded.end(), kSide, 0.0f);

  // Blocks that stay in the first cache; the inner loop runs over samples, which a compiler can do four at a
  // time.
  constexpr std::size_t kBlock = 1024;
  for (std::size_t begin = 0; begin < samples.size(); begin += kBlock) {
    const std::size_t count = std::min(kBlock, samples.size() - begin);
    float* out = samples.data() + begin;
    const float* middle = padded.data() + begin + kSide;
    for (std::size_t i = 0; i < count; ++i) out[i] = kernel[0] * middle[i];
    for (int tap = 1; tap <= kSide; ++tap) {
      const float* left = middle - tap;
      const float* right = middle + tap;
      for (std::size_t i = 0; i < count; ++i) out[i] += kernel[tap] * (left[i] + right[i]);
    }
  }
}

}  // namespace earshot
