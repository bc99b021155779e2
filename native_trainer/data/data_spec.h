#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "data/number_ranges.h"
#include "recipe/section.h"

namespace earshot {

/// One data set that a recipe learns from.
struct SourceSpec {
  /// What becomes of clips whose class is not among the labels.
  enum class OtherLabels { error, ignore };

  std::string name = {};                   ///< for messages, reports, [split] and the model card
  std::filesystem::path path = ".";        ///< below the folder given with --data
  std::string layout = "auto";             ///< a name of data/layout.h, or "auto"
  std::vector<std::string> speakers = {};  ///< only these; empty: all
  std::optional<NumberRanges> takes = {};  ///< only these; none: all
  OtherLabels other_labels = OtherLabels::error;
  std::string licence = {};  ///< goes to the model card
  std::string url = {};      ///< likewise
};

/// [data]: where clips come from and which classes there are.
///
///     [data]                      # one source, the folder itself
///     layout = "audiomnist"
///     speakers = ["01"]
///     labels = ["0", "1", ...]    # default: the classes found, numbers in numerical order
///
///     [[data.source]]             # or several
///     name = "FSDD"
///     path = "fsdd"
///     layout = "fsdd"
///     takes = "5-49"
struct DataSpec {
  std::vector<SourceSpec> sources = {};  ///< at least one
  std::vector<std::string> labels = {};  ///< in the order of the logits; empty: the classes found
};

/// Reads the table and finishes it. Throws Error "FILE:LINE: KEY: ...".
DataSpec read_data_spec(Section section);

}  // namespace earshot
