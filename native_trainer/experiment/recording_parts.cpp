#include "experiment/recording_parts.h"

#include "data/cached_examples.h"
#include "data/excerpts.h"
#include "data/noise_recordings.h"

namespace earshot {

Recordings decode_part(const Dataset& clips, const std::string& name, const FrontEndSpec& front_end,
                       const DataSpec& spec, const WorkOptions& options) {
  if (clips.clips.empty()) return {.dataset = clips};
  Recordings recordings = read_recordings(clips, front_end, options.threads,
                                          progress_line("Reading " + name + " clips", options));
  for (const std::string& note : recordings.unreadable) say_note(note);
  return spec.cuts_excerpts() ? cut_excerpts(recordings, spec.sources) : recordings;
}

Recordings decode_training(const Dataset& clips, const Recipe& recipe, const std::filesystem::path& folder,
                           const WorkOptions& options) {
  Recordings recordings = decode_part(clips, "training", *recipe.front_end, recipe.data, options);
  if (const auto& noise = recipe.augmentation.noise) {
    recordings.noises = read_noise_recordings(noise->recordings, folder, *recipe.front_end);
  }
  return recordings;
}

DataPart unvaried_part(const std::string& name, const Recordings& recordings, const FrontEndSpec& front_end,
                       const WorkOptions& options) {
  return {.name = name,
          .examples = std::make_unique<CachedExamples>(recordings, front_end, options.threads),
          .origins = recordings.dataset.clips};
}

}  // namespace earshot
