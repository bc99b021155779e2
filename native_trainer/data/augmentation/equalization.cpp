#include "data/augmentation/equalization.h"

#include <cmath>

namespace earshot {

std::vector<Biquad> draw_equalization(int peaks, double decibels, int sample_rate, Random& random) {
  const double lowest = std::log(80.0);
  const double highest = std::log(0.45 * sample_rate);
  std::vector<Biquad> filters;
  for (int i = 0; i < peaks; ++i) {
    const double center_hz = std::exp(random.uniform(lowest, highest));
    const double octaves = random.uniform(1.0, 3.0);
    filters.push_back(Biquad::peak(center_hz, octaves, random.uniform(-decibels, decibels), sample_rate));
  }
  return filters;
}

}  // namespace earshot
