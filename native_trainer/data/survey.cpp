#include "data/survey.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "audio/level.h"
#include "data/audio_file.h"
#include "data/parallel.h"
#include "error.h"

namespace earshot {
namespace {

struct Finding {
  std::optional<Survey::Recording> recording = {};
  std::string broken = {};
};

/// ceil(samples * rate / own rate): the length that librosa.load gives.
std::size_t samples_at(int rate, const Clip& clip) {
  if (rate == 0) return clip.samples();
  const auto own = static_cast<std::size_t>(clip.sample_rate);
  return (clip.samples() * static_cast<std::size_t>(rate) + own - 1) / own;
}

Finding examine(const std::filesystem::path& path, int rate) {
  try {
    const Clip clip = read_audio_file(path);
    return {.recording = Survey::Recording{.path = path,
                                           .samples = samples_at(rate, clip),
                                           .sample_rate = clip.sample_rate,
                                           .seconds = static_cast<double>(clip.samples()) / clip.sample_rate,
                                           .level_dbfs = measure_level(mix_down(clip)).rms_dbfs}};
  } catch (const Error& error) {
    return {.broken = error.what()};
  }
}

}  // namespace

const Survey::Recording& Survey::longest() const {
  return *std::ranges::max_element(recordings, {}, &Recording::samples);
}

const Survey::Recording& Survey::shortest() const {
  return *std::ranges::min_element(recordings, {}, &Recording::samples);
}

const Survey::Recording& Survey::loudest() const {
  return *std::ranges::max_element(recordings, {}, &Recording::level_dbfs);
}

const Survey::Recording& Survey::quietest() const {
  return *std::ranges::min_element(recordings, {}, &Recording::level_dbfs);
}

float Survey::median_level_dbfs() const {
  std::vector<float> levels;
  for (const Recording& recording : recordings) levels.push_back(recording.level_dbfs);
  const auto middle = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() / 2);
  std::ranges::nth_element(levels, middle);
  return *middle;
}

Survey survey_folder(const std::filesystem::path& directory, std::string_view layout, int rate, int threads,
                     const ProgressFunction& progress) {
  Survey survey{.scan = scan_folder(directory, layout)};
  const std::vector<ClipFile>& clips = survey.scan.clips;
  std::vector<Finding> findings(clips.size());
  ProgressCounter counter(progress, clips.size());
  parallel_for(clips.size(), threads, [&] {
    return [&](std::size_t i) {
      findings[i] = examine(clips[i].path, rate);
      counter.count_one();
    };
  });

  for (std::size_t i = 0; i < clips.size(); ++i) {
    const ClipFile& clip = clips[i];
    Finding& finding = findings[i];
    const double seconds = finding.recording ? finding.recording->seconds : 0.0;
    for (Survey::Group* group :
         {&survey.classes[clip.label], clip.speaker.empty() ? nullptr : &survey.speakers[clip.speaker]}) {
      if (!group) continue;
      ++group->clips;
      group->seconds += seconds;
    }
    if (!finding.recording) {
      survey.broken.push_back(std::move(finding.broken));
      continue;
    }
    survey.seconds += seconds;
    ++survey.rates[finding.recording->sample_rate];
    survey.recordings.push_back(std::move(*finding.recording));
  }
  if (survey.recordings.empty()) throw Error(survey.broken.front() + "; not one clip can be read");
  return survey;
}

}  // namespace earshot
