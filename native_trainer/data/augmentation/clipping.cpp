#include "data/augmentation/clipping.h"

#include <algorithm>
#include <cmath>

namespace earshot {

void clip_peaks(std::span<float> samples, double decibels) {
  float peak = 0.0f;
  for (const float sample : samples) peak = std::max(peak, std::abs(sample));
  const float most = peak * static_cast<float>(std::pow(10.0, -decibels / 20.0));
  for (float& sample : samples) sample = std::clamp(sample, -most, most);
}

}  // namespace earshot
