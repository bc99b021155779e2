#include "data/added_noise.h"

#include <algorithm>
#include <array>

#include "audio/noise.h"
#include "data/noise_recordings.h"
#include "random.h"

namespace earshot {
namespace {

constexpr std::array kGenerated = {"white", "pink", "brown"};

std::vector<float> generate(const std::string& kind, std::size_t samples, Random& random) {
  if (kind == "white") return white_noise(samples, random);
  if (kind == "pink") return pink_noise(samples, random);
  return brown_noise(samples, random);
}

}  // namespace

AddedNoise::AddedNoise(const std::vector<std::string>& kinds, double snr_decibels,
                       const FrontEndSpec& front_end)
    : snr_decibels_(snr_decibels) {
  std::vector<std::string> paths;
  for (const std::string& kind : kinds) {
    (std::ranges::contains(kGenerated, kind) ? generated_ : paths).push_back(kind);
  }
  recordings_ = read_noise_recordings(paths, "", front_end);
}

Clip AddedNoise::add(const Clip& clip, const FrontEnd& front_end, std::size_t index) const {
  const Clip signal = front_end.at_model_rate(clip);
  Clip noisy = front_end.fit(signal);
  Random random({index});
  const std::size_t kind = random.index(generated_.size() + recordings_.size());
  const std::size_t samples = noisy.samples();
  const std::vector<float> noise = kind < generated_.size()
                                       ? generate(generated_[kind], samples, random)
                                       : any_part(recordings_[kind - generated_.size()], samples, random);
  for (std::size_t channel = 0; channel < noisy.channels.size(); ++channel)
    add_noise(noisy.channels[channel], noise, mean_power(signal.channels[channel]), snr_decibels_);
  return noisy;
}

}  // namespace earshot
