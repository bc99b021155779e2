#pragma once

#include <string>
#include <vector>

#include "data/dataset.h"
#include "data/progress.h"

namespace earshot {

/// A data set decoded into memory.
struct Recordings {
  Dataset dataset = {};                          ///< without the files that could not be read
  int sample_rate = 0;                           ///< Hz, of all of them
  std::vector<std::vector<float>> samples = {};  ///< [clip][sample], mono, resampled, otherwise as recorded
  std::vector<std::string> unreadable = {};      ///< one line a file: its path and what is wrong with it
};

/// Decodes every clip to mono at `sample_rate` on `threads` threads. Files that cannot be read are named in
/// `unreadable`; too many of them (ReadFailures) is an Error.
Recordings read_recordings(const Dataset& dataset, int sample_rate, int threads,
                           const ProgressFunction& progress = {});

}  // namespace earshot
