#include "experiment/trained_network.h"

#include <algorithm>
#include <format>
#include <iostream>

#include "experiment/arithmetic_check.h"
#include "experiment/epoch_shares.h"
#include "training/memory.h"
#include "training/terminal_progress.h"

namespace earshot {
namespace {

struct ThreadShares {
  int loading;
  int training;
};

/// Augmentation takes about as much work as training on its results: each gets half of the threads.
ThreadShares share_threads(const Recipe& recipe, int threads) {
  if (recipe.augmentation.empty()) return {1, threads};
  const int loading = std::max(1, threads / 2);
  return {loading, std::max(1, threads - loading)};
}

void announce(const Recipe& recipe, const Network& network, const DevelopmentData& data, Device device) {
  std::cerr << std::format("{}: {} training, {} validation clips; {} -> {} logits, {} parameters; {}\n",
                           recipe.name, data.training.size(), data.validation.size(),
                           to_string(network.spec().input), network.spec().logit_count(),
                           network.parameter_count(), describe(device));
}

}  // namespace

TrainedNetwork train_network(const Recipe& recipe, const DevelopmentData& data,
                             const std::filesystem::path& checkpoint, const WorkOptions& options,
                             const std::atomic<bool>& stop) {
  const ThreadShares threads = share_threads(recipe, options.threads);
  const Device device = choose_device(options.device);
  set_training_threads(threads.training);
  keep_freed_memory();
  TrainedNetwork trained{Network(recipe.network, recipe.seed), {}, {}};
  if (!options.quiet) announce(recipe, trained.network, data, device);
  check_arithmetic(trained.network, recipe, data);

  SilentProgress silent;
  TerminalProgress shown;
  TrainingProgress& progress = options.quiet ? static_cast<TrainingProgress&>(silent) : shown;
  trained.result = train(trained.network, recipe.training, recipe.seed, *data.training.examples,
                         data.validation.examples.get(),
                         {.device = device,
                          .loader_threads = threads.loading,
                          .epoch_shares = epoch_shares(recipe.data, data.training),
                          .checkpoint = checkpoint},
                         progress, stop);
  if (!trained.result.stopped()) trained.finished = FinishedTraining();
  return trained;
}

}  // namespace earshot
