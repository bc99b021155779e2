#pragma once

#include <torch/optim/optimizer.h>

#include <filesystem>

#include "training/history.h"
#include "training/weights.h"

namespace earshot {

/// What a run needs to go on after its last whole epoch. Random numbers are drawn anew from the seed in every
/// epoch and need no place here.
struct TrainingState {
  torch::optim::Optimizer& optimizer;
  Weights weights;  ///< the module's own, as the optimizer sees them
  Weights average;  ///< empty unless weights are averaged
  Weights best;     ///< those of the best epoch; empty before the first validation, or if they are not kept
  long best_epoch = 0;  ///< 0 before the first validation
  History history;
};

/// Written whole or not at all. Throws Error.
void save_checkpoint(const TrainingState& state, const std::filesystem::path& path);

/// Throws Error when the file is not a checkpoint of this network and optimizer.
void load_checkpoint(TrainingState& state, const std::filesystem::path& path);

}  // namespace earshot
