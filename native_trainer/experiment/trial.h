#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiment/run_set.h"
#include "experiment/work_options.h"
#include "recipe/recipe.h"

namespace earshot {

/// One choice of a sweep: settings, trained with every seed.
struct Trial {
  std::string name = {};  ///< "trial-001"
  std::vector<Setting> settings = {};
  std::vector<PlannedRun> runs = {};  ///< one a seed
};

/// Trains by the recipe and measures the network on the validation set, and on nothing else: the test set
/// stays out of reach (SealedTest). Goes on with the run at `path` if there is one. Writes metrics, no model;
/// a training that diverges is finished, too, and its metrics say so. Returns false when it was stopped.
bool conduct_trial(const Recipe& recipe, const std::filesystem::path& data, const std::filesystem::path& path,
                   const WorkOptions& options);

}  // namespace earshot
