#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "report/metrics.h"
#include "report/spread.h"

namespace earshot {

/// How one network of a cross-validation did on the fold that it did not see.
struct FoldResult {
  std::string fold = {};
  std::uint64_t seed = 0;
  std::filesystem::path run = {};  ///< its folder
  Metrics test = {};
};

/// What a cross-validation found: every fold with every seed, of the examples tested or of their files.
class CrossValidation {
 public:
  /// At least one result; as many for one fold as for another.
  explicit CrossValidation(std::vector<FoldResult> results);

  const std::vector<FoldResult>& results() const { return results_; }
  /// Of the folds' accuracies, each the mean over the seeds.
  Spread over_folds() const { return spread_of(fold_accuracies_); }
  /// Of the seeds' accuracies, each the mean over the folds.
  Spread over_seeds() const { return spread_of(seed_accuracies_); }
  std::size_t seed_count() const { return seed_accuracies_.size(); }
  /// Of all folds and seeds together: each clip counts once a seed.
  const Metrics& pooled() const { return pooled_; }
  /// The folds in their order, with their clips and correct ones, once a seed.
  const std::vector<Metrics::Group>& folds() const { return folds_; }

 private:
  std::vector<FoldResult> results_;
  Metrics pooled_;
  std::vector<Metrics::Group> folds_;
  std::vector<double> fold_accuracies_;
  std::vector<double> seed_accuracies_;
};

/// For a terminal: a row a fold, mean and spread, then the pooled metrics.
std::string to_text(const CrossValidation& validation);
nlohmann::json to_json(const CrossValidation& validation);

}  // namespace earshot
