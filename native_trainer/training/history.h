#pragma once

#include <optional>
#include <string>
#include <vector>

namespace earshot {

/// What was measured in one epoch.
struct EpochRecord {
  long epoch = 0;              ///< from 1
  double training_loss = 0.0;  ///< mean over the examples of what was minimized
  std::optional<double> validation_loss;
  std::optional<double> validation_accuracy;  ///< 0 to 1
  double learning_rate = 0.0;                 ///< at the epoch's last batch
  double seconds = 0.0;
};

using History = std::vector<EpochRecord>;

/// One row an epoch under a header; what was not measured is empty.
std::string to_csv(const History& history);

}  // namespace earshot
