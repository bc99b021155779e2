#include "experiment/recording_parts.h"

#include "data/cached_examples.h"

namespace earshot {

Recordings decode_part(const Dataset& clips, const std::string& name, int sample_rate,
                       const WorkOptions& options) {
  if (clips.clips.empty()) return {.dataset = clips, .sample_rate = sample_rate};
  Recordings recordings = read_recordings(clips, sample_rate, options.threads,
                                          progress_line("Reading " + name + " clips", options));
  for (const std::string& note : recordings.unreadable) say_note(note);
  return recordings;
}

DataPart unvaried_part(const std::string& name, const Recordings& recordings, const FrontEndSpec& front_end,
                       const WorkOptions& options) {
  return {.name = name,
          .examples = std::make_unique<CachedExamples>(recordings, front_end, options.threads),
          .origins = recordings.dataset.clips};
}

}  // namespace earshot
