#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/clip_file.h"
#include "data/number_ranges.h"
#include "recipe/section.h"

namespace earshot {

/// Some of the clips: those that meet every criterion given. An empty list stands for any.
struct Selection {
  std::vector<std::string> sources = {};
  std::vector<std::string> speakers = {};
  std::vector<std::string> folds = {};
  std::optional<NumberRanges> takes =
      {};                 ///< every take named must exist for every label and speaker selected
  double fraction = 1.0;  ///< a random share, (0, 1], of those that the other criteria leave

  bool matches(const ClipFile& clip) const;  ///< fraction aside
};

/// [split]: which clips train, validate and test.
///
///     [split]
///     seed = 1
///     test = [{ sources = ["AudioMNIST"], speakers = ["13", "14"] }, { sources = ["FSDD"], takes = "0-4" }]
///     validation = [{ fraction = 0.1 }]
///     training = [...]            # default: everything that is left
///     folds = 5                   # deals the clips into folds "1" ... "5" instead of the data set's own
///
/// A clip goes to the test set if a test selection takes it, else to validation, else to training; so no clip
/// is in two of them. One that nobody takes is left out, and said to be.
struct SplitSpec {
  std::uint64_t seed = 1;                  ///< of the random shares and folds
  std::optional<long> folds = {};          ///< none: those of the data set, if it has any
  std::vector<Selection> test = {};        ///< may be empty
  std::vector<Selection> validation = {};  ///< may be empty
  std::vector<Selection> training = {};    ///< empty: all that is left
};

/// Reads the table and finishes it. Throws Error "FILE:LINE: KEY: ...".
SplitSpec read_split_spec(Section section);

}  // namespace earshot
