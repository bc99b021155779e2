#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "data/number_ranges.h"
#include "data/points_spec.h"
#include "data/synthetic_data.h"
#include "recipe/section.h"

namespace earshot {

/// Every clip is cut into excerpts, which are the examples. Cutting comes after the split, so that the
/// excerpts of one clip are all in one part.
struct ExcerptsSpec {
  double seconds = 1.0;
  double hop_seconds = 1.0;  ///< from the beginning of one to that of the next; default: seconds
};

/// One data set that a recipe learns from.
struct SourceSpec {
  std::string name = {};                        ///< for messages, reports, [split] and the model card
  std::filesystem::path path = ".";             ///< below the folder given with --data
  std::optional<SyntheticData> synthetic = {};  ///< instead of a folder: what is made
  std::string layout = "auto";                  ///< a name of recordings/layout.h, or "auto"
  std::vector<std::string> speakers = {};       ///< only these; empty: all
  std::optional<NumberRanges> takes = {};       ///< only these; none: all
  /// What becomes of clips whose class is not among the labels: "error", "ignore", or the label they get.
  std::string other_labels = "error";
  std::optional<ExcerptsSpec> excerpts = {};  ///< none: clips are examples as they are
  /// Of its training examples, the share that an epoch reads, drawn anew every time; above 1: how often it
  /// reads each.
  double epoch_share = 1.0;
  std::string licence = {};  ///< goes to the model card
  std::string url = {};      ///< likewise
};

/// [data]: where clips come from and which classes there are, or which numbers are generated instead.
///
///     [data]                      # one source, the folder itself
///     layout = "audiomnist"
///     speakers = ["01"]
///     labels = ["0", "1", ...]    # default: the classes found, numbers in numerical order
///     synthetic = "digits"        # what is made and used where no folder is given
///     excerpts = { seconds = 3.0 }
///
///     [[data.source]]             # or several
///     name = "FSDD"
///     path = "fsdd"
///     layout = "fsdd"
///     takes = "5-49"
///
///     [[data.source]]
///     synthetic = "words"         # made, whether or not a folder is given
///     other_labels = "other"
struct DataSpec {
  std::vector<SourceSpec> sources = {};  ///< at least one, but none where there are points
  /// In the order of the logits (of a binary task: negative, positive); empty: the classes found.
  std::vector<std::string> labels = {};
  std::optional<PointsSpec> points = {};        ///< instead of recordings
  std::optional<SyntheticData> synthetic = {};  ///< made where no folder is given

  /// Whether examples are excerpts, of one source at least.
  bool cuts_excerpts() const;
};

/// Reads the table and finishes it. Throws Error "FILE:LINE: KEY: ...".
DataSpec read_data_spec(Section section);

}  // namespace earshot
