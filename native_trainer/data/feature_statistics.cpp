#include "data/feature_statistics.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "data/parallel.h"
#include "features/front_end.h"

namespace earshot {

void measure_feature_statistics(FrontEndSpec& spec, const Recordings& training, int threads) {
  if (spec.scaling.kind != ScalingSpec::Kind::dataset) return;
  FrontEndSpec unscaled = spec;
  unscaled.scaling = {};

  // Sums of a clip, added up in the order of the clips, so that the number of threads changes nothing.
  struct Sums {
    std::vector<double> values;
    std::vector<double> squares;
    int frames = 0;
  };
  std::vector<Sums> clips(training.sounds.size());
  parallel_for(clips.size(), threads, [&] {
    return [&, worker = FrontEnd(unscaled)](std::size_t i) mutable {
      const Features features = worker.compute(training.sounds[i]);
      Sums& sums = clips[i];
      sums.values.resize(static_cast<std::size_t>(features.bands));
      sums.squares.resize(sums.values.size());
      sums.frames = features.channels * features.frames;
      for (std::size_t k = 0; k < features.values.size(); ++k) {
        const std::size_t band = k / static_cast<std::size_t>(features.frames) % sums.values.size();
        const double value = features.values[k];
        sums.values[band] += value;
        sums.squares[band] += value * value;
      }
    };
  });

  const std::size_t bands = clips.front().values.size();
  spec.scaling.mean.resize(bands);
  spec.scaling.deviation.resize(bands);
  for (std::size_t band = 0; band < bands; ++band) {
    double sum = 0.0;
    double squares = 0.0;
    double count = 0.0;
    for (const Sums& clip : clips) {
      sum += clip.values[band];
      squares += clip.squares[band];
      count += clip.frames;
    }
    const double mean = sum / count;
    const double deviation = std::sqrt(std::max(0.0, squares / count - mean * mean));
    spec.scaling.mean[band] = static_cast<float>(mean);
    spec.scaling.deviation[band] = deviation > 1e-6 * std::abs(mean) ? static_cast<float>(deviation) : 1.0f;
  }
}

}  // namespace earshot
