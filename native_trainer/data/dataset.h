#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "data/clip_file.h"
#include "data/data_spec.h"
#include "data/split_spec.h"

namespace earshot {

/// Clips and the labels they may have. Nothing is decoded yet.
struct Dataset {
  std::vector<std::string> labels = {};  ///< in the order of the logits
  std::vector<ClipFile> clips = {};      ///< each with one of the labels

  /// The index of every clip's label, as Examples::targets.
  std::vector<float> targets() const;
};

/// Finds the clips of every source below `directory`. Digit words (zero ... nine) become "0" ... "9" where
/// the labels are digits, and the other way round. `notes` receives one line for each thing that was left out
/// (audio files that do not follow the layout, ignored classes). Throws Error when a folder does not exist, a
/// source or a speaker has no clips, or a class is not among the labels and the source says it is an error.
Dataset find_dataset(const DataSpec& spec, const std::filesystem::path& directory,
                     std::vector<std::string>& notes);

/// The parts of a data set; no clip is in two of them.
struct DatasetSplit {
  Dataset training;
  Dataset validation;  ///< may be empty
  Dataset test;        ///< may be empty
};

/// Throws Error when a selection finds no clip, a take it names is missing, or training is left without a
/// clip of some label. `notes` receives a line if clips belong to no part.
DatasetSplit split_dataset(const Dataset& dataset, const SplitSpec& spec, std::vector<std::string>& notes);

}  // namespace earshot
