#include "data/repeated_clips.h"

#include <algorithm>
#include <cstddef>

namespace earshot {

void repeat_clips(Recordings& recordings, const std::vector<SourceSpec>& sources) {
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

}  // namespace earshot
