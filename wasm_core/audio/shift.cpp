#include "audio/shift.h"

#include <algorithm>

namespace earshot {

void shift_samples(std::span<float> samples, long by, bool circular) {
  const long size = static_cast<long>(samples.size());
  if (size == 0) return;
  if (circular) {
    const long later = ((by % size) + size) % size;
    std::ranges::rotate(samples, samples.end() - later);
  } else if (by >= 0) {
    std::shift_right(samples.begin(), samples.end(), by);
    std::ranges::fill(samples.first(static_cast<std::size_t>(std::min(by, size))), 0.0f);
  } else {
    std::shift_left(samples.begin(), samples.end(), -by);
    std::ranges::fill(samples.last(static_cast<std::size_t>(std::min(-by, size))), 0.0f);
  }
}

}  // namespace earshot
