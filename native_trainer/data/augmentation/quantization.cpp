#include "data/augmentation/quantization.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace earshot {

void quantize_companded(std::span<float> samples, int bits) {
  assert(bits >= 2 && bits <= 16);
  float peak = 0.0f;
  for (const float sample : samples) peak = std::max(peak, std::abs(sample));
  if (peak == 0.0f) return;
  constexpr float kMu = 255.0f;
  const float scale = std::log1p(kMu);
  const auto steps = static_cast<float>((1 << (bits - 1)) - 1);  // on each side of zero
  for (float& sample : samples) {
    const float companded = std::log1p(kMu * std::abs(sample) / peak) / scale;
    const float rounded = std::round(companded * steps) / steps;
    sample = std::copysign(peak * std::expm1(rounded * scale) / kMu, sample);
  }
}

}  // namespace earshot
