#include "audio/noisy_copy.h"

#include <cmath>
#include <cstddef>

#include "audio/noise.h"
#include "audio/shift.h"

namespace earshot {
namespace {

std::vector<float> any_noise(std::size_t samples, std::span<const std::vector<float>> backgrounds,
                             Random& random) {
  if (!backgrounds.empty() && random.chance(0.5))
    return any_part(backgrounds[random.index(backgrounds.size())], samples, random);
  switch (random.index(3)) {
    case 0:
      return white_noise(samples, random);
    case 1:
      return pink_noise(samples, random);
    default:
      return brown_noise(samples, random);
  }
}

}  // namespace

Clip noisy_copy(const Clip& clip, std::span<const std::vector<float>> backgrounds, Random& random) {
  const double furthest = static_cast<double>(clip.samples()) / 10.0;
  const auto by = std::lround(random.uniform(-furthest, furthest));
  const double snr_decibels = random.uniform(5.0, 30.0);
  const auto gain = static_cast<float>(std::pow(10.0, random.uniform(-6.0, 6.0) / 20.0));
  const std::vector<float> noise = any_noise(clip.samples(), backgrounds, random);
  Clip copy = clip;
  for (std::vector<float>& channel : copy.channels) {
    const double power = mean_power(channel);
    shift_samples(channel, by, /*circular=*/false);
    add_noise(channel, noise, power, snr_decibels);
    for (float& sample : channel) sample *= gain;
  }
  return copy;
}

}  // namespace earshot
