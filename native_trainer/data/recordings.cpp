#include "data/recordings.h"

#include <utility>

#include "audio/resampler.h"
#include "data/audio_file.h"
#include "data/parallel.h"
#include "data/read_failures.h"
#include "error.h"

namespace earshot {

Recordings read_recordings(const Dataset& dataset, int sample_rate, int threads,
                           const ProgressFunction& progress) {
  std::vector<std::vector<float>> samples(dataset.clips.size());
  ReadFailures failures(dataset.clips.size());
  ProgressCounter counter(progress, dataset.clips.size());
  parallel_for(dataset.clips.size(), threads, [&] {
    return [&](std::size_t i) {
      try {
        const Clip clip = read_audio_file(dataset.clips[i].path);
        samples[i] = resample(mix_down(clip), clip.sample_rate, sample_rate);
      } catch (const Error& error) {
        failures.add(error.what());
      }
      counter.count_one();
    };
  });

  Recordings recordings{
      .dataset = {.labels = dataset.labels}, .sample_rate = sample_rate, .unreadable = failures.lines()};
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (samples[i].empty()) continue;
    recordings.dataset.clips.push_back(dataset.clips[i]);
    recordings.samples.push_back(std::move(samples[i]));
  }
  return recordings;
}

}  // namespace earshot
