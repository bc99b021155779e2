#include "data/augmentation/mask.h"

#include <algorithm>
#include <numeric>

namespace earshot {
namespace {

struct Run {
  int begin = 0;
  int end = 0;
};

Run draw_run(int size, double share, Random& random) {
  const int longest = static_cast<int>(share * size);
  const int length = static_cast<int>(random.index(static_cast<std::size_t>(longest) + 1));
  const int begin = static_cast<int>(random.index(static_cast<std::size_t>(size - length) + 1));
  return {begin, begin + length};
}

}  // namespace

void mask_features(Features& features, const MaskSpec& spec, Random& random) {
  const double sum = std::accumulate(features.values.begin(), features.values.end(), 0.0);
  const float mean = static_cast<float>(sum / static_cast<double>(features.values.size()));
  const auto fill = [&](Run bands, Run frames) {
    for (int channel = 0; channel < features.channels; ++channel) {
      for (int band = bands.begin; band < bands.end; ++band) {
        float* row = features.values.data() +
                     (static_cast<std::size_t>(channel) * features.bands + band) * features.frames;
        std::fill(row + frames.begin, row + frames.end, mean);
      }
    }
  };
  for (int i = 0; i < spec.frequency_masks; ++i) {
    fill(draw_run(features.bands, spec.frequency_share, random), {0, features.frames});
  }
  for (int i = 0; i < spec.time_masks; ++i) {
    fill({0, features.bands}, draw_run(features.frames, spec.time_share, random));
  }
}

}  // namespace earshot
