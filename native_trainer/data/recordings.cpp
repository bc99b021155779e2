#include "data/recordings.h"

#include <algorithm>
#include <utility>

#include "data/audio_file.h"
#include "data/parallel.h"
#include "data/read_failures.h"
#include "error.h"
#include "features/front_end.h"

namespace earshot {
namespace {

void check_no_label_lost(const Dataset& dataset, const Recordings& recordings) {
  for (const std::string& label : dataset.labels) {
    const auto has = [&](const Dataset& clips) {
      return std::ranges::contains(clips.clips, label, &ClipFile::label);
    };
    if (has(dataset) && !has(recordings.dataset)) {
      throw Error(recordings.unreadable.front() + "; no clip of label \"" + label + "\" can be read");
    }
  }
}

}  // namespace

Recordings read_recordings(const Dataset& dataset, const FrontEndSpec& front_end, int threads,
                           const ProgressFunction& progress) {
  FrontEndSpec spec = front_end;
  spec.scaling = {};  // whose statistics may still have to be measured, and do not matter here
  std::vector<Clip> sounds(dataset.clips.size());
  ReadFailures failures(dataset.clips.size());
  ProgressCounter counter(progress, dataset.clips.size());
  parallel_for(dataset.clips.size(), threads, [&] {
    return [&, converter = FrontEnd(spec)](std::size_t i) {
      try {
        sounds[i] = converter.at_model_rate(read_audio_file(dataset.clips[i].path));
      } catch (const Error& error) {
        failures.add(error.what());
      }
      counter.count_one();
    };
  });

  Recordings recordings{.dataset = {.labels = dataset.labels}, .unreadable = failures.lines()};
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    if (sounds[i].samples() == 0) continue;
    recordings.dataset.clips.push_back(dataset.clips[i]);
    recordings.sounds.push_back(std::move(sounds[i]));
  }
  check_no_label_lost(dataset, recordings);
  return recordings;
}

}  // namespace earshot
