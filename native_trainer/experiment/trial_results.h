#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "experiment/trial.h"
#include "report/spread.h"

namespace earshot {

/// What came of a trial on the validation set, over its seeds.
struct TrialResult {
  const Trial* trial = nullptr;
  std::string problem = {};             ///< why there is no result; otherwise empty
  std::optional<Spread> accuracy = {};  ///< none for regression
  Spread loss = {};
  std::int64_t parameters = 0;
  double seconds = 0.0;  ///< of training, all seeds together
};

/// What the trials of a set wrote, the best first, as the recipe's training.monitor has it; those without a
/// result last. The trials must outlive the results.
std::vector<TrialResult> read_results(const RunSet& set, const std::vector<Trial>& trials,
                                      TrainingSpec::Monitor monitor);

/// For a terminal: a row a trial.
std::string to_text(const std::vector<TrialResult>& results);
/// What read_results gave, over each of the keys that the trials set, by accuracy or, where there is none or
/// the monitor is the loss, by that. Trials without a result are left out; there must be another.
void draw_results(const std::vector<TrialResult>& results, TrainingSpec::Monitor monitor,
                  const std::string& title, const std::filesystem::path& png);
/// A row a trial under a header.
std::string to_csv(const std::vector<TrialResult>& results);
nlohmann::json to_json(const std::vector<TrialResult>& results);

}  // namespace earshot
