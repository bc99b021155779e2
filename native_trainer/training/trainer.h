#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>

#include "data/examples.h"
#include "network/network.h"
#include "training/history.h"
#include "training/training_spec.h"

namespace earshot {

/// Where training runs.
enum class Device { cpu, cuda };

/// "auto" (CUDA where LibTorch finds a GPU), "cpu" or "cuda". Throws Error when there is no CUDA.
Device choose_device(const std::string& name);
/// For people: "CPU, 2 threads".
std::string describe(Device device);

/// How many threads LibTorch computes with; 0 leaves its own choice.
void set_training_threads(int threads);

/// Told how training goes on, from the thread that trains.
class TrainingProgress {
 public:
  virtual ~TrainingProgress() = default;
  /// After every batch: `done` of `total` examples of the epoch, and their mean loss so far.
  virtual void batch(long epoch, std::size_t done, std::size_t total, double loss) = 0;
  virtual void epoch(const EpochRecord& record) = 0;
};

struct TrainingOptions {
  Device device = Device::cpu;
  int loader_threads = 1;            ///< that read examples ahead of the loop
  std::filesystem::path checkpoint;  ///< rewritten after every epoch, and read first if it exists; empty: none
};

struct TrainingResult {
  History history;
  long kept_epoch = 0;   ///< whose weights the network has now
  bool stopped = false;  ///< before the last epoch, because `stop` was set
};

/// Trains `network` in place by `spec`. The same seed, machine and thread count give the same result, whether the run
/// was interrupted and resumed or not. `validation` may be empty. When `stop` becomes true the epoch at hand is
/// abandoned and the network gets the weights of the last whole one.
TrainingResult train(Network& network, const TrainingSpec& spec, std::uint64_t seed, const Examples& training,
                     const Examples* validation, const TrainingOptions& options, TrainingProgress& progress,
                     const std::atomic<bool>& stop);

}  // namespace earshot
