#include "data/excerpts.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace earshot {

Clip cut(const Clip& clip, const Excerpt& excerpt) {
  const auto at = [&](double seconds) {
    const auto sample = static_cast<std::size_t>(std::llround(seconds * clip.sample_rate));
    return static_cast<std::ptrdiff_t>(std::min(sample, clip.samples()));
  };
  const std::ptrdiff_t begin = at(excerpt.begin);
  const std::ptrdiff_t end = at(excerpt.begin + excerpt.length);
  Clip part{.sample_rate = clip.sample_rate, .channels = {}};
  for (const auto& channel : clip.channels) {
    part.channels.emplace_back(channel.begin() + begin, channel.begin() + end);
  }
  return part;
}

std::vector<Excerpt> excerpts_of(const Clip& clip, const ExcerptsSpec& spec) {
  const double length = static_cast<double>(clip.samples()) / clip.sample_rate;
  // A sample's worth of tolerance: 30 s recorded hold ten excerpts of 3 s, whatever the rate.
  const double room = length - spec.seconds + 1.0 / clip.sample_rate;
  const long count = room < 0.0 ? 1 : 1 + static_cast<long>(room / spec.hop_seconds);
  std::vector<Excerpt> excerpts;
  for (long k = 0; k < count; ++k)
    excerpts.push_back({static_cast<double>(k) * spec.hop_seconds, std::min(spec.seconds, length)});
  return excerpts;
}

Recordings cut_excerpts(const Recordings& recordings, const std::vector<SourceSpec>& sources) {
  Recordings result{.dataset = {.labels = recordings.dataset.labels}, .unreadable = recordings.unreadable};
  for (std::size_t i = 0; i < recordings.sounds.size(); ++i) {
    const Clip& sound = recordings.sounds[i];
    const ClipFile& file = recordings.dataset.clips[i];
    const auto& spec = std::ranges::find(sources, file.source, &SourceSpec::name)->excerpts;
    if (!spec) {
      result.dataset.clips.push_back(file);
      result.sounds.push_back(sound);
      continue;
    }
    for (const Excerpt& excerpt : excerpts_of(sound, *spec)) {
      result.dataset.clips.push_back(file);
      result.dataset.clips.back().excerpt = excerpt;
      result.sounds.push_back(cut(sound, excerpt));
    }
  }
  return result;
}

}  // namespace earshot
