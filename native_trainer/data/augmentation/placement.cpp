#include "data/augmentation/placement.h"

#include <algorithm>

namespace earshot {

Clip place(const Clip& clip, std::size_t samples, const PlacementSpec& spec, Random& random) {
  const std::size_t length = clip.samples();
  const bool pad = spec.pad && length < samples;
  const bool crop = spec.crop && length > samples;
  if (!pad && !crop) return clip;

  const std::size_t room = pad ? samples - length : length - samples;
  const auto offset = static_cast<std::ptrdiff_t>(random.index(room + 1));
  Clip placed{.sample_rate = clip.sample_rate, .channels = {}};
  for (const auto& channel : clip.channels) {
    std::vector<float>& out = placed.channels.emplace_back(samples);
    if (pad) {
      std::ranges::copy(channel, out.begin() + offset);
    } else {
      std::copy_n(channel.begin() + offset, samples, out.begin());
    }
  }
  return placed;
}

}  // namespace earshot
