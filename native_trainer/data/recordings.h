#pragma once

#include <string>
#include <vector>

#include "audio/clip.h"
#include "data/dataset.h"
#include "data/progress.h"
#include "features/front_end_spec.h"

namespace earshot {

/// A data set decoded into memory.
struct Recordings {
  Dataset dataset = {};           ///< without the files that could not be read
  std::vector<Clip> sounds = {};  ///< one a clip: FrontEnd::at_model_rate of the file
  std::vector<std::vector<float>> noises =
      {};                                    ///< that augmentation may add: at the model's rate, none silent
  std::vector<std::string> unreadable = {};  ///< one line a file: its path and what is wrong with it
};

/// Decodes every clip, with the front end's channels at its rate, on `threads` threads. Files that cannot be
/// read are named in `unreadable`; too many of them (ReadFailures) is an Error, and so is a label that loses
/// all its clips.
Recordings read_recordings(const Dataset& dataset, const FrontEndSpec& front_end, int threads,
                           const ProgressFunction& progress = {});

}  // namespace earshot
