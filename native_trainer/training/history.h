#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace earshot {

/// What was measured in one epoch. Accuracies are 0 to 1; regression has none.
struct EpochRecord {
  long epoch = 0;  ///< from 1
  /// Mean over the epoch's batches as they were trained on: with dropout, by weights that changed all the
  /// while. With label smoothing, without the penalty for large weights.
  double training_loss = 0.0;
  std::optional<double> training_accuracy = {};  ///< likewise
  std::optional<double> validation_loss = {};    ///< by the weights that the epoch ended with
  std::optional<double> validation_accuracy = {};
  double learning_rate = 0.0;        ///< at the epoch's last batch
  double seconds = 0.0;              ///< of training and validation
  double examples_per_second = 0.0;  ///< of training alone
};

using History = std::vector<EpochRecord>;

/// The lowest of the epochs' losses, and the first epoch that had it.
struct LowestLoss {
  double loss = 0.0;
  long epoch = 0;
};

/// None before the first epoch is complete.
std::optional<LowestLoss> lowest_training_loss(const History& history);
/// None where nothing was validated.
std::optional<LowestLoss> lowest_validation_loss(const History& history);
/// Both in words, for people: "training 0.0428 in epoch 271, validation 0.0511 in epoch 250".
std::string lowest_losses_text(const History& history);

/// One row an epoch under a header; what was not measured is empty.
std::string to_csv(const History& history);

/// Of what to_csv wrote to `file`. Throws Error naming it when it is anything else.
History read_history(const std::filesystem::path& file);

}  // namespace earshot
