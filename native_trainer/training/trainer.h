#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "data/examples.h"
#include "error.h"
#include "network/network.h"
#include "training/device.h"
#include "training/history.h"
#include "training/training_spec.h"

namespace earshot {

/// Told how training goes on, by the thread that trains.
class TrainingProgress {
 public:
  virtual ~TrainingProgress() = default;
  /// Before the first epoch: the run goes from `first_epoch` (above 1 when it is resumed) to `epochs`.
  virtual void begin(long first_epoch, long epochs) = 0;
  /// After every batch: `done` of `total` examples of the epoch, and their mean loss so far.
  virtual void batch(long epoch, std::size_t done, std::size_t total, double loss) = 0;
  virtual void epoch(const EpochRecord& record) = 0;
};

struct TrainingOptions {
  Device device = Device::cpu;
  int loader_threads = 1;  ///< that read examples ahead of the loop
  /// Of each training example, how often an epoch reads it (EpochOrder); empty: all of them once.
  std::vector<double> epoch_shares = {};
  std::filesystem::path checkpoint =
      {};  ///< rewritten after every epoch, and gone on from if it exists; empty: none
};

/// The loss of a training is no longer finite.
class DivergedError : public Error {
 public:
  using Error::Error;
};

struct TrainingResult {
  /// Why training ended.
  enum class End {
    all_epochs,
    patience,  ///< so many epochs brought nothing better
    stopped,   ///< before its end, because `stop` was set
  };
  History history;
  long kept_epoch = 0;  ///< whose weights the network has now; 0 if no epoch was completed
  End end = End::all_epochs;

  bool stopped() const { return end == End::stopped; }
};

/// Trains `network` in place by `spec`. The same seed, machine and thread count give the same result, whether
/// the run was interrupted and resumed or not. `validation` may be null. When `stop` becomes true the epoch
/// at hand is abandoned and the network gets the weights of those before. Throws DivergedError when the
/// loss is no longer finite, and Error for a spec that keeps the best epoch or has patience without
/// validation examples.
TrainingResult train(Network& network, const TrainingSpec& spec, std::uint64_t seed, const Examples& training,
                     const Examples* validation, const TrainingOptions& options, TrainingProgress& progress,
                     const std::atomic<bool>& stop);

}  // namespace earshot
