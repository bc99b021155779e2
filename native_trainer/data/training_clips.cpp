#include "data/training_clips.h"

#include <algorithm>
#include <cstddef>

#include "data/random.h"

namespace earshot {
namespace {

void repeat_sources(Recordings& recordings, const std::vector<SourceSpec>& sources) {
  const std::size_t count = recordings.sounds.size();
  for (std::size_t i = 0; i < count; ++i) {
    const ClipFile clip = recordings.dataset.clips[i];
    const Clip sound = recordings.sounds[i];
    const int repeat = std::ranges::find(sources, clip.source, &SourceSpec::name)->repeat;
    for (int k = 1; k < repeat; ++k) {
      recordings.dataset.clips.push_back(clip);
      recordings.sounds.push_back(sound);
    }
  }
}

void add_scrambled(Recordings& recordings, const ScrambledSpec& spec, std::uint64_t seed) {
  const std::size_t count = recordings.sounds.size();
  for (std::size_t i = 0; i < count; ++i) {
    ClipFile clip = recordings.dataset.clips[i];
    Random random({seed, i});
    if (clip.label == spec.label || !random.chance(spec.share)) continue;
    clip.label = spec.label;
    recordings.sounds.push_back(exchange_halves(recordings.sounds[i], random.uniform(0.35, 0.65)));
    recordings.dataset.clips.push_back(std::move(clip));
  }
}

}  // namespace

void make_training_clips(Recordings& recordings, const DataSpec& spec, std::uint64_t seed) {
  repeat_sources(recordings, spec.sources);
  if (spec.scrambled) add_scrambled(recordings, *spec.scrambled, seed);
}

Clip exchange_halves(const Clip& clip, double share) {
  const std::vector<float> mean = mix_down(clip);
  auto cut = static_cast<std::size_t>(share * static_cast<double>(mean.size()));
  while (cut > 0 && cut < mean.size() && (mean[cut - 1] < 0.0f) == (mean[cut] < 0.0f)) ++cut;
  Clip exchanged = clip;
  for (auto& channel : exchanged.channels)
    std::ranges::rotate(channel, channel.begin() + static_cast<std::ptrdiff_t>(cut));
  return exchanged;
}

}  // namespace earshot
