#include "data/augmentation/neighbors.h"

#include <algorithm>
#include <cmath>

#include "audio/noise.h"

namespace earshot {

void add_neighbor(Clip& clip, const SampleSpan& sound, std::span<const float> neighbor, NeighborSide side,
                  std::size_t gap, double decibels) {
  double power = 0.0;
  for (const auto& channel : clip.channels) {
    power += mean_power(std::span(channel).subspan(sound.begin, sound.size())) /
             static_cast<double>(clip.channels.size());
  }
  const double neighbor_power = mean_power(neighbor);
  if (power <= 0.0 || neighbor_power <= 0.0) return;
  const auto gain = static_cast<float>(std::sqrt(power / neighbor_power) * std::pow(10.0, decibels / 20.0));

  const auto signed_size = [](std::size_t size) { return static_cast<std::ptrdiff_t>(size); };
  const std::ptrdiff_t begin = side == NeighborSide::after
                                   ? signed_size(sound.end + gap)
                                   : signed_size(sound.begin) - signed_size(gap + neighbor.size());
  const std::ptrdiff_t first = std::max(begin, std::ptrdiff_t{0});
  const std::ptrdiff_t last = std::min(begin + signed_size(neighbor.size()), signed_size(clip.samples()));
  for (auto& channel : clip.channels) {
    for (std::ptrdiff_t i = first; i < last; ++i) {
      channel[static_cast<std::size_t>(i)] += gain * neighbor[static_cast<std::size_t>(i - begin)];
    }
  }
}

}  // namespace earshot
