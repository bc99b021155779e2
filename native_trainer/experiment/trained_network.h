#pragma once

#include <atomic>
#include <filesystem>
#include <optional>

#include "experiment/development_data.h"
#include "experiment/work_options.h"
#include "network/network.h"
#include "recipe/recipe.h"
#include "training/trainer.h"

namespace earshot {

struct TrainedNetwork;

/// Proof that a training is complete, so that nothing about it can be chosen any more. It opens one test set
/// (SealedTest::open). Only train_network makes it, at the end of the last epoch, and it cannot be copied.
class FinishedTraining {
 public:
  FinishedTraining(FinishedTraining&&) = default;
  FinishedTraining& operator=(FinishedTraining&&) = default;
  FinishedTraining(const FinishedTraining&) = delete;
  FinishedTraining& operator=(const FinishedTraining&) = delete;

 private:
  friend TrainedNetwork train_network(const Recipe&, const DevelopmentData&, const std::filesystem::path&,
                                      const WorkOptions&, const std::atomic<bool>&);
  FinishedTraining() = default;
};

/// A network as training left it.
struct TrainedNetwork {
  Network network;
  TrainingResult result;
  std::optional<FinishedTraining> finished;  ///< none if it was stopped before the last epoch
};

/// Trains a new network by the recipe, or goes on from `checkpoint` if that file exists; it is rewritten
/// after every epoch. Says on stderr what is trained and how it goes on, unless quiet. Throws Error as train
/// does.
TrainedNetwork train_network(const Recipe& recipe, const DevelopmentData& data,
                             const std::filesystem::path& checkpoint, const WorkOptions& options,
                             const std::atomic<bool>& stop);

}  // namespace earshot
