#pragma once

#include <chrono>
#include <cstddef>

#include "training/trainer.h"

namespace earshot {

/// Training on stderr: epoch, loss, accuracy, examples a second, time left. On a terminal the line of the
/// epoch at hand is redrawn in place; elsewhere there is one line an epoch.
class TerminalProgress : public TrainingProgress {
 public:
  void begin(long first_epoch, long epochs) override;
  void batch(long epoch, std::size_t done, std::size_t total, double loss) override;
  void epoch(const EpochRecord& record) override;

 private:
  using Clock = std::chrono::steady_clock;

  double seconds_left(double epochs_done) const;

  bool terminal_ = false;
  long first_epoch_ = 1;
  long epochs_ = 0;
  std::size_t examples_ = 0;  ///< trained on since the beginning
  Clock::time_point start_;
  Clock::time_point drawn_;
};

/// Says nothing.
class SilentProgress : public TrainingProgress {
 public:
  void begin(long, long) override {}
  void batch(long, std::size_t, std::size_t, double) override {}
  void epoch(const EpochRecord&) override {}
};

}  // namespace earshot
