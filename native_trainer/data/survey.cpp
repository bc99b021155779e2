#include "data/survey.h"

#include <algorithm>
#include <optional>

#include "audio/level.h"
#include "data/audio_file.h"
#include "data/parallel.h"
#include "error.h"

namespace earshot {
namespace {

struct Finding {
  int sample_rate = 0;
  std::size_t samples = 0;
  bool silent = false;
  std::string broken;
};

Finding examine(const std::filesystem::path& path) {
  try {
    const Clip clip = read_audio_file(path);
    return {
        clip.sample_rate, clip.samples(), measure_level(mix_down(clip)).rms_dbfs < Survey::kSilenceDbfs, {}};
  } catch (const Error& error) {
    return {.broken = error.what()};
  }
}

/// ceil(samples * rate / own rate): the length that librosa.load gives.
std::size_t samples_at(int rate, const Finding& finding) {
  if (rate == 0) return finding.samples;
  const auto own = static_cast<std::size_t>(finding.sample_rate);
  return (finding.samples * static_cast<std::size_t>(rate) + own - 1) / own;
}

}  // namespace

Survey survey_folder(const std::filesystem::path& directory, std::string_view layout, int rate, int threads,
                     const ProgressFunction& progress) {
  Survey survey{.scan = scan_folder(directory, layout)};
  const std::vector<ClipFile>& clips = survey.scan.clips;
  std::vector<Finding> findings(clips.size());
  ProgressCounter counter(progress, clips.size());
  parallel_for(clips.size(), threads, [&] {
    return [&](std::size_t i) {
      findings[i] = examine(clips[i].path);
      counter.count_one();
    };
  });

  for (std::size_t i = 0; i < clips.size(); ++i) {
    const ClipFile& clip = clips[i];
    const Finding& finding = findings[i];
    const double seconds =
        finding.broken.empty() ? static_cast<double>(finding.samples) / finding.sample_rate : 0.0;
    for (Survey::Group* group :
         {&survey.classes[clip.label], clip.speaker.empty() ? nullptr : &survey.speakers[clip.speaker]}) {
      if (!group) continue;
      ++group->clips;
      group->seconds += seconds;
    }
    if (!finding.broken.empty()) {
      survey.broken.push_back(finding.broken);
      continue;
    }
    survey.seconds += seconds;
    ++survey.rates[finding.sample_rate];
    if (finding.silent) survey.silent.push_back(clip.path);
    const Survey::Extreme extreme{clip.path, samples_at(rate, finding), finding.sample_rate};
    const bool first = survey.longest.path.empty();
    if (first || extreme.samples > survey.longest.samples) survey.longest = extreme;
    if (first || extreme.samples < survey.shortest.samples) survey.shortest = extreme;
  }
  if (survey.longest.path.empty()) throw Error(survey.broken.front() + "; not one clip can be read");
  return survey;
}

}  // namespace earshot
