#include "quantization/value_histogram.h"

#include <algorithm>
#include <numeric>

namespace earshot {
namespace {

constexpr std::size_t kSteps = 4096;

}  // namespace

ValueHistogram::ValueHistogram(ValueRange range) : range_(range), counts_(kSteps, 0) {}

void ValueHistogram::add(std::span<const float> values) {
  const float width = range_.most - range_.least;
  for (const float value : values) {
    const float place = width > 0.0f ? (value - range_.least) / width : 0.0f;
    ++counts_[static_cast<std::size_t>(std::clamp(place, 0.0f, 1.0f) * (kSteps - 1))];
  }
}

ValueRange ValueHistogram::central(double share) const {
  const auto all = static_cast<double>(std::accumulate(counts_.begin(), counts_.end(), std::size_t{0}));
  const double cut = all * (1.0 - share) / 2.0;
  std::size_t first = 0, last = kSteps - 1;
  for (double below = static_cast<double>(counts_[first]); below < cut;
       below += static_cast<double>(counts_[first])) {
    ++first;
  }
  for (double above = static_cast<double>(counts_[last]); above < cut;
       above += static_cast<double>(counts_[last])) {
    --last;
  }
  return {static_cast<float>(edge(first)), static_cast<float>(edge(last + 1))};
}

double ValueHistogram::edge(std::size_t step) const {
  return range_.least +
         (static_cast<double>(range_.most) - range_.least) * static_cast<double>(step) / kSteps;
}

}  // namespace earshot
