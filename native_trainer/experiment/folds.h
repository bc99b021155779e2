#pragma once

#include <string>
#include <vector>

#include "data/data_spec.h"
#include "data/dataset.h"
#include "recipe/settings.h"

namespace earshot {

/// One fold of a cross-validation: what a recipe has to say so that this part of the data tests and the rest
/// trains and validates.
struct Fold {
  std::string name = {};  ///< "fold-1", "speaker-01"
  std::vector<Setting> settings = {};
};

/// The folds of `kind`: "data" are those that the data set has itself, "speakers" leaves out one speaker at a
/// time, "speakers:N" deals the speakers of every source that has some and is recorded into N groups and
/// leaves out one group at a time, and a number deals the clips into so many folds, each with its share of
/// every label. Throws Error when the data have no folds or no speakers, or too few.
std::vector<Fold> plan_folds(const std::string& kind, const DataSpec& spec, const Dataset& dataset);

}  // namespace earshot
