#include "audio/envelope.h"

#include <algorithm>
#include <cmath>

namespace earshot {

std::vector<EnvelopeColumn> envelope(std::span<const float> samples, int columns) {
  std::vector<EnvelopeColumn> result;
  if (samples.empty() || columns < 1) return result;
  result.reserve(columns);
  for (std::size_t column = 0; column < static_cast<std::size_t>(columns); ++column) {
    const std::size_t first = column * samples.size() / columns;
    const std::size_t last = std::max(first + 1, (column + 1) * samples.size() / columns);
    EnvelopeColumn sum;
    double energy = 0.0;
    for (std::size_t i = first; i < last; ++i) {
      const float sample = std::isfinite(samples[i]) ? samples[i] : 0.0f;
      sum.low = i == first ? sample : std::min(sum.low, sample);
      sum.high = i == first ? sample : std::max(sum.high, sample);
      energy += static_cast<double>(sample) * sample;
    }
    sum.rms = static_cast<float>(std::sqrt(energy / static_cast<double>(last - first)));
    result.push_back(sum);
  }
  return result;
}

}  // namespace earshot
