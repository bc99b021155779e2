#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "report/figures.h"
#include "report/spread.h"

namespace earshot {

/// One run, or several that differ in nothing but the seed, as a comparison shows it.
struct ComparedRuns {
  std::string name = {};                      ///< of the (first) folder
  std::vector<std::string> differences = {};  ///< of its recipe from the others: "seed = 2"
  /// "test accuracy", "validation loss", "training loss" ... "parameters", "epochs", "seconds": those that
  /// were measured, over the runs. Training's are those of the epoch whose weights were kept.
  std::map<std::string, Spread> numbers = {};
  /// "training loss", "validation loss", "training accuracy", "validation accuracy" over the epochs, where
  /// all its runs have them: the mean of the runs.
  std::map<std::string, Curve> curves = {};
};

/// Reads run folders; with `group`, those that differ in nothing but the seed become one. Throws Error when
/// one is no run or has no results yet.
std::vector<ComparedRuns> read_compared_runs(std::span<const std::filesystem::path> folders, bool group);

/// For a terminal: a row a run, then what is different about their recipes.
std::string to_text(const std::vector<ComparedRuns>& runs);
nlohmann::json to_json(const std::vector<ComparedRuns>& runs);

/// Losses and accuracies over the epochs, a curve a run.
void draw_comparison(const std::vector<ComparedRuns>& runs, const std::filesystem::path& png);

}  // namespace earshot
