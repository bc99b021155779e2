#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "experiment/run_folder.h"
#include "experiment/work_options.h"
#include "recipe/recipe.h"

namespace earshot {

/// One run of a set.
struct PlannedRun {
  std::string name;  ///< of its folder
  Recipe recipe;
};

/// Runs that belong together, the folds of a cross-validation or the trials of a sweep: a folder with a run
/// folder for each, beside plan.json, which says what they have in common.
class RunSet {
 public:
  /// Makes `path`, or runs/NAME-DATE-TIME if it is empty; or goes on with one of the same plan. Throws Error
  /// when it exists and is anything else.
  static RunSet create_or_open(const std::filesystem::path& path, const std::string& name,
                               const nlohmann::json& plan);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path path_of(const PlannedRun& run) const { return path_ / run.name; }

  /// Conducts the runs that are not finished yet: conduct(run, options), in a child process, at most `jobs`
  /// at once, which share the threads of `options`. It returns false when it was stopped, and leaves the run
  /// finished (RunFolder::finished) otherwise. Ctrl-C stops them all. Returns false if any was stopped.
  /// Throws Error when one failed, after the others have ended.
  bool conduct(std::span<const PlannedRun> runs, int jobs, const WorkOptions& options,
               const std::function<bool(const PlannedRun&, const WorkOptions&)>& conduct) const;

 private:
  explicit RunSet(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
};

}  // namespace earshot
