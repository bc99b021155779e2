#pragma once

#include <filesystem>
#include <optional>

#include "experiment/finish_run.h"
#include "experiment/run_folder.h"
#include "experiment/work_options.h"
#include "recipe/recipe.h"

namespace earshot {

/// How a run went.
struct RunOutcome {
  RunFolder run;
  TrainingResult training;
  std::optional<RunResults> results;  ///< none if it was stopped before the end of an epoch
};

/// One run from the recordings below `data` to its report: loads, trains, tests, exports, writes. `path` is
/// the folder of an interrupted run, which is gone on with, or the name of a new one, as RunFolder::create
/// takes it; nothing is written before the data are found to be in order. At Ctrl-C training stops,
/// abandoning the epoch at hand, and the test set stays sealed.
RunOutcome conduct_run(const Recipe& recipe, const std::filesystem::path& data,
                       const std::filesystem::path& path, const WorkOptions& options);

}  // namespace earshot
